// A serverless workgroup: the databases, snapshots and recovery points of its namespace.
import * as vscode from 'vscode';
import { isAvailable, loadNamespace, type WorkgroupInfo } from '../../aws/warehouses.ts';
import type { Connection } from '../../connections/connection.ts';
import { type Children, type ExplorerContext, type TreeNode, targetWithin } from '../node.ts';
import { databaseNodes } from './databaseNode.ts';
import { recoveryPointsNode } from './recoveryPointsNode.ts';
import { namespaceSnapshotsNode } from './snapshotsNode.ts';

export function workgroupNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  workgroup: WorkgroupInfo,
  expanded: boolean,
): TreeNode {
  const id = `${parentId}/workgroup:${workgroup.workgroupName}`;
  const available = isAvailable(workgroup.status);
  return {
    id,
    label: workgroup.workgroupName,
    description: available ? vscode.l10n.t('serverless') : workgroup.status.toLowerCase(),
    icon: available ? 'cloud' : 'sync',
    contextValue: `workgroup.${available ? 'available' : 'busy'}`,
    tooltip: [
      workgroup.workgroupName,
      vscode.l10n.t('Namespace: {0}', workgroup.namespaceName),
      vscode.l10n.t('Status: {0}', workgroup.status),
      vscode.l10n.t('Base capacity: {0} RPU', workgroup.baseCapacity),
      ...(workgroup.endpoint ? [vscode.l10n.t('Endpoint: {0}', workgroup.endpoint)] : []),
    ],
    accessibilityLabel: vscode.l10n.t('Serverless workgroup {0}, {1}', workgroup.workgroupName, workgroup.status),
    subject: { kind: 'workgroup', connectionId: connection.id, workgroup },
    expanded,
    children: () => loadChildren(context, connection, id, workgroup),
  };
}

async function loadChildren(context: ExplorerContext, connection: Connection, id: string, workgroup: WorkgroupInfo): Promise<Children> {
  const warehouse = { kind: 'workgroup' as const, workgroupName: workgroup.workgroupName };
  const backups = [
    namespaceSnapshotsNode(context, connection, id, warehouse, workgroup.namespaceName),
    recoveryPointsNode(context, connection, id, workgroup),
  ];
  if (!isAvailable(workgroup.status)) {
    const label = vscode.l10n.t('Not available now: {0}', workgroup.status.toLowerCase());
    return { nodes: [{ id: `${id}/…busy`, label, icon: 'sync~spin', contextValue: 'message' }, ...backups] };
  }
  const target = targetWithin(connection, warehouse, await connectedDatabase(context, connection, workgroup));
  return { nodes: [...(await databaseNodes(context, connection, id, target)), ...backups] };
}

async function connectedDatabase(context: ExplorerContext, connection: Connection, workgroup: WorkgroupInfo): Promise<string> {
  const own = connection.target;
  if (own.warehouse.kind === 'workgroup' && own.warehouse.workgroupName === workgroup.workgroupName) return own.database;
  return (await loadNamespace(await context.clients(connection.id), workgroup.namespaceName)).database;
}
