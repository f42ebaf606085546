// Runs one statement of Redshift SQL on a warehouse: parsed with the project's grammar, rewritten, run, its errors worded as Redshift's.
import type { SyntaxNode } from '../../../server/src/syntax/tree.ts';
import type { World } from '../services/world.ts';
import type { SqlParameter } from '../state/model.ts';
import { isCaseSensitive, type SqlConnection } from './connection.ts';
import { EngineError, type EngineLease } from './engine.ts';
import { toSqlError } from './errors.ts';
import { type SubstitutedSql, substituteParameters } from './parameters.ts';
import { plainContext } from './rewrite/context.ts';
import { isToken, type ParsedSql, parseStatement } from './rewrite/parse.ts';
import { needsColumns, renderWithoutFilter } from './rewrite/queries.ts';
import { notInSandbox, SqlError, type SqlResult } from './sqlResult.ts';
import type { StatementContext, StatementHandler } from './statementContext.ts';
import { loadExternalTables, refuseWriteToExternal } from './statements/external.ts';
import { findHandler } from './statements/handlers.ts';

export async function executeSql(
  world: World,
  lease: EngineLease,
  connection: SqlConnection,
  sql: string,
  parameters: readonly SqlParameter[],
  queryId: number,
): Promise<SqlResult> {
  const substituted = substituteParameters(sql, parameters);
  const parsed = parseSubstituted(substituted);
  const handler = findHandler(parsed.statement.kind);
  if (!handler) throw notInSandbox(phraseOf(parsed.statement));
  const watched = watch(lease);
  try {
    const context = await createContext(world, watched.lease, connection, parsed, substituted.parameters, queryId);
    await tellLastQuery(watched.lease, connection, sql);
    await prepare(context, parsed.statement);
    const result = await runWithRetry(context, handler, parsed.statement);
    connection.lastQuery = queryId;
    return result;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw toSqlError(error.failure, sql, watched.last());
  }
}

/** A syntax error's place is told in the statement as it was sent. */
function parseSubstituted({ text, toOriginal }: SubstitutedSql): ParsedSql {
  try {
    return parseStatement(text);
  } catch (error) {
    if (!(error instanceof SqlError) || error.position === undefined) throw error;
    throw new SqlError(error.message, { ...error, position: toOriginal(error.position) });
  }
}

/** Remembers the last SQL that ran, for the place of an error. */
function watch(lease: EngineLease): { readonly lease: EngineLease; last(): string | undefined } {
  let steps: readonly { readonly sql: string }[] = [];
  let failed: string | undefined;
  const watching: EngineLease = {
    run: async given => {
      steps = given;
      try {
        return await lease.run(given);
      } catch (error) {
        if (error instanceof EngineError) failed ??= steps[error.failure.step]?.sql;
        throw error;
      }
    },
    get inTransaction() {
      return lease.inTransaction;
    },
    release: () => lease.release(),
  };
  return { lease: watching, last: () => failed };
}

async function createContext(
  world: World,
  lease: EngineLease,
  connection: SqlConnection,
  parsed: ParsedSql,
  parameters: readonly SqlParameter[],
  queryId: number,
): Promise<StatementContext> {
  const superColumns = await findSuperColumns(lease, parsed.statement);
  return {
    world,
    lease,
    connection,
    parameters,
    queryId,
    text: parsed.text,
    renderContext: {
      ...plainContext(isCaseSensitive(connection)),
      sessionPrefix: `s${connection.number}:`,
      superColumns,
      unnested: new Set(),
    },
  };
}

/** Only a statement with dotted names can have paths into SUPER values. */
async function findSuperColumns(lease: EngineLease, statement: SyntaxNode): Promise<ReadonlySet<string>> {
  const dotted = statement.descendants('column-reference', 'table-path').some(slot => slot.text.includes('.'));
  const casts = statement.descendants('CastOperator', 'Subscript').length > 0;
  if ((!dotted && !casts) || lease.inTransaction === undefined) return new Set();
  // In an aborted transaction nothing can be asked; the statement will be told so itself.
  const results = await lease
    .run([
      {
        sql: "SELECT DISTINCT a.attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE a.atttypid = 'jsonb'::regtype AND a.attnum > 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')",
      },
    ])
    .catch(error => {
      if (error instanceof EngineError && error.failure.sqlState === '25P02') return [];
      throw error;
    });
  return new Set((results[0]?.rows ?? []).map(([name]) => name ?? ''));
}

