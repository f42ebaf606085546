// One SQL statement through the Redshift Data API: start, wait, cancel.

import type { DescribeStatementCommandOutput, RedshiftData, SqlParameter } from '@aws-sdk/client-redshift-data';
import { type Clock, systemClock } from './clock.ts';
import { dataApiTarget, type Target } from './target.ts';

/** Bytes of UTF-8 that the Data API takes as one statement. Source: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
export const statementSizeLimit = 100 * 1024;

/** Status values of a statement, and the three that are final. */
export type StatementStatus = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'ABORTED' | 'FAILED' | 'ALL';

export interface StatementRequest {
  target: Target;
  sql: string;
  /** Named values for `:name` in the SQL. The API takes neither NULL nor the empty string. */
  parameters?: Record<string, string>;
  /** Shown in ListStatements, so that our own statements can be found again. */
  statementName?: string;
  /** Runs in this session instead of a new one. */
  sessionId?: string;
  /** Keeps the session for later statements; a new session when `sessionId` is absent. */
  sessionKeepAliveSeconds?: number;
}

export interface StartedStatement {
  id: string;
  sessionId?: string;
}

export interface StatementState {
  id: string;
  status: StatementStatus;
  hasResultSet: boolean;
  /** Rows of the result, or rows that were affected; -1 where the API does not know. */
  rows: number;
  /** Bytes of the result. */
  resultBytes: number;
  /** Run time at Redshift, in milliseconds. */
  durationMs: number;
  redshiftQueryId?: string;
  sessionId?: string;
  error?: string;
}

export class StatementTooLargeError extends Error {
  readonly bytes: number;
  constructor(bytes: number) {
    super(`The statement has ${bytes} bytes; the Data API takes ${statementSizeLimit}.`);
    this.name = 'StatementTooLargeError';
    this.bytes = bytes;
  }
}

/** Redshift refused or failed the statement. `message` is Redshift's text. */
export class StatementFailedError extends Error {
  readonly state: StatementState;
  constructor(state: StatementState) {
    super(state.error ?? 'The statement failed.');
    this.name = 'StatementFailedError';
    this.state = state;
  }
}

/** The statement was cancelled, by us or by somebody else. */
export class StatementAbortedError extends Error {
  readonly state: StatementState;
  constructor(state: StatementState) {
    super(state.error ?? 'The statement was cancelled.');
    this.name = 'StatementAbortedError';
    this.state = state;
  }
}

/** @throws StatementTooLargeError before anything is sent; else what the SDK throws. */
export async function startStatement(data: RedshiftData, request: StatementRequest): Promise<StartedStatement> {
  const bytes = Buffer.byteLength(request.sql, 'utf8');
  if (bytes > statementSizeLimit) throw new StatementTooLargeError(bytes);
  const parameters: SqlParameter[] = Object.entries(request.parameters ?? {}).map(([name, value]) => ({ name, value }));
  const answer = await data.executeStatement({
    Sql: request.sql,
    // A session knows its warehouse, database and user; the API refuses them beside a SessionId.
    ...(request.sessionId ? { SessionId: request.sessionId } : dataApiTarget(request.target)),
    ...(parameters.length > 0 ? { Parameters: parameters } : {}),
    ...(request.statementName ? { StatementName: request.statementName } : {}),
    ...(request.sessionKeepAliveSeconds === undefined ? {} : { SessionKeepAliveSeconds: request.sessionKeepAliveSeconds }),
  });
  return { id: answer.Id!, ...(answer.SessionId ? { sessionId: answer.SessionId } : {}) };
}

export interface WaitOptions {
  clock?: Clock;
  /** Ends the waiting, not the statement. */
  signal?: AbortSignal;
  onStatus?(state: StatementState): void;
}

const longPollSeconds = 20;
const firstPauseMs = 150;
const longestPauseMs = 2_000;

/**
 * Waits until the statement is FINISHED, FAILED or ABORTED, or the signal is aborted, and returns its last state.
 * Long polling (WaitTimeSeconds) answers as soon as the state is final. Where the endpoint refuses it (too many waiting requests, an
 * endpoint from before July 2026) or ignores it, the pauses between requests grow from 150 ms to 2 s instead.
 */
export async function waitForStatement(data: RedshiftData, id: string, options: WaitOptions = {}): Promise<StatementState> {
  const { clock = systemClock, signal, onStatus } = options;
  let longPolling = true;
  let pause = firstPauseMs;
  let lastStatus = '';
  while (true) {
    const askedAt = clock.now();
    let answer: DescribeStatementCommandOutput;
    try {
      answer = await data.describeStatement(
        { Id: id, ...(longPolling ? { WaitTimeSeconds: longPollSeconds } : {}) },
        { abortSignal: signal },
      );
    } catch (error) {
      if (longPolling && refusesLongPolling(error)) {
        longPolling = false;
        continue;
      }
      throw error;
    }
    const state = toState(id, answer);
    if (state.status !== lastStatus) onStatus?.(state);
    lastStatus = state.status;
    if (isFinal(state.status) || signal?.aborted) return state;
    const waitedByServer = clock.now() - askedAt >= 1_000;
    if (waitedByServer) continue;
    await clock.sleep(pause, signal);
    pause = Math.min(pause * 1.6, longestPauseMs);
  }
}

/** Runs one statement to its end. @throws StatementFailedError, StatementAbortedError, and what the SDK throws. */
export async function runStatement(data: RedshiftData, request: StatementRequest, options: WaitOptions = {}): Promise<StatementState> {
  const { id } = await startStatement(data, request);
  return finished(await waitForStatement(data, id, options));
}

/** The state itself if it is FINISHED. @throws StatementFailedError, StatementAbortedError */
export function finished(state: StatementState): StatementState {
  if (state.status === 'FAILED') throw new StatementFailedError(state);
  if (state.status === 'ABORTED') throw new StatementAbortedError(state);
  return state;
}

/**
 * Asks Redshift to end the statement. It is ended when its status is ABORTED, which the waiting reports.
 * @returns false where there was nothing left to cancel: it had ended already, or had not begun to run.
 */
export async function cancelStatement(data: RedshiftData, id: string): Promise<boolean> {
  const answer = await data.cancelStatement({ Id: id });
  return answer.Status ?? false;
}

export function isFinal(status: StatementStatus): boolean {
  return status === 'FINISHED' || status === 'FAILED' || status === 'ABORTED';
}

function refusesLongPolling(error: unknown): boolean {
  const { name = '', message = '' } = error as { name?: string; message?: string };
  return (
    name === 'ActiveWaitingRequestsExceededException' ||
    (/Validation|Serialization|UnknownMember/.test(name) && /WaitTimeSeconds/i.test(message))
  );
}

function toState(id: string, answer: DescribeStatementCommandOutput): StatementState {
  return {
    id,
    status: answer.Status ?? 'SUBMITTED',
    hasResultSet: answer.HasResultSet ?? false,
    rows: answer.ResultRows ?? -1,
    resultBytes: answer.ResultSize ?? -1,
    durationMs: Math.max(0, (answer.Duration ?? 0) / 1e6),
    ...(answer.RedshiftQueryId && answer.RedshiftQueryId > 0 ? { redshiftQueryId: String(answer.RedshiftQueryId) } : {}),
    ...(answer.SessionId ? { sessionId: answer.SessionId } : {}),
    ...(answer.Error ? { error: answer.Error } : {}),
  };
}
