// A provisioned cluster: its databases and its snapshots. A paused cluster is shown, with its snapshots and a way to resume it.
import * as vscode from 'vscode';
import { type ClusterInfo, isAvailable, isPaused } from '../../aws/warehouses.ts';
import type { Connection } from '../../connections/connection.ts';
import { formatTime } from '../../ui/format.ts';
import { type Children, type ExplorerContext, type TreeNode, targetWithin } from '../node.ts';
import { databaseNodes } from './databaseNode.ts';
import { clusterSnapshotsNode } from './snapshotsNode.ts';

export function clusterNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  cluster: ClusterInfo,
  expanded: boolean,
): TreeNode {
  const id = `${parentId}/cluster:${cluster.clusterIdentifier}`;
  const paused = isPaused(cluster.status);
  const available = isAvailable(cluster.status);
  return {
    id,
    label: cluster.clusterIdentifier,
    description: available ? `${cluster.nodeType} × ${cluster.numberOfNodes}` : cluster.status,
    icon: paused ? 'debug-pause' : available ? 'server' : 'sync',
    contextValue: `cluster.${paused ? 'paused' : available ? 'available' : 'busy'}${cluster.crossRegionCopy ? '.copied' : ''}`,
    tooltip: tooltip(cluster),
    accessibilityLabel: vscode.l10n.t('Cluster {0}, {1}', cluster.clusterIdentifier, cluster.status),
    subject: { kind: 'cluster', connectionId: connection.id, cluster },
    expanded,
    children: () => loadChildren(context, connection, id, cluster),
  };
}

async function loadChildren(context: ExplorerContext, connection: Connection, id: string, cluster: ClusterInfo): Promise<Children> {
  const warehouse = { kind: 'cluster' as const, clusterIdentifier: cluster.clusterIdentifier };
  const snapshots = clusterSnapshotsNode(context, connection, id, warehouse);
  if (isPaused(cluster.status)) {
    const label = vscode.l10n.t('Paused: resume it to see its databases');
    const resume: TreeNode = {
      id: `${id}/…resume`,
      label,
      icon: 'debug-start',
      contextValue: 'message',
      command: {
        title: label,
        command: 'redshift.resumeCluster',
        arguments: [{ connectionId: connection.id, clusterIdentifier: cluster.clusterIdentifier }],
      },
    };
    return { nodes: [resume, snapshots] };
  }
  if (!isAvailable(cluster.status)) {
    const label = vscode.l10n.t('Not available now: {0}', cluster.status);
    return { nodes: [{ id: `${id}/…busy`, label, icon: 'sync~spin', contextValue: 'message' }, snapshots] };
  }
  const target = targetWithin(connection, warehouse, connectedDatabase(connection, cluster), cluster.masterUser);
  return { nodes: [...(await databaseNodes(context, connection, id, target)), snapshots] };
}

function connectedDatabase(connection: Connection, cluster: ClusterInfo): string {
  const own = connection.target;
  return own.warehouse.kind === 'cluster' && own.warehouse.clusterIdentifier === cluster.clusterIdentifier
    ? own.database
    : cluster.database;
}

function tooltip(cluster: ClusterInfo): string[] {
  const lines = [
    cluster.clusterIdentifier,
    vscode.l10n.t('Status: {0}', cluster.status),
    vscode.l10n.t('Nodes: {0}', `${cluster.nodeType} × ${cluster.numberOfNodes}`),
  ];
  if (cluster.endpoint) lines.push(vscode.l10n.t('Endpoint: {0}', cluster.endpoint));
  lines.push(
    cluster.automatedRetentionDays > 0
      ? vscode.l10n.t('Automated snapshots are kept for {0} days', cluster.automatedRetentionDays)
      : vscode.l10n.t('Automated snapshots are off'),
  );
  if (cluster.crossRegionCopy) lines.push(vscode.l10n.t('Snapshots are copied to {0}', cluster.crossRegionCopy.destinationRegion));
  if (cluster.nextSnapshot) lines.push(vscode.l10n.t('Next snapshot: {0}', formatTime(cluster.nextSnapshot)));
  if (cluster.nextMaintenance) lines.push(vscode.l10n.t('Next maintenance: {0}', formatTime(cluster.nextMaintenance)));
  return lines;
}
