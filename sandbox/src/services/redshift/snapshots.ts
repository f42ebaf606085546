// Snapshots of clusters: taken, described, copied, changed, deleted. A snapshot holds the data as it was.
import {
  ClusterNotFoundFault$,
  ClusterSnapshotAlreadyExistsFault$,
  ClusterSnapshotNotFoundFault$,
  ClusterSnapshotQuotaExceededFault$,
  type CopyClusterSnapshotMessage,
  type CopyClusterSnapshotResult,
  type CreateClusterSnapshotMessage,
  type CreateClusterSnapshotResult,
  type DeleteClusterSnapshotMessage,
  type DeleteClusterSnapshotResult,
  type DescribeClusterSnapshotsMessage,
  InvalidClusterSnapshotStateFault$,
  type ModifyClusterSnapshotMessage,
  type ModifyClusterSnapshotResult,
  type Snapshot,
  type SnapshotMessage,
  type Tag,
} from '@aws-sdk/client-redshift';
import { declaredError, invalidParameterCombination, invalidParameterValue } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import { awsDurations, statusAt } from '../../state/clock.ts';
import type { Cluster, ClusterSnapshot } from '../../state/model.ts';
import { deleteUnusedContents } from '../contents.ts';
import { findCluster, pageOf, type World } from '../world.ts';
import { clusterRevision, clusterStatus, clusterVersion, getCluster, requireAvailable } from './clusters.ts';
import { recordEvent } from './events.ts';
import { checkRetention, checkSnapshotIdentifier, invalidMarker, pageSize } from './identifiers.ts';
import { matchesTags } from './tags.ts';

export interface SnapshotService {
  readonly world: World;
  closeSessions(warehouse: string): Promise<void>;
}

const manualQuota = 20;
const day = 24 * 60 * 60 * 1000;
const automatedInterval = 8 * 60 * 60 * 1000;

export const snapshotStatus = (world: World, snapshot: ClusterSnapshot): string => statusAt(snapshot.timeline, world.clock.now());

const manualOf = (world: World, region: string): readonly ClusterSnapshot[] =>
  world.state.snapshots.filter(each => each.region === region && each.type === 'manual');

export interface SnapshotRequest {
  readonly type: 'manual' | 'automated';
  readonly identifier?: string;
  readonly retention?: number;
  readonly tags?: readonly Tag[];
}

/** Captures the cluster's data as it is now. The snapshot is `creating` for a while, as in AWS; its content is that of this moment. */
export async function takeSnapshot(service: SnapshotService, cluster: Cluster, request: SnapshotRequest): Promise<ClusterSnapshot> {
  const { world } = service;
  const { clock, state, store } = world;
  const now = clock.now();
  const identifier = (request.identifier ?? automatedIdentifier(cluster, now)).toLowerCase();
  const retention = request.type === 'manual' ? checkRetention(request.retention) : cluster.automatedRetention;
  if (request.type === 'manual') checkNewSnapshot(world, cluster.region, identifier);
  const snapshot: ClusterSnapshot = {
    identifier,
    arn: snapshotArn(state.account, cluster.region, cluster.identifier, identifier),
    region: cluster.region,
    cluster: structuredClone(cluster),
    type: request.type,
    createdAt: now,
    timeline: [{ status: 'creating', from: now }],
    content: undefined,
    megabytes: 1,
    retention,
    tags: (request.tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })),
    sourceRegion: undefined,
  };
  state.snapshots.push(snapshot);
  store.changed();
  try {
    const { id, megabytes } = await world.warehouses.get(cluster.warehouse).capture();
    snapshot.content = id;
    snapshot.megabytes = megabytes;
  } catch (error) {
    state.snapshots = state.snapshots.filter(other => other !== snapshot);
    throw error;
  }
  snapshot.timeline.push({
    status: 'available',
    from: now + clock.duration(request.type === 'manual' ? awsDurations.snapshotCreation : 0),
  });
  recordEvent(world, cluster, `Snapshot ${identifier} was created.`, ['management'], identifier);
  copyToOtherRegion(world, cluster, snapshot);
  store.changed();
  return snapshot;
}

const snapshotArn = (account: string, region: string, cluster: string, identifier: string): string =>
  `arn:aws:redshift:${region}:${account}:snapshot:${cluster}/${identifier}`;

