// Redshift's functions that PostgreSQL lacks, written in SQL, in pg_catalog so that every search path finds them. Functions whose syntax differs
// (NVL, DECODE, LISTAGG, DATEADD's bare units …) are the rewriter's business.
// https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html

/** `name(arguments) → result`: an SQL expression over $1, $2 … */
type SqlFunction = readonly [signature: string, result: string, expression: string];

const immutable: readonly SqlFunction[] = [
  ['len(text)', 'integer', 'char_length($1)'],
  ['len(bytea)', 'integer', 'octet_length($1)'],
  ['charindex(text, text)', 'integer', 'strpos($2, $1)'],
  ['trunc(timestamp)', 'date', '$1::date'],
  ['trunc(timestamptz)', 'date', '$1::date'],
  ['date_trunc(text, date)', 'timestamp', 'date_trunc($1, $2::timestamp)'],
  ['last_day(timestamp)', 'date', "(date_trunc('month', $1) + interval '1 month' - interval '1 day')::date"],
  ['last_day(date)', 'date', "(date_trunc('month', $1::timestamp) + interval '1 month' - interval '1 day')::date"],
  [
    'add_months(timestamp, bigint)',
    'timestamp',
    "CASE WHEN $1::date = last_day($1) THEN last_day(date_trunc('month', $1) + $2 * interval '1 month') + $1::time ELSE $1 + $2 * interval '1 month' END",
  ],
  ['add_months(date, bigint)', 'timestamp', 'add_months($1::timestamp, $2)'],
  [
    'months_between(timestamp, timestamp)',
    'double precision',
    'CASE WHEN extract(day FROM $1) = extract(day FROM $2) OR ($1::date = last_day($1) AND $2::date = last_day($2)) THEN (extract(year FROM $1) - extract(year FROM $2)) * 12 + extract(month FROM $1) - extract(month FROM $2) ELSE (extract(year FROM $1) - extract(year FROM $2)) * 12 + extract(month FROM $1) - extract(month FROM $2) + (extract(day FROM $1) - extract(day FROM $2)) / 31 END::double precision',
  ],
  ['json_parse(text)', 'jsonb', '$1::jsonb'],
  ['json_serialize(jsonb)', 'text', '$1::text'],
  ['json_extract_path_text(text, VARIADIC text[])', 'text', "COALESCE($1::jsonb #>> $2, '')"],
  ['json_extract_array_element_text(text, integer)', 'text', '$1::jsonb ->> $2'],
  ['json_array_length(text)', 'integer', 'jsonb_array_length($1::jsonb)'],
  ['is_valid_json(text)', 'boolean', '$1 IS JSON OBJECT'],
  ['is_valid_json_array(text)', 'boolean', '$1 IS JSON ARRAY'],
  [
    'strtol(text, integer)',
    'bigint',
    "(SELECT sum((strpos('0123456789abcdefghijklmnopqrstuvwxyz', lower(substr($1, i, 1))) - 1) * ($2::numeric ^ (char_length($1) - i)))::bigint FROM generate_series(1, char_length($1)) i)",
  ],
  [
    'sha2(text, integer)',
    'text',
    "encode(CASE $2 WHEN 224 THEN sha224(convert_to($1, 'UTF8')) WHEN 384 THEN sha384(convert_to($1, 'UTF8')) WHEN 512 THEN sha512(convert_to($1, 'UTF8')) ELSE sha256(convert_to($1, 'UTF8')) END, 'hex')",
  ],
  ['bpcharcmp(text, text)', 'integer', 'CASE WHEN $1 < $2 THEN -1 WHEN $1 > $2 THEN 1 ELSE 0 END'],
  ['date_cmp(date, date)', 'integer', 'CASE WHEN $1 < $2 THEN -1 WHEN $1 > $2 THEN 1 ELSE 0 END'],
  ['dlog10(double precision)', 'double precision', 'log(10, $1::numeric)::double precision'],
  ['array_to_string(jsonb, text)', 'text', '(SELECT string_agg(e, $2) FROM jsonb_array_elements_text($1) e)'],
  ['get_array_length(jsonb)', 'integer', 'jsonb_array_length($1)'],
  ['is_array(jsonb)', 'boolean', "jsonb_typeof($1) = 'array'"],
  ['is_object(jsonb)', 'boolean', "jsonb_typeof($1) = 'object'"],
];

