// What can be known of a database: one type a kind of thing. Facts are plain immutable data; a changed thing is a new fact.
import type { RelationKind } from '../protocol.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';

/** Where a script says it: for "go to definition", "attached here". Offsets in the statement's text. */
export interface Origin {
  readonly statement: ParsedStatement;
  readonly start: number;
  readonly end: number;
}

/** A name with its schema; `database` only where the script names another one than it is connected to. */
export interface RelationName {
  readonly database?: string;
  readonly schema: string;
  readonly name: string;
}

export interface Column {
  readonly name: string;
  /** As Redshift prints it (`character varying(256)`, `integer`); absent where it is not known, as for a column of CREATE TABLE AS. */
  readonly type?: string;
  readonly nullable?: boolean;
  readonly hasDefault?: boolean;
  /** IDENTITY columns; `always` refuses values in INSERT. */
  readonly identity?: 'always' | 'by-default';
  readonly partitionKey?: boolean;
}

export interface Relation {
  readonly is: 'relation';
  readonly name: RelationName;
  /** `unknown` where a statement changed something that nothing else is known of. */
  readonly kind: RelationKind | 'unknown';
  readonly temporary: boolean;
  /** Absent where they are not known (views and tables made from queries whose columns cannot be told). */
  readonly columns?: readonly Column[];
  readonly owner?: Principal;
  /** Iceberg tables of CREATE TABLE … USING ICEBERG. */
  readonly iceberg?: boolean;
  readonly rowLevelSecurity?: RowLevelSecurity;
  /** MASKING OFF FOR DATASHARES: consumers see clear values. */
  readonly maskingOffForDatashares?: boolean;
  /** What a view or a CREATE TABLE AS reads, as far as it can be told. */
  readonly reads?: readonly RelationName[];
  /** Where the script creates it; absent when it is only known from the catalog. */
  readonly origin?: Origin;
  /** The ALTER TABLE statements of the script that changed it, in order. */
  readonly changes?: readonly Origin[];
  /** Made by CREATE … IF NOT EXISTS: another definition may have been there first. */
  readonly ifNotExists?: boolean;
}

export interface RowLevelSecurity {
  readonly on: boolean;
  readonly conjunction: 'and' | 'or';
  readonly forDatashares?: boolean;
  readonly origin?: Origin;
}

export interface Schema {
  readonly is: 'schema';
  readonly name: string;
  readonly kind: 'local' | 'external' | 'shared' | 'system';
  /** Of external schemas: what they stand for. */
  readonly source?: 'data-catalog' | 'hive' | 'postgres' | 'mysql' | 'kinesis' | 'kafka' | 'redshift';
  readonly owner?: Principal;
  readonly origin?: Origin;
  readonly ifNotExists?: boolean;
}

export interface Database {
  readonly is: 'database';
  readonly name: string;
  readonly owner?: Principal;
  /** Made from a datashare; `withPermissions` makes object grants necessary. */
  readonly datashare?: { readonly name: string; readonly withPermissions: boolean };
  readonly origin?: Origin;
}

export interface Routine {
  readonly is: 'routine';
  readonly name: RelationName;
  readonly kind: 'function' | 'procedure' | 'external-function' | 'model-function';
  /** Argument types as Redshift prints them; absent where they are not known. */
  readonly arguments?: readonly string[];
  readonly returns?: string;
  readonly securityDefiner?: boolean;
  readonly owner?: Principal;
  readonly origin?: Origin;
}

/** An overload that the script dropped or renamed away, and did not make again. */
export interface DroppedRoutine {
  /** Absent where the script did not say which. */
  readonly arguments?: readonly string[];
  readonly origin?: Origin;
}

export interface MlModel {
  readonly is: 'model';
  readonly name: RelationName;
  readonly function?: RelationName;
  readonly owner?: Principal;
  readonly origin?: Origin;
}

export interface User {
  readonly is: 'user';
  readonly name: string;
  readonly superuser: boolean;
  readonly origin?: Origin;
}
export interface Group {
  readonly is: 'group';
  readonly name: string;
  /** Names of users. */
  readonly members: readonly string[];
  readonly origin?: Origin;
}
export interface Role {
  readonly is: 'role';
  readonly name: string;
  readonly owner?: Principal;
  readonly origin?: Origin;
}

export interface RlsPolicy {
  readonly is: 'rls-policy';
  readonly name: string;
  readonly database?: string;
  readonly columns: readonly Column[];
  readonly alias?: string;
  /** The condition's text. */
  readonly condition?: string;
  /** Tables that its condition reads. */
  readonly lookups: readonly RelationName[];
  readonly origin?: Origin;
}

export interface MaskingPolicy {
  readonly is: 'masking-policy';
  readonly name: string;
  readonly database?: string;
  readonly columns: readonly Column[];
  /** One for each output column. */
  readonly expressions: readonly string[];
  /** The statement that says the expressions: the one that made the policy, or the last that altered it. Absent when only the catalog knows them. */
  readonly definition?: ParsedStatement;
  readonly lookups: readonly RelationName[];
  readonly origin?: Origin;
}

export interface RlsAttachment {
  readonly policy: string;
  readonly relation: RelationName;
  readonly to: Principal;
  readonly origin?: Origin;
}