/** rs:redshift-cluster-1-2026-01-05-09-00-00 */
export const automatedIdentifier = (cluster: Cluster, time: number): string =>
  `rs:${cluster.identifier}-${new Date(time).toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}`;

function checkNewSnapshot(world: World, region: string, identifier: string): void {
  checkSnapshotIdentifier(identifier);
  const manual = manualOf(world, region);
  if (manual.some(each => each.identifier === identifier)) {
    throw declaredError(
      ClusterSnapshotAlreadyExistsFault$,
      `Cannot create the snapshot because a snapshot with the identifier ${identifier} already exists.`,
    );
  }
  if (manual.length >= manualQuota)
    throw declaredError(ClusterSnapshotQuotaExceededFault$, `The request would exceed the quota of ${manualQuota} manual snapshots.`);
}

function copyToOtherRegion(world: World, cluster: Cluster, snapshot: ClusterSnapshot): void {
  const copy = cluster.snapshotCopy;
  if (!copy) return;
  const prefix = snapshot.type === 'manual' ? '' : 'copy:';
  world.state.snapshots.push({
    ...structuredClone(snapshot),
    identifier: `${prefix}${snapshot.identifier}`,
    arn: snapshotArn(world.state.account, copy.destinationRegion, cluster.identifier, `${prefix}${snapshot.identifier}`),
    region: copy.destinationRegion,
    retention: snapshot.type === 'manual' ? copy.manualRetentionPeriod : copy.retentionPeriod,
    sourceRegion: snapshot.region,
  });
}

export async function createClusterSnapshot(
  service: SnapshotService,
  input: CreateClusterSnapshotMessage,
  caller: Caller,
): Promise<CreateClusterSnapshotResult> {
  checkSnapshotIdentifier(input.SnapshotIdentifier ?? '');
  const cluster = getCluster(service.world, caller.region, input.ClusterIdentifier);
  requireAvailable(service.world, cluster, 'create a snapshot of');
  const snapshot = await takeSnapshot(service, cluster, {
    type: 'manual',
    identifier: input.SnapshotIdentifier,
    retention: input.ManualSnapshotRetentionPeriod,
    tags: input.Tags,
  });
  return { Snapshot: { ...describeSnapshot(service.world, snapshot), Status: 'creating' } };
}

export function describeSnapshot(world: World, snapshot: ClusterSnapshot): Snapshot {
  const now = world.clock.now();
  const { cluster } = snapshot;
  const status = snapshotStatus(world, snapshot);
  const readyAt = snapshot.timeline.at(-1)?.from ?? now;
  const share = status === 'creating' ? Math.min(1, (now - snapshot.createdAt) / Math.max(1, readyAt - snapshot.createdAt)) : 1;
  const seconds = Math.max(1, Math.round((readyAt - snapshot.createdAt) / 1000));
  return {
    SnapshotIdentifier: snapshot.identifier,
    ClusterIdentifier: cluster.identifier,
    SnapshotCreateTime: new Date(snapshot.createdAt),
    Status: status,
    Port: cluster.port,
    AvailabilityZone: `${cluster.region}a`,
    ClusterCreateTime: new Date(cluster.createdAt),
    MasterUsername: cluster.masterUser,
    ClusterVersion: clusterVersion,
    EngineFullVersion: `1.0.${clusterRevision}`,
    SnapshotType: snapshot.type,
    NodeType: cluster.nodeType,
    NumberOfNodes: cluster.numberOfNodes,
    DBName: cluster.database,
    VpcId: 'vpc-00000000000000000',
    Encrypted: true,
    EncryptedWithHSM: false,
    OwnerAccount: world.state.account,
    TotalBackupSizeInMegaBytes: snapshot.megabytes,
    ActualIncrementalBackupSizeInMegaBytes: snapshot.megabytes,
    BackupProgressInMegaBytes: Math.round(snapshot.megabytes * share * 10) / 10,
    CurrentBackupRateInMegaBytesPerSecond: status === 'creating' ? snapshot.megabytes / seconds : 0,
    EstimatedSecondsToCompletion: Math.max(0, Math.round((readyAt - now) / 1000)),
    ElapsedTimeInSeconds: status === 'creating' ? Math.round((now - snapshot.createdAt) / 1000) : seconds,
    SourceRegion: snapshot.sourceRegion,
    Tags: snapshot.tags,
    RestorableNodeTypes: ['ra3.large', 'ra3.xlplus', 'ra3.4xlarge', 'ra3.16xlarge'],
    EnhancedVpcRouting: false,
    MaintenanceTrackName: 'current',
    ...(snapshot.type === 'manual'
      ? {
          ManualSnapshotRetentionPeriod: snapshot.retention,
          ...(snapshot.retention < 0
            ? {}
            : { ManualSnapshotRemainingDays: Math.max(0, Math.ceil((snapshot.createdAt + snapshot.retention * day - now) / day)) }),
        }
      : {}),
    SnapshotRetentionStartTime: new Date(snapshot.createdAt),
    SnapshotArn: snapshot.arn,
  };
}

