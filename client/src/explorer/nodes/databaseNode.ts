// A database: its schemas and its security folder.
import * as vscode from 'vscode';
import type { Target } from '../../aws/target.ts';
import type { DatabaseRow } from '../../catalog/queries/databases.ts';
import type { Connection } from '../../connections/connection.ts';
import { describeError } from '../../ui/errorMessage.ts';
import type { Children, ExplorerContext, TreeNode } from '../node.ts';
import { schemaNode } from './schemaNode.ts';
import { securityNode } from './securityNode.ts';

/** One node a database. A refusal is a node of its own, so that what else the warehouse has stays visible. */
export async function databaseNodes(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  target: Target,
): Promise<TreeNode[]> {
  try {
    const databases = await context.catalogs.get({ connectionId: connection.id, target }).databases();
    return databases.map(database =>
      databaseNode(context, connection, parentId, { ...target, database: database.name }, database, database.name === target.database),
    );
  } catch (error) {
    const { text, info } = describeError(error, { connectionId: connection.id, profile: connection.profile });
    const retry = vscode.l10n.t('Try Again');
    return [
      {
        id: `${parentId}/…databases`,
        label: text,
        description: vscode.l10n.t('select to try again'),
        icon: 'error',
        iconColor: 'list.errorForeground',
        contextValue: 'error',
        tooltip: [text, `${info.code}: ${info.message}`],
        command: { title: retry, command: 'redshift.internal.retry', arguments: [parentId] },
      },
    ];
  }
}

function databaseNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  target: Target,
  database: DatabaseRow,
  expanded: boolean,
): TreeNode {
  const id = `${parentId}/database:${database.name}`;
  return {
    id,
    label: database.name,
    description: database.type === 'local' ? '' : database.type,
    icon: 'database',
    contextValue: 'database',
    tooltip: [database.name, ...(database.owner ? [vscode.l10n.t('Owner: {0}', database.owner)] : [])],
    accessibilityLabel: vscode.l10n.t('Database {0}', database.name),
    subject: { kind: 'database', connectionId: connection.id, target },
    expanded,
    emptyLabel: vscode.l10n.t('No schemas'),
    children: () => loadChildren(context, connection, id, target),
  };
}

async function loadChildren(context: ExplorerContext, connection: Connection, id: string, target: Target): Promise<Children> {
  const catalog = context.catalogs.get({ connectionId: connection.id, target });
  const schemas = await catalog.schemas();
  const shown = schemas.filter(schema => schema.kind !== 'system' || context.showSystemSchemas());
  return {
    nodes: [...shown.map(schema => schemaNode(context, connection, id, target, schema)), securityNode(context, connection, id, target)],
  };
}
