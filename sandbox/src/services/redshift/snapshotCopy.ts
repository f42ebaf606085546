// Copying snapshots to another region: switched on and off on the cluster; what is taken meanwhile appears in the other region too.
import {
  type DisableSnapshotCopyMessage,
  type DisableSnapshotCopyResult,
  type EnableSnapshotCopyMessage,
  type EnableSnapshotCopyResult,
  InvalidRetentionPeriodFault$,
  type ModifySnapshotCopyRetentionPeriodMessage,
  type ModifySnapshotCopyRetentionPeriodResult,
  SnapshotCopyAlreadyDisabledFault$,
  SnapshotCopyAlreadyEnabledFault$,
  SnapshotCopyDisabledFault$,
  SnapshotCopyGrantNotFoundFault$,
  UnknownSnapshotCopyRegionFault$,
} from '@aws-sdk/client-redshift';
import { declaredError } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import type { World } from '../world.ts';
import { describeCluster, getCluster, requireAvailable } from './clusters.ts';
import { checkRetention } from './identifiers.ts';

function checkAutomatedRetention(days: number): number {
  if (days < 1 || days > 35)
    throw declaredError(InvalidRetentionPeriodFault$, 'The retention period of automated snapshots must be between 1 and 35 days.');
  return days;
}

export function enableSnapshotCopy(world: World, input: EnableSnapshotCopyMessage, caller: Caller): EnableSnapshotCopyResult {
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  requireAvailable(world, cluster, 'enable snapshot copy for');
  const region = input.DestinationRegion ?? '';
  if (!/^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\d$/.test(region) || region === cluster.region) {
    throw declaredError(
      UnknownSnapshotCopyRegionFault$,
      `The region ${region} is not a region that snapshots of this cluster can be copied to.`,
    );
  }
  if (input.SnapshotCopyGrantName !== undefined)
    throw declaredError(
      SnapshotCopyGrantNotFoundFault$,
      `The snapshot copy grant ${input.SnapshotCopyGrantName} does not exist in ${region}.`,
    );
  if (cluster.snapshotCopy)
    throw declaredError(SnapshotCopyAlreadyEnabledFault$, `Snapshot copy is already enabled for the cluster ${cluster.identifier}.`);
  cluster.snapshotCopy = {
    destinationRegion: region,
    retentionPeriod: checkAutomatedRetention(input.RetentionPeriod ?? 7),
    manualRetentionPeriod: checkRetention(input.ManualSnapshotRetentionPeriod),
    grantName: undefined,
  };
  world.store.changed();
  return { Cluster: describeCluster(world, cluster) };
}

export function disableSnapshotCopy(world: World, input: DisableSnapshotCopyMessage, caller: Caller): DisableSnapshotCopyResult {
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  requireAvailable(world, cluster, 'disable snapshot copy for');
  if (!cluster.snapshotCopy)
    throw declaredError(SnapshotCopyAlreadyDisabledFault$, `Snapshot copy is already disabled for the cluster ${cluster.identifier}.`);
  cluster.snapshotCopy = undefined;
  world.store.changed();
  return { Cluster: describeCluster(world, cluster) };
}

export function modifySnapshotCopyRetentionPeriod(
  world: World,
  input: ModifySnapshotCopyRetentionPeriodMessage,
  caller: Caller,
): ModifySnapshotCopyRetentionPeriodResult {
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  requireAvailable(world, cluster, 'modify snapshot copy of');
  if (!cluster.snapshotCopy)
    throw declaredError(SnapshotCopyDisabledFault$, `Snapshot copy is disabled for the cluster ${cluster.identifier}.`);
  const days = input.RetentionPeriod ?? 7;
  if (input.Manual) cluster.snapshotCopy.manualRetentionPeriod = checkRetention(days);
  else cluster.snapshotCopy.retentionPeriod = checkAutomatedRetention(days);
  world.store.changed();
  return { Cluster: describeCluster(world, cluster) };
}
