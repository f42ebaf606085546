// Schemas, views and materialized views. The text of a view is kept as it was written, for SHOW VIEW.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import {
  asOwner,
  atomically,
  creationName,
  done,
  nameOf,
  renderNode,
  run,
  runForResult,
  type StatementContext,
} from '../statementContext.ts';

export async function createSchema(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const name = node.child('new-schema-name');
  const owner = node.child('user-name');
  const quota = node.child('SchemaQuota');
  if (quota && !quota.keyword('UNLIMITED')) throw notInSandbox('A schema quota');
  await atomically(context, async () => {
    await run(
      context,
      `CREATE SCHEMA ${node.keyword('IF') ? 'IF NOT EXISTS ' : ''}${name ? renderNode(context, name) : ''}${owner ? ` AUTHORIZATION ${renderNode(context, owner)}` : ''}`,
    );
    if (node.childrenOf('SchemaElement').length > 0) throw notInSandbox('CREATE SCHEMA with tables and views in it');
  });
  return done;
}

export async function alterSchema(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const quota = node.child('SchemaQuota');
  if (quota && !quota.keyword('UNLIMITED')) throw notInSandbox('A schema quota');
  if (!quota) await run(context, renderNode(context, node));
  return done;
}

export async function dropSchema(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const names = node.childrenOf('schema-name').map(slot => nameOf(context, slot));
  const reserved = names.find(name => name.startsWith('pg_') || name === 'information_schema' || name.startsWith('sandbox_'));
  if (reserved !== undefined) throw new SqlError(`permission denied for schema ${reserved}`, { sqlState: '42501' });
  const rendered = node.childrenOf('schema-name').map(slot => renderNode(context, slot));
  await run(
    context,
    `DROP SCHEMA ${node.keyword('IF') ? 'IF EXISTS ' : ''}${rendered.join(', ')}${node.keyword('CASCADE') ? ' CASCADE' : ''}`,
  );
  return done;
}

export async function createView(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const query = node.child('Query');
  const aliases = node.child('ColumnAliases');
  await atomically(context, async () => {
    const name = await creationName(context, node.child('new-view-name'));
    const orReplace = node.keyword('REPLACE') ? 'OR REPLACE ' : '';
    await run(
      context,
      `CREATE ${orReplace}VIEW ${name}${aliases ? ` ${renderNode(context, aliases)}` : ''} AS ${query ? renderNode(context, query) : ''}`,
    );
    await keepText(context, name, node.child('WithNoSchemaBinding') !== undefined);
  });
  return done;
}

async function keepText(context: StatementContext, name: string, lateBinding: boolean): Promise<void> {
  const parameters = [name, `${context.text};`, String(lateBinding)];
  await asOwner(context, () =>
    run(context, {
      sql: 'INSERT INTO sandbox_catalog.view_text VALUES ($1::regclass, $2, $3::boolean) ON CONFLICT (relid) DO UPDATE SET text = $2, late_binding = $3::boolean',
      parameters,
    }),
  );
}

export async function createMaterializedView(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const query = node.child('Query');
  const aliases = node.child('ColumnAliases');
  for (const attribute of node.childrenOf('MaterializedViewAttribute')) {
    if (attribute.child('AutoRefresh')?.keyword('YES')) throw notInSandbox('AUTO REFRESH YES');
    if (attribute.child('IcebergClauses')) throw notInSandbox('An Iceberg materialized view');
  }
  await atomically(context, async () => {
    const name = await creationName(context, node.child('new-materialized-view-name'));
    await run(
      context,
      `CREATE MATERIALIZED VIEW ${name}${aliases ? ` ${renderNode(context, aliases)}` : ''} AS ${query ? renderNode(context, query) : ''}`,
    );
    await keepText(context, name, false);
  });
  return done;
}

export async function alterMaterializedView(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const action = node.child('OwnerAction', 'RenameAction');
  const slot = node.child('materialized-view-name');
  if (!action || !slot) throw notInSandbox(`ALTER MATERIALIZED VIEW … ${node.nodes.at(-1)?.text.slice(0, 30) ?? ''}`);
  await run(context, `ALTER MATERIALIZED VIEW ${renderNode(context, slot)} ${renderNode(context, action)}`);
  return done;
}

export async function refreshMaterializedView(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const slot = node.child('materialized-view-name');
  await run(context, `REFRESH MATERIALIZED VIEW ${slot ? renderNode(context, slot) : ''}`);
  return done;
}

/** EXPLAIN (of a query, or of what makes a table): PostgreSQL's plan, one line a row. */
export async function explain(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const [inner] = node.child('ExplainableStatement')?.nodes ?? [];
  if (inner?.kind === 'CreateTable' || inner?.kind === 'CreateMaterializedView') throw notInSandbox('EXPLAIN of CREATE');
  return runForResult(context, `EXPLAIN ${node.keyword('VERBOSE') ? '(VERBOSE) ' : ''}${inner ? renderNode(context, inner) : ''}`);
}
