// Redshift's system views over PostgreSQL's catalog. Users are PostgreSQL's login roles; groups and roles are roles named `group:x` and `role:x`.
// https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html

const userSchemas =
  "n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'sandbox_catalog') AND n.nspname NOT LIKE 'sandbox\\_temp\\_%'";
const visibleSchema =
  "(has_schema_privilege(n.oid, 'USAGE') OR has_schema_privilege(n.oid, 'CREATE') OR pg_has_role(n.nspowner, 'MEMBER'))";
const visibleTable =
  "(pg_has_role(c.relowner, 'MEMBER') OR (has_schema_privilege(n.oid, 'USAGE') AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES') OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))))";
const relations = "c.relkind IN ('r', 'v', 'm', 'p')";
const isSuperuser = '(SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)';
const isSecurityAdministrator = `(${isSuperuser} OR pg_has_role('role:sys:secadmin', 'MEMBER'))`;
const seesAllIdentities = `(${isSuperuser} OR pg_has_role('role:sys:monitor', 'MEMBER') OR pg_has_role('role:sys:operator', 'MEMBER') OR (SELECT syslog_access = 'UNRESTRICTED' FROM sandbox_catalog.principal WHERE role_id = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)))`;

const helpers = `
CREATE OR REPLACE FUNCTION sandbox_catalog.identity_name(role_id oid) RETURNS text LANGUAGE sql STABLE AS $f$
  SELECT CASE WHEN role_id = 0 THEN 'public' ELSE (SELECT regexp_replace(rolname, '^(role|group):', '') FROM pg_catalog.pg_roles WHERE oid = role_id) END
$f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.identity_type(role_id oid) RETURNS text LANGUAGE sql STABLE AS $f$
  SELECT CASE WHEN role_id = 0 THEN 'public' ELSE (SELECT CASE WHEN rolname LIKE 'role:%' THEN 'role' WHEN rolname LIKE 'group:%' THEN 'group' ELSE 'user' END FROM pg_catalog.pg_roles WHERE oid = role_id) END
$f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.acl_text(acl aclitem[]) RETURNS text LANGUAGE sql STABLE AS $f$
  SELECT string_agg(regexp_replace(replace(item::text, '"', ''), '^(group|role):', '\\1 '), '~') FROM unnest(acl) item
$f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.type_name(type_id oid, modifier integer) RETURNS text LANGUAGE sql STABLE AS $f$
  SELECT CASE type_id WHEN 'jsonb'::regtype THEN 'super' WHEN 'bytea'::regtype THEN 'binary varying' WHEN 'text'::regtype THEN 'character varying(256)'
    ELSE replace(format_type(type_id, modifier), '"', '') END
$f$;
CREATE OR REPLACE FUNCTION sandbox_catalog.row_count(relation oid) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER AS $f$
DECLARE total bigint; BEGIN EXECUTE 'SELECT count(*) FROM ' || relation::regclass INTO total; RETURN total; END
$f$;
CREATE OR REPLACE FUNCTION pg_catalog.mask_get_policy_for_user_on_column(text, text, text, text) RETURNS text LANGUAGE sql AS $f$ SELECT NULL::text $f$;
CREATE OR REPLACE FUNCTION pg_catalog.mask_get_policy_for_role_on_column(text, text, text, text) RETURNS text LANGUAGE sql AS $f$ SELECT NULL::text $f$;
`;

