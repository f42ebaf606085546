// SHOW: the catalog by command. Each form is a query of the system views with the columns that Redshift's answer has.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { roleRole, stringOf } from '../rewrite/names.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import {
  nameOf,
  nameParts,
  requireSecurityAdministrator,
  resultOf,
  type StatementContext,
  type StatementHandler,
  select,
} from '../statementContext.ts';
import { showModel } from './models.ts';
import { showParameter } from './sessions.ts';
import { showExternalTable, showProcedure, showTable, showView } from './showDefinitions.ts';
import { relationOf, requireDatabase, schemaOf } from './showTargets.ts';

export async function show(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const [form] = node.nodes;
  if (!form) throw notInSandbox(context.text.slice(0, 60));
  const handler = forms[form.kind];
  if (!handler) throw notInSandbox(`SHOW ${form.text.slice(0, 40)}`);
  return handler(context, form);
}

type Form = StatementHandler;

/** Runs a query of ours as the session's user: rows are what he may see. LIKE is case-sensitive; more than 10,000 rows need LIMIT. */
async function list(
  context: StatementContext,
  form: SyntaxNode,
  columns: readonly string[],
  sql: string,
  likeColumn: string | undefined,
  ...parameters: string[]
): Promise<SqlResult> {
  const like = form.child('ShowLike');
  const limit = form.child('ShowLimit')?.text.match(/\d+/)?.[0];
  const values = [...parameters];
  let where = '';
  if (like && likeColumn) {
    values.push(stringOf(like.nodes[0] ?? like.tokens().at(-1)));
    where = ` WHERE ${likeColumn} LIKE $${values.length}`;
  }
  const rows = await select(
    context,
    `SELECT ${columns.map(quoteIdentifier).join(', ')} FROM (${sql}) AS shown${where} LIMIT ${limit ?? 10_001}`,
    ...values,
  );
  if (!limit && rows.length > 10_000) throw new SqlError('SHOW returns more than 10000 rows; use LIKE or LIMIT', { sqlState: '54000' });
  return resultOf(
    columns.map(column => ({
      name: column,
      ...(/ordinal_position|number_of|length|precision|scale|_id$|owner_number|key_seq|^sort_key$|^dist_key$/.test(column) ? integer : {}),
    })),
    rows,
  );
}

const integer = { typeName: 'int4', precision: 10, length: 0 };

const identityColumns = ['privilege_type', 'identity_id', 'identity_name', 'identity_type', 'admin_option', 'privilege_scope'];

const showGrants: Form = async (context, form) => {
  const target = form.child('ShowGrantsTarget');
  const grantee = form.child('ShowForGrantee');
  const forClause = grantee ? await granteeFilter(context, grantee) : 'true';
  if (!target) {
    const columns = [
      'database_name',
      'schema_name',
      'object_name',
      'object_type',
      'privilege_type',
      'identity_id',
      'identity_name',
      'identity_type',
      'privilege_scope',
      'grantor_name',
    ];
    return list(context, form, columns, `SELECT * FROM (${allGrants}) g WHERE ${forClause}`, undefined);
  }
  if (target.keyword('DATABASE')) {
    requireDatabase(nameOf(context, target.child('database-name')));
    const sql = `SELECT *, NULL AS grantor_name FROM svv_database_privileges g WHERE ${forClause}`;
    return list(context, form, ['database_name', ...identityColumns, 'grantor_name'], sql, undefined);
  }
  const columns = ['schema_name', 'object_name', 'object_type', ...identityColumns, 'database_name', 'grantor_name'];
  if (target.keyword('SCHEMA')) {
    const schema = await schemaOf(context, target.child('schema-name'));
    return list(
      context,
      form,
      columns,
      `SELECT * FROM (${allGrants}) g WHERE object_type = 'SCHEMA' AND schema_name = $1 AND ${forClause}`,
      undefined,
      schema,
    );
  }
  const relationSlot = target.child('relation-name');
  if (relationSlot) {
    const relation = await relationOf(context, relationSlot);
    const sql = `SELECT * FROM (${allGrants}) g WHERE object_type = 'TABLE' AND schema_name = $1 AND object_name = $2 AND ${forClause}`;
    return list(context, form, columns, sql, undefined, relation.schema, relation.name);
  }
  const parts = nameParts(context, target.child('function-name', 'procedure-name'));
  if (parts.length === 0) throw notInSandbox(`SHOW GRANTS ON ${target.text.slice(0, 40)}`);
  const sql = `SELECT * FROM (${allGrants}) g WHERE object_type = 'FUNCTION' AND object_name LIKE $1 || '(%' AND ${forClause}`;
  return list(context, form, columns, sql, undefined, parts.at(-1) ?? '');
};

