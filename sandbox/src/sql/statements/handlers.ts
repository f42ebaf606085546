// Which function runs which statement. A statement that is not here is refused: the sandbox has no way to do it.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { SqlError } from '../sqlResult.ts';
import { done, renderNode, run, runForResult, type StatementContext, type StatementHandler, select } from '../statementContext.ts';
import { alterExternalTable, createExternalSchema, createExternalTable } from './external.ts';
import { alterDefaultPrivileges, grant, revoke } from './grants.ts';
import { copy, unload } from './loading.ts';
import { createModel, dropModel } from './models.ts';
import * as principals from './principals.ts';
import { createFunction, createProcedure } from './routines.ts';
import * as policies from './rowSecurity.ts';
import * as schemas from './schemasAndViews.ts';
import { resetStatement, set, use } from './sessions.ts';
import { show } from './show.ts';
import { alterTable, createTable, selectInto } from './tables.ts';

/** The statement as it stands, rewritten. */
const plain: StatementHandler = (context, node) => runForResult(context, renderNode(context, node));

/** No result set and no count of rows: CREATE, DROP and the like. */
const silent: StatementHandler = async (context, node) => {
  await run(context, renderNode(context, node));
  return done;
};

const query: StatementHandler = (context, node) => {
  const into = node.child('QueryTerm')?.child('SelectStatement')?.childrenOf('IntoClause')[0];
  return into ? selectInto(context, node, into) : plain(context, node);
};

const alterTableOrExternal: StatementHandler = (context, node) => {
  const action = node.child('AlterTableAction')?.child('ExternalTableAction');
  const slot = node.child('table-name');
  return action && slot ? alterExternalTable(context, renderNode(context, slot), action) : alterTable(context, node);
};

/** PostgreSQL has nothing of VACUUM's choices; the table is vacuumed. */
const vacuum: StatementHandler = async (context, node) => {
  if (context.lease.inTransaction) throw new SqlError('VACUUM cannot run inside a transaction block', { sqlState: '25001' });
  const slot = node.child('vacuum-table-name', 'table-name');
  await run(context, `VACUUM ${slot ? renderNode(context, slot) : ''}`);
  return done;
};

const analyze: StatementHandler = async (context, node) => {
  if (node.child('AnalyzeCompression'))
    throw new SqlError('ANALYZE COMPRESSION is not supported by the local sandbox', { sqlState: '0A000' });
  const target = node.child('AnalyzeTarget');
  await run(context, `ANALYZE ${target ? renderNode(context, target) : ''}`);
  return done;
};

const begin: StatementHandler = async (context, node) => {
  const isReadOnly = /\bread\s+only\b/i.test(node.text);
  if (context.lease.inTransaction) throw new SqlError('there is already a transaction in progress', { sqlState: '25001' });
  await run(context, `BEGIN${isReadOnly ? ' READ ONLY' : ''}`);
  return done;
};

const endTransaction =
  (word: 'COMMIT' | 'ROLLBACK'): StatementHandler =>
  async (context, node) => {
    const savepoint = node.child('UnsupportedSavepoint');
    if (savepoint) throw new SqlError('SQL command "ROLLBACK TO SAVEPOINT" not supported on Redshift tables.', { sqlState: '0A000' });
    await run(context, word);
    return done;
  };

/** DEALLOCATE ALL ends the session's own prepared statements, not those of others. */
const deallocate: StatementHandler = async (context, node) => {
  if (!node.keyword('ALL')) return silent(context, node);
  const names = await select(
    context,
    'SELECT name FROM pg_catalog.pg_prepared_statements WHERE starts_with(name, $1)',
    context.renderContext.sessionPrefix,
  );
  for (const [name] of names) await run(context, `DEALLOCATE ${quoteIdentifier(name ?? '')}`);
  return done;
};

/** `SQL command "CREATE INDEX …" not supported on Redshift tables.` */
const unsupported: StatementHandler = async (context: StatementContext, _node: SyntaxNode) => {
  throw new SqlError(`SQL command "${context.text}" not supported on Redshift tables.`, { sqlState: '0A000' });
};

const handlers: Readonly<Record<string, StatementHandler>> = {
  Query: query,
  InsertStatement: plain,
  UpdateStatement: plain,
  DeleteStatement: plain,
  MergeStatement: plain,
  TruncateStatement: silent,
  ExplainStatement: schemas.explain,
  CallStatement: plain,
  DeclareCursor: silent,
  FetchStatement: plain,
  CloseStatement: silent,
  PrepareStatement: silent,
  ExecutePrepared: plain,
  DeallocateStatement: deallocate,
  LockStatement: silent,
  CommentStatement: silent,
  CreateTable: createTable,
  AlterTable: alterTableOrExternal,
  DropTable: silent,
  CreateSchema: schemas.createSchema,
  AlterSchema: schemas.alterSchema,
  DropSchema: schemas.dropSchema,
  CreateView: schemas.createView,
  DropView: silent,
  CreateMaterializedView: schemas.createMaterializedView,
  AlterMaterializedView: schemas.alterMaterializedView,
  RefreshMaterializedView: schemas.refreshMaterializedView,
  DropMaterializedView: silent,
  CreateFunction: createFunction,
  AlterFunction: silent,
  DropFunction: silent,
  CreateProcedure: createProcedure,
  AlterProcedure: silent,
  DropProcedure: silent,
  CreateUser: principals.createUser,
  AlterUser: principals.alterUser,
  DropUser: principals.dropUser,
  CreateGroup: principals.createGroup,
  AlterGroup: principals.alterGroup,
  DropGroup: principals.dropGroup,
  CreateRole: principals.createRole,
  AlterRole: principals.alterRole,
  DropRole: principals.dropRole,
  GrantStatement: grant,
  RevokeStatement: revoke,
  AlterDefaultPrivileges: alterDefaultPrivileges,
  CreateRlsPolicy: policies.createPolicy,
  AlterRlsPolicy: policies.alterPolicy,
  AttachRlsPolicy: policies.attachPolicy,
  DetachRlsPolicy: policies.detachPolicy,
  DropRlsPolicy: policies.dropPolicy,
  CreateExternalSchema: createExternalSchema,
  CreateExternalTable: createExternalTable,
  CreateModel: createModel,
  DropModel: dropModel,
  CopyStatement: copy,
  UnloadStatement: unload,
  SetStatement: set,
  ResetStatement: resetStatement,
  UseStatement: use,
  ShowStatement: show,
  VacuumStatement: vacuum,
  AnalyzeStatement: analyze,
  BeginTransaction: begin,
  CommitTransaction: endTransaction('COMMIT'),
  RollbackTransaction: endTransaction('ROLLBACK'),
  UnsupportedStatement: unsupported,
};

export const findHandler = (kind: string): StatementHandler | undefined => (Object.hasOwn(handlers, kind) ? handlers[kind] : undefined);