const readers = new Set([
  'Query',
  'InsertStatement',
  'UpdateStatement',
  'DeleteStatement',
  'MergeStatement',
  'CreateTable',
  'CreateMaterializedView',
  'RefreshMaterializedView',
  'UnloadStatement',
  'CreateModel',
  'DeclareCursor',
  'CallStatement',
]);
const writers = new Set(['InsertStatement', 'UpdateStatement', 'DeleteStatement', 'MergeStatement', 'TruncateStatement', 'CopyStatement']);

async function prepare(context: StatementContext, statement: SyntaxNode): Promise<void> {
  await describeStars(context, statement);
  const isAborted = (error: unknown): boolean => error instanceof EngineError && error.failure.sqlState === '25P02';
  try {
    if (writers.has(statement.kind)) await refuseWriteToExternal(context, statement.child('table-name'));
    if (readers.has(statement.kind)) await loadExternalTables(context, statement);
  } catch (error) {
    // Every statement but ROLLBACK is refused in an aborted transaction; let the statement itself be refused.
    if (!isAborted(error)) throw error;
  }
}

/** A column that PostgreSQL does not know may be an alias of the same select list: tried once more with these put in. */
async function runWithRetry(context: StatementContext, handler: StatementHandler, statement: SyntaxNode): Promise<SqlResult> {
  const savepoint = context.lease.inTransaction;
  try {
    return await handler(context, statement);
  } catch (error) {
    const unknownColumn = error instanceof EngineError && error.failure.sqlState === '42703';
    if (!unknownColumn || savepoint || statement.descendants('new-label', 'new-column-alias').length === 0) throw error;
    try {
      return await handler({ ...context, renderContext: { ...context.renderContext, lateralAliases: true } }, statement);
    } catch (second) {
      throw second instanceof SqlError ? second : error;
    }
  }
}

/** What * stands for, where QUALIFY or EXCLUDE needs the columns by name. Inner queries first: the outer ones contain them. */
async function describeStars(context: StatementContext, statement: SyntaxNode): Promise<void> {
  const selects = statement.descendants('SelectStatement').filter(needsColumns);
  for (const select of selects.toReversed()) {
    const sql = `SELECT * FROM (${renderWithoutFilter(select, context.renderContext)}) AS described LIMIT 0`;
    const savepoint = context.lease.inTransaction;
    try {
      if (savepoint) await context.lease.run([{ sql: 'SAVEPOINT described' }]);
      const [result] = await context.lease.run([{ sql, parameters: context.parameters.map(parameter => parameter.value) }]);
      context.renderContext.starColumns.set(select.index, result?.fields?.map(field => field.name) ?? []);
    } catch (error) {
      // A query that depends on the one around it cannot be described by itself; its QUALIFY or EXCLUDE is refused when it is written out.
      if (!(error instanceof EngineError)) throw error;
      if (savepoint && error.failure.sqlState !== '25P02') await context.lease.run([{ sql: 'ROLLBACK TO described' }]);
    }
  }
}

/** Asked only where the statement asks. */
async function tellLastQuery(lease: EngineLease, connection: SqlConnection, sql: string): Promise<void> {
  if (!/\bpg_last_query_id\b/i.test(sql)) return;
  await lease.run([{ sql: "SELECT set_config('sandbox.last_query', $1, false)", parameters: [String(connection.lastQuery)] }]);
}

/** CREATE MASKING POLICY: the words that the statement begins with. */
function phraseOf(statement: SyntaxNode): string {
  const words: string[] = [];
  for (const child of statement.children) {
    if (!isToken(child) || child.type !== 'keyword') break;
    words.push(child.keyword);
  }
  return words.join(' ') || statement.kind;
}
