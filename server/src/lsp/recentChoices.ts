// What the user accepted lately, so that it is offered first: an edit whose text is that of an item just offered is an item accepted. No command
// has to hang on each of hundreds of items for that, and every client takes part.
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { Proposal } from '../features/completion/proposals.ts';

/** As many as a user can have in mind. */
const most = 40;

export class RecentChoices {
  private offered: { readonly uri: string; readonly labels: ReadonlyMap<string, string> } | undefined;
  private chosen: string[] = [];

  /** The latest first. */
  get labels(): readonly string[] {
    return this.chosen;
  }

  offer(uri: string, proposals: readonly Proposal[]): void {
    const labels = new Map<string, string>();
    for (const { label, insert, snippet, kind } of proposals)
      if (kind !== 'keyword' && kind !== 'snippet') labels.set(snippet ? insert.replace(/\$\d/g, '') : insert, label);
    this.offered = { uri, labels };
  }

  noticeEdits(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (this.offered?.uri !== uri) return;
    for (const { text } of changes) {
      // A single letter is typed, not accepted.
      const label = text.length > 1 ? this.offered.labels.get(text) : undefined;
      if (label !== undefined) this.chosen = [label, ...this.chosen.filter(other => other !== label)].slice(0, most);
    }
  }
}
