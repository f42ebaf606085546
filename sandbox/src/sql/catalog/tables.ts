// What Redshift knows of its objects and PostgreSQL does not: kept beside the catalog, keyed by PostgreSQL's object ids, written in the same transaction.

export const catalogTables = `
CREATE SCHEMA IF NOT EXISTS sandbox_catalog;
GRANT USAGE ON SCHEMA sandbox_catalog TO PUBLIC;
CREATE TABLE IF NOT EXISTS sandbox_catalog.installed (version text NOT NULL);
CREATE TABLE IF NOT EXISTS sandbox_catalog.table_design (
  relid oid PRIMARY KEY, diststyle text, distkey text, sortkind text, sortkeys text[], backup boolean NOT NULL DEFAULT true);
CREATE TABLE IF NOT EXISTS sandbox_catalog.column_encoding (relid oid, column_name text, encoding text, PRIMARY KEY (relid, column_name));
CREATE TABLE IF NOT EXISTS sandbox_catalog.constraint_note (relid oid, kind text, columns text[], referenced text);
ALTER TABLE sandbox_catalog.constraint_note ADD COLUMN IF NOT EXISTS referenced_relid oid, ADD COLUMN IF NOT EXISTS referenced_columns text[];
CREATE TABLE IF NOT EXISTS sandbox_catalog.view_text (relid oid PRIMARY KEY, text text NOT NULL, late_binding boolean NOT NULL);
CREATE TABLE IF NOT EXISTS sandbox_catalog.principal (role_id oid PRIMARY KEY, owner text, external_id text, syslog_access text, session_timeout integer);
CREATE TABLE IF NOT EXISTS sandbox_catalog.system_privilege (role_name text, privilege text, PRIMARY KEY (role_name, privilege));
CREATE TABLE IF NOT EXISTS sandbox_catalog.external_schema (
  schema_id oid PRIMARY KEY, kind integer NOT NULL, database text NOT NULL, options text NOT NULL);
CREATE TABLE IF NOT EXISTS sandbox_catalog.external_table (
  relid oid PRIMARY KEY, location text NOT NULL, format text NOT NULL, delimiter text NOT NULL, serialization_lib text NOT NULL, serde_parameters text NOT NULL,
  parameters text NOT NULL, skip_lines integer NOT NULL, fingerprint text, partition_columns text[] NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS sandbox_catalog.external_partition (relid oid, partition_values text[], location text, PRIMARY KEY (relid, partition_values));
CREATE TABLE IF NOT EXISTS sandbox_catalog.rls_policy (
  name text PRIMARY KEY, alias text, attributes text, predicate text NOT NULL, source text NOT NULL, modified_by text, modified_at timestamp);
CREATE TABLE IF NOT EXISTS sandbox_catalog.rls_attachment (
  policy text REFERENCES sandbox_catalog.rls_policy ON DELETE CASCADE ON UPDATE CASCADE, relid oid, grantee text, grantee_kind text, grantor text,
  PRIMARY KEY (policy, relid, grantee, grantee_kind));
CREATE TABLE IF NOT EXISTS sandbox_catalog.rls_relation (relid oid PRIMARY KEY, conjunction text NOT NULL DEFAULT 'and');
CREATE TABLE IF NOT EXISTS sandbox_catalog.model (
  schema_name text, model_name text, owner text, function_id oid, created_at timestamp, ready_at timestamp, training_query text, target_column text, parameters text,
  model_type text, problem_type text, objective text, validation text, failure text, PRIMARY KEY (schema_name, model_name));
CREATE TABLE IF NOT EXISTS sandbox_catalog.load_error (
  query_id bigint, user_name text, at timestamp, table_name text, file text, line bigint, column_name text, reason text);
GRANT SELECT ON sandbox_catalog.table_design, sandbox_catalog.column_encoding, sandbox_catalog.constraint_note, sandbox_catalog.view_text,
  sandbox_catalog.external_schema, sandbox_catalog.external_table, sandbox_catalog.external_partition TO PUBLIC;
`;