const stable: readonly SqlFunction[] = [
  ['getdate()', 'timestamp', "date_trunc('second', statement_timestamp() AT TIME ZONE 'UTC')"],
  ['sysdate()', 'timestamp', "transaction_timestamp() AT TIME ZONE 'UTC'"],
  ['convert_timezone(text, timestamp)', 'timestamp', "$2 AT TIME ZONE 'UTC' AT TIME ZONE $1"],
  ['convert_timezone(text, timestamptz)', 'timestamp', '$2 AT TIME ZONE $1'],
  ['convert_timezone(text, text, timestamp)', 'timestamp', '$3 AT TIME ZONE $1 AT TIME ZONE $2'],
  ['current_user_id()', 'integer', '(SELECT oid::integer FROM pg_catalog.pg_roles WHERE rolname = current_user)'],
  ['current_namespace()', 'text', "current_setting('sandbox.namespace', true)"],
  ['pg_last_query_id()', 'integer', "COALESCE(NULLIF(current_setting('sandbox.last_query', true), '')::integer, -1)"],
  [
    'user_is_member_of(text, text)',
    'boolean',
    "EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname IN ('role:' || $2, 'group:' || $2) AND pg_has_role($1::name, r.oid, 'member'))",
  ],
  ['role_is_member_of(text, text)', 'boolean', "pg_has_role(('role:' || $1)::name, ('role:' || $2)::name, 'member')"],
];

