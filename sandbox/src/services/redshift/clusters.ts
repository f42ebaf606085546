// Clusters: describe, pause, resume, delete.
import {
  type Cluster as ApiCluster,
  ClusterNotFoundFault$,
  type ClustersMessage,
  type DeleteClusterMessage,
  type DeleteClusterResult,
  type DescribeClustersMessage,
  InvalidClusterStateFault$,
  type PauseClusterMessage,
  type PauseClusterResult,
  type ResumeClusterMessage,
  type ResumeClusterResult,
  type Tag,
} from '@aws-sdk/client-redshift';
import { declaredError, invalidParameterCombination } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import { awsDurations, statusAt } from '../../state/clock.ts';
import type { Cluster } from '../../state/model.ts';
import { findCluster, pageOf, type World } from '../world.ts';
import { recordEvent } from './events.ts';
import { checkClusterIdentifier, invalidMarker, pageSize } from './identifiers.ts';
import { type SnapshotService, takeSnapshot } from './snapshots.ts';
import { matchesTags } from './tags.ts';

export const clusterVersion = '1.0';
export const clusterRevision = '118026';

export const clusterStatus = (world: World, cluster: Cluster): string => statusAt(cluster.timeline, world.clock.now());

export function getCluster(world: World, region: string, identifier: string | undefined): Cluster {
  purgeDeleted(world);
  const cluster = findCluster(world, region, identifier);
  if (!cluster) throw declaredError(ClusterNotFoundFault$, `Cluster ${identifier} not found.`);
  return cluster;
}

export function requireAvailable(world: World, cluster: Cluster, what: string): void {
  const status = clusterStatus(world, cluster);
  if (status !== 'available')
    throw declaredError(InvalidClusterStateFault$, `You can't ${what} cluster ${cluster.identifier} because it is in the ${status} state.`);
}

/** Clusters whose deletion is over are gone. */
function purgeDeleted(world: World): void {
  const { state, store, warehouses } = world;
  const gone = state.clusters.filter(cluster => clusterStatus(world, cluster) === 'deleted');
  if (gone.length === 0) return;
  state.clusters = state.clusters.filter(cluster => !gone.includes(cluster));
  for (const cluster of gone) void warehouses.get(cluster.warehouse).destroy();
  store.changed();
}

export function describeCluster(world: World, cluster: Cluster): ApiCluster {
  const status = clusterStatus(world, cluster);
  const endpoint = `${cluster.identifier}.sandbox.${cluster.region}.redshift.amazonaws.com`;
  const copy = cluster.snapshotCopy;
  const hasEndpoint = !['creating', 'deleting'].includes(status);
  return {
    ClusterIdentifier: cluster.identifier,
    NodeType: cluster.nodeType,
    ClusterStatus: status,
    ClusterAvailabilityStatus: status === 'available' ? 'Available' : status === 'paused' ? 'Paused' : 'Modifying',
    MasterUsername: cluster.masterUser,
    DBName: cluster.database,
    Endpoint: hasEndpoint ? { Address: endpoint, Port: cluster.port } : undefined,
    ClusterCreateTime: new Date(cluster.createdAt),
    AutomatedSnapshotRetentionPeriod: cluster.automatedRetention,
    ManualSnapshotRetentionPeriod: cluster.manualRetention,
    ClusterSecurityGroups: [],
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-00000000000000000', Status: 'active' }],
    ClusterParameterGroups: [{ ParameterGroupName: 'default.redshift-2.0', ParameterApplyStatus: 'in-sync' }],
    ClusterSubnetGroupName: 'default',
    VpcId: 'vpc-00000000000000000',
    AvailabilityZone: `${cluster.region}a`,
    PreferredMaintenanceWindow: cluster.maintenanceWindow,
    PendingModifiedValues: {},
    ClusterVersion: clusterVersion,
    AllowVersionUpgrade: true,
    NumberOfNodes: cluster.numberOfNodes,
    PubliclyAccessible: false,
    Encrypted: true,
    ...(cluster.restoredMegabytes === undefined ? {} : { RestoreStatus: restoreStatus(status, cluster.restoredMegabytes) }),
    ...(copy
      ? {
          ClusterSnapshotCopyStatus: {
            DestinationRegion: copy.destinationRegion,
            RetentionPeriod: copy.retentionPeriod,
            ManualSnapshotRetentionPeriod: copy.manualRetentionPeriod,
            SnapshotCopyGrantName: copy.grantName,
          },
        }
      : {}),
    ClusterNodes: clusterNodes(cluster),
    ClusterRevisionNumber: clusterRevision,
    Tags: cluster.tags as Tag[],
    EnhancedVpcRouting: false,
    IamRoles: cluster.iamRoles.map(arn => ({ IamRoleArn: arn, ApplyStatus: 'in-sync' })),
    MaintenanceTrackName: 'current',
    DeferredMaintenanceWindows: [],
    NextMaintenanceWindowStartTime: nextMaintenance(world.clock.now(), cluster.maintenanceWindow),
    AvailabilityZoneRelocationStatus: 'disabled',
    ClusterNamespaceArn: cluster.namespaceArn,
    TotalStorageCapacityInMegaBytes: 32 * 1024 * 1024 * cluster.numberOfNodes,
    MultiAZ: 'Disabled',
  };
}

/** Sizes and rates are only filled for DC2 nodes; RA3 clusters are usable at once. */
function restoreStatus(status: string, megabytes: number): ApiCluster['RestoreStatus'] {
  const done = status !== 'creating' && status !== 'restoring';
  return {
    Status: done ? 'completed' : 'restoring',
    SnapshotSizeInMegaBytes: megabytes,
    ProgressInMegaBytes: done ? megabytes : 0,
    CurrentRestoreRateInMegaBytesPerSecond: 0,
    ElapsedTimeInSeconds: 0,
    EstimatedTimeToCompletionInSeconds: 0,
  };
}

