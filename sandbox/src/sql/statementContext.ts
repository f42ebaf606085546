// What the handler of a statement works with: the connection it has, the tree, and how to run PostgreSQL.
import type { SyntaxNode } from '../../../server/src/syntax/tree.ts';
import type { World } from '../services/world.ts';
import type { SqlParameter } from '../state/model.ts';
import { describeFields } from './columns.ts';
import {
  applySearchPath,
  asSessionUser,
  asSuperuser,
  isCaseSensitive,
  type SqlConnection,
  temporarySchema,
  temporarySchemaSteps,
} from './connection.ts';
import type { EngineLease } from './engine.ts';
import type { EngineResult, EngineStep } from './engineMessages.ts';
import { quoteIdentifier } from './quote.ts';
import type { RenderContext } from './rewrite/context.ts';
import { partsOf, quoteParts, simpleName } from './rewrite/names.ts';
import { render } from './rewrite/render.ts';
import { type SqlColumn, SqlError, type SqlResult } from './sqlResult.ts';

export interface StatementContext {
  readonly world: World;
  readonly lease: EngineLease;
  readonly connection: SqlConnection;
  readonly parameters: readonly SqlParameter[];
  readonly queryId: number;
  /** The statement's text without semicolon. */
  readonly text: string;
  readonly renderContext: RenderContext;
}

export type StatementHandler = (context: StatementContext, node: SyntaxNode) => Promise<SqlResult>;

export const done: SqlResult = { columns: undefined, rows: [], rowCount: undefined };

export const renderNode = (context: StatementContext, node: SyntaxNode): string => render(node, context.renderContext);
export const nameParts = (context: StatementContext, slot: SyntaxNode | undefined): readonly string[] =>
  slot ? partsOf(slot, isCaseSensitive(context.connection)) : [];
export const nameOf = (context: StatementContext, slot: SyntaxNode | undefined): string =>
  slot ? simpleName(slot, isCaseSensitive(context.connection)) : '';

export async function run(context: StatementContext, ...steps: readonly (string | EngineStep)[]): Promise<readonly EngineResult[]> {
  return context.lease.run(steps.map(step => (typeof step === 'string' ? { sql: step } : step)));
}

/** Rows of a query that we ask ourselves. */
export async function select(
  context: StatementContext,
  sql: string,
  ...parameters: readonly (string | null)[]
): Promise<readonly (readonly (string | null)[])[]> {
  return (await context.lease.run([{ sql, parameters }]))[0]?.rows ?? [];
}

/** Runs one statement with the caller's parameters and gives its result as the caller sees it. */
export async function runForResult(context: StatementContext, sql: string): Promise<SqlResult> {
  const parameters = context.parameters.map(parameter => parameter.value);
  const [result] = await context.lease.run([{ sql, parameters }]);
  if (!result) return done;
  const columns = result.fields ? await describeFields(context.lease, result.fields) : undefined;
  return { columns, rows: result.rows, rowCount: result.rowCount };
}

/** All or nothing, inside the caller's transaction where there is one. */
export async function atomically<Out>(context: StatementContext, work: () => Promise<Out>): Promise<Out> {
  if (context.lease.inTransaction) return work();
  await run(context, 'BEGIN');
  try {
    const out = await work();
    await run(context, 'COMMIT');
    return out;
  } catch (error) {
    if (context.lease.inTransaction) await run(context, 'ROLLBACK');
    throw error;
  }
}

/** Bookkeeping that the session's user has no rights for. On failure the transaction is aborted, and with it the change of user. */
export async function asOwner<Out>(context: StatementContext, work: () => Promise<Out>): Promise<Out> {
  await run(context, asSuperuser);
  const out = await work();
  await run(context, asSessionUser(context.connection));
  return out;
}

export async function isSuperuser(context: StatementContext): Promise<boolean> {
  return (await select(context, 'SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user'))[0]?.[0] === 't';
}

/** Superusers and holders of sys:secadmin manage policies. */
export async function requireSecurityAdministrator(context: StatementContext): Promise<void> {
  const [row] = await select(
    context,
    "SELECT rolsuper OR pg_has_role('role:sys:secadmin', 'MEMBER') FROM pg_catalog.pg_roles WHERE rolname = current_user",
  );
  if (row?.[0] !== 't') throw new SqlError('permission denied: must be superuser or have the sys:secadmin role', { sqlState: '42501' });
}

/** Gives the session its schema for temporary tables, where it has none yet. */
export async function openTemporarySchema(context: StatementContext): Promise<string> {
  const { connection, lease } = context;
  if (!connection.hasTemporarySchema) {
    await lease.run(temporarySchemaSteps(connection));
    connection.hasTemporarySchema = true;
    await applySearchPath(lease, connection);
  }
  return temporarySchema(connection);
}

/**
 * The quoted name under which a new object is made. A bare name goes to the first schema of the search path that exists, never to the schema of
 * temporary tables, which is first in the path so that it is found first.
 */
export async function creationName(context: StatementContext, slot: SyntaxNode | undefined): Promise<string> {
  const parts = nameParts(context, slot);
  if (parts.length !== 1 || !context.connection.hasTemporarySchema) return quoteParts(parts);
  const [row] = await select(
    context,
    "SELECT s FROM unnest(current_schemas(false)) WITH ORDINALITY AS p (s, place) WHERE s NOT LIKE 'sandbox\\_temp\\_%' ORDER BY place LIMIT 1",
  );
  const schema = row?.[0];
  if (!schema) throw new SqlError('no schema has been selected to create in', { sqlState: '3F000' });
  return `${quoteIdentifier(schema)}.${quoteParts(parts)}`;
}

/** A result made here, of text columns unless said otherwise. */
export function resultOf(
  columns: readonly (string | Partial<SqlColumn>)[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): SqlResult {
  const described = columns.map(column => {
    const given = typeof column === 'string' ? { name: column } : column;
    return {
      name: '',
      typeName: 'varchar',
      precision: 256,
      scale: 0,
      length: 256,
      nullable: true,
      schemaName: '',
      tableName: '',
      ...given,
    };
  });
  const texts = rows.map(row =>
    row.map(value => (value === null ? null : typeof value === 'boolean' ? (value ? 't' : 'f') : String(value))),
  );
  return { columns: described, rows: texts, rowCount: texts.length };
}
