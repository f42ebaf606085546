// Clusters, workgroups and namespaces as the tree and the pickers need them.

import type { Cluster } from '@aws-sdk/client-redshift';
import type { Namespace, Workgroup } from '@aws-sdk/client-redshift-serverless';
import type { Clients } from './clients.ts';

export interface ClusterInfo {
  clusterIdentifier: string;
  /** Lower case, as AWS gives it: `available`, `paused`, `resuming`, `available, prep-for-resize`. */
  status: string;
  nodeType: string;
  numberOfNodes: number;
  database: string;
  masterUser: string;
  version: string;
  encrypted: boolean;
  iamRoles: string[];
  /** Days that automated snapshots are kept; 0 means that there are none. */
  automatedRetentionDays: number;
  /** Default retention of manual snapshots in days, -1 for ever. */
  manualRetentionDays: number;
  crossRegionCopy?: { destinationRegion: string; retentionDays: number };
  nextMaintenance?: Date;
  nextSnapshot?: Date;
  endpoint?: string;
}

export interface WorkgroupInfo {
  workgroupName: string;
  namespaceName: string;
  /** `AVAILABLE`, `CREATING`, `MODIFYING`, `DELETING` */
  status: string;
  baseCapacity: number;
  endpoint?: string;
}

export interface NamespaceInfo {
  namespaceName: string;
  status: string;
  database: string;
  adminUser: string;
  iamRoles: string[];
}

/** One page of a listing; `next` continues it. */
export interface Page<Item, Token = string> {
  items: Item[];
  next?: Token;
}

export async function loadClusters({ redshift }: Clients, marker?: string): Promise<Page<ClusterInfo>> {
  const answer = await redshift.describeClusters({ MaxRecords: 100, ...(marker ? { Marker: marker } : {}) });
  return page((answer.Clusters ?? []).map(toClusterInfo), answer.Marker);
}

/** @throws ClusterNotFoundFault */
export async function loadCluster({ redshift }: Clients, clusterIdentifier: string): Promise<ClusterInfo> {
  const answer = await redshift.describeClusters({ ClusterIdentifier: clusterIdentifier });
  return toClusterInfo(answer.Clusters![0]!);
}

/** Empty where Redshift Serverless does not exist in the region: its endpoint then has no address. */
export async function loadWorkgroups({ serverless }: Clients, nextToken?: string): Promise<Page<WorkgroupInfo>> {
  try {
    const answer = await serverless.listWorkgroups({ maxResults: 100, ...(nextToken ? { nextToken } : {}) });
    return page((answer.workgroups ?? []).map(toWorkgroupInfo), answer.nextToken);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOTFOUND') return { items: [] };
    throw error;
  }
}

/** @throws ResourceNotFoundException */
export async function loadWorkgroup({ serverless }: Clients, workgroupName: string): Promise<WorkgroupInfo> {
  const answer = await serverless.getWorkgroup({ workgroupName });
  return toWorkgroupInfo(answer.workgroup!);
}

/** @throws ResourceNotFoundException */
export async function loadNamespace({ serverless }: Clients, namespaceName: string): Promise<NamespaceInfo> {
  const answer = await serverless.getNamespace({ namespaceName });
  return toNamespaceInfo(answer.namespace!);
}

export function isAvailable(status: string): boolean {
  return status.toLowerCase().split(',')[0] === 'available';
}

export function isPaused(status: string): boolean {
  return status.toLowerCase() === 'paused';
}

export function page<Item>(items: Item[], next: string | undefined): Page<Item> {
  return next ? { items, next } : { items };
}

function toClusterInfo(cluster: Cluster): ClusterInfo {
  const copy = cluster.ClusterSnapshotCopyStatus;
  return {
    clusterIdentifier: cluster.ClusterIdentifier ?? '',
    status: cluster.ClusterStatus ?? '',
    nodeType: cluster.NodeType ?? '',
    numberOfNodes: cluster.NumberOfNodes ?? 0,
    database: cluster.DBName ?? 'dev',
    masterUser: cluster.MasterUsername ?? '',
    version: cluster.ClusterVersion ?? '',
    encrypted: cluster.Encrypted ?? false,
    iamRoles: (cluster.IamRoles ?? []).flatMap(role => role.IamRoleArn ?? []),
    automatedRetentionDays: cluster.AutomatedSnapshotRetentionPeriod ?? 1,
    manualRetentionDays: cluster.ManualSnapshotRetentionPeriod ?? -1,
    ...(copy?.DestinationRegion
      ? { crossRegionCopy: { destinationRegion: copy.DestinationRegion, retentionDays: copy.RetentionPeriod ?? 7 } }
      : {}),
    ...(cluster.NextMaintenanceWindowStartTime ? { nextMaintenance: cluster.NextMaintenanceWindowStartTime } : {}),
    ...(cluster.ExpectedNextSnapshotScheduleTime ? { nextSnapshot: cluster.ExpectedNextSnapshotScheduleTime } : {}),
    ...(cluster.Endpoint?.Address ? { endpoint: `${cluster.Endpoint.Address}:${cluster.Endpoint.Port ?? 5439}` } : {}),
  };
}

function toWorkgroupInfo(workgroup: Workgroup): WorkgroupInfo {
  return {
    workgroupName: workgroup.workgroupName ?? '',
    namespaceName: workgroup.namespaceName ?? '',
    status: workgroup.status ?? '',
    baseCapacity: workgroup.baseCapacity ?? 0,
    ...(workgroup.endpoint?.address ? { endpoint: `${workgroup.endpoint.address}:${workgroup.endpoint.port ?? 5439}` } : {}),
  };
}

function toNamespaceInfo(namespace: Namespace): NamespaceInfo {
  return {
    namespaceName: namespace.namespaceName ?? '',
    status: namespace.status ?? '',
    database: namespace.dbName ?? 'dev',
    adminUser: namespace.adminUsername ?? '',
    iamRoles: (namespace.iamRoles ?? []).map(text => /iamRoleArn=([^,)]+)/.exec(text)?.[1] ?? text),
  };
}