/** Takes the automated snapshot that is due, every eight hours, and drops what has passed its retention. */
async function keepSchedule(service: SnapshotService, region: string): Promise<void> {
  const { world } = service;
  const { state, clock } = world;
  const now = clock.now();
  const expired = state.snapshots.filter(each => each.retention > 0 && each.createdAt + each.retention * day < now);
  if (expired.length > 0) {
    state.snapshots = state.snapshots.filter(each => !expired.includes(each));
    deleteUnusedContents(world);
  }
  for (const cluster of state.clusters.filter(each => each.region === region && each.automatedRetention > 0)) {
    if (clusterStatus(world, cluster) !== 'available') continue;
    const recent = state.snapshots.some(
      each =>
        each.type === 'automated' && each.region === region && each.cluster.arn === cluster.arn && each.createdAt > now - automatedInterval,
    );
    if (!recent) await takeSnapshot(service, cluster, { type: 'automated' });
  }
}

export async function describeClusterSnapshots(
  service: SnapshotService,
  input: DescribeClusterSnapshotsMessage,
  caller: Caller,
): Promise<SnapshotMessage> {
  const { world } = service;
  await keepSchedule(service, caller.region);
  const { ClusterIdentifier: clusterName, SnapshotIdentifier: identifier, SnapshotArn: arn } = input;
  if (input.ClusterExists && clusterName === undefined) {
    throw invalidParameterCombination('ClusterIdentifier is required when ClusterExists is true.');
  }
  if (input.SnapshotType !== undefined && !['automated', 'manual'].includes(input.SnapshotType))
    throw invalidParameterValue(`Invalid value ${input.SnapshotType} for SnapshotType.`);
  const existing = clusterName === undefined ? undefined : findCluster(world, caller.region, clusterName);
  if (input.ClusterExists && !existing) throw declaredError(ClusterNotFoundFault$, `Cluster ${clusterName} not found.`);
  const found = world.state.snapshots.filter(
    snapshot =>
      snapshot.region === caller.region &&
      (clusterName === undefined || snapshot.cluster.identifier === clusterName.toLowerCase()) &&
      (!input.ClusterExists || snapshot.cluster.arn === existing?.arn) &&
      (identifier === undefined || snapshot.identifier === identifier.toLowerCase()) &&
      (arn === undefined || snapshot.arn === arn) &&
      (input.SnapshotType === undefined || snapshot.type === input.SnapshotType) &&
      (input.StartTime === undefined || snapshot.createdAt >= input.StartTime.getTime()) &&
      (input.EndTime === undefined || snapshot.createdAt <= input.EndTime.getTime()) &&
      matchesTags(snapshot.tags, input.TagKeys, input.TagValues),
  );
  if (found.length === 0 && (identifier ?? arn) !== undefined) throw snapshotNotFound(identifier ?? arn ?? '');
  const page = pageOf(sort(world, found, input.SortingEntities), pageSize(input.MaxRecords), input.Marker, 'snapshots');
  if (!page) throw invalidMarker();
  return { Snapshots: page.items.map(snapshot => describeSnapshot(world, snapshot)), Marker: page.nextToken };
}

