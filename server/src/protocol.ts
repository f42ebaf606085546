// The messages between client and server beyond the Language Server Protocol. Types only: the client imports this file with
// `import type`, so it must never hold a value. Direction and method name stand at each message; positions are LSP's (zero-based
// lines, UTF-16 columns).
//
// The client owns every connection and loads the catalog; the server only ever sees names and types. A server that receives none
// of these messages works offline: syntax, and what the script itself defines.

import type { Position, Range } from 'vscode-languageserver-types';

/** Opaque id of a connection of the client ("sandbox", or a generated id). */
export type ConnectionId = string;

export type RelationKind = 'table' | 'view' | 'late-binding-view' | 'materialized-view' | 'external-table' | 'shared-table';

export interface CatalogColumn {
  name: string;
  /** As Redshift prints it: `character varying(256)`, `bigint`, `super`. */
  type: string;
  nullable?: boolean;
  /** Position among a table's partition columns (external tables), from 1. */
  partitionKey?: number;
}

export interface CatalogRelation {
  name: string;
  kind: RelationKind;
  /** Absent while the columns are not known yet; a table without columns has an empty list. */
  columns?: CatalogColumn[];
  /** Whether row-level security is on; absent where the user may not see it. */
  rowLevelSecurity?: boolean;
  comment?: string;
}

/** Rights of one grantee on one table or view. */
export interface CatalogGrant {
  to: string;
  kind: 'user' | 'role' | 'group' | 'public';
  /** In lower case: `select`. */
  privileges: string[];
}

/** A right on a schema. */
export interface CatalogSchemaGrant extends CatalogGrant {
  /** Absent: on every schema of the database (GRANT … FOR SCHEMAS IN DATABASE). */
  schema?: string;
}

/** A role that was granted, or a user in a group: the member has the rights of `name`. */
export interface CatalogMembership {
  of: 'role' | 'group';
  name: string;
  member: string;
  kind: 'user' | 'role';
}

/** Who may do what with the schemas of a database, and through whom. */
export interface CatalogRights {
  /** Whether the connected user sees everybody's rights: only then what is not listed is not granted. */
  complete: boolean;
  grants: CatalogSchemaGrant[];
  memberships: CatalogMembership[];
  /** Names of the users who may do everything. */
  superusers: string[];
}

/** A foreign key; columns and those they refer to are in the same order. */
export interface CatalogForeignKey {
  columns: string[];
  table: [schema: string, name: string];
  references: string[];
}

/** What is told of a table or view beyond its columns; every part is absent where the user may not see it. */
export interface CatalogRelationDetails {
  name: string;
  owner?: string;
  /** As SVV_TABLE_INFO says it: `KEY(customer_id)`, `AUTO(ALL)`. */
  distribution?: string;
  /** The first column of the sort key, or `AUTO(SORTKEY)`. */
  sortKey?: string;
  megabytes?: number;
  rows?: number;
  primaryKey?: string[];
  foreignKeys?: CatalogForeignKey[];
  grants?: CatalogGrant[];
}

export interface CatalogFunction {
  name: string;
  kind: 'function' | 'procedure' | 'aggregate' | 'model-function';
  /** Argument types as Redshift prints them, in order. */
  arguments: string[];
  returns?: string;
}

export interface CatalogModel {
  name: string;
  state?: string;
}

export interface CatalogSchema {
  name: string;
  kind: 'local' | 'external' | 'shared' | 'system';
  owner?: string;
}

/** Everything inside one schema. Complete: what is not listed does not exist (or may not be seen by this user). */
export interface CatalogSchemaContent {
  schema: string;
  relations: CatalogRelation[];
  functions: CatalogFunction[];
  models: CatalogModel[];
}

export interface CatalogPrincipals {
  users: string[];
  groups: string[];
  roles: string[];
}

export interface CatalogRlsPolicy {
  name: string;
  /** Columns of the policy's WITH clause. */
  columns: CatalogColumn[];
  alias?: string;
  /** The USING condition, as Redshift prints it. */
  condition?: string;
}

export interface CatalogMaskingPolicy {
  name: string;
  columns: CatalogColumn[];
  expression?: string;
}

