// textDocument/documentSymbol and workspace/symbol
import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  SymbolKind as LspKind,
  type SymbolInformation,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import { documentSymbols, type DocumentSymbol as Outlined, type SymbolKind } from '../features/symbols.ts';
import { workspaceSymbols } from '../features/workspaceSymbols.ts';
import { type OpenDocument, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

const kinds: Record<SymbolKind, LspKind> = {
  table: LspKind.Struct,
  view: LspKind.Interface,
  column: LspKind.Field,
  schema: LspKind.Module,
  database: LspKind.Package,
  function: LspKind.Function,
  procedure: LspKind.Method,
  model: LspKind.Class,
  principal: LspKind.Object,
  policy: LspKind.Event,
  query: LspKind.Array,
  permission: LspKind.Key,
  statement: LspKind.Operator,
  cte: LspKind.Namespace,
  variable: LspKind.Variable,
};

export function registerSymbols({ connection, documents }: Session): void {
  connection.onDocumentSymbol(
    guarded<DocumentSymbol[], DocumentSymbolParams>([], connection, ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document ? documentSymbols(document.syntax).map(symbol => toSymbol(document, symbol)) : [];
    }),
  );
  connection.onWorkspaceSymbol(
    guarded<SymbolInformation[], WorkspaceSymbolParams>([], connection, ({ query }) => {
      const scripts = documents.everywhere();
      return workspaceSymbols(
        scripts.map(({ syntax }) => syntax),
        query,
      ).map(({ name, detail, kind, document, nameStart, nameEnd }) => ({
        name,
        kind: kinds[kind],
        containerName: detail,
        location: { uri: scripts[document]!.uri, range: rangeOf(scripts[document]!, nameStart, nameEnd) },
      }));
    }),
  );
}

function toSymbol(document: OpenDocument, { name, detail, kind, start, end, nameStart, nameEnd, children }: Outlined): DocumentSymbol {
  return {
    name,
    detail,
    kind: kinds[kind],
    range: rangeOf(document, start, end),
    selectionRange: rangeOf(document, nameStart, nameEnd),
    children: children.map(child => toSymbol(document, child)),
  };
}