/** View name → its query. Order matters: a view may use the ones before it. */
const definitions: readonly (readonly [name: string, query: string])[] = [
  [
    'pg_user',
    `SELECT rolname AS usename, oid::integer AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolsuper AS usecatupd, '********'::text AS passwd, rolvaliduntil AS valuntil, rolconfig AS useconfig FROM pg_catalog.pg_roles WHERE rolcanlogin`,
  ],
  [
    'pg_user_info',
    `SELECT u.*, CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END AS useconnlimit FROM pg_catalog.pg_user u JOIN pg_catalog.pg_roles r ON r.rolname = u.usename`,
  ],
  [
    'pg_group',
    `SELECT substr(g.rolname, 7)::name AS groname, g.oid::integer AS grosysid, ARRAY(SELECT m.member::integer FROM pg_catalog.pg_auth_members m WHERE m.roleid = g.oid ORDER BY 1) AS grolist FROM pg_catalog.pg_roles g WHERE g.rolname LIKE 'group:%'`,
  ],
  [
    'svv_user_info',
    `SELECT r.rolname::text AS user_name, r.oid::integer AS user_id, r.rolcreatedb AS createdb, r.rolsuper AS superuser, r.rolsuper AS catalog_update, CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END AS connection_limit, COALESCE(p.syslog_access, 'RESTRICTED') AS syslog_access, NULL::timestamp AS last_ddl_timestamp, COALESCE(p.session_timeout, 0) AS session_timeout, p.external_id AS external_user_id FROM pg_catalog.pg_roles r LEFT JOIN sandbox_catalog.principal p ON p.role_id = r.oid WHERE r.rolcanlogin AND (${seesAllIdentities} OR r.rolname = current_user)`,
  ],
  [
    'svv_roles',
    `SELECT r.oid::integer AS role_id, substr(r.rolname, 6) AS role_name, COALESCE(p.owner, 'rdsdb') AS role_owner, p.external_id FROM pg_catalog.pg_roles r LEFT JOIN sandbox_catalog.principal p ON p.role_id = r.oid WHERE r.rolname LIKE 'role:%' AND (${seesAllIdentities} OR p.owner = current_user OR pg_has_role(r.oid, 'MEMBER'))`,
  ],
  [
    'svv_user_grants',
    `SELECT u.oid::integer AS user_id, u.rolname::text AS user_name, r.oid::integer AS role_id, substr(r.rolname, 6) AS role_name, m.admin_option FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles u ON u.oid = m.member AND u.rolcanlogin JOIN pg_catalog.pg_roles r ON r.oid = m.roleid AND r.rolname LIKE 'role:%' WHERE ${seesAllIdentities} OR u.rolname = current_user`,
  ],
  [
    'svv_role_grants',
    `SELECT m.member::integer AS role_id, substr(h.rolname, 6) AS role_name, m.roleid::integer AS granted_role_id, substr(r.rolname, 6) AS granted_role_name FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles h ON h.oid = m.member AND h.rolname LIKE 'role:%' JOIN pg_catalog.pg_roles r ON r.oid = m.roleid AND r.rolname LIKE 'role:%' WHERE ${seesAllIdentities} OR pg_has_role(h.oid, 'MEMBER')`,
  ],
  [
    'svv_redshift_databases',
    `SELECT d.datname::varchar(128) AS database_name, d.datdba::integer AS database_owner, 'local'::varchar(32) AS database_type, sandbox_catalog.acl_text(d.datacl)::varchar(128) AS database_acl, NULL::varchar(128) AS database_options, 'Snapshot Isolation'::varchar(128) AS database_isolation_level FROM pg_catalog.pg_database d`,
  ],
  [
    'svv_redshift_schemas',
    `SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, n.nspowner::integer AS schema_owner, 'local'::varchar(16) AS schema_type, sandbox_catalog.acl_text(n.nspacl)::varchar(128) AS schema_acl, NULL::varchar(128) AS schema_option FROM pg_catalog.pg_namespace n WHERE ((${userSchemas}) OR n.nspname IN ('pg_catalog', 'information_schema')) AND ${visibleSchema} AND NOT EXISTS (SELECT FROM sandbox_catalog.external_schema e WHERE e.schema_id = n.oid)`,
  ],
  [
    'svv_all_schemas',
    `SELECT database_name, schema_name, schema_owner, schema_type::varchar(128), schema_acl, NULL::varchar(128) AS source_database, schema_option::varchar(256) FROM pg_catalog.svv_redshift_schemas UNION ALL SELECT current_database()::varchar(128), n.nspname::varchar(128), n.nspowner::integer, 'external'::varchar(128), sandbox_catalog.acl_text(n.nspacl)::varchar(128), e.database::varchar(128), e.options::varchar(256) FROM sandbox_catalog.external_schema e JOIN pg_catalog.pg_namespace n ON n.oid = e.schema_id WHERE ${visibleSchema}`,
  ],
  [
    'svv_redshift_tables',
    `SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, c.relname::varchar(128) AS table_name, CASE WHEN c.relkind IN ('v', 'm') THEN 'VIEW' ELSE 'TABLE' END::varchar(128) AS table_type, sandbox_catalog.acl_text(c.relacl)::varchar(128) AS table_acl, obj_description(c.oid, 'pg_class')::varchar(128) AS remarks, pg_get_userbyid(c.relowner)::varchar(128) AS table_owner FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${relations} AND ${userSchemas} AND ${visibleTable} AND NOT EXISTS (SELECT FROM sandbox_catalog.external_table e WHERE e.relid = c.oid)`,
  ],
  [
    'svv_external_tables',
    `SELECT current_database()::text AS redshift_database_name, n.nspname::text AS schemaname, c.relname::text AS tablename, 'EXTERNAL'::text AS tabletype, e.location, CASE e.format WHEN 'TEXTFILE' THEN 'org.apache.hadoop.mapred.TextInputFormat' ELSE e.format END AS input_format, CASE e.format WHEN 'TEXTFILE' THEN 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' ELSE e.format END AS output_format, e.serialization_lib, e.serde_parameters, 0 AS compressed, e.parameters FROM sandbox_catalog.external_table e JOIN pg_catalog.pg_class c ON c.oid = e.relid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${visibleSchema}`,
  ],
  [
    'svv_all_tables',
    `SELECT database_name, schema_name, table_name, table_acl, table_type, remarks FROM pg_catalog.svv_redshift_tables UNION ALL SELECT redshift_database_name::varchar(128), schemaname::varchar(128), tablename::varchar(128), NULL::varchar(128), 'EXTERNAL TABLE'::varchar(128), NULL::varchar(128) FROM pg_catalog.svv_external_tables`,
  ],
  [
    'svv_tables',
    `SELECT database_name::text AS table_catalog, schema_name::text AS table_schema, table_name::text, CASE table_type WHEN 'TABLE' THEN 'BASE TABLE' ELSE table_type END::text AS table_type, remarks::text FROM pg_catalog.svv_all_tables`,
  ],
  [
    'svv_all_columns',
    `SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, c.relname::varchar(128) AS table_name, a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position, pg_get_expr(d.adbin, d.adrelid)::varchar(4000) AS column_default, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END::varchar(3) AS is_nullable, regexp_replace(sandbox_catalog.type_name(a.atttypid, a.atttypmod), '\\(.*\\)', '')::varchar(128) AS data_type, CASE WHEN a.atttypid IN ('varchar'::regtype, 'bpchar'::regtype) AND a.atttypmod > 0 THEN a.atttypmod - 4 WHEN a.atttypid = 'text'::regtype THEN 256 END AS character_maximum_length, CASE a.atttypid WHEN 'int2'::regtype THEN 16 WHEN 'int4'::regtype THEN 32 WHEN 'int8'::regtype THEN 64 WHEN 'float4'::regtype THEN 24 WHEN 'float8'::regtype THEN 53 WHEN 'numeric'::regtype THEN ((a.atttypmod - 4) >> 16) & 65535 END AS numeric_precision, CASE WHEN a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) THEN 0 WHEN a.atttypid = 'numeric'::regtype THEN (a.atttypmod - 4) & 65535 END AS numeric_scale, col_description(c.oid, a.attnum)::varchar(256) AS remarks FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE a.attnum > 0 AND NOT a.attisdropped AND ${relations} AND ${userSchemas} AND ${visibleTable}`,
  ],
  [
    'svv_columns',
    `SELECT database_name::text AS table_catalog, schema_name::text AS table_schema, table_name::text, column_name::text, ordinal_position, column_default::text, is_nullable::text, data_type::text, character_maximum_length, numeric_precision, numeric_scale, remarks::text FROM pg_catalog.svv_all_columns`,
  ],
  [
    'svv_redshift_columns',
    `SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, c.relname::varchar(128) AS table_name, a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position, sandbox_catalog.type_name(a.atttypid, a.atttypmod)::varchar(32) AS data_type, pg_get_expr(d.adbin, d.adrelid)::varchar(4000) AS column_default, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END::varchar(3) AS is_nullable, CASE WHEN c.relkind = 'r' THEN COALESCE(e.encoding, CASE WHEN a.attname = t.sortkeys[1] OR a.atttypid IN ('bool'::regtype, 'float4'::regtype, 'float8'::regtype, 'jsonb'::regtype) THEN 'none' WHEN a.atttypid IN ('varchar'::regtype, 'bpchar'::regtype, 'text'::regtype, 'bytea'::regtype) THEN 'lzo' ELSE 'az64' END) END::varchar(128) AS encoding, COALESCE(t.distkey = a.attname, false) AS distkey, COALESCE(array_position(t.sortkeys, a.attname::text), 0) AS sortkey, sandbox_catalog.acl_text(a.attacl)::varchar(128) AS column_acl, col_description(c.oid, a.attnum)::varchar(256) AS remarks FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN sandbox_catalog.table_design t ON t.relid = c.oid LEFT JOIN sandbox_catalog.column_encoding e ON e.relid = c.oid AND e.column_name = a.attname WHERE a.attnum > 0 AND NOT a.attisdropped AND ${relations} AND ${userSchemas} AND ${visibleTable} AND NOT EXISTS (SELECT FROM sandbox_catalog.external_table x WHERE x.relid = c.oid)`,
  ],
  [
    'pg_table_def',
    `SELECT schema_name::name AS schemaname, table_name::name AS tablename, column_name::name AS "column", data_type::text AS type, encoding::text, distkey, sortkey, is_nullable = 'NO' AS "notnull" FROM pg_catalog.svv_redshift_columns WHERE schema_name::name = ANY (current_schemas(false))`,
  ],
  [
    'svv_redshift_functions',
    `SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, p.proname::varchar(128) AS function_name, CASE p.prokind WHEN 'p' THEN 'STORED PROCEDURE' WHEN 'a' THEN 'AGGREGATE FUNCTION' ELSE 'REGULAR FUNCTION' END::varchar(128) AS function_type, oidvectortypes(p.proargtypes)::varchar(512) AS argument_type, CASE WHEN p.prokind <> 'p' THEN format_type(p.prorettype, NULL) END::varchar(128) AS result_type FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE ${userSchemas} AND has_function_privilege(p.oid, 'EXECUTE')`,
  ],
  ['pg_proc_info', `SELECT p.oid AS prooid, p.* FROM pg_catalog.pg_proc p`],
  [
    'svv_external_schemas',
    `SELECT n.oid AS esoid, e.kind::smallint AS eskind, n.nspname AS schemaname, n.nspowner::integer AS esowner, e.database AS databasename, e.options AS esoptions FROM sandbox_catalog.external_schema e JOIN pg_catalog.pg_namespace n ON n.oid = e.schema_id WHERE ${visibleSchema}`,
  ],
  [
    'pg_external_schema',
    `SELECT schema_id AS esoid, kind AS eskind, database AS esdbname, options AS esoptions FROM sandbox_catalog.external_schema`,
  ],
  [
    'svv_external_databases',
    `SELECT DISTINCT kind AS eskind, options AS esoptions, database AS databasename, NULL::text AS location, NULL::text AS parameters FROM sandbox_catalog.external_schema`,
  ],
  [
    'svv_external_columns',
    `SELECT current_database()::text AS redshift_database_name, n.nspname::text AS schemaname, c.relname::text AS tablename, a.attname::text AS columnname, CASE a.atttypid WHEN 'int4'::regtype THEN 'int' WHEN 'int2'::regtype THEN 'smallint' WHEN 'float8'::regtype THEN 'double' WHEN 'float4'::regtype THEN 'float' ELSE replace(replace(replace(sandbox_catalog.type_name(a.atttypid, a.atttypmod), 'character varying', 'varchar'), ' without time zone', ''), 'numeric', 'decimal') END AS external_type, a.attnum::integer AS columnnum, COALESCE(array_position(e.partition_columns, a.attname::text), 0) AS part_key, ''::text AS is_nullable FROM sandbox_catalog.external_table e JOIN pg_catalog.pg_class c ON c.oid = e.relid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE ${visibleSchema}`,
  ],
  [
    'svv_external_partitions',
    `SELECT n.nspname::text AS schemaname, c.relname::text AS tablename, array_to_json(p.partition_values)::text AS "values", p.location, 'org.apache.hadoop.mapred.TextInputFormat'::text AS input_format, 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'::text AS output_format, e.serialization_lib, e.serde_parameters, 0 AS compressed, '{}'::text AS parameters FROM sandbox_catalog.external_partition p JOIN sandbox_catalog.external_table e ON e.relid = p.relid JOIN pg_catalog.pg_class c ON c.oid = p.relid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`,
  ],
  [
    'svv_relation_privileges',
    privileges(
      'SELECT n.nspname AS namespace_name, c.relname AS relation_name',
      'pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace',
      'c.relacl',
      `c.relowner`,
      `c.relkind IN ('r', 'v', 'm', 'p') AND ${userSchemas} AND g.privilege_type <> 'MAINTAIN'`,
    ),
  ],
  [
    'svv_column_privileges',
    privileges(
      'SELECT n.nspname AS namespace_name, c.relname AS relation_name, a.attname AS column_name',
      'pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace',
      'a.attacl',
      'c.relowner',
      `${userSchemas}`,
    ),
  ],
  [
    'svv_schema_privileges',
    privileges(
      'SELECT n.nspname AS namespace_name',
      'pg_catalog.pg_namespace n',
      'n.nspacl',
      'n.nspowner',
      `${userSchemas}`,
      ", 'SCHEMA'::text AS privilege_scope",
    ),
  ],
  [
    'svv_database_privileges',
    privileges(
      'SELECT d.datname AS database_name',
      'pg_catalog.pg_database d',
      "COALESCE(d.datacl, acldefault('d', d.datdba))",
      'd.datdba',
      "g.privilege_type <> 'CONNECT'",
      ", 'DATABASE'::text AS privilege_scope",
      "CASE g.privilege_type WHEN 'TEMPORARY' THEN 'TEMP' ELSE g.privilege_type END",
    ),
  ],
  [
    'svv_function_privileges',
    privileges(
      'SELECT n.nspname AS namespace_name, p.proname AS function_name, oidvectortypes(p.proargtypes) AS argument_types',
      'pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace',
      "COALESCE(p.proacl, acldefault('f', p.proowner))",
      'p.proowner',
      `${userSchemas}`,
    ),
  ],
  [
    'svv_language_privileges',
    privileges(
      'SELECT l.lanname AS language_name',
      'pg_catalog.pg_language l',
      "COALESCE(l.lanacl, acldefault('l', l.lanowner))",
      'l.lanowner',
      "l.lanname IN ('plpgsql', 'sql')",
    ),
  ],
  [
    'svv_default_privileges',
    `SELECT n.nspname::text AS schema_name, CASE d.defaclobjtype WHEN 'r' THEN 'RELATION' WHEN 'f' THEN 'FUNCTION' WHEN 'n' THEN 'SCHEMA' ELSE d.defaclobjtype::text END AS object_type, d.defaclrole::integer AS owner_id, sandbox_catalog.identity_name(d.defaclrole) AS owner_name, 'user'::text AS owner_type, g.privilege_type, g.grantee::integer AS grantee_id, sandbox_catalog.identity_name(g.grantee) AS grantee_name, sandbox_catalog.identity_type(g.grantee) AS grantee_type, g.is_grantable AS admin_option FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace CROSS JOIN LATERAL aclexplode(d.defaclacl) g WHERE g.grantee <> d.defaclrole AND g.privilege_type <> 'MAINTAIN' AND (${seesAllIdentities} OR pg_has_role(d.defaclrole, 'MEMBER'))`,
  ],
  [
    'svv_system_privileges',
    `SELECT s.privilege AS system_privilege, r.oid::integer AS identity_id, substr(r.rolname, 6) AS identity_name, 'role'::text AS identity_type FROM sandbox_catalog.system_privilege s JOIN pg_catalog.pg_roles r ON r.rolname = s.role_name WHERE ${seesAllIdentities}`,
  ],
  [
    'svv_rls_policy',
    `SELECT current_database()::text AS poldb, name AS polname, alias AS polalias, attributes AS polatts, predicate AS polqual, true AS polenabled, modified_by AS polmodifiedby, modified_at AS polmodifiedtime FROM sandbox_catalog.rls_policy WHERE ${isSecurityAdministrator}`,
  ],
  [
    'svv_rls_attached_policy',
    `SELECT n.nspname::text AS relschema, c.relname::text AS relname, CASE WHEN c.relkind = 'r' THEN 'table' ELSE 'view' END AS relkind, a.policy AS polname, a.grantor, a.grantee, a.grantee_kind AS granteekind, true AS is_pol_on, c.relrowsecurity AS is_rls_on, COALESCE(r.conjunction, 'and')::char(3) AS rls_conjunction_type FROM sandbox_catalog.rls_attachment a JOIN pg_catalog.pg_class c ON c.oid = a.relid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN sandbox_catalog.rls_relation r ON r.relid = c.oid WHERE ${isSecurityAdministrator}`,
  ],
  [
    'svv_rls_relation',
    `SELECT current_database()::text AS datname, n.nspname::text AS relschema, c.relname::text AS relname, CASE WHEN c.relkind = 'r' THEN 'table' ELSE 'view' END AS relkind, c.relrowsecurity AS is_rls_on, c.relrowsecurity AS is_rls_datashare_on, COALESCE(r.conjunction, 'and')::char(3) AS rls_conjunction_type, 'and'::char(3) AS rls_datashare_conjunction_type FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN sandbox_catalog.rls_relation r ON r.relid = c.oid WHERE c.relrowsecurity AND ${isSecurityAdministrator}`,
  ],
  [
    'svv_ml_model_info',
    `SELECT current_database()::char(128) AS database_name, m.schema_name::char(128), m.owner::char(128) AS user_name, m.model_name::char(128), 'manual'::char(20) AS life_cycle, 1 AS is_refreshable, (CASE WHEN m.failure IS NOT NULL THEN 'FAILED' WHEN statement_timestamp() AT TIME ZONE 'UTC' < m.ready_at THEN 'TRAINING' ELSE 'READY' END)::char(128) AS model_state FROM sandbox_catalog.model m WHERE ${isSuperuser} OR m.owner = current_user OR has_function_privilege(m.function_id, 'EXECUTE')`,
  ],
  ['stv_ml_model_info', 'SELECT * FROM pg_catalog.svv_ml_model_info'],
  [
    'svv_table_info',
    `SELECT current_database()::text AS database, n.nspname::text AS schema, c.oid AS table_id, c.relname::text AS "table", 'Y, AUTO(ENCODE)'::text AS encoded, COALESCE(CASE WHEN t.diststyle = 'KEY' THEN 'KEY(' || t.distkey || ')' ELSE t.diststyle END, 'AUTO(ALL)') AS diststyle, COALESCE(t.sortkeys[1], 'AUTO(SORTKEY)') AS sortkey1, (SELECT max(a.atttypmod - 4) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.atttypid = 'varchar'::regtype) AS max_varchar, 'none'::char(32) AS sortkey1_enc, COALESCE(array_length(t.sortkeys, 1), 0) AS sortkey_num, GREATEST(1, ceil(pg_total_relation_size(c.oid) / 1048576.0))::bigint AS size, 0.0001::numeric(10, 4) AS pct_used, 0::bigint AS empty, 0.00::numeric(5, 2) AS unsorted, CASE WHEN c.reltuples < 0 THEN 100.00 ELSE 0.00 END::numeric(5, 2) AS stats_off, sandbox_catalog.row_count(c.oid)::numeric(38, 0) AS tbl_rows, NULL::numeric(19, 2) AS skew_sortkey1, 1.00::numeric(19, 2) AS skew_rows, sandbox_catalog.row_count(c.oid)::numeric(38, 0) AS estimated_visible_rows, NULL::text AS risk_event, NULL::numeric(12, 2) AS vacuum_sort_benefit, NULL::timestamp AS create_time FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN sandbox_catalog.table_design t ON t.relid = c.oid WHERE c.relkind = 'r' AND ${userSchemas} AND NOT EXISTS (SELECT FROM sandbox_catalog.external_table e WHERE e.relid = c.oid) AND ${seesAllIdentities}`,
  ],
  [
    'sys_load_error_detail',
    `SELECT r.oid::integer AS user_id, e.query_id, NULL::bigint AS transaction_id, pg_backend_pid() AS session_id, current_database()::char(64) AS database_name, to_regclass(e.table_name)::oid::integer AS table_id, e.at AS start_time, e.file::char(256) AS file_name, e.line AS line_number, e.column_name::char(127) AS column_name, NULL::char(10) AS column_type, NULL::char(10) AS column_length, 0 AS position, 1207 AS error_code, e.reason::char(512) AS error_message FROM sandbox_catalog.load_error e JOIN pg_catalog.pg_roles r ON r.rolname = e.user_name WHERE ${isSuperuser} OR e.user_name = current_user`,
  ],
  [
    'stl_load_errors',
    `SELECT user_id AS userid, 0 AS slice, table_id AS tbl, start_time AS starttime, session_id AS session, query_id::integer AS query, file_name AS filename, line_number, column_name AS colname, column_type AS type, column_length AS col_length, position, ''::char(1024) AS raw_line, ''::char(1024) AS raw_field_value, error_code::smallint AS err_code, error_message::char(100) AS err_reason FROM pg_catalog.sys_load_error_detail`,
  ],
  [
    'stv_mv_info',
    `SELECT current_database()::char(128) AS db_name, n.nspname::char(128) AS schema, c.relname::char(128) AS name, 0::bigint AS updated_upto_xid, 'f'::char(1) AS is_stale, pg_get_userbyid(c.relowner)::char(128) AS owner_user_name, 0 AS state, 'f'::char(1) AS autorefresh, 'f'::char(1) AS autorewrite FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND ${visibleTable}`,
  ],
];

