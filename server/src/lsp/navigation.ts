// textDocument/definition, references, documentHighlight, prepareRename, rename and linkedEditingRange

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type LinkedEditingRanges,
  type Location,
  type Range,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { definitionsOf, type Reference, referencesTo, thingAt } from '../features/navigation/navigate.ts';
import { type Refusal, renameAt, renameTarget } from '../features/navigation/rename.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../features/navigation/workspace.ts';
import { say } from '../text/say.ts';
import { type OpenDocument, offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const navigationCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  linkedEditingRangeProvider: true,
};

/** The scripts that are looked at, the place that was asked about in them, and what they were opened with. */
interface Asked {
  readonly scripts: readonly OpenDocument[];
  readonly workspace: Workspace;
  readonly options: WorkspaceOptions;
  readonly document: number;
  readonly offset: number;
}

export function registerNavigation(session: Session): void {
  const { connection, documents, catalogs } = session;
  const askAmong = (scripts: readonly OpenDocument[], { textDocument, position }: TextDocumentPositionParams): Asked | undefined => {
    const document = scripts.findIndex(({ uri }) => uri === textDocument.uri);
    if (document < 0) return undefined;
    const options = { catalog: catalogs.snapshotOf(textDocument.uri) };
    return { scripts, options, workspace: openWorkspace(scripts, options), document, offset: offsetOf(scripts[document]!, position) };
  };
  /** Among all scripts of the workspace. */
  const ask = (params: TextDocumentPositionParams) => askAmong(documents.everywhere(), params);
  /** Among the open ones: what is asked at every move of the cursor, and answered for its own script only. */
  const askOpen = (params: TextDocumentPositionParams) => askAmong([...documents.all()], params);
  const references = (
    params: TextDocumentPositionParams,
    find: typeof referencesTo,
    among = ask,
  ): { asked: Asked; found: Reference[] } | undefined => {
    const asked = among(params);
    const place = asked && thingAt(asked.workspace, asked.document, asked.offset);
    return asked && place && { asked, found: find(asked.workspace, place.thing) };
  };
  const locations = (answer: ReturnType<typeof references>): Location[] =>
    answer?.found.map(({ document, start, end }) => toLocation(answer.asked.scripts[document]!, start, end)) ?? [];

  connection.onDefinition(guarded([], connection, params => locations(references(params, definitionsOf))));
  connection.onReferences(
    guarded([], connection, ({ context, ...params }) =>
      locations(
        references(params, (workspace, thing) => referencesTo(workspace, thing).filter(one => context.includeDeclaration || !one.declares)),
      ),
    ),
  );
  connection.onDocumentHighlight(
    guarded<DocumentHighlight[], TextDocumentPositionParams>([], connection, params => {
      const answer = references(params, (workspace, thing) => referencesTo(workspace, thing), askOpen);
      if (!answer) return [];
      const { asked, found } = answer;
      return found
        .filter(({ document }) => document === asked.document)
        .map(({ start, end, writes }) => ({
          range: rangeOf(asked.scripts[asked.document]!, start, end),
          kind: writes ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
    }),
  );
  connection.onPrepareRename(
    guarded<{ range: Range; placeholder: string } | null, TextDocumentPositionParams>(null, connection, params => {
      const asked = ask(params);
      const target = asked && renameTarget(asked.workspace, asked.document, asked.offset);
      if (!asked || !target) return null;
      if (typeof target === 'string') return new ResponseError(ErrorCodes.InvalidRequest, refusals[target]()) as never;
      const document = asked.scripts[asked.document]!;
      return { range: rangeOf(document, target.start, target.end), placeholder: document.text.slice(target.start, target.end) };
    }),
  );
  connection.onRenameRequest(
    guarded<WorkspaceEdit | null, RenameParams>(null, connection, params => {
      const asked = ask(params);
      if (!asked) return null;
      const answer = renameAt(asked.workspace, asked.document, asked.offset, params.newName, asked.options);
      if ('refused' in answer) return new ResponseError(ErrorCodes.InvalidRequest, refusals[answer.refused]()) as never;
      const changes: Record<string, TextEdit[]> = {};
      for (const { document, start, end, newText } of answer.edits) {
        const script = asked.scripts[document]!;
        changes[script.uri] ??= [];
        changes[script.uri]!.push({ range: rangeOf(script, start, end), newText });
      }
      return { changes };
    }),
  );
  // Names of one statement only: aliases, common tables, variables. What is typed into one of them goes into the others.
  connection.languages.onLinkedEditingRange(
    guarded<LinkedEditingRanges | null, TextDocumentPositionParams>(null, connection, params => {
      const asked = askOpen(params);
      const place = asked && thingAt(asked.workspace, asked.document, asked.offset);
      if (!asked || !place || typeof place.thing.within === 'string' || place.thing.category === 'column') return null;
      const document = asked.scripts[asked.document]!;
      const found = referencesTo(asked.workspace, place.thing);
      const written = document.text.slice(place.start, place.end);
      // Linked places must hold the same text.
      if (found.length < 2 || found.some(({ start, end }) => document.text.slice(start, end) !== written)) return null;
      return { ranges: found.map(({ start, end }) => rangeOf(document, start, end)), wordPattern: linkedName };
    }),
  );
}

/** A name while it is being typed: quoted, or of letters of any script. */
const linkedName = '"(?:[^"\\n]|"")*"|[^\\s"\'(),.;:+*/<>=|%!~\\[\\]-]+';

const toLocation = (document: OpenDocument, start: number, end: number): Location => ({
  uri: document.uri,
  range: rangeOf(document, start, end),
});

const refusals: Record<Refusal, () => string> = {
  'nothing-to-rename': () => say`There is no name here that can be renamed.`,
  'built-in': () => say`This name is Redshift’s own and cannot be renamed.`,
  'not-a-name': () => say`This is no name: one to 127 bytes, without double quotes inside.`,
  'joined-by-using': () => say`Both tables of a JOIN … USING have a column of this name. Write ON instead of USING first.`,
  temporary: () => say`A # at the beginning of its name makes a table temporary: a rename can neither add nor remove it.`,
  taken: () => say`The name is taken: some places would then mean something else.`,
};
