// The recovery points of a serverless namespace: one about every half hour, kept for a day.
import * as vscode from 'vscode';
import { loadRecoveryPoints, type RecoveryPointInfo } from '../../aws/backups.ts';
import type { WorkgroupInfo } from '../../aws/warehouses.ts';
import type { Connection } from '../../connections/connection.ts';
import { formatMegabytes, formatTime } from '../../ui/format.ts';
import type { Children, ExplorerContext, TreeNode } from '../node.ts';

export function recoveryPointsNode(context: ExplorerContext, connection: Connection, parentId: string, workgroup: WorkgroupInfo): TreeNode {
  const id = `${parentId}/recoveryPoints`;
  const children = async (token?: string): Promise<Children> => {
    const { items, next } = await loadRecoveryPoints(await context.clients(connection.id), workgroup.namespaceName, token);
    const nodes = items.map(point => recoveryPointNode(connection, id, point));
    return next ? { nodes, more: () => children(next) } : { nodes };
  };
  return {
    id,
    label: vscode.l10n.t('Recovery Points'),
    icon: 'history',
    contextValue: 'recoveryPoints',
    tooltip: [
      vscode.l10n.t('Recovery Points'),
      vscode.l10n.t('Made about every 30 minutes and kept for 24 hours. Convert one to a snapshot to keep it.'),
    ],
    emptyLabel: vscode.l10n.t('No recovery points'),
    children: () => children(),
  };
}

function recoveryPointNode(connection: Connection, parentId: string, point: RecoveryPointInfo): TreeNode {
  const time = point.createdAt ? formatTime(point.createdAt) : point.id;
  return {
    id: `${parentId}/${point.id}`,
    label: time,
    description: point.sizeMegabytes ? formatMegabytes(point.sizeMegabytes) : '',
    icon: 'history',
    contextValue: 'recoveryPoint',
    tooltip: [time, point.id],
    accessibilityLabel: vscode.l10n.t('Recovery point of {0}', time),
    subject: { kind: 'recoveryPoint', connectionId: connection.id, recoveryPoint: point },
  };
}
