// textDocument/completion and completionItem/resolve
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from 'vscode-languageserver/node';
import { complete, wantsMore } from '../features/complete.ts';
import { documentationOf } from '../features/completion/documentation.ts';
import type { Proposal, ProposalKind } from '../features/completion/proposals.ts';
import { askForSchemas } from './catalog.ts';
import { catalogAccess } from './catalogs.ts';
import { offsetOf, otherScripts, rangeOf } from './documents.ts';
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
  const { connection, documents, catalogs, client, recent } = session;
  connection.onCompletion(
    guarded<CompletionList, CompletionParams>(nothing, connection, params => {
      const document = documents.get(params.textDocument.uri);
      if (!document) return nothing;
      const offset = offsetOf(document, params.position);
      if (params.context?.triggerCharacter === ' ' && !wantsMore(document.syntax, offset)) return nothing;
      const answer = complete(document.syntax, offset, {
        catalog: catalogAccess(catalogs, document.uri),
        snippets: client.snippets,
        others: otherScripts(documents, document.uri),
        recent: recent.labels,
      });
      if (!answer) return nothing;
      recent.offer(document.uri, answer.proposals);
      askForSchemas(session, document.uri, answer.needs);
      const range = rangeOf(document, answer.replaceStart, answer.replaceEnd);
      const items = answer.proposals.map((proposal, index) => {
        const own = proposal.replaceStart === undefined ? undefined : rangeOf(document, proposal.replaceStart, answer.replaceEnd);
        return { ...toItem(proposal, index, client.labelDetails), ...editOf(proposal, own ?? (client.listRange ? undefined : range)) };
      });
      return { isIncomplete: answer.incomplete, items, ...(client.listRange && { itemDefaults: { editRange: range } }) };
    }),
  );
  connection.onCompletionResolve(
    guarded<CompletionItem, CompletionItem>({ label: '' }, connection, item => {
      const value = typeof item.data === 'string' ? documentationOf(item.data) : undefined;
      return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
    }),
  );
}

/** What an item puts in: at a range of its own, or at that of the list. */
function editOf({ label, insert }: Proposal, range: Range | undefined): Partial<CompletionItem> {
  if (range) return { textEdit: { range, newText: insert } };
  return insert === label ? {} : { textEditText: insert };
}

function toItem(
  { label, kind, snippet, detail, description, about, filter }: Proposal,
  index: number,
  labelDetails: boolean,
): CompletionItem {
  const item: CompletionItem = { label, kind: kinds[kind], sortText: String(index).padStart(4, '0') };
  if (snippet) item.insertTextFormat = InsertTextFormat.Snippet;
  if (!labelDetails && (detail || description)) item.detail = [detail, description].filter(Boolean).join(' · ');
  else if (detail || description) item.labelDetails = { ...(detail && { detail: ` ${detail}` }), ...(description && { description }) };
  if (filter) item.filterText = filter;
  if (about) item.data = about;
  return item;
}
