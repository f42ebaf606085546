// Configuration parameters of a session: what SET, RESET and SHOW take, with their values.
// https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html

export interface Parameter {
  readonly name: string;
  /** As the reference words it: `on|off`, `0..100`, `zone name or offset`. */
  readonly values: string;
  readonly fallback: string;
  readonly description: string;
  /** Set by SET; the others belong to the parameter group or to ALTER SYSTEM. */
  readonly bySession: boolean;
  readonly page: string;
}

type Row = readonly [name: string, values: string, fallback: string, description: string];

const session: readonly Row[] = [
  ['analyze_threshold_percent', '0..100', '10', 'ANALYZE skips tables with fewer changed rows than this percentage.'],
  ['cast_super_null_on_error', 'on|off', 'on', 'In lax mode a failed cast or access on SUPER gives null.'],
  [
    'datashare_break_glass_session_var',
    'string',
    'none',
    'One-time value that lets discouraged operations on AWS Data Exchange shares run.',
  ],
  ['datestyle', '{ISO|Postgres|SQL|German} [, {DMY|MDY|YMD}]', 'ISO, MDY', 'Display and reading order of dates.'],
  ['default_array_search_null_handling', 'on|off', 'unknown', 'How array search functions treat nulls.'],
  ['default_geometry_encoding', '1|2', '2', '2 stores a bounding box with geometries.'],
  ['describe_field_name_in_uppercase', 'on|off', 'off', 'Column names of results in upper case.'],
  ['downcase_delimited_identifier', 'on|off', 'on', 'Being retired; folds quoted names to lower case.'],
  [
    'enable_case_sensitive_identifier',
    'true|false',
    'false',
    'Quoted names keep their case. RLS and masking refuse queries when the session value differs from the default.',
  ],
  ['enable_case_sensitive_super_attribute', 'true|false', 'false', 'SUPER attribute names are case sensitive.'],
  ['enable_numeric_rounding', 'on|off', 'unknown', 'Rounds numerics instead of cutting on cast.'],
  ['enable_result_cache_for_session', 'on|off', 'on', 'Use of the result cache.'],
  ['enable_vacuum_boost', 'true|false', 'false', 'All VACUUMs run with BOOST.'],
  ['error_on_nondeterministic_update', 'true|false', 'false', 'UPDATE with several matches per row fails.'],
  ['extra_float_digits', '-15..2', '0', 'Digits shown for floats.'],
  ['interval_forbid_composite_literals', 'true|false', 'unknown', 'Forbids interval literals with several fields.'],
  ['json_serialization_enable', 'true|false', 'false', 'Top level collections of external tables come as JSON text.'],
  ['json_serialization_parse_nested_strings', 'true|false', 'false', 'Parses nested JSON strings when serializing.'],
  ['max_cursor_result_set_size', '0..14400000 MB', '0', 'Deprecated.'],
  ['mv_enable_aqmv_for_session', 'true|false', 'true', 'Automatic rewriting to materialized views.'],
  ['navigate_super_null_on_error', 'on|off', 'on', 'Lax navigation of SUPER.'],
  ['parse_super_null_on_error', 'on|off', 'off', 'Failed parse of SUPER gives null in strict mode.'],
  ['pg_federation_repeatable_read', 'true|false', 'true', 'Isolation of federated PostgreSQL reads.'],
  ['query_group', 'string', 'none', 'Label for queries, used by WLM.'],
  ['search_path', 'schema list', "'$user', public", 'Order of schemas for unqualified names. Not used for external schemas.'],
  ['spectrum_enable_pseudo_columns', 'true|false', 'true', 'Creates $path and $size.'],
  ['enable_spectrum_oid', 'true|false', 'true', 'Creates $spectrum_oid.'],
  ['spectrum_query_maxerror', 'integer', '-1', 'Errors accepted in a Spectrum scan; negative = off.'],
  ['statement_timeout', 'milliseconds', '0', 'Ends statements that run longer; 0 = no limit.'],
  ['stored_proc_log_min_messages', 'LOG|INFO|NOTICE|WARNING|EXCEPTION', 'LOG', 'Lowest level of logged procedure messages.'],
  ['timezone', 'zone name or offset', 'UTC', 'Session time zone. SET TIME ZONE is accepted too.'],
  ['wlm_query_slot_count', '1..50', '1', 'Slots used by the queries of the session.'],
];

const fixed: readonly Row[] = [
  ['max_concurrency_scaling_clusters', '0..10', '1', 'Upper number of concurrency scaling clusters (parameter group).'],
  ['use_fips_ssl', 'true|false', 'false', 'FIPS-compliant SSL (parameter group).'],
];

// https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_SYSTEM.html
const system: readonly Row[] = [
  ['data_catalog_auto_mount', 'on|off', '', 'Mounts the AWS Glue Data Catalog as the database awsdatacatalog.'],
  ['metadata_security', 'on|off', '', 'Users see only metadata of objects they may access.'],
  ['default_identity_namespace', 'string', '', 'Namespace that identity provider names get when none is written.'],
];

const pageOf = (name: string) => `https://docs.aws.amazon.com/redshift/latest/dg/r_${name}.html`;
const systemPage = 'https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_SYSTEM.html';
const read = (rows: readonly Row[], bySession: boolean, page?: string): Parameter[] =>
  rows.map(([name, values, fallback, description]) => ({ name, values, fallback, description, bySession, page: page ?? pageOf(name) }));

/** What SET takes. */
export const sessionParameters: readonly Parameter[] = read(session, true);
/** What SHOW and current_setting read besides. */
export const fixedParameters: readonly Parameter[] = read(fixed, false);
/** What ALTER SYSTEM SET takes. */
export const systemParameters: readonly Parameter[] = read(system, false, systemPage);

export const findParameter = (name: string): Parameter | undefined =>
  [...sessionParameters, ...fixedParameters, ...systemParameters].find(parameter => parameter.name === name.toLowerCase());

/** The words among a parameter's values that can be offered: on, off, true, ISO, … */
export const valueWords = (parameter: Parameter): string[] => {
  if (/[.]{2}|\bor\b|^string$/.test(parameter.values)) return [];
  return [...new Set(parameter.values.split(/[|{},[\]\s]+/).filter(Boolean))];
};
