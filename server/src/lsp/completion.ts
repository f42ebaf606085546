// textDocument/completion and completionItem/resolve
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver/node';
import { complete, wantsMore } from '../features/complete.ts';
import { documentationOf } from '../features/completion/documentation.ts';
import type { Proposal, ProposalKind } from '../features/completion/proposals.ts';
import { askForSchemas } from './catalog.ts';
import { catalogAccess } from './catalogs.ts';
import { type OpenDocument, offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

const kinds: Record<ProposalKind, CompletionItemKind> = {
  keyword: CompletionItemKind.Keyword,
  column: CompletionItemKind.Field,
  relation: CompletionItemKind.Struct,
  view: CompletionItemKind.Interface,
  schema: CompletionItemKind.Module,
  database: CompletionItemKind.Folder,
  function: CompletionItemKind.Function,
  procedure: CompletionItemKind.Method,
  model: CompletionItemKind.Class,
  type: CompletionItemKind.TypeParameter,
  alias: CompletionItemKind.Variable,
  principal: CompletionItemKind.Reference,
  policy: CompletionItemKind.Event,
  parameter: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
  word: CompletionItemKind.Text,
};

const nothing: CompletionList = { isIncomplete: false, items: [] };

export function registerCompletion(session: Session): void {
  const { connection, documents, catalogs, client } = session;
  connection.onCompletion(
    guarded<CompletionList, CompletionParams>(nothing, connection, params => {
      const document = documents.get(params.textDocument.uri);
      if (!document) return nothing;
      const offset = offsetOf(document, params.position);
      if (params.context?.triggerCharacter === ' ' && !wantsMore(document.syntax, offset)) return nothing;
      const answer = complete(document.syntax, offset, { catalog: catalogAccess(catalogs, document.uri), snippets: client.snippets });
      if (!answer) return nothing;
      askForSchemas(session, document.uri, answer.needs);
      const { replaceStart, replaceEnd } = answer;
      const items = answer.proposals.map((proposal, index) =>
        toItem(proposal, index, document, replaceStart, replaceEnd, client.labelDetails),
      );
      return { isIncomplete: answer.incomplete, items };
    }),
  );
  connection.onCompletionResolve(
    guarded<CompletionItem, CompletionItem>({ label: '' }, connection, item => {
      const value = typeof item.data === 'string' ? documentationOf(item.data) : undefined;
      return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
    }),
  );
}

function toItem(
  proposal: Proposal,
  index: number,
  document: OpenDocument,
  start: number,
  end: number,
  labelDetails: boolean,
): CompletionItem {
  const { label, kind, insert, snippet, detail, description, about, filter, replaceStart } = proposal;
  return {
    label,
    kind: kinds[kind],
    sortText: String(index).padStart(5, '0'),
    textEdit: { range: rangeOf(document, replaceStart ?? start, end), newText: insert },
    ...(snippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(labelDetails
      ? { labelDetails: { ...(detail && { detail: ` ${detail}` }), ...(description && { description }) } }
      : (detail || description) && { detail: [detail, description].filter(Boolean).join(' · ') }),
    ...(filter && { filterText: filter }),
    ...(about && { data: about }),
  };
}