export interface MaskingAttachment {
  readonly policy: string;
  readonly relation: RelationName;
  /** Folded paths of the masked columns, parts joined by dots. */
  readonly columns: readonly string[];
  readonly inputs: readonly string[];
  readonly to: Principal;
  readonly priority: number;
  readonly origin?: Origin;
}

export interface Datashare {
  readonly is: 'datashare';
  readonly name: string;
  readonly publicAccessible?: boolean;
  readonly schemas: readonly string[];
  readonly relations: readonly RelationName[];
  /** Schemas of which every table present was added. */
  readonly allTablesOf: readonly string[];
  /** Schemas of which functions were added. */
  readonly functionsOf: readonly string[];
  readonly includeNew: readonly string[];
  readonly origin?: Origin;
}

export interface CopyJob {
  readonly is: 'copy-job';
  readonly name: string;
  readonly origin?: Origin;
}
export interface Template {
  readonly is: 'template';
  readonly name: RelationName;
  readonly origin?: Origin;
}
export interface IdentityProvider {
  readonly is: 'identity-provider';
  readonly name: string;
  readonly origin?: Origin;
}

/** Who can hold a right. `session` is whoever runs the script. */
export type Principal =
  | { readonly kind: 'user' | 'role' | 'group'; readonly name: string }
  | { readonly kind: 'public' }
  | { readonly kind: 'session' }
  | { readonly kind: 'iam-role' | 'namespace' | 'account' | 'datashare' | 'rls-policy' | 'masking-policy'; readonly name: string };

export const publicPrincipal: Principal = { kind: 'public' };
export const sessionPrincipal: Principal = { kind: 'session' };
export const principalKey = (principal: Principal): string =>
  'name' in principal ? `${principal.kind}:${principal.name}` : principal.kind;
export const samePrincipal = (a: Principal, b: Principal): boolean =>
  a === b || (a.kind === b.kind && ('name' in a ? a.name : undefined) === ('name' in b ? b.name : undefined));

/** What a right is held on. */
export type Securable =
  | { readonly kind: 'relation'; readonly relation: RelationName }
  | { readonly kind: 'schema'; readonly name: string; readonly database?: string }
  | { readonly kind: 'database' | 'language' | 'copy-job' | 'datashare' | 'iam-role'; readonly name: string }
  | { readonly kind: 'routine' | 'model' | 'template'; readonly relation: RelationName; readonly arguments?: readonly string[] }
  /** GRANT ON ALL TABLES IN SCHEMA: what was there when it ran; each thing that is known gets the right itself too. */
  | {
      readonly kind: 'all-in-schema';
      readonly objects: 'tables' | 'functions' | 'procedures';
      readonly schema: string;
      readonly database?: string;
    }
  /** Scoped permissions: everything of a kind, present and future, in a schema or database. */
  | { readonly kind: 'scope'; readonly objects: ScopedObjects; readonly schema?: string; readonly database?: string }
  /** System permissions of roles: CREATE USER, IGNORE RLS. */
  | { readonly kind: 'system' };

export type ScopedObjects = 'schemas' | 'tables' | 'functions' | 'procedures' | 'languages' | 'copy jobs' | 'templates';

/** One right of one principal on one thing. */
export interface Grant {
  readonly on: Securable;
  /** In lower case; ALL is written out where the kind of thing is known: `select`, `usage`, `create user`, `ignore rls`. */
  readonly privilege: string;
  /** Column-level rights: the folded names. */
  readonly columns?: readonly string[];
  readonly to: Principal;
  readonly grantOption: boolean;
  readonly origin?: Origin;
}

/** A role granted to a user or another role. */
export interface Membership {
  readonly role: string;
  readonly member: Principal;
  readonly adminOption: boolean;
  readonly origin?: Origin;
}

/** A right that objects created later by `creator` (in `schema`, or anywhere) get. */
export interface DefaultPrivilege {
  readonly creator: Principal;
  readonly schema?: string;
  readonly objects: 'tables' | 'functions' | 'procedures';
  readonly privilege: string;
  readonly to: Principal;
  readonly grantOption: boolean;
  readonly origin?: Origin;
}

/** What stands for a thing that the script dropped (or renamed away). */
export interface Dropped {
  readonly is: 'dropped';
  readonly origin?: Origin;
}

const part = (text: string) => (/[."]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The key of a relation or routine in the model, which is also how it is written in messages. */
export const relationKey = ({ database, schema, name }: RelationName): string => {
  const inSchema = `${part(schema)}.${part(name)}`;
  return database === undefined ? inSchema : `${part(database)}.${inSchema}`;
};

export function securableKey(on: Securable): string {
  switch (on.kind) {
    case 'relation':
    case 'routine':
    case 'model':
    case 'template':
      return `${on.kind}:${relationKey(on.relation)}`;
    case 'schema':
      return `schema:${on.database === undefined ? '' : `${part(on.database)}.`}${part(on.name)}`;
    case 'all-in-schema':
      return `all:${on.objects}:${on.database ?? ''}:${on.schema}`;
    case 'scope':
      return `scope:${on.objects}:${on.database ?? ''}:${on.schema ?? ''}`;
    case 'system':
      return 'system';
    default:
      return `${on.kind}:${on.name}`;
  }
}
