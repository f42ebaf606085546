// Which privileges can be granted on what, and to whom. https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html

export type GranteeKind = 'user' | 'role' | 'group' | 'public' | 'iam-role' | 'namespace' | 'account' | 'policy';

export interface GrantForm {
  /** In capitals, ALL included where it can be said. */
  readonly privileges: readonly string[];
  readonly grantees: readonly GranteeKind[];
}

const anybody: readonly GranteeKind[] = ['user', 'role', 'group', 'public'];
const table = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'REFERENCES', 'ALTER', 'TRUNCATE', 'ALL'];

/** By what stands after ON: TABLE (also for names without a word), SCHEMA, DATABASE, ALL TABLES, … */
export const grantForms: Readonly<Record<string, GrantForm>> = {
  TABLE: { privileges: table, grantees: [...anybody, 'policy'] },
  'ALL TABLES': { privileges: table, grantees: anybody },
  DATABASE: { privileges: ['CREATE', 'USAGE', 'TEMPORARY', 'TEMP', 'ALTER', 'ALL'], grantees: anybody },
  SCHEMA: { privileges: ['CREATE', 'USAGE', 'ALTER', 'DROP', 'ALL'], grantees: anybody },
  FUNCTION: { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
  'ALL FUNCTIONS': { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
  PROCEDURE: { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
  'ALL PROCEDURES': { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
  LANGUAGE: { privileges: ['USAGE'], grantees: anybody },
  'COPY JOB': { privileges: ['ALTER', 'DROP', 'ALL'], grantees: anybody },
  TEMPLATE: { privileges: ['ALTER', 'DROP', 'USAGE', 'ALL'], grantees: anybody },
  MODEL: { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
  DATASHARE: { privileges: ['ALTER', 'SHARE', 'USAGE'], grantees: [...anybody, 'namespace', 'account'] },
  'EXTERNAL TABLE': { privileges: ['SELECT', 'ALTER', 'DROP', 'DELETE', 'INSERT', 'ALL'], grantees: ['iam-role', 'public'] },
  'EXTERNAL SCHEMA': { privileges: ['CREATE', 'ALTER', 'DROP', 'ALL'], grantees: ['iam-role'] },
};

const userOrRole: readonly GranteeKind[] = ['user', 'role'];

/** Scoped permissions, by what stands after FOR. https://docs.aws.amazon.com/redshift/latest/dg/t_scoped-permissions.html */
export const scopedForms: Readonly<Record<string, GrantForm>> = {
  SCHEMAS: { privileges: ['CREATE', 'USAGE', 'ALTER', 'DROP', 'ALL'], grantees: userOrRole },
  TABLES: { privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'TRUNCATE', 'REFERENCES', 'ALL'], grantees: userOrRole },
  FUNCTIONS: { privileges: ['EXECUTE', 'ALL'], grantees: userOrRole },
  PROCEDURES: { privileges: ['EXECUTE', 'ALL'], grantees: userOrRole },
  LANGUAGES: { privileges: ['USAGE'], grantees: userOrRole },
  COPY: { privileges: ['CREATE', 'ALTER', 'DROP', 'ALL'], grantees: userOrRole },
  TEMPLATES: { privileges: ['ALTER', 'DROP', 'USAGE', 'ALL'], grantees: userOrRole },
};

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html */
export const defaultForms: Readonly<Record<string, GrantForm>> = {
  TABLES: { privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'REFERENCES', 'TRUNCATE', 'ALL'], grantees: anybody },
  FUNCTIONS: { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
  PROCEDURES: { privileges: ['EXECUTE', 'ALL'], grantees: anybody },
};

/** https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
export const systemRoles: readonly { readonly name: string; readonly permissions: string }[] = [
  { name: 'sys:monitor', permissions: 'reads the catalog and system tables' },
  { name: 'sys:operator', permissions: 'reads the catalog and system tables, runs VACUUM, ANALYZE and CANCEL' },
  { name: 'sys:dba', permissions: 'creates and drops schemas, tables, views, functions and procedures; all that sys:operator may' },
  { name: 'sys:superuser', permissions: 'every system permission' },
  { name: 'sys:secadmin', permissions: 'users, roles, row-level security and masking' },
];
