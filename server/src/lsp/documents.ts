// The open documents: text, lines and syntax kept up to date edit by edit.
import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { parseDocument, type SyntaxDocument, updateDocument } from '../syntax/document.ts';
import { lineStartsAfter, lineStartsOf, offsetAt, type Position, positionAt } from '../text/lines.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lineStarts: Int32Array;
  readonly syntax: SyntaxDocument;
}

export class DocumentStore {
  private readonly open = new Map<string, OpenDocument>();
  private readonly closed = new Map<string, { readonly text: string; document: OpenDocument | undefined }>();

  get(uri: string): OpenDocument | undefined {
    return this.open.get(uri);
  }

  /** Those that the editor has open. */
  all(): Iterable<OpenDocument> {
    return this.open.values();
  }

  /** The open ones, and the workspace's other scripts as they lie in their files. */
  everywhere(): OpenDocument[] {
    const documents = [...this.open.values()];
    for (const [uri, script] of this.closed) {
      if (this.open.has(uri)) continue;
      script.document ??= toDocument(uri, 0, script.text);
      documents.push(script.document);
    }
    return documents;
  }

  /** A script of the workspace as it lies in its file; null when it is gone. It is parsed when it is first asked for. */
  setClosed(uri: string, text: string | null): void {
    if (text === null) this.closed.delete(uri);
    else if (this.closed.get(uri)?.text !== text) this.closed.set(uri, { text, document: undefined });
  }

  add(uri: string, version: number, text: string): OpenDocument {
    const document = toDocument(uri, version, text);
    this.open.set(uri, document);
    return document;
  }

  /** Applies the changes of one notification in order. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenDocument | undefined {
    let document = this.open.get(uri);
    for (const change of changes) {
      if (!document) return undefined;
      if (!('range' in change)) {
        document = this.add(uri, version, change.text);
        continue;
      }
      const start = offsetAt(document.lineStarts, document.text, change.range.start);
      const oldEnd = offsetAt(document.lineStarts, document.text, change.range.end);
      const text = document.text.slice(0, start) + change.text + document.text.slice(oldEnd);
      const syntax = updateDocument(document.syntax, text, { start, oldEnd, newEnd: start + change.text.length });
      document = { uri, version, text, lineStarts: lineStartsAfter(document.lineStarts, start, oldEnd, change.text), syntax };
      this.open.set(uri, document);
    }
    return document;
  }

  remove(uri: string): void {
    this.open.delete(uri);
  }
}

/** The open scripts but one, by the names of their files. */
export const otherScripts = (documents: DocumentStore, uri: string): { name: string; syntax: SyntaxDocument }[] =>
  [...documents.all()].filter(document => document.uri !== uri).map(({ uri: other, syntax }) => ({ name: fileName(other), syntax }));

function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

const toDocument = (uri: string, version: number, text: string): OpenDocument => ({
  uri,
  version,
  text,
  lineStarts: lineStartsOf(text),
  syntax: parseDocument(text),
});

export const rangeOf = (document: OpenDocument, start: number, end: number): Range => ({
  start: positionAt(document.lineStarts, start),
  end: positionAt(document.lineStarts, end),
});

export const offsetOf = (document: OpenDocument, position: Position): number => offsetAt(document.lineStarts, document.text, position);
