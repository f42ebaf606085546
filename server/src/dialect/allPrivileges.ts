// What ALL PRIVILEGES stands for on each kind of thing.
// https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html

export const allPrivileges = {
  relation: ['select', 'insert', 'update', 'delete', 'drop', 'references', 'alter', 'truncate'],
  columns: ['select', 'update'],
  schema: ['create', 'usage', 'alter', 'drop'],
  database: ['create', 'usage', 'temporary', 'alter'],
  routine: ['execute'],
  model: ['execute'],
  language: ['usage'],
  'copy-job': ['alter', 'drop'],
  template: ['alter', 'drop', 'usage'],
  datashare: ['alter', 'share'],
  'external-table': ['select', 'alter', 'drop', 'delete', 'insert'],
  'external-schema': ['create', 'alter', 'drop'],
} as const;

/** Of scoped permissions: GRANT ALL FOR TABLES IN SCHEMA … */
export const allScopedPrivileges = {
  schemas: ['create', 'usage', 'alter', 'drop'],
  tables: ['select', 'insert', 'update', 'delete', 'drop', 'alter', 'truncate', 'references'],
  functions: ['execute'],
  procedures: ['execute'],
  languages: ['usage'],
  'copy jobs': ['create', 'alter', 'drop'],
  templates: ['alter', 'drop', 'usage'],
} as const;

/** Of ALTER DEFAULT PRIVILEGES … ON TABLES. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html */
export const allDefaultPrivileges = {
  tables: ['select', 'insert', 'update', 'delete', 'drop', 'references', 'truncate'],
  functions: ['execute'],
  procedures: ['execute'],
} as const;

/** https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html */
export const systemPrivileges = [
  'create user', 'drop user', 'alter user', 'create schema', 'drop schema', 'alter default privileges', 'access catalog', 'access system table', 'create table',
  'drop table', 'alter table', 'create or replace function', 'create or replace external function', 'drop function', 'create or replace procedure', 'drop procedure',
  'create or replace view', 'drop view', 'create model', 'drop model', 'create datashare', 'alter datashare', 'drop datashare', 'create library', 'drop library',
  'create role', 'drop role', 'truncate table', 'vacuum', 'analyze', 'cancel', 'ignore rls', 'explain rls', 'explain masking',
] as const; // biome-ignore format: one table