const allGrants = `
SELECT current_database()::text AS database_name, namespace_name AS schema_name, relation_name AS object_name, 'TABLE' AS object_type, privilege_type, identity_id, identity_name, identity_type, admin_option, 'TABLE' AS privilege_scope, NULL AS grantor_name FROM svv_relation_privileges
UNION ALL SELECT current_database()::text, namespace_name, NULL, 'SCHEMA', privilege_type, identity_id, identity_name, identity_type, admin_option, 'SCHEMA', NULL FROM svv_schema_privileges
UNION ALL SELECT database_name, NULL, NULL, 'DATABASE', privilege_type, identity_id, identity_name, identity_type, admin_option, 'DATABASE', NULL FROM svv_database_privileges
UNION ALL SELECT current_database()::text, namespace_name, function_name || '(' || argument_types || ')', 'FUNCTION', privilege_type, identity_id, identity_name, identity_type, admin_option, 'FUNCTION', NULL FROM svv_function_privileges`;

async function granteeFilter(context: StatementContext, node: SyntaxNode): Promise<string> {
  if (node.child('PublicGrantee')) return "g.identity_type = 'public'";
  const role = node.child('RoleGrantee');
  const name = nameOf(context, node.descendants('role-name', 'user-name')[0]);
  const found = await select(context, 'SELECT FROM pg_catalog.pg_roles WHERE rolname = $1', role ? roleRole(name) : name);
  if (found.length === 0) throw new SqlError(`${role ? 'role' : 'user'} "${name}" does not exist`, { sqlState: '42704' });
  return `g.identity_type = '${role ? 'role' : 'user'}' AND g.identity_name = '${name.replaceAll("'", "''")}'`;
}

const showColumns: Form = async (context, form) => {
  const relation = await relationOf(context, form.child('relation-name'));
  const columns = [
    'database_name',
    'schema_name',
    'table_name',
    'column_name',
    'ordinal_position',
    'column_default',
    'is_nullable',
    'data_type',
    'character_maximum_length',
    'numeric_precision',
    'numeric_scale',
    'remarks',
    'sort_key_type',
    'sort_key',
    'dist_key',
    'encoding',
    'collation',
  ];
  const sql = `SELECT a.*, t.sortkind AS sort_key_type, r.sortkey AS sort_key, CASE WHEN r.distkey THEN 1 END AS dist_key, r.encoding, NULL AS "collation" FROM svv_all_columns a LEFT JOIN svv_redshift_columns r USING (schema_name, table_name, column_name) LEFT JOIN (SELECT relid, sortkind FROM sandbox_catalog.table_design) t ON t.relid = $3::oid WHERE a.schema_name = $1 AND a.table_name = $2 ORDER BY a.ordinal_position`;
  return list(context, form, columns, sql, 'column_name', relation.schema, relation.name, relation.id);
};

