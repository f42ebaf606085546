// A schema: its tables and views, then its functions and models.
import * as vscode from 'vscode';
import type { CatalogSchema } from '../../../../server/src/protocol.ts';
import type { Target } from '../../aws/target.ts';
import type { Connection } from '../../connections/connection.ts';
import type { Children, ExplorerContext, TreeNode } from '../node.ts';
import { folderNode } from './folderNode.ts';
import { functionNode } from './functionNode.ts';
import { modelNode } from './modelNode.ts';
import { relationNode } from './relationNode.ts';

export function schemaNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  target: Target,
  schema: CatalogSchema,
): TreeNode {
  const id = `${parentId}/schema:${schema.name}`;
  return {
    id,
    label: schema.name,
    description: schema.kind === 'external' ? vscode.l10n.t('external') : schema.kind === 'shared' ? vscode.l10n.t('shared') : '',
    icon: schema.kind === 'external' ? 'globe' : 'symbol-namespace',
    contextValue: `schema.${schema.kind}`,
    tooltip: [schema.name, ...(schema.owner ? [vscode.l10n.t('Owner: {0}', schema.owner)] : [])],
    accessibilityLabel: vscode.l10n.t('Schema {0}', schema.name),
    subject: { kind: 'schema', connectionId: connection.id, target, schema: schema.name },
    emptyLabel: vscode.l10n.t('No tables or views'),
    children: () => loadChildren(context, connection, id, target, schema.name),
  };
}

async function loadChildren(
  context: ExplorerContext,
  connection: Connection,
  id: string,
  target: Target,
  schema: string,
): Promise<Children> {
  const catalog = context.catalogs.get({ connectionId: connection.id, target });
  const relations = await catalog.relations(schema);
  // Completion will want the columns soon; nobody waits for them here.
  catalog.content(schema).catch(() => {});
  const [functions, models] = await Promise.allSettled([catalog.functions(schema), catalog.models(schema)]);
  const nodes = relations.map(relation => relationNode(context, connection, id, target, schema, relation));
  if (models.status === 'fulfilled' && models.value.length > 0) {
    const children = async () => (await catalog.models(schema)).map(model => modelNode(connection, `${id}/models`, target, schema, model));
    nodes.push(
      folderNode({ id: `${id}/models`, label: vscode.l10n.t('Models'), icon: 'circuit-board', contextValue: 'models', load: children }),
    );
  }
  if (functions.status === 'fulfilled' && functions.value.length > 0) {
    const children = async () =>
      (await catalog.functions(schema)).map(entry => functionNode(connection, `${id}/functions`, target, schema, entry));
    nodes.push(
      folderNode({
        id: `${id}/functions`,
        label: vscode.l10n.t('Functions and Procedures'),
        icon: 'symbol-method',
        contextValue: 'functions',
        load: children,
      }),
    );
  }
  return { nodes };
}