function clusterNodes(cluster: Cluster): ApiCluster['ClusterNodes'] {
  if (cluster.numberOfNodes === 1) return [{ NodeRole: 'SHARED', PrivateIPAddress: '10.0.0.10' }];
  const compute = Array.from({ length: cluster.numberOfNodes }, (_, index) => ({
    NodeRole: `COMPUTE-${index}`,
    PrivateIPAddress: `10.0.0.${11 + index}`,
  }));
  return [{ NodeRole: 'LEADER', PrivateIPAddress: '10.0.0.10' }, ...compute];
}

/** The next beginning of `sun:05:00-sun:05:30` after now. */
function nextMaintenance(now: number, window: string): Date {
  const [, day = 'sun', hour = '0', minute = '0'] = /^(\w{3}):(\d\d):(\d\d)/.exec(window) ?? [];
  const next = new Date(now);
  next.setUTCHours(Number(hour), Number(minute), 0, 0);
  const wanted = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(day);
  while (next.getUTCDay() !== wanted || next.getTime() <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}

export function describeClusters(world: World, input: DescribeClustersMessage, caller: Caller): ClustersMessage {
  purgeDeleted(world);
  if (input.ClusterIdentifier !== undefined)
    return { Clusters: [describeCluster(world, getCluster(world, caller.region, input.ClusterIdentifier))] };
  const clusters = world.state.clusters.filter(
    cluster => cluster.region === caller.region && matchesTags(cluster.tags, input.TagKeys, input.TagValues),
  );
  const page = pageOf(clusters, pageSize(input.MaxRecords), input.Marker, 'clusters');
  if (!page) throw invalidMarker();
  return { Clusters: page.items.map(cluster => describeCluster(world, cluster)), Marker: page.nextToken };
}

export async function pauseCluster(service: SnapshotService, input: PauseClusterMessage, caller: Caller): Promise<PauseClusterResult> {
  const { world } = service;
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  requireAvailable(world, cluster, 'pause');
  // AWS takes a snapshot before it pauses.
  await takeSnapshot(service, cluster, { type: 'automated' });
  const now = world.clock.now();
  cluster.timeline = [
    { status: 'pausing', from: now },
    { status: 'paused', from: now + world.clock.duration(awsDurations.clusterPause) },
  ];
  recordEvent(world, cluster, 'Cluster pause was requested.', ['management']);
  const answer = describeCluster(world, cluster);
  await shutDown(service, cluster);
  return { Cluster: answer };
}

async function shutDown(service: SnapshotService, cluster: Cluster): Promise<void> {
  service.world.store.changed();
  await service.closeSessions(cluster.warehouse);
  await service.world.warehouses.get(cluster.warehouse).terminate();
}

export function resumeCluster(world: World, input: ResumeClusterMessage, caller: Caller): ResumeClusterResult {
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  const status = clusterStatus(world, cluster);
  if (status !== 'paused')
    throw declaredError(InvalidClusterStateFault$, `You can't resume cluster ${cluster.identifier} because it is in the ${status} state.`);
  const now = world.clock.now();
  cluster.timeline = [
    { status: 'resuming', from: now },
    { status: 'available', from: now + world.clock.duration(awsDurations.clusterResume) },
  ];
  recordEvent(world, cluster, 'Cluster resume was requested.', ['management']);
  world.store.changed();
  return { Cluster: describeCluster(world, cluster) };
}

export async function deleteCluster(service: SnapshotService, input: DeleteClusterMessage, caller: Caller): Promise<DeleteClusterResult> {
  const { world } = service;
  checkClusterIdentifier(input.ClusterIdentifier ?? '');
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  const finalSnapshot = input.FinalClusterSnapshotIdentifier;
  if (input.SkipFinalClusterSnapshot && finalSnapshot !== undefined) {
    throw invalidParameterCombination('FinalClusterSnapshotIdentifier cannot be specified when SkipFinalClusterSnapshot is true.');
  }
  if (!input.SkipFinalClusterSnapshot && finalSnapshot === undefined) {
    throw invalidParameterCombination('FinalClusterSnapshotIdentifier is required unless SkipFinalClusterSnapshot is specified.');
  }
  const status = clusterStatus(world, cluster);
  const deletable = finalSnapshot === undefined ? ['available', 'paused', 'incompatible-network', 'storage-full'] : ['available'];
  if (!deletable.includes(status))
    throw declaredError(InvalidClusterStateFault$, `You can't delete cluster ${cluster.identifier} because it is in the ${status} state.`);
  if (finalSnapshot !== undefined) {
    await takeSnapshot(service, cluster, {
      type: 'manual',
      identifier: finalSnapshot,
      retention: input.FinalClusterSnapshotRetentionPeriod,
    });
  }
  const now = world.clock.now();
  cluster.timeline = [
    { status: finalSnapshot === undefined ? 'deleting' : 'final-snapshot', from: now },
    { status: 'deleting', from: now + (finalSnapshot === undefined ? 0 : world.clock.duration(awsDurations.snapshotCreation)) },
    { status: 'deleted', from: now + world.clock.duration(awsDurations.clusterDeletion) },
  ];
  world.state.snapshots = world.state.snapshots.filter(
    snapshot => snapshot.type === 'manual' || snapshot.cluster.arn !== cluster.arn || snapshot.region !== cluster.region,
  );
  recordEvent(world, cluster, 'Cluster deletion was requested.', ['management']);
  const answer = describeCluster(world, cluster);
  await shutDown(service, cluster);
  return { Cluster: answer };
}