/**
 * Notification `redshift/catalogChanged`, client → server.
 * A part of what exists in one database as one connection sees it. Each part that is present replaces what the server held of
 * that part; parts that are absent stay as they are. A value is never changed after it was sent.
 */
export interface CatalogChanged {
  connection: ConnectionId;
  database: string;
  /** Names of every database that the connection can see. */
  databases?: string[];
  /** The complete list of schemas; the content of schemas that are no longer listed is dropped. */
  schemas?: CatalogSchema[];
  /** The contents of some schemas. */
  contents?: CatalogSchemaContent[];
  /** What is told of the tables of some schemas, after their contents: nothing waits for it. */
  details?: { schema: string; relations: CatalogRelationDetails[] }[];
  principals?: CatalogPrincipals;
  rights?: CatalogRights;
  rlsPolicies?: CatalogRlsPolicy[];
  maskingPolicies?: CatalogMaskingPolicy[];
  /** ARNs of the IAM roles attached to the warehouse. */
  iamRoles?: string[];
}

/** Notification `redshift/catalogForgotten`, client → server: the connection was removed; drop all that is held of it. */
export interface CatalogForgotten {
  connection: ConnectionId;
}

/**
 * Notification `redshift/documentConnection`, client → server: which connection a document uses. Without `uri`: the one for every
 * document that has none of its own. Without `connection`: none, that is offline.
 */
export interface DocumentConnection {
  uri?: string;
  connection?: ConnectionId;
  database?: string;
}

/**
 * Request `redshift/loadSchema`, server → client: the content of a schema is needed and not there. The answer comes at once and
 * says whether it will be loaded; the content follows as `redshift/catalogChanged`.
 */
export interface LoadSchemaParams {
  connection: ConnectionId;
  database: string;
  schema: string;
}
export interface LoadSchemaResult {
  loading: boolean;
}

/**
 * What running a statement can do, for the guards of read-only and production connections.
 * `read` changes nothing; `session` changes only the session (SET, temp-less USE); `transaction` is BEGIN, COMMIT, ROLLBACK;
 * `write` changes rows; `definition` changes objects; `permission` changes who may do what; `unknown` is treated as a write.
 */
export type StatementKind = 'read' | 'session' | 'transaction' | 'write' | 'definition' | 'permission' | 'unknown';

export interface StatementInfo {
  /** From the statement's first word to its last character, without the semicolon and without comments around it. */
  range: Range;
  /** The text of that range. */
  text: string;
  kind: StatementKind;
  /** The statement's name in capitals, as the AWS reference titles it: `CREATE TABLE`, `GRANT`. Empty when unknown. */
  name: string;
  /** Whether it destroys something that Redshift cannot bring back: DROP, TRUNCATE, DELETE or UPDATE without WHERE. */
  destructive: boolean;
}

/** `initializationOptions` of the request `initialize`, client → server. */
export interface InitializationOptions {
  /** What the server says, in the user's language: English text → translation, `{0}`, `{1}` … standing for what varies. Without them it speaks English. */
  texts?: Record<string, string>;
}

/** Request `redshift/statementAt`, client → server; the result is null where there is no statement at or just before the position. */
export interface StatementAtParams {
  uri: string;
  position: Position;
}

/**
 * Request `redshift/statements`, client → server: the statements of a document in order. With `range`, the text inside the range
 * is split as a script by itself (what is selected is what runs); ranges in the answer stay positions in the document.
 */
export interface StatementsParams {
  uri: string;
  range?: Range;
}

/** A script of the workspace as it lies in its file; null when there is none any more. What is open is told by the editor, and wins. */
export interface WorkspaceScript {
  uri: string;
  text: string | null;
}

/** Notification `redshift/scripts`, client → server: at start all scripts of the workspace, then those that change. */
export interface ScriptsChanged {
  scripts: WorkspaceScript[];
}

/**
 * Notification `redshift/lintFile`, client → server: the content of a redshift-lint.json as parsed JSON, sent at start and whenever the file
 * changes; null when there is none (any more). For a document the nearest one holds, in its folder or above it, and wins over the setting
 * `redshift.lint.rules`.
 */
export interface LintFileChanged {
  /** The address of the file. Without it, it holds for the documents that have none above them. */
  uri?: string;
  content: unknown;
}