/** One row a grant in an access control list; what an owner holds as owner is no grant. */
function privileges(
  select: string,
  from: string,
  acl: string,
  owner: string,
  where: string,
  more = '',
  privilege = 'g.privilege_type',
): string {
  const names = select.replaceAll(/ AS (\w+)/g, '::text AS $1');
  return `${names}, ${privilege}::text AS privilege_type, g.grantee::integer AS identity_id, sandbox_catalog.identity_name(g.grantee) AS identity_name, sandbox_catalog.identity_type(g.grantee) AS identity_type, g.is_grantable AS admin_option${more} FROM ${from} CROSS JOIN LATERAL aclexplode(${acl}) g WHERE g.grantee <> ${owner} AND ${where} AND (${seesAllIdentities} OR g.grantee = 0 OR pg_has_role(g.grantee, 'MEMBER') OR pg_has_role(${owner}, 'MEMBER'))`;
}

/** Views of what the sandbox does not have: always empty, so that a query of the catalog runs. Name → columns and types. */
const emptyViews: Readonly<Record<string, string>> = {
  svv_masking_policy:
    'policy_database text, policy_name text, input_columns text, policy_expression text, policy_modified_by text, policy_modified_time timestamp',
  svv_attached_masking_policy:
    'policy_name text, schema_name text, table_name text, table_type text, grantor text, grantee text, grantee_type text, priority integer, input_columns text, output_columns text, is_masking_datashare_on boolean',
  svv_rls_applied_policy:
    'username text, query integer, xid bigint, pid integer, recordtime timestamp, command char(1), datname text, relschema text, relname text, polname text, poldefault char(1)',
  svv_datashares:
    'share_name varchar(128), share_id integer, share_owner integer, source_database varchar(128), consumer_database varchar(128), share_type varchar(8), createdate timestamp, is_publicaccessible boolean, share_acl varchar(256), producer_account varchar(16), producer_namespace varchar(64), managed_by varchar(64)',
  svv_datashare_objects:
    'share_type varchar(8), share_name varchar(128), object_type varchar(64), object_name varchar(512), producer_account varchar(16), producer_namespace varchar(64), include_new boolean',
  svv_datashare_consumers: 'share_name varchar(128), consumer_account varchar(16), consumer_namespace varchar(64), share_date timestamp',
  svv_datashare_privileges:
    'datashare_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean',
  svv_iam_privileges: 'iam_arn text, command_type text, identity_id integer, identity_name text, identity_type text',
  svv_ml_model_privileges:
    'namespace_name text, model_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean',
  svv_identity_providers: 'uid integer, name text, type text, instanceid varchar(256), namespc char(256), params text, enabled boolean',
};

