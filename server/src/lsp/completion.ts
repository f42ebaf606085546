// textDocument/completion
import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver/node';
import { complete } from '../features/complete.ts';
import { offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

const kinds = { keyword: CompletionItemKind.Keyword };

export function registerCompletion({ connection, documents }: Session): void {
  connection.onCompletion(
    guarded<CompletionList>({ isIncomplete: false, items: [] }, connection, params => {
      const document = documents.get(params.textDocument.uri);
      const answer = document && complete(document.syntax, offsetOf(document, params.position));
      if (!document || !answer) return { isIncomplete: false, items: [] };
      const range = rangeOf(document, answer.replaceStart, answer.replaceEnd);
      const items: CompletionItem[] = answer.proposals.map(proposal => ({
        label: proposal.label,
        kind: kinds[proposal.kind],
        sortText: String(proposal.rank).padStart(6, '0'),
        textEdit: { range, newText: proposal.insert },
      }));
      return { isIncomplete: false, items };
    }),
  );
}
