// A new cluster from a snapshot, with the snapshot's content.
import {
  ClusterAlreadyExistsFault$,
  InvalidClusterSnapshotStateFault$,
  type RestoreFromClusterSnapshotMessage,
  type RestoreFromClusterSnapshotResult,
} from '@aws-sdk/client-redshift';
import { declaredError, invalidParameterCombination } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import { awsDurations, statusAt } from '../../state/clock.ts';
import type { Cluster, ClusterSnapshot } from '../../state/model.ts';
import { nextNumber } from '../../state/store.ts';
import { findCluster, type World } from '../world.ts';
import { describeCluster } from './clusters.ts';
import { recordEvent } from './events.ts';
import { checkClusterIdentifier } from './identifiers.ts';
import { getSnapshot, snapshotNotFound } from './snapshots.ts';

export function restoreFromClusterSnapshot(
  world: World,
  input: RestoreFromClusterSnapshotMessage,
  caller: Caller,
): RestoreFromClusterSnapshotResult {
  const identifier = (input.ClusterIdentifier ?? '').toLowerCase();
  checkClusterIdentifier(identifier);
  const { SnapshotIdentifier: name, SnapshotArn: arn } = input;
  if ((name === undefined) === (arn === undefined))
    throw invalidParameterCombination('Either SnapshotIdentifier or SnapshotArn must be specified, but not both.');
  if (findCluster(world, caller.region, identifier))
    throw declaredError(ClusterAlreadyExistsFault$, `Cluster ${identifier} already exists.`);
  const source =
    arn === undefined
      ? fromClusterSnapshot(getSnapshot(world, caller.region, name, input.SnapshotClusterIdentifier))
      : findByArn(world, arn);
  if (!source) throw snapshotNotFound(arn ?? '');
  const { content, status, megabytes, settings } = source;
  const now = world.clock.now();
  if (content === undefined || statusAt(status, now).toLowerCase() !== 'available') {
    throw declaredError(
      InvalidClusterSnapshotStateFault$,
      `Cannot restore from the snapshot because it is in the ${statusAt(status, now)} state.`,
    );
  }
  const warehouse = `cluster-${nextNumber(world.store)}`;
  world.warehouses.create(warehouse, content);
  const cluster: Cluster = {
    ...settings,
    identifier,
    region: caller.region,
    arn: `arn:aws:redshift:${caller.region}:${world.state.account}:cluster:${identifier}`,
    namespaceArn: `arn:aws:redshift:${caller.region}:${world.state.account}:namespace:${crypto.randomUUID()}`,
    warehouse,
    nodeType: input.NodeType ?? settings.nodeType,
    numberOfNodes: input.NumberOfNodes ?? settings.numberOfNodes,
    createdAt: now,
    timeline: [
      { status: 'creating', from: now },
      { status: 'available', from: now + world.clock.duration(awsDurations.clusterRestore) },
    ],
    automatedRetention: input.AutomatedSnapshotRetentionPeriod ?? settings.automatedRetention,
    manualRetention: input.ManualSnapshotRetentionPeriod ?? settings.manualRetention,
    maintenanceWindow: input.PreferredMaintenanceWindow ?? settings.maintenanceWindow,
    port: input.Port ?? settings.port,
    tags: [],
    iamRoles: input.IamRoles ?? [],
    snapshotCopy: undefined,
    restoredMegabytes: megabytes,
  };
  world.state.clusters.push(cluster);
  recordEvent(world, cluster, `Cluster was created from snapshot ${name ?? arn}.`, ['management']);
  world.store.changed();
  return { Cluster: describeCluster(world, cluster) };
}

interface RestoreSource {
  readonly content: string | undefined;
  readonly status: ClusterSnapshot['timeline'];
  readonly megabytes: number;
  readonly settings: Cluster;
}

const fromClusterSnapshot = (snapshot: ClusterSnapshot): RestoreSource => ({
  content: snapshot.content,
  status: snapshot.timeline,
  megabytes: snapshot.megabytes,
  settings: snapshot.cluster,
});

/** A snapshot of a serverless namespace can become a cluster too. */
function findByArn(world: World, arn: string): RestoreSource | undefined {
  const own = world.state.snapshots.find(each => each.arn === arn);
  if (own) return fromClusterSnapshot(own);
  const serverless = world.state.namespaceSnapshots.find(each => each.arn === arn);
  return (
    serverless && {
      content: serverless.content,
      status: serverless.timeline,
      megabytes: serverless.megabytes,
      settings: defaultCluster(serverless.adminUser),
    }
  );
}

const defaultCluster = (masterUser: string): Cluster => ({
  identifier: '',
  region: '',
  arn: '',
  namespaceArn: '',
  warehouse: '',
  nodeType: 'ra3.xlplus',
  numberOfNodes: 2,
  masterUser,
  database: 'dev',
  createdAt: 0,
  timeline: [],
  automatedRetention: 1,
  manualRetention: -1,
  maintenanceWindow: 'sun:05:00-sun:05:30',
  port: 5439,
  tags: [],
  iamRoles: [],
  snapshotCopy: undefined,
  restoredMegabytes: undefined,
});
