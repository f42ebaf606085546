// One run of one statement: what it is, how far it is, what came of it.
import type * as vscode from 'vscode';
import type { StatementInfo } from '../../../server/src/protocol.ts';
import type { StatementState } from '../aws/statements.ts';
import type { Target } from '../aws/target.ts';
import type { ErrorAction } from '../ui/errorMessage.ts';

export type RunStatus = 'starting' | 'running' | 'cancelling' | 'finished' | 'failed' | 'cancelled';

export interface QueryRun {
  /** Ours, unique in the history. */
  readonly id: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly target: Target;
  readonly sql: string;
  readonly statement: Pick<StatementInfo, 'kind' | 'name' | 'destructive'>;
  /** Where the text came from, for the place of an error. */
  readonly source?: { uri: vscode.Uri; range: vscode.Range };
  readonly startedAt: number;
  readonly status: RunStatus;
  /** The Data API's id, by which results can be read for 24 hours. */
  readonly statementId?: string;
  readonly state?: StatementState;
  readonly endedAt?: number;
  /** Localized. */
  readonly error?: string;
  /** The one thing that can be done about the error. */
  readonly errorAction?: ErrorAction;
}

export function isOver(run: QueryRun): boolean {
  return run.status === 'finished' || run.status === 'failed' || run.status === 'cancelled';
}

/** The first line of the statement, shortened, for lists. */
export function titleOf(sql: string, length = 80): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