const showConstraints: Form = async (context, form) => {
  const relation = await relationOf(context, form.child('table-name'));
  if (form.keyword('FOREIGN')) {
    const columns = [
      'pk_database_name',
      'pk_schema_name',
      'pk_table_name',
      'pk_column_name',
      'fk_database_name',
      'fk_schema_name',
      'fk_table_name',
      'fk_column_name',
      'key_seq',
      'fk_name',
      'pk_name',
      'update_rule',
      'delete_rule',
      'deferrability',
    ];
    const exported = form.keyword('EXPORTED') !== undefined;
    const sql = `SELECT current_database() AS pk_database_name, pn.nspname AS pk_schema_name, p.relname AS pk_table_name, pa.attname AS pk_column_name, current_database() AS fk_database_name, fn.nspname AS fk_schema_name, f.relname AS fk_table_name, fa.attname AS fk_column_name, place AS key_seq, n.conname AS fk_name, p.relname || '_pkey' AS pk_name, NULL AS update_rule, NULL AS delete_rule, NULL AS deferrability FROM sandbox_catalog.pg_constraint n CROSS JOIN LATERAL generate_subscripts(n.conkey, 1) place JOIN pg_catalog.pg_class f ON f.oid = n.conrelid JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace JOIN pg_catalog.pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = n.conkey[place] JOIN pg_catalog.pg_class p ON p.oid = n.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = n.confkey[place] WHERE n.contype = 'f' AND n.${exported ? 'confrelid' : 'conrelid'} = $1::oid ORDER BY fn.nspname, f.relname, n.conname, place`;
    return list(context, form, columns, sql, undefined, relation.id);
  }
  const columns = ['database_name', 'schema_name', 'table_name', 'pk_name', 'column_name', 'key_seq'];
  const sql = `SELECT current_database() AS database_name, $2 AS schema_name, $3 AS table_name, $3 || '_pkey' AS pk_name, c AS column_name, place AS key_seq FROM sandbox_catalog.constraint_note n CROSS JOIN LATERAL unnest(n.columns) WITH ORDINALITY AS u (c, place) WHERE n.relid = $1::oid AND kind = 'PRIMARY KEY'`;
  return list(context, form, columns, sql, undefined, relation.id, relation.schema, relation.name);
};

const showRoutines =
  (kind: 'function' | 'procedure'): Form =>
  async (context, form) => {
    const schema = await schemaOf(context, form.child('schema-name'));
    const columns = ['database_name', 'schema_name', `${kind}_name`, 'number_of_arguments', 'argument_list', 'return_type', 'remarks'];
    const sql = `SELECT current_database() AS database_name, n.nspname AS schema_name, p.proname AS ${kind}_name, p.pronargs AS number_of_arguments, pg_get_function_identity_arguments(p.oid) AS argument_list, format_type(p.prorettype, NULL) AS return_type, obj_description(p.oid, 'pg_proc') AS remarks FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1 AND p.prokind ${kind === 'procedure' ? "= 'p'" : "<> 'p'"} AND has_function_privilege(p.oid, 'EXECUTE') ORDER BY p.proname`;
    return list(context, form, columns, sql, `${kind}_name`, schema);
  };

const showPolicies: Form = async (context, form) => {
  await requireSecurityAdministrator(context);
  const slot = form.child('relation-name');
  if (form.keyword('MASKING')) {
    const columns = slot
      ? [
          'policy_name',
          'schema_name',
          'relation_name',
          'relation_type',
          'grantor',
          'grantee',
          'grantee_type',
          'priority',
          'input_columns',
          'output_columns',
        ]
      : ['policy_name', 'input_columns', 'policy_expression', 'policy_modified_by', 'policy_modified_time'];
    return resultOf([...columns], []);
  }
  if (!slot) {
    const columns = [
      'policy_name',
      'policy_alias',
      'policy_atts',
      'policy_qual',
      'policy_enabled',
      'policy_modified_by',
      'policy_modified_time',
    ];
    const sql =
      'SELECT polname AS policy_name, polalias AS policy_alias, polatts AS policy_atts, polqual AS policy_qual, polenabled AS policy_enabled, polmodifiedby AS policy_modified_by, polmodifiedtime AS policy_modified_time FROM svv_rls_policy ORDER BY 1';
    return list(context, form, columns, sql, undefined);
  }
  const relation = await relationOf(context, slot);
  const columns = [
    'policy_name',
    'schema_name',
    'relation_name',
    'relation_kind',
    'grantor',
    'grantee',
    'grantee_kind',
    'is_policy_on',
    'is_rls_on',
    'rls_conjunction_type',
  ];
  const sql =
    'SELECT polname AS policy_name, relschema AS schema_name, relname AS relation_name, relkind AS relation_kind, grantor, grantee, granteekind AS grantee_kind, is_pol_on AS is_policy_on, is_rls_on, rls_conjunction_type FROM svv_rls_attached_policy WHERE relschema = $1 AND relname = $2 ORDER BY 1, 6';
  return list(context, form, columns, sql, undefined, relation.schema, relation.name);
};

