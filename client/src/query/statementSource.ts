// Where the statements of a document are. The client never reads SQL itself: the language server says it.
import * as vscode from 'vscode';
import type { StatementInfo } from '../../../server/src/protocol.ts';

export interface StatementSource {
  /** The statement at or just before the position; undefined where there is none. */
  statementAt(document: vscode.TextDocument, position: vscode.Position): Promise<RunnableStatement | undefined>;
  /** The statements of the document, or of a part of it taken by itself. */
  statements(document: vscode.TextDocument, range?: vscode.Range): Promise<RunnableStatement[]>;
}

export interface RunnableStatement {
  range: vscode.Range;
  text: string;
  kind: StatementInfo['kind'];
  name: string;
  destructive: boolean;
}

/** What the server's answer means in the editor's own types. */
export function toRunnable({ range, text, kind, name, destructive }: StatementInfo): RunnableStatement {
  return {
    range: new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
    text,
    kind,
    name,
    destructive,
  };
}
