// ListDatabases, ListSchemas, ListTables, DescribeTable: the catalog as the caller's database user may see it.
import type {
  DescribeTableRequest,
  DescribeTableResponse,
  ListDatabasesRequest,
  ListDatabasesResponse,
  ListSchemasRequest,
  ListSchemasResponse,
  ListTablesRequest,
  ListTablesResponse,
} from '@aws-sdk/client-redshift-data';
import type { Caller } from '../../protocols/service.ts';
import { columnsOfRelation } from '../../sql/columns.ts';
import { createConnection, enter, leave } from '../../sql/connection.ts';
import { EngineError, type EngineLease } from '../../sql/engine.ts';
import { SqlError } from '../../sql/sqlResult.ts';
import { nextNumber } from '../../state/store.ts';
import { pageOf, type World } from '../world.ts';
import { connectionFailed, invalid, timedOut } from './errors.ts';
import { toColumnMetadata } from './results.ts';
import { refuseDatabase, resolveTarget, type TargetInput } from './target.ts';

const defaultPage = 1000;
/** How long a look at the catalog waits for the statement that runs. */
const patience = 30_000;

interface CatalogInput extends TargetInput {
  readonly ConnectedDatabase?: string;
}

type Query = (sql: string, parameters?: readonly (string | null)[]) => Promise<readonly (readonly (string | null)[])[]>;

async function onConnection<Out>(
  world: World,
  input: CatalogInput,
  caller: Caller,
  run: (query: Query, lease: EngineLease) => Promise<Out>,
): Promise<Out> {
  const target = resolveTarget(world, caller.region, { ...input, Database: input.ConnectedDatabase ?? input.Database });
  const refusal = refuseDatabase(target);
  if (refusal) throw connectionFailed(refusal);
  const connection = createConnection(target.warehouse, target.user, nextNumber(world.store));
  const lease = await leaseInTime(world, target.warehouse);
  try {
    await enter(lease, connection);
    return await run(async (sql, parameters = []) => (await lease.run([{ sql, parameters }]))[0]?.rows ?? [], lease);
  } catch (error) {
    if (error instanceof SqlError || error instanceof EngineError) throw connectionFailed(error.message);
    throw error;
  } finally {
    await leave(lease, connection).catch(() => undefined);
    lease.release();
  }
}

async function leaseInTime(world: World, warehouse: string): Promise<EngineLease> {
  const leasing = world.warehouses.get(warehouse).lease();
  let callOff = (): void => undefined;
  const tooLate = new Promise<undefined>(resolve => {
    callOff = world.clock.after(patience, () => resolve(undefined));
  });
  const lease = await Promise.race([leasing, tooLate]);
  callOff();
  if (lease) return lease;
  void leasing.then(late => late.release());
  throw timedOut('The request timed out: the warehouse is busy with another statement.');
}

/** LIKE without an escape character, as the API has it: % and _ are wildcards always. */
const likeClause = (column: string, pattern: string | undefined, parameters: (string | null)[]): string => {
  if (pattern === undefined) return 'true';
  parameters.push(pattern);
  return `${column} LIKE $${parameters.length} ESCAPE ''`;
};

function page<Item>(items: readonly Item[], input: { readonly MaxResults?: number; readonly NextToken?: string }, scope: string) {
  const found = pageOf(items, input.MaxResults || defaultPage, input.NextToken, scope);
  if (!found) throw invalid('Invalid NextToken.');
  return found;
}

export async function listDatabases(world: World, input: ListDatabasesRequest, caller: Caller): Promise<ListDatabasesResponse> {
  const rows = await onConnection(world, input, caller, query => query('SELECT database_name FROM svv_redshift_databases ORDER BY 1'));
  const { items, nextToken } = page(
    rows.map(([name]) => name ?? ''),
    input,
    'databases',
  );
  return { Databases: [...items], NextToken: nextToken };
}

/** Another database than the connected one: the sandbox has one only. */
function isOtherDatabase(input: CatalogInput): boolean {
  return input.ConnectedDatabase !== undefined && input.Database !== undefined && input.Database !== input.ConnectedDatabase;
}

export async function listSchemas(world: World, input: ListSchemasRequest, caller: Caller): Promise<ListSchemasResponse> {
  const parameters: (string | null)[] = [];
  const where = likeClause('schema_name', input.SchemaPattern, parameters);
  const rows = await onConnection(world, input, caller, query =>
    isOtherDatabase(input) ? Promise.resolve([]) : query(`SELECT schema_name FROM svv_all_schemas WHERE ${where} ORDER BY 1`, parameters),
  );
  const { items, nextToken } = page(
    rows.map(([name]) => name ?? ''),
    input,
    'schemas',
  );
  return { Schemas: [...items], NextToken: nextToken };
}

export async function listTables(world: World, input: ListTablesRequest, caller: Caller): Promise<ListTablesResponse> {
  const parameters: (string | null)[] = [];
  const where = `${likeClause('table_schema', input.SchemaPattern, parameters)} AND ${likeClause('table_name', input.TablePattern, parameters)}`;
  const user =
    "SELECT table_schema, table_name, CASE table_type WHEN 'BASE TABLE' THEN 'TABLE' ELSE table_type END AS kind FROM svv_tables";
  const system =
    "SELECT n.nspname::text, c.relname::text, CASE c.relkind WHEN 'v' THEN 'SYSTEM VIEW' ELSE 'SYSTEM TABLE' END FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v')";
  const rows = await onConnection(world, input, caller, query =>
    isOtherDatabase(input)
      ? Promise.resolve([])
      : query(
          `SELECT table_schema, table_name, kind FROM (${user} UNION ALL ${system}) AS t (table_schema, table_name, kind) WHERE ${where} ORDER BY 1, 2`,
          parameters,
        ),
  );
  const { items, nextToken } = page(rows, input, 'tables');
  return {
    Tables: items.map(([schema, name, type]) => ({ name: name ?? '', schema: schema ?? '', type: type ?? '' })),
    NextToken: nextToken,
  };
}

export async function describeTable(world: World, input: DescribeTableRequest, caller: Caller): Promise<DescribeTableResponse> {
  const columns = await onConnection(world, input, caller, async (query, lease) => {
    if (isOtherDatabase(input)) return [];
    const parameters: (string | null)[] = [];
    const schema =
      input.Schema === undefined
        ? "n.nspname NOT IN ('pg_catalog', 'information_schema', 'sandbox_catalog')"
        : likeClause('n.nspname', input.Schema, parameters);
    const table = likeClause('c.relname', input.Table, parameters);
    const rows = await query(
      `SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname NOT LIKE 'sandbox\\_temp\\_%' AND n.nspname <> 'pg_toast' AND ${schema} AND ${table} AND (pg_has_role(c.relowner, 'MEMBER') OR has_schema_privilege(n.oid, 'USAGE') AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege(c.oid, 'SELECT'))) ORDER BY n.nspname, c.relname`,
      parameters,
    );
    return columnsOfRelation(
      lease,
      rows.map(([id]) => Number(id)),
    );
  });
  const { items, nextToken } = page(columns, input, 'columns');
  return {
    TableName: input.Table,
    ColumnList: items.map(({ column, defaultValue }) => ({ ...toColumnMetadata(column), columnDefault: defaultValue })),
    NextToken: nextToken,
  };
}