const forms: Readonly<Record<string, Form>> = {
  ShowDatabases: (context, form) => {
    if (form.child('ShowFromDataCatalog')) throw notInSandbox('SHOW DATABASES FROM DATA CATALOG');
    const sql =
      'SELECT database_name, database_owner, database_type, database_acl, database_options AS parameters, database_isolation_level FROM svv_redshift_databases ORDER BY 1';
    return list(
      context,
      form,
      ['database_name', 'database_owner', 'database_type', 'database_acl', 'parameters', 'database_isolation_level'],
      sql,
      'database_name',
    );
  },
  ShowSchemas: (context, form) => {
    requireDatabase(nameOf(context, form.child('database-name')));
    return list(
      context,
      form,
      ['database_name', 'schema_name', 'schema_owner', 'schema_type', 'schema_acl', 'source_database', 'schema_option'],
      'SELECT * FROM svv_all_schemas ORDER BY schema_name',
      'schema_name',
    );
  },
  ShowTables: async (context, form) => {
    const schema = await schemaOf(context, form.child('schema-name'));
    const columns = [
      'database_name',
      'schema_name',
      'table_name',
      'table_type',
      'table_acl',
      'remarks',
      'owner',
      'last_altered_time',
      'last_modified_time',
      'dist_style',
      'table_subtype',
    ];
    const sql = `SELECT a.*, pg_get_userbyid(c.relowner) AS owner, NULL AS last_altered_time, NULL AS last_modified_time, d.diststyle AS dist_style, CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'v' THEN CASE WHEN v.late_binding THEN 'LATE BINDING VIEW' ELSE 'REGULAR VIEW' END ELSE CASE WHEN a.table_type = 'EXTERNAL TABLE' THEN NULL ELSE 'REGULAR TABLE' END END AS table_subtype FROM svv_all_tables a JOIN pg_catalog.pg_class c ON c.relname = a.table_name AND c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = a.schema_name) LEFT JOIN sandbox_catalog.table_design d ON d.relid = c.oid LEFT JOIN sandbox_catalog.view_text v ON v.relid = c.oid WHERE a.schema_name = $1 ORDER BY a.table_name`;
    return list(context, form, columns, sql, 'table_name', schema);
  },
  ShowColumns: showColumns,
  ShowConstraints: showConstraints,
  ShowFunctions: showRoutines('function'),
  ShowProcedures: showRoutines('procedure'),
  ShowGrants: showGrants,
  ShowColumnGrants: async (context, form) => {
    const relation = await relationOf(context, form.child('relation-name'));
    const grantee = form.child('ShowForGrantee');
    const filter = grantee ? await granteeFilter(context, grantee) : 'true';
    const columns = ['database_name', 'schema_name', 'table_name', 'column_name', 'object_type', ...identityColumns, 'grantor_name'];
    const sql = `SELECT current_database() AS database_name, namespace_name AS schema_name, relation_name AS table_name, column_name, 'COLUMN' AS object_type, privilege_type, identity_id, identity_name, identity_type, admin_option, 'COLUMN' AS privilege_scope, NULL AS grantor_name FROM svv_column_privileges g WHERE namespace_name = $1 AND relation_name = $2 AND ${filter}`;
    return list(context, form, columns, sql, undefined, relation.schema, relation.name);
  },
  ShowPolicies: showPolicies,
  ShowTable: showTable,
  ShowView: showView,
  ShowProcedure: showProcedure,
  ShowExternalTable: showExternalTable,
  ShowModel: showModel,
  ShowDatashares: async () =>
    resultOf(
      [
        'share_name',
        'share_owner',
        'source_database',
        'consumer_database',
        'share_type',
        'createdate',
        'is_publicaccessible',
        'share_acl',
        'producer_account',
        'producer_namespace',
      ],
      [],
    ),
  ShowConfiguration: showParameter,
};
