// A database session as Redshift has it, on the one connection that the embedded PostgreSQL has: what belongs to a session is put in place
// whenever it gets the connection, and its temporary tables live in a schema of its own.
import { EngineError, type EngineLease, engineSuperuser } from './engine.ts';
import type { EngineStep } from './engineMessages.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { SqlError } from './sqlResult.ts';

export interface SqlConnection {
  readonly user: string;
  readonly warehouse: string;
  /** Tells sessions apart; names the schema of temporary tables. */
  readonly number: number;
  /** What SET has changed: lower-case name → value as SQL. */
  readonly settings: Map<string, string>;
  /** SET SESSION AUTHORIZATION, where it was used. */
  sessionUser: string | undefined;
  hasTemporarySchema: boolean;
  /** What pg_last_query_id() says. */
  lastQuery: number;
}

export const createConnection = (warehouse: string, user: string, number: number): SqlConnection => ({
  user,
  warehouse,
  number,
  settings: new Map(),
  sessionUser: undefined,
  hasTemporarySchema: false,
  lastQuery: -1,
});

export const temporarySchema = (connection: SqlConnection): string => `sandbox_temp_${connection.number}`;

const isOn = (value: string | undefined): boolean => ['on', 'true', '1', "'on'", "'true'"].includes((value ?? '').toLowerCase());

/** Whether "Quoted" names keep their case: https://docs.aws.amazon.com/redshift/latest/dg/r_enable_case_sensitive_identifier.html */
export const isCaseSensitive = (connection: SqlConnection): boolean => isOn(connection.settings.get('enable_case_sensitive_identifier'));

/** Settings that PostgreSQL has too and that act there; the others are only remembered. */
const engineSettings = new Set([
  'search_path',
  'datestyle',
  'timezone',
  'extra_float_digits',
  'application_name',
  'client_encoding',
  'default_transaction_read_only',
  'transaction_read_only',
  'intervalstyle',
  'statement_timeout',
]);
export const isEngineSetting = (name: string): boolean => engineSettings.has(name);

export const asSuperuser: EngineStep = { sql: `SET SESSION AUTHORIZATION ${engineSuperuser}` };
export const asSessionUser = (connection: SqlConnection): EngineStep => ({
  sql: `SET SESSION AUTHORIZATION ${quoteIdentifier(connection.sessionUser ?? connection.user)}`,
});

export const searchPathOf = (connection: SqlConnection): string => connection.settings.get('search_path') ?? '"$user", public';

const searchPathStep = (connection: SqlConnection): EngineStep => ({
  sql: `SET search_path TO ${connection.hasTemporarySchema ? `${quoteIdentifier(temporarySchema(connection))}, ` : ''}${searchPathOf(connection)}`,
});

/** Makes the engine's connection this session's. Fails as a log-in fails. */
export async function enter(lease: EngineLease, connection: SqlConnection): Promise<void> {
  const settings = [...connection.settings].filter(([name]) => name !== 'search_path' && isEngineSetting(name));
  // Variables of the user's own have a dot: app.tenant.
  const own = [...connection.settings].filter(([name]) => name.includes('.'));
  const steps: readonly EngineStep[] = [
    { sql: 'RESET ALL' },
    asSuperuser,
    { sql: 'SELECT rolcanlogin, rolvaliduntil < now() FROM pg_roles WHERE rolname = $1', parameters: [connection.user] },
    { sql: "SET TimeZone TO 'UTC'" },
    ...settings.map(([name, value]) => ({ sql: `SET ${name} TO ${value}` })),
    ...own.map(([name, value]) => ({ sql: 'SELECT set_config($1, $2, false)', parameters: [name, settingText(value)] })),
    searchPathStep(connection),
    asSessionUser(connection),
  ];
  const results = await lease.run(steps).catch((error: Error) => {
    // There is no such user.
    if (error instanceof EngineError && error.failure.step === steps.length - 1) return [];
    throw error;
  });
  const row = results[2]?.rows[0];
  if (row?.[0] !== 't' || row[1] === 't')
    throw new SqlError(`FATAL: password authentication failed for user "${connection.user}"`, { sqlState: '28P01' });
}

/** Applies a changed search path, or a temporary schema that has come into being. */
export const applySearchPath = async (lease: EngineLease, connection: SqlConnection): Promise<void> => {
  await lease.run([searchPathStep(connection)]);
};

/** The steps that give the session a schema for temporary tables, in front of the statement that needs it. */
export function temporarySchemaSteps(connection: SqlConnection): readonly EngineStep[] {
  if (connection.hasTemporarySchema) return [];
  const schema = quoteIdentifier(temporarySchema(connection));
  const owner = quoteIdentifier(connection.sessionUser ?? connection.user);
  return [asSuperuser, { sql: `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${owner}` }, asSessionUser(connection)];
}

/** Ends the session: an open transaction is rolled back, temporary tables go. */
export async function leave(lease: EngineLease, connection: SqlConnection): Promise<void> {
  if (lease.inTransaction) await lease.run([{ sql: 'ROLLBACK' }]);
  if (!connection.hasTemporarySchema) return;
  connection.hasTemporarySchema = false;
  await lease.run([asSuperuser, { sql: `DROP SCHEMA IF EXISTS ${quoteIdentifier(temporarySchema(connection))} CASCADE` }]);
}

/** A name in the session's own words for messages and SHOW. */
export const settingText = (value: string): string => (value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value);
export const settingLiteral = (text: string): string => quoteLiteral(text);
