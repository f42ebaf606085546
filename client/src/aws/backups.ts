// Snapshots of clusters, snapshots and recovery points of serverless namespaces.

import type { Snapshot as ClusterSnapshot } from '@aws-sdk/client-redshift';
import type { Snapshot as NamespaceSnapshot, RecoveryPoint } from '@aws-sdk/client-redshift-serverless';
import type { Clients } from './clients.ts';
import { type Page, page } from './warehouses.ts';

export interface SnapshotInfo {
  name: string;
  /** `automated` snapshots end with their cluster and cannot be deleted by hand; those of a namespace are always manual. */
  kind: 'manual' | 'automated';
  /** Lower case: `creating`, `available`, `final snapshot`, `failed`, `deleted`, `copying`. */
  status: string;
  createdAt?: Date;
  /** Megabytes of the whole backup, where AWS knows it. */
  sizeMegabytes?: number;
  progressMegabytes?: number;
  secondsToCompletion?: number;
  /** Days until it is deleted; undefined for ever. */
  remainingDays?: number;
  /** The cluster or the namespace that it was taken of. */
  source: string;
  database?: string;
  nodeType?: string;
  numberOfNodes?: number;
  arn?: string;
  encrypted?: boolean;
}

export interface RecoveryPointInfo {
  id: string;
  createdAt?: Date;
  sizeMegabytes?: number;
  namespaceName: string;
  workgroupName: string;
}

export async function loadClusterSnapshots({ redshift }: Clients, clusterIdentifier: string, marker?: string): Promise<Page<SnapshotInfo>> {
  const answer = await redshift.describeClusterSnapshots({
    ClusterIdentifier: clusterIdentifier,
    MaxRecords: 100,
    SortingEntities: [{ Attribute: 'CREATE_TIME', SortOrder: 'DESC' }],
    ...(marker ? { Marker: marker } : {}),
  });
  return page((answer.Snapshots ?? []).map(fromCluster), answer.Marker);
}

/** @throws ClusterSnapshotNotFoundFault */
export async function loadClusterSnapshot({ redshift }: Clients, name: string): Promise<SnapshotInfo> {
  const answer = await redshift.describeClusterSnapshots({ SnapshotIdentifier: name });
  return fromCluster(answer.Snapshots![0]!);
}

export async function loadNamespaceSnapshots(
  { serverless }: Clients,
  namespaceName: string,
  nextToken?: string,
): Promise<Page<SnapshotInfo>> {
  const answer = await serverless.listSnapshots({ namespaceName, maxResults: 100, ...(nextToken ? { nextToken } : {}) });
  return page((answer.snapshots ?? []).map(fromNamespace).sort(newestFirst), answer.nextToken);
}

/** @throws ResourceNotFoundException */
export async function loadNamespaceSnapshot({ serverless }: Clients, name: string): Promise<SnapshotInfo> {
  const answer = await serverless.getSnapshot({ snapshotName: name });
  return fromNamespace(answer.snapshot!);
}

export async function loadRecoveryPoints(
  { serverless }: Clients,
  namespaceName: string,
  nextToken?: string,
): Promise<Page<RecoveryPointInfo>> {
  const answer = await serverless.listRecoveryPoints({ namespaceName, maxResults: 100, ...(nextToken ? { nextToken } : {}) });
  return page((answer.recoveryPoints ?? []).map(toRecoveryPoint).sort(newestFirst), answer.nextToken);
}

/** Whether a table or a cluster can be restored from it now. */
export function isRestorable(snapshot: SnapshotInfo): boolean {
  return snapshot.status === 'available' || snapshot.status === 'final snapshot';
}

/**
 * Why a snapshot name is not allowed; undefined when it is. 1–255 letters, digits and hyphens, first a letter, no hyphen at the end and
 * no two in a row. Source: https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateClusterSnapshot.html
 */
export function snapshotNameProblem(name: string): 'empty' | 'too-long' | 'first-letter' | 'characters' | 'hyphens' | undefined {
  if (name === '') return 'empty';
  if (name.length > 255) return 'too-long';
  if (!/^[A-Za-z]/.test(name)) return 'first-letter';
  if (!/^[A-Za-z0-9-]+$/.test(name)) return 'characters';
  if (name.endsWith('-') || name.includes('--')) return 'hyphens';
  return undefined;
}

/** A name nobody has to think of: the source, the date and the time in UTC, within the rules above. */
export function suggestedSnapshotName(source: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const safe = source
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/-$/, '');
  return `${(safe || 'snapshot').slice(0, 200).toLowerCase()}-${stamp}`;
}

function newestFirst(a: { createdAt?: Date }, b: { createdAt?: Date }): number {
  return (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0);
}

function fromCluster(snapshot: ClusterSnapshot): SnapshotInfo {
  return {
    name: snapshot.SnapshotIdentifier ?? '',
    kind: snapshot.SnapshotType === 'automated' ? 'automated' : 'manual',
    status: (snapshot.Status ?? '').toLowerCase(),
    createdAt: snapshot.SnapshotCreateTime,
    sizeMegabytes: positive(snapshot.TotalBackupSizeInMegaBytes),
    progressMegabytes: snapshot.BackupProgressInMegaBytes,
    secondsToCompletion: positive(snapshot.EstimatedSecondsToCompletion),
    remainingDays: notForEver(snapshot.ManualSnapshotRemainingDays),
    source: snapshot.ClusterIdentifier ?? '',
    database: snapshot.DBName,
    nodeType: snapshot.NodeType,
    numberOfNodes: snapshot.NumberOfNodes,
    arn: snapshot.SnapshotArn,
    encrypted: snapshot.Encrypted,
  };
}

function fromNamespace(snapshot: NamespaceSnapshot): SnapshotInfo {
  return {
    name: snapshot.snapshotName ?? '',
    kind: 'manual',
    status: (snapshot.status ?? '').toLowerCase(),
    createdAt: snapshot.snapshotCreateTime,
    sizeMegabytes: positive(snapshot.totalBackupSizeInMegaBytes),
    progressMegabytes: snapshot.backupProgressInMegaBytes,
    secondsToCompletion: positive(snapshot.estimatedSecondsToCompletion),
    remainingDays: notForEver(snapshot.snapshotRemainingDays),
    source: snapshot.namespaceName ?? '',
    arn: snapshot.snapshotArn,
  };
}

function toRecoveryPoint(point: RecoveryPoint): RecoveryPointInfo {
  return {
    id: point.recoveryPointId ?? '',
    createdAt: point.recoveryPointCreateTime,
    sizeMegabytes: positive(point.totalSizeInMegaBytes),
    namespaceName: point.namespaceName ?? '',
    workgroupName: point.workgroupName ?? '',
  };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

/** AWS says -1, or nothing, for a snapshot that is kept until somebody deletes it. */
function notForEver(days: number | undefined): number | undefined {
  return days !== undefined && days >= 0 ? days : undefined;
}
