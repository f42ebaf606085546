// SET, RESET, USE, and SHOW of a parameter. What PostgreSQL knows is set there; what only Redshift knows is remembered.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { applySearchPath, asSessionUser, isEngineSetting, searchPathOf, settingText } from '../connection.ts';
import { databaseName } from '../engine.ts';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { stringOf } from '../rewrite/names.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import { done, nameOf, nameParts, resultOf, run, type StatementContext, select } from '../statementContext.ts';

/** Redshift's parameters and their defaults; https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html */
const parameterDefaults: Readonly<Record<string, string>> = {
  analyze_threshold_percent: '10',
  auto_mv: 'on',
  cast_super_null_on_error: 'on',
  data_catalog_auto_mount: 'on',
  datashare_break_glass_session_var: '',
  datestyle: 'ISO, MDY',
  default_geometry_encoding: '1',
  describe_field_name_in_uppercase: 'off',
  downcase_delimited_identifier: 'on',
  enable_case_sensitive_identifier: 'off',
  enable_case_sensitive_super_attribute: 'off',
  enable_numeric_rounding: 'off',
  enable_result_cache_for_session: 'on',
  enable_vacuum_boost: 'off',
  error_on_nondeterministic_update: 'off',
  extra_float_digits: '0',
  interval_forbid_composite_literals: 'on',
  json_parse_dedup_attributes: 'off',
  json_parse_truncate_strings: 'off',
  json_serialization_enable: 'off',
  json_serialization_parse_nested_strings: 'off',
  max_concurrency_scaling_clusters: '1',
  max_cursor_result_set_size: 'default',
  mv_enable_aqmv_for_session: 'on',
  navigate_super_null_on_error: 'on',
  parse_super_null_on_error: 'off',
  pg_federation_repeatable_read: 'on',
  query_group: 'unset',
  search_path: '$user, public',
  spectrum_enable_pseudo_columns: 'on',
  spectrum_query_maxerror: '-1',
  stored_proc_log_min_messages: 'LOG',
  statement_timeout: '0',
  timezone: 'UTC',
  use_fips_ssl: 'off',
  wlm_query_slot_count: '1',
};

/** PostgreSQL's that Redshift has as well, shown as they are. */
const shownByEngine = new Set([
  'application_name',
  'client_encoding',
  'server_version',
  'server_encoding',
  'transaction_isolation',
  'default_transaction_read_only',
  'transaction_read_only',
  'intervalstyle',
  'integer_datetimes',
  'is_superuser',
  'session_authorization',
  'standard_conforming_strings',
]);

const isKnown = (name: string): boolean => Object.hasOwn(parameterDefaults, name) || isEngineSetting(name) || shownByEngine.has(name);
const unknownParameter = (name: string): SqlError => new SqlError(`unrecognized configuration parameter "${name}"`, { sqlState: '42704' });

export async function set(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const authorization = node.child('SessionAuthorization');
  if (authorization) return setSessionAuthorization(context, authorization);
  const timeZone = node.keyword('ZONE') ? node.child('SetValue') : undefined;
  if (timeZone) return assign(context, 'timezone', timeZone);
  const setting = node.child('SessionSetting');
  if (!setting) {
    if (node.child('TransactionModes')) return done;
    throw notInSandbox(context.text.slice(0, 60));
  }
  if (setting.keyword('SEED')) {
    await run(context, `SELECT setseed(${Number(setting.child('SetValue')?.text ?? 0)})`);
    return done;
  }
  const name = nameParts(context, setting.child('parameter-name')).join('.');
  if (!isKnown(name) && !name.includes('.')) throw unknownParameter(name);
  return assign(context, name, setting.child('SetValue'));
}

async function assign(context: StatementContext, name: string, value: SyntaxNode | undefined): Promise<SqlResult> {
  const { connection, lease } = context;
  const items = value?.childrenOf('SetItem') ?? [];
  if (items.length === 0) return reset(context, name);
  // A list of schemas is a list of names; everything else is a word, a number or a string.
  const text = items.map(item => (name === 'search_path' ? schemaOf(item) : settingValue(item))).join(', ');
  connection.settings.set(name, text);
  if (name === 'search_path') await applySearchPath(lease, connection);
  else if (isEngineSetting(name)) await run(context, `SET ${name} TO ${text}`);
  else if (name.includes('.')) await run(context, { sql: 'SELECT set_config($1, $2, false)', parameters: [name, settingText(text)] });
  return done;
}