/** Units as DATEADD and DATEDIFF take them; https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html */
const dateFunctions = `
CREATE OR REPLACE FUNCTION sandbox_catalog.date_part_name(unit text) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
  SELECT CASE
    WHEN u IN ('y', 'yr', 'yrs', 'year', 'years') THEN 'year'
    WHEN u IN ('q', 'qtr', 'qtrs', 'quarter', 'quarters') THEN 'quarter'
    WHEN u IN ('mon', 'mons', 'month', 'months') THEN 'month'
    WHEN u IN ('w', 'week', 'weeks') THEN 'week'
    WHEN u IN ('d', 'day', 'days', 'dayofyear', 'doy', 'dy', 'yearday', 'weekday', 'dow', 'dw') THEN 'day'
    WHEN u IN ('h', 'hr', 'hrs', 'hour', 'hours') THEN 'hour'
    WHEN u IN ('m', 'min', 'mins', 'minute', 'minutes') THEN 'minute'
    WHEN u IN ('s', 'sec', 'secs', 'second', 'seconds') THEN 'second'
    WHEN u IN ('ms', 'msec', 'msecs', 'msecond', 'mseconds', 'millisec', 'millisecond', 'milliseconds', 'millisecon') THEN 'millisecond'
    WHEN u IN ('us', 'usec', 'usecs', 'usecond', 'useconds', 'microsec', 'microsecs', 'microsecond', 'microseconds', 'microsecon') THEN 'microsecond'
    WHEN u IN ('dec', 'decs', 'decade', 'decades') THEN 'decade'
    WHEN u IN ('c', 'cent', 'cents', 'century', 'centuries') THEN 'century'
    WHEN u IN ('mil', 'mils', 'millennium', 'millennia') THEN 'millennium'
    ELSE u END
  FROM (SELECT lower(unit) AS u) n
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.dateadd(unit text, amount bigint, moment timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $f$
  SELECT moment + amount * (CASE sandbox_catalog.date_part_name(unit) WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || sandbox_catalog.date_part_name(unit))::interval END)
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.dateadd(unit text, amount bigint, moment timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $f$
  SELECT moment + amount * (CASE sandbox_catalog.date_part_name(unit) WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || sandbox_catalog.date_part_name(unit))::interval END)
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.dateadd(unit text, amount bigint, moment date) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $f$ SELECT dateadd(unit, amount, moment::timestamp) $f$;
CREATE OR REPLACE FUNCTION pg_catalog.dateadd(unit text, amount bigint, moment text) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $f$ SELECT dateadd(unit, amount, moment::timestamp) $f$;
CREATE OR REPLACE FUNCTION pg_catalog.datediff(unit text, first timestamp, last timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE AS $f$
  SELECT (CASE sandbox_catalog.date_part_name(unit)
    WHEN 'year' THEN extract(year FROM last) - extract(year FROM first)
    WHEN 'quarter' THEN (extract(year FROM last) - extract(year FROM first)) * 4 + extract(quarter FROM last) - extract(quarter FROM first)
    WHEN 'month' THEN (extract(year FROM last) - extract(year FROM first)) * 12 + extract(month FROM last) - extract(month FROM first)
    WHEN 'week' THEN ((date_trunc('week', last + interval '1 day')::date - date_trunc('week', first + interval '1 day')::date) / 7)::numeric
    WHEN 'day' THEN (last::date - first::date)::numeric
    WHEN 'hour' THEN extract(epoch FROM date_trunc('hour', last) - date_trunc('hour', first)) / 3600
    WHEN 'minute' THEN extract(epoch FROM date_trunc('minute', last) - date_trunc('minute', first)) / 60
    WHEN 'second' THEN extract(epoch FROM date_trunc('second', last) - date_trunc('second', first))
    WHEN 'millisecond' THEN floor(extract(epoch FROM last - first) * 1000)
    WHEN 'microsecond' THEN extract(epoch FROM last - first) * 1000000
    WHEN 'decade' THEN extract(decade FROM last) - extract(decade FROM first)
    WHEN 'century' THEN extract(century FROM last) - extract(century FROM first)
    WHEN 'millennium' THEN extract(millennium FROM last) - extract(millennium FROM first) END)::bigint
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.datediff(unit text, first timestamptz, last timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $f$
  SELECT datediff(unit, first AT TIME ZONE 'UTC', last AT TIME ZONE 'UTC')
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.datediff(unit text, first time, last time) RETURNS bigint LANGUAGE sql IMMUTABLE AS $f$
  SELECT datediff(unit, '2000-01-01'::date + first, '2000-01-01'::date + last)
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.next_day(moment date, weekday text) RETURNS date LANGUAGE sql IMMUTABLE AS $f$
  SELECT moment + n FROM generate_series(1, 7) n WHERE to_char(moment + n, 'dy') = lower(left(weekday, 3))
$f$;
${['smallint', 'integer', 'bigint'].map(type => `CREATE OR REPLACE FUNCTION sandbox_catalog.avg(numeric, ${type}) RETURNS bigint LANGUAGE sql IMMUTABLE AS $f$ SELECT trunc($1)::bigint $f$;`).join('\n')}
CREATE OR REPLACE FUNCTION sandbox_catalog.avg(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $f$ SELECT $1 $f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.avg(double precision, real) RETURNS double precision LANGUAGE sql IMMUTABLE AS $f$ SELECT $1 $f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.avg(double precision, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS $f$ SELECT $1 $f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.avg(interval, interval) RETURNS interval LANGUAGE sql IMMUTABLE AS $f$ SELECT $1 $f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.median_of(numbers double precision[]) RETURNS double precision LANGUAGE sql IMMUTABLE AS $f$
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n) FROM unnest(numbers) n
$f$;
DROP OPERATOR IF EXISTS pg_catalog.+ (text, text);
CREATE OPERATOR pg_catalog.+ (LEFTARG = text, RIGHTARG = text, FUNCTION = textcat);
DROP AGGREGATE IF EXISTS pg_catalog.median(double precision);
CREATE AGGREGATE pg_catalog.median(double precision) (SFUNC = array_append, STYPE = double precision[], FINALFUNC = sandbox_catalog.median_of, INITCOND = '{}');
`;

function definition([signature, result, expression]: SqlFunction, volatility: 'IMMUTABLE' | 'STABLE'): string {
  return `CREATE OR REPLACE FUNCTION pg_catalog.${signature} RETURNS ${result} LANGUAGE sql ${volatility} AS $f$ SELECT ${expression} $f$;`;
}

export const catalogFunctions = [
  dateFunctions,
  ...immutable.map(each => definition(each, 'IMMUTABLE')),
  ...stable.map(each => definition(each, 'STABLE')),
].join('\n');