function emptyView(name: string, columns: string): readonly [string, string] {
  const list = columns.split(/, (?=\w+ )/).map(column => column.replace(/^(\w+) (.+)$/, 'NULL::$2 AS $1'));
  return [name, `SELECT ${list.join(', ')} WHERE false`];
}

const views = [...definitions, ...Object.entries(emptyViews).map(([name, columns]) => emptyView(name, columns))];

/**
 * Redshift's informational constraints, as https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html has them from PostgreSQL. PostgreSQL
 * needs its own pg_constraint, so this one stands beside it and queries are sent here (rewrite/queries.ts).
 */
const constraints = `
DROP VIEW IF EXISTS sandbox_catalog.pg_constraint;
CREATE OR REPLACE FUNCTION sandbox_catalog.column_numbers(relation oid, names text[]) RETURNS int2[] LANGUAGE sql STABLE AS $f$
  SELECT array_agg(a.attnum ORDER BY u.place) FROM unnest(names) WITH ORDINALITY AS u (name, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = relation AND a.attname = u.name AND NOT a.attisdropped
$f$;
CREATE VIEW sandbox_catalog.pg_constraint AS SELECT (row_number() OVER ())::integer::oid AS oid, (c.relname || CASE n.kind WHEN 'PRIMARY KEY' THEN '_pkey' WHEN 'UNIQUE' THEN '_' || array_to_string(n.columns, '_') || '_key' ELSE '_' || array_to_string(n.columns, '_') || '_fkey' END)::name AS conname, c.relnamespace AS connamespace, (CASE n.kind WHEN 'PRIMARY KEY' THEN 'p' WHEN 'UNIQUE' THEN 'u' ELSE 'f' END)::"char" AS contype, false AS condeferrable, false AS condeferred, c.oid AS conrelid, 0::oid AS contypid, COALESCE(n.referenced_relid, 0::oid) AS confrelid, (CASE WHEN n.referenced_relid IS NULL THEN ' ' ELSE 'a' END)::"char" AS confupdtype, (CASE WHEN n.referenced_relid IS NULL THEN ' ' ELSE 'a' END)::"char" AS confdeltype, (CASE WHEN n.referenced_relid IS NULL THEN ' ' ELSE 'u' END)::"char" AS confmatchtype, sandbox_catalog.column_numbers(c.oid, n.columns) AS conkey, sandbox_catalog.column_numbers(n.referenced_relid, n.referenced_columns) AS confkey, NULL::text AS conbin, NULL::text AS consrc FROM sandbox_catalog.constraint_note n JOIN pg_catalog.pg_class c ON c.oid = n.relid;
GRANT SELECT ON sandbox_catalog.pg_constraint TO PUBLIC;
`;

export const catalogViews = [
  helpers,
  ...[...views].reverse().map(([name]) => `DROP VIEW IF EXISTS pg_catalog.${name} CASCADE;`),
  ...views.map(([name, query]) => `CREATE VIEW pg_catalog.${name} AS ${query}; GRANT SELECT ON pg_catalog.${name} TO PUBLIC;`),
  constraints,
].join('\n');

/** Roles that every warehouse has: https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
export const systemRoles = ['sys:monitor', 'sys:operator', 'sys:dba', 'sys:superuser', 'sys:secadmin'];
