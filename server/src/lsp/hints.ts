// textDocument/inlayHint and codeLens, and the settings that switch them off

import { type CodeLens, type CodeLensParams, type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver/node';
import { codeLenses } from '../features/codeLenses.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { positionAt } from '../text/lines.ts';
import { say } from '../text/say.ts';
import { catalogAccess } from './catalogs.ts';
import { offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const hintCapabilities = { inlayHintProvider: true, codeLensProvider: { resolveProvider: true } };

const titles = { run: () => say`▷ Run`, explain: () => say`Explain` };
const commands = { run: 'redshift.runStatement', explain: 'redshift.explainStatement' };

export function registerHints({ connection, documents, catalogs, client, editorSettings }: Session): void {
  let settings = { insertColumns: true, positions: true, codeLens: true };
  editorSettings.onChange(all => {
    const { inlayHints, codeLens } = (all as { redshift?: Record<string, Record<string, unknown>> } | undefined)?.redshift ?? {};
    settings = {
      insertColumns: inlayHints?.insertColumns !== false,
      positions: inlayHints?.positions !== false,
      codeLens: codeLens?.enabled !== false,
    };
    // What is shown was asked for under the old settings.
    if (client.refreshesHints) void connection.languages.inlayHint.refresh();
    if (client.refreshesLenses) void connection.sendRequest('workspace/codeLens/refresh');
  });
  connection.languages.inlayHint.on(
    guarded<InlayHint[], InlayHintParams>([], connection, ({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      if (!document || !(settings.insertColumns || settings.positions)) return [];
      const options = { catalog: catalogAccess(catalogs, document.uri), ...settings };
      return inlayHints(document.syntax, offsetOf(document, range.start), offsetOf(document, range.end), options).map(
        ({ at, label, side, tooltip }) => ({
          position: positionAt(document.lineStarts, at),
          label,
          kind: InlayHintKind.Parameter,
          ...(side === 'before' ? { paddingRight: true } : { paddingLeft: true }),
          ...(tooltip && { tooltip }),
        }),
      );
    }),
  );
  connection.onCodeLens(
    guarded<CodeLens[], CodeLensParams>([], connection, ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      if (!document || !settings.codeLens) return [];
      // Only lenses on the screen are resolved: the others are told with the least that places them.
      return codeLenses(document.syntax).map(({ action, start, end }) => {
        const { start: first, end: last } = rangeOf(document, start, end);
        return { range: { start: first, end: first }, data: [action, last.line, last.character] };
      });
    }),
  );
  connection.onCodeLensResolve(lens => {
    const [action, line, character] = lens.data as [keyof typeof commands, number, number];
    return {
      ...lens,
      command: { title: titles[action](), command: commands[action], arguments: [{ start: lens.range.start, end: { line, character } }] },
    };
  });
}
