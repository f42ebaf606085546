// The snapshots of a cluster, or of a serverless namespace under its workgroup.
import * as vscode from 'vscode';
import { isRestorable, loadClusterSnapshots, loadNamespaceSnapshots, type SnapshotInfo } from '../../aws/backups.ts';
import type { Warehouse } from '../../aws/target.ts';
import type { Page } from '../../aws/warehouses.ts';
import type { Connection } from '../../connections/connection.ts';
import { formatMegabytes, formatTime } from '../../ui/format.ts';
import type { Children, ExplorerContext, TreeNode } from '../node.ts';

export function clusterSnapshotsNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  warehouse: Warehouse & { kind: 'cluster' },
): TreeNode {
  const load = async (marker?: string) => loadClusterSnapshots(await context.clients(connection.id), warehouse.clusterIdentifier, marker);
  return snapshotsNode(connection, `${parentId}/snapshots`, warehouse, undefined, load);
}

export function namespaceSnapshotsNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  warehouse: Warehouse & { kind: 'workgroup' },
  namespaceName: string,
): TreeNode {
  const load = async (token?: string) => loadNamespaceSnapshots(await context.clients(connection.id), namespaceName, token);
  return snapshotsNode(connection, `${parentId}/snapshots`, warehouse, namespaceName, load);
}

function snapshotsNode(
  connection: Connection,
  id: string,
  warehouse: Warehouse,
  namespaceName: string | undefined,
  load: (token?: string) => Promise<Page<SnapshotInfo>>,
): TreeNode {
  const children = async (token?: string): Promise<Children> => {
    const { items, next } = await load(token);
    const nodes = items.map(snapshot => snapshotNode(connection, id, warehouse, namespaceName, snapshot));
    return next ? { nodes, more: () => children(next) } : { nodes };
  };
  return {
    id,
    label: vscode.l10n.t('Snapshots'),
    icon: 'archive',
    contextValue: `snapshots.${warehouse.kind}`,
    subject: { kind: 'snapshots', connectionId: connection.id, warehouse, ...(namespaceName ? { namespaceName } : {}) },
    emptyLabel: vscode.l10n.t('No snapshots'),
    children: () => children(),
  };
}

function snapshotNode(
  connection: Connection,
  parentId: string,
  warehouse: Warehouse,
  namespaceName: string | undefined,
  snapshot: SnapshotInfo,
): TreeNode {
  const ready = isRestorable(snapshot);
  const size = snapshot.sizeMegabytes ? formatMegabytes(snapshot.sizeMegabytes) : '';
  const time = snapshot.createdAt ? formatTime(snapshot.createdAt) : '';
  const kind = snapshot.kind === 'automated' ? vscode.l10n.t('automated') : vscode.l10n.t('manual');
  return {
    id: `${parentId}/${snapshot.name}`,
    // Nobody chose the name of an automated snapshot (rs:cluster-2026-…): its time is what people look for.
    label: snapshot.kind === 'automated' ? time || snapshot.name : snapshot.name,
    description: [ready ? '' : snapshot.status, snapshot.kind === 'automated' ? kind : time, size].filter(Boolean).join(' · '),
    icon: ready ? (snapshot.kind === 'automated' ? 'history' : 'archive') : snapshot.status === 'failed' ? 'error' : 'sync',
    ...(snapshot.status === 'failed' ? { iconColor: 'list.errorForeground' } : {}),
    contextValue: `snapshot.${warehouse.kind}.${snapshot.kind}.${ready ? 'available' : 'busy'}`,
    tooltip: [
      snapshot.name,
      vscode.l10n.t('Status: {0}', snapshot.status),
      ...(time ? [vscode.l10n.t('Taken: {0}', time)] : []),
      ...(size ? [vscode.l10n.t('Size: {0}', size)] : []),
      snapshot.kind === 'automated'
        ? vscode.l10n.t('Goes with its retention period, and with its cluster. Copy it to keep it.')
        : snapshot.remainingDays === undefined
          ? vscode.l10n.t('Kept until it is deleted')
          : vscode.l10n.t('Deleted in {0} days', snapshot.remainingDays),
    ],
    subject: { kind: 'snapshot', connectionId: connection.id, warehouse, snapshot, ...(namespaceName ? { namespaceName } : {}) },
  };
}
