// Runs statements: SUBMITTED → PICKED → STARTED → FINISHED, FAILED or ABORTED, one at a time on a warehouse, in the order of asking.
import { createConnection, enter, leave, type SqlConnection } from '../../sql/connection.ts';
import { EngineEndedError, type EngineLease } from '../../sql/engine.ts';
import { executeSql } from '../../sql/execute.ts';
import { describeSqlError, SqlError, type SqlResult } from '../../sql/sqlResult.ts';
import { awsDurations } from '../../state/clock.ts';
import type { Statement, StatementPart } from '../../state/model.ts';
import { nextNumber } from '../../state/store.ts';
import type { World } from '../world.ts';
import { type ResultStore, rowSize } from './results.ts';
import type { LiveSession, Sessions } from './sessions.ts';
import { isOver, type StatementStore } from './statementStore.ts';
import { refuseDatabase } from './target.ts';

/** What becomes of the statements behind the one that failed. */
const priorFailure = 'Connection or a prior query failed.';

export interface Runner {
  submit(statement: Statement, session: LiveSession | undefined): void;
  /** True where the statement could still be cancelled. */
  cancel(statement: Statement): Promise<boolean>;
}

interface Run {
  cancelled: boolean;
  /** Set while it has the connection. */
  active: boolean;
}

