// A connection: the clusters and workgroups that its profile can see in its region.
import * as vscode from 'vscode';
import { warehouseName } from '../../aws/target.ts';
import { loadClusters, loadWorkgroups } from '../../aws/warehouses.ts';
import { type Connection, describeTarget } from '../../connections/connection.ts';
import type { Children, ExplorerContext, TreeNode } from '../node.ts';
import { clusterNode } from './clusterNode.ts';
import { workgroupNode } from './workgroupNode.ts';

export function connectionNode(context: ExplorerContext, connection: Connection, isActive: boolean): TreeNode {
  const id = `connection:${connection.id}`;
  const kind = connection.kind === 'sandbox' ? 'sandbox' : 'aws';
  return {
    id,
    label: connection.name,
    description: isActive ? vscode.l10n.t('active') : (connection.profile ?? connection.region ?? ''),
    icon: connection.kind === 'sandbox' ? 'beaker' : connection.readOnly ? 'lock' : 'plug',
    contextValue: `connection.${kind}${isActive ? '.active' : ''}`,
    tooltip: [
      connection.name,
      describeTarget(connection.target),
      connection.kind === 'sandbox'
        ? vscode.l10n.t('A warehouse on this machine, to try everything without AWS')
        : [connection.profile, connection.region].filter(Boolean).join(' · '),
      connection.readOnly ? vscode.l10n.t('Read-only: statements that change something are refused') : '',
      connection.production ? vscode.l10n.t('Production: changes are confirmed by typing the name') : '',
    ].filter(line => line !== ''),
    subject: { kind: 'connection', connectionId: connection.id },
    expanded: isActive,
    emptyLabel: vscode.l10n.t('No clusters or workgroups in this region'),
    children: () => loadWarehouses(context, connection, id),
  };
}

/** Clusters and workgroups; one of the two listings may be refused without hiding the other. */
async function loadWarehouses(context: ExplorerContext, connection: Connection, id: string): Promise<Children> {
  const clients = await context.clients(connection.id);
  const [clusters, workgroups] = await Promise.allSettled([loadClusters(clients), loadWorkgroups(clients)]);
  if (clusters.status === 'rejected' && workgroups.status === 'rejected') throw clusters.reason;
  const nodes: TreeNode[] = [];
  const own = connection.target.warehouse;
  const isOwn = (name: string, kind: string) => own.kind === kind && warehouseName(own) === name;
  if (clusters.status === 'fulfilled') {
    for (const cluster of clusters.value.items)
      nodes.push(clusterNode(context, connection, id, cluster, isOwn(cluster.clusterIdentifier, 'cluster')));
  } else {
    nodes.push(refusedNode(`${id}/…clusters`, vscode.l10n.t('Clusters could not be listed'), clusters.reason));
  }
  if (workgroups.status === 'fulfilled') {
    for (const workgroup of workgroups.value.items)
      nodes.push(workgroupNode(context, connection, id, workgroup, isOwn(workgroup.workgroupName, 'workgroup')));
  } else {
    nodes.push(refusedNode(`${id}/…workgroups`, vscode.l10n.t('Serverless workgroups could not be listed'), workgroups.reason));
  }
  const marker = clusters.status === 'fulfilled' ? clusters.value.next : undefined;
  if (!marker) return { nodes };
  return { nodes, more: () => moreClusters(context, connection, id, marker) };
}

async function moreClusters(context: ExplorerContext, connection: Connection, id: string, marker: string): Promise<Children> {
  const { items, next } = await loadClusters(await context.clients(connection.id), marker);
  const nodes = items.map(cluster => clusterNode(context, connection, id, cluster, false));
  return next ? { nodes, more: () => moreClusters(context, connection, id, next) } : { nodes };
}

function refusedNode(id: string, label: string, reason: unknown): TreeNode {
  return {
    id,
    label,
    icon: 'warning',
    contextValue: 'message',
    tooltip: [label, reason instanceof Error ? reason.message : String(reason)],
  };
}