function sort(
  world: World,
  snapshots: readonly ClusterSnapshot[],
  order: DescribeClusterSnapshotsMessage['SortingEntities'],
): readonly ClusterSnapshot[] {
  const [entity] = order ?? [];
  if (!entity) return snapshots;
  const value = (snapshot: ClusterSnapshot): number | string => {
    if (entity.Attribute === 'TOTAL_SIZE') return snapshot.megabytes;
    return entity.Attribute === 'CREATE_TIME' ? snapshot.createdAt : (describeSnapshot(world, snapshot).SourceRegion ?? '');
  };
  const sign = entity.SortOrder === 'DESC' ? -1 : 1;
  return snapshots.toSorted((a, b) => sign * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
}

export const snapshotNotFound = (identifier: string) => declaredError(ClusterSnapshotNotFoundFault$, `Snapshot ${identifier} not found.`);

export function getSnapshot(world: World, region: string, identifier: string | undefined, cluster?: string): ClusterSnapshot {
  const snapshot = world.state.snapshots.find(
    each =>
      each.region === region &&
      each.identifier === identifier?.toLowerCase() &&
      (cluster === undefined || each.cluster.identifier === cluster.toLowerCase()),
  );
  if (!snapshot) throw snapshotNotFound(identifier ?? '');
  return snapshot;
}

export function deleteClusterSnapshot(world: World, input: DeleteClusterSnapshotMessage, caller: Caller): DeleteClusterSnapshotResult {
  const snapshot = getSnapshot(world, caller.region, input.SnapshotIdentifier, input.SnapshotClusterIdentifier);
  if (snapshot.type === 'automated')
    throw declaredError(
      InvalidClusterSnapshotStateFault$,
      `Cannot delete the snapshot ${snapshot.identifier} because it is an automated snapshot.`,
    );
  const status = snapshotStatus(world, snapshot);
  if (!['available', 'failed', 'cancelled'].includes(status)) {
    throw declaredError(
      InvalidClusterSnapshotStateFault$,
      `Cannot delete the snapshot ${snapshot.identifier} because it is in the ${status} state.`,
    );
  }
  const answer = { ...describeSnapshot(world, snapshot), Status: 'deleted' };
  world.state.snapshots = world.state.snapshots.filter(each => each !== snapshot);
  deleteUnusedContents(world);
  recordEvent(world, snapshot.cluster, `Snapshot ${snapshot.identifier} was deleted.`, ['management'], snapshot.identifier);
  world.store.changed();
  return { Snapshot: answer };
}

export function copyClusterSnapshot(world: World, input: CopyClusterSnapshotMessage, caller: Caller): CopyClusterSnapshotResult {
  const retention = checkRetention(input.ManualSnapshotRetentionPeriod);
  const source = getSnapshot(world, caller.region, input.SourceSnapshotIdentifier, input.SourceSnapshotClusterIdentifier);
  const target = (input.TargetSnapshotIdentifier ?? '').toLowerCase();
  checkNewSnapshot(world, caller.region, target);
  const status = snapshotStatus(world, source);
  if (source.type !== 'automated' || status !== 'available') {
    throw declaredError(
      InvalidClusterSnapshotStateFault$,
      `Cannot copy the snapshot ${source.identifier}: only available automated snapshots can be copied; this one is ${source.type} and ${status}.`,
    );
  }
  const now = world.clock.now();
  const copy: ClusterSnapshot = {
    ...structuredClone(source),
    identifier: target,
    arn: snapshotArn(world.state.account, caller.region, source.cluster.identifier, target),
    type: 'manual',
    timeline: [
      { status: 'creating', from: now },
      { status: 'available', from: now + world.clock.duration(awsDurations.snapshotCreation) },
    ],
    retention,
  };
  world.state.snapshots.push(copy);
  world.store.changed();
  return { Snapshot: { ...describeSnapshot(world, copy), Status: 'creating' } };
}

export function modifyClusterSnapshot(world: World, input: ModifyClusterSnapshotMessage, caller: Caller): ModifyClusterSnapshotResult {
  const snapshot = getSnapshot(world, caller.region, input.SnapshotIdentifier);
  if (snapshot.type !== 'manual')
    throw declaredError(
      InvalidClusterSnapshotStateFault$,
      `Cannot modify the snapshot ${snapshot.identifier} because it is not a manual snapshot.`,
    );
  snapshot.retention = checkRetention(input.ManualSnapshotRetentionPeriod);
  world.store.changed();
  return { Snapshot: describeSnapshot(world, snapshot) };
}
