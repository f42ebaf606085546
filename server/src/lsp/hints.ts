// textDocument/inlayHint and codeLens, and the settings that switch them off

import {
  type CodeLens,
  type CodeLensParams,
  type Command,
  type InlayHint,
  InlayHintKind,
  type InlayHintParams,
  type Position,
} from 'vscode-languageserver/node';
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
/** About as many as a file has that somebody wrote by hand. */
const mostNamedLenses = 500;

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
      const lenses = codeLenses(document.syntax);
      // A lens without its command is blank until it is resolved, at every keystroke anew; in a long script only those on the screen are, and the
      // others told with the least that places them.
      const named = lenses.length <= mostNamedLenses;
      return lenses.map(({ action, start, end }) => {
        const { start: first, end: last } = rangeOf(document, start, end);
        const range = { start: first, end: first };
        return named ? { range, command: command(action, first, last) } : { range, data: [action, last.line, last.character] };
      });
    }),
  );
  connection.onCodeLensResolve(lens => {
    if (lens.command) return lens;
    const [action, line, character] = lens.data as [keyof typeof commands, number, number];
    return { ...lens, command: command(action, lens.range.start, { line, character }) };
  });
}

const command = (action: keyof typeof commands, start: Position, end: Position): Command => ({
  title: titles[action](),
  command: commands[action],
  arguments: [{ start, end }],
});
