// The statements of the last 24 hours: looked up by id, their changes waited for.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../state/clock.ts';
import type { Statement, StatementPart, StatementStatus } from '../../state/model.ts';
import type { World } from '../world.ts';
import { notFound, tooManyWaiting } from './errors.ts';
import type { ResultStore } from './results.ts';

const day = 24 * 60 * 60 * 1000;
const waitersPerStatement = 10;

export const isOver = (status: StatementStatus): boolean => status === 'FINISHED' || status === 'FAILED' || status === 'ABORTED';

export interface FoundStatement {
  readonly statement: Statement;
  /** The statement itself, or the one of a batch that the id's suffix names. */
  readonly part: StatementPart;
}

export interface StatementStore {
  find(id: string, region: string): FoundStatement;
  add(statement: Statement): void;
  /** To be called after each change of a status. */
  changed(statement: Statement): void;
  /** Waits until it is over, or so many seconds have passed, or the caller hangs up. */
  wait(statement: Statement, seconds: number | undefined, signal: AbortSignal): Promise<void>;
}

export function openStatementStore(world: World, results: ResultStore): StatementStore {
  const { state, clock, store } = world;
  const waiting = new Map<string, Set<() => void>>();

  const forgetOld = (): void => {
    const limit = clock.now() - day;
    const old = state.statements.filter(statement => isOver(statement.status) && statement.createdAt < limit);
    if (old.length === 0) return;
    state.statements = state.statements.filter(statement => !old.includes(statement));
    for (const { id, parts } of old) for (const each of [id, ...(parts ?? []).map(part => part.id)]) results.delete(each);
  };

  // A statement that was running when the sandbox ended will never end by itself.
  for (const statement of state.statements) {
    for (const part of [statement, ...(statement.parts ?? [])]) {
      if (isOver(part.status)) continue;
      part.status = 'FAILED';
      part.error = 'FATAL: terminating connection due to administrator command';
      part.updatedAt = clock.now();
    }
  }

  return {
    find: (id, region) => {
      forgetOld();
      const [statementId, number] = id.split(':');
      const statement = state.statements.find(each => each.id === statementId && each.region === region);
      const part = number === undefined ? statement : statement?.parts?.find(each => each.id === id);
      if (!statement || !part) throw notFound('Query does not exist.', id);
      return { statement, part };
    },
    add: statement => {
      forgetOld();
      state.statements.push(statement);
      store.changed();
    },
    changed: statement => {
      store.changed();
      if (!isOver(statement.status)) return;
      const waiters = [...(waiting.get(statement.id) ?? [])];
      waiting.delete(statement.id);
      for (const wake of waiters) wake();
    },
    wait: async (statement, seconds, signal) => {
      if (seconds === undefined || isOver(statement.status)) return;
      const waiters = waiting.get(statement.id) ?? new Set();
      if (waiters.size >= waitersPerStatement) throw tooManyWaiting(`Too many requests are waiting for statement ${statement.id}.`);
      waiting.set(statement.id, waiters);
      await waitFor(clock, waiters, seconds, signal);
    },
  };
}

function waitFor(clock: Clock, waiters: Set<() => void>, seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const wake = (): void => {
      waiters.delete(wake);
      callOff();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const callOff = clock.after(seconds * 1000, wake);
    signal.addEventListener('abort', wake);
    waiters.add(wake);
  });
}

/** A new statement or part of a batch, not run yet. */
export const newPart = (id: string, sql: string, now: number, queryId: number): StatementPart => ({
  id,
  sql,
  status: 'SUBMITTED',
  createdAt: now,
  updatedAt: now,
  duration: -1,
  error: undefined,
  resultRows: -1,
  resultSize: -1,
  hasResultSet: false,
  queryId,
});

export const newStatementId = (): string => randomUUID();