export function createRunner(world: World, statements: StatementStore, results: ResultStore, sessions: Sessions): Runner {
  const { clock, warehouses, log } = world;
  const runs = new Map<string, Run>();

  const setStatus = (statement: Statement, part: StatementPart, status: StatementPart['status']): void => {
    part.status = status;
    part.updatedAt = clock.now();
    statement.updatedAt = part.updatedAt;
    statements.changed(statement);
  };

  const start = async (statement: Statement, session: LiveSession | undefined, run: Run): Promise<void> => {
    const connection = session?.connection ?? createConnection(statement.target.warehouse, statement.target.user, nextNumber(world.store));
    statement.pid = 1073741824 + connection.number;
    let lease = session?.lease;
    try {
      if (run.cancelled) throw new EngineEndedError();
      const refusal = refuseDatabase(statement.target);
      if (refusal) throw new SqlError(refusal, { sqlState: '3D000' });
      if (!lease) {
        lease = await warehouses.get(connection.warehouse).lease();
        if (run.cancelled) throw new EngineEndedError();
        run.active = true;
        await enter(lease, connection);
      }
      run.active = true;
      setStatus(statement, statement, 'STARTED');
      await runAll(statement, lease, connection);
    } catch (error) {
      fail(statement, error, run);
    }
    run.active = false;
    runs.delete(statement.id);
    await afterwards(lease, connection, session).catch(error => log(`after statement ${statement.id}: ${String(error)}`));
    if (session) sessions.release(session);
    // Whoever waits for the end finds the session available and the connection free.
    const ended = statement.parts?.find(part => part.status === 'FAILED');
    if (!isOver(statement.status)) setStatus(statement, statement, ended ? 'FAILED' : 'FINISHED');
    else statements.changed(statement);
  };

  const runAll = async (statement: Statement, lease: EngineLease, connection: SqlConnection): Promise<void> => {
    const { parts } = statement;
    const began = performance.now();
    const finish = (): void => {
      statement.duration = Math.round((performance.now() - began) * 1e6);
    };
    if (!parts) {
      await runPart(statement, statement, lease, connection).finally(finish);
      return;
    }
    const atomic = statement.executionMode !== 'AUTO_COMMIT' && !lease.inTransaction;
    if (atomic) await lease.run([{ sql: 'BEGIN' }]);
    let failed = false;
    for (const [index, part] of parts.entries()) {
      setStatus(statement, part, 'STARTED');
      try {
        await runPart(statement, part, lease, connection);
        setStatus(statement, part, 'FINISHED');
      } catch (error) {
        if (error instanceof EngineEndedError) throw error;
        failed = true;
        part.error = errorText(error);
        setStatus(statement, part, 'FAILED');
        statement.error ??= `Query #${index + 1} failed with ${part.error}`;
        if (statement.executionMode === 'AUTO_COMMIT') {
          if (lease.inTransaction) await lease.run([{ sql: 'ROLLBACK' }]);
          continue;
        }
        for (const later of parts.slice(index + 1)) {
          later.error = priorFailure;
          setStatus(statement, later, 'ABORTED');
        }
        break;
      }
    }
    if (atomic && lease.inTransaction)
      await lease.run([{ sql: failed ? 'ROLLBACK' : 'COMMIT' }]).catch(error => commitFailed(statement, error));
    finish();
    statement.hasResultSet = parts.some(part => part.hasResultSet);
  };

  /** A deferred constraint can fail the commit itself. */
  const commitFailed = (statement: Statement, error: unknown): void => {
    statement.error = errorText(error);
    setStatus(statement, statement, 'FAILED');
  };

  const runPart = async (statement: Statement, part: StatementPart, lease: EngineLease, connection: SqlConnection): Promise<void> => {
    const began = performance.now();
    try {
      const result = await executeSql(world, lease, connection, part.sql, statement.parameters, part.queryId);
      keepResult(part, result);
    } finally {
      part.duration = Math.round((performance.now() - began) * 1e6);
    }
  };

  const keepResult = (part: StatementPart, result: SqlResult): void => {
    part.hasResultSet = result.columns !== undefined;
    part.resultRows = result.rowCount ?? -1;
    if (!result.columns) return;
    const size = result.rows.reduce((sum, row) => sum + rowSize(row), 0);
    if (size > world.resultLimitBytes) {
      part.hasResultSet = false;
      part.resultRows = -1;
      throw new SqlError(`Result size exceeds the limit of ${Math.floor(world.resultLimitBytes / 1024 / 1024)} MB`, { sqlState: '54000' });
    }
    part.resultSize = size;
    part.resultRows = result.rows.length;
    results.save(part.id, result);
  };

  const fail = (statement: Statement, error: unknown, run: Run): void => {
    const aborted = error instanceof EngineEndedError && run.cancelled;
    const text = aborted ? 'Query was cancelled on user request.' : errorText(error);
    if (!(error instanceof SqlError || error instanceof EngineEndedError))
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    for (const part of statement.parts ?? []) {
      if (isOver(part.status)) continue;
      part.error = text;
      part.status = aborted ? 'ABORTED' : 'FAILED';
      part.updatedAt = clock.now();
    }
    statement.error = text;
    statement.status = aborted ? 'ABORTED' : 'FAILED';
    statement.updatedAt = clock.now();
  };

  const afterwards = async (lease: EngineLease | undefined, connection: SqlConnection, session: LiveSession | undefined): Promise<void> => {
    if (!lease) return;
    if (session && !session.record.closed && lease.inTransaction) {
      session.lease = lease;
      return;
    }
    if (session) session.lease = undefined;
    try {
      if (!session || session.record.closed) await leave(lease, connection);
    } finally {
      lease.release();
    }
  };

  return {
    submit: (statement, session) => {
      const run: Run = { cancelled: false, active: false };
      runs.set(statement.id, run);
      if (session) session.record.currentStatement = statement.id;
      const begin = (): void => {
        for (const part of [statement, ...(statement.parts ?? [])])
          if (part.status === 'SUBMITTED' && part === statement) setStatus(statement, part, 'PICKED');
        clock.after(clock.duration(awsDurations.statementStarted), () => void start(statement, session, run));
      };
      clock.after(clock.duration(awsDurations.statementPicked), begin);
    },
    cancel: async statement => {
      const run = runs.get(statement.id);
      if (!run || isOver(statement.status)) return false;
      run.cancelled = true;
      if (run.active) await warehouses.get(statement.target.warehouse).terminate();
      return true;
    },
  };
}

function errorText(error: unknown): string {
  if (error instanceof SqlError) return describeSqlError(error);
  if (error instanceof EngineEndedError) return 'FATAL: terminating connection due to administrator command';
  return `ERROR: The sandbox failed: ${error instanceof Error ? error.message : String(error)}`;
}