function schemaOf(item: SyntaxNode): string {
  const text = stringOf(item.nodes[0] ?? item.tokens()[0]);
  return text
    .split(',')
    .map(name => quoteIdentifier(name.trim().replaceAll('"', '').toLowerCase()))
    .join(', ');
}

function settingValue(item: SyntaxNode): string {
  const text = item.text;
  return /^[-+]?\d/.test(text) || /^\w+$/.test(text) ? text : quoteLiteral(stringOf(item.nodes[0] ?? item.tokens()[0]));
}

async function reset(context: StatementContext, name: string): Promise<SqlResult> {
  context.connection.settings.delete(name);
  if (name === 'search_path') await applySearchPath(context.lease, context.connection);
  else if (isEngineSetting(name)) await run(context, name === 'timezone' ? "SET TimeZone TO 'UTC'" : `RESET ${name}`);
  return done;
}

export async function resetStatement(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  if (node.keyword('SESSION')) return restoreUser(context);
  if (node.keyword('ALL')) {
    for (const name of [...context.connection.settings.keys()]) await reset(context, name);
    return done;
  }
  if (node.keyword('USE')) return done;
  const name = nameParts(context, node.child('parameter-name')).join('.');
  if (!isKnown(name) && !context.connection.settings.has(name)) throw unknownParameter(name);
  return reset(context, name);
}

async function restoreUser(context: StatementContext): Promise<SqlResult> {
  context.connection.sessionUser = undefined;
  await run(context, asSessionUser(context.connection));
  return done;
}

async function setSessionAuthorization(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  if (node.keyword('DEFAULT')) return restoreUser(context);
  const slot = node.child('user-name');
  const user = slot ? nameOf(context, slot) : stringOf(node.nodes[0] ?? node.tokens().at(-1));
  const { connection } = context;
  // Whoever logged in decides, not who he has become.
  const [login] = await select(context, 'SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = $1', connection.user);
  if (login?.[0] !== 't' && user !== connection.user)
    throw new SqlError('permission denied to set session authorization', { sqlState: '42501' });
  const [target] = await select(context, 'SELECT rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = $1', user);
  if (target?.[0] !== 't' || user === 'rdsdb') throw new SqlError(`user "${user}" does not exist`, { sqlState: '42704' });
  connection.sessionUser = user;
  await run(context, asSessionUser(connection));
  return done;
}

export async function use(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const database = nameOf(context, node.child('database-name'));
  if (database !== databaseName) throw new SqlError(`database "${database}" does not exist`, { sqlState: '3D000' });
  return done;
}

/** SHOW name and SHOW ALL. */
export async function showParameter(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  if (node.keyword('ALL')) {
    const names = Object.keys(parameterDefaults).sort();
    const values: string[] = [];
    for (const name of names) values.push(await parameterValue(context, name));
    return resultOf(
      ['name', 'setting'],
      names.map((name, index) => [name, values[index] ?? '']),
    );
  }
  if (node.keyword('USE')) return resultOf(['Use Database'], [[databaseName]]);
  if (node.keyword('SESSION')) return resultOf(['session_authorization'], await select(context, 'SELECT session_user'));
  if (node.keyword('TRANSACTION')) return resultOf(['transaction_isolation'], [['SERIALIZABLE']]);
  const name = node.keyword('ZONE') ? 'timezone' : nameParts(context, node.nodes[0]).join('.');
  return resultOf([name], [[await parameterValue(context, name)]]);
}

async function parameterValue(context: StatementContext, name: string): Promise<string> {
  const { connection } = context;
  if (name === 'search_path')
    return connection.settings.has(name) ? searchPathOf(connection).replaceAll('"', '') : (parameterDefaults[name] ?? '');
  const given = connection.settings.get(name);
  if (given !== undefined) return settingText(given);
  if (Object.hasOwn(parameterDefaults, name)) return parameterDefaults[name] ?? '';
  if (!isKnown(name)) throw unknownParameter(name);
  return (await select(context, 'SELECT current_setting($1, true)', name))[0]?.[0] ?? '';
}
