// Amazon Redshift, provisioned: https://docs.aws.amazon.com/redshift/latest/APIReference/Welcome.html
import type * as Redshift from '@aws-sdk/client-redshift';
import {
  CopyClusterSnapshot$,
  CreateClusterSnapshot$,
  DeleteCluster$,
  DeleteClusterSnapshot$,
  DescribeClusterSnapshots$,
  DescribeClusters$,
  DescribeEvents$,
  DescribeTableRestoreStatus$,
  DescribeTags$,
  DisableSnapshotCopy$,
  EnableSnapshotCopy$,
  GetClusterCredentials$,
  GetClusterCredentialsWithIAM$,
  ModifyClusterSnapshot$,
  ModifySnapshotCopyRetentionPeriod$,
  PauseCluster$,
  RestoreFromClusterSnapshot$,
  RestoreTableFromClusterSnapshot$,
  ResumeCluster$,
} from '@aws-sdk/client-redshift';
import { limits } from '../../protocols/limits.generated.ts';
import { operation, type Service } from '../../protocols/service.ts';
import type { TableRestores } from '../tableRestores.ts';
import type { World } from '../world.ts';
import { restoreFromClusterSnapshot } from './clusterRestore.ts';
import * as clusters from './clusters.ts';
import { getClusterCredentials, getClusterCredentialsWithIAM } from './credentials.ts';
import { describeEvents } from './events.ts';
import * as copy from './snapshotCopy.ts';
import * as snapshots from './snapshots.ts';
import { describeTableRestoreStatus, restoreTableFromClusterSnapshot } from './tableRestoreOperations.ts';
import { describeTags } from './tags.ts';

export function createRedshift(world: World, restores: TableRestores, closeSessions: (warehouse: string) => Promise<void>): Service {
  const own: snapshots.SnapshotService = { world, closeSessions };
  const operations = new Map([
    operation<Redshift.DescribeClustersMessage, Redshift.ClustersMessage>(DescribeClusters$, (input, caller) =>
      clusters.describeClusters(world, input, caller),
    ),
    operation<Redshift.PauseClusterMessage, Redshift.PauseClusterResult>(PauseCluster$, (input, caller) =>
      clusters.pauseCluster(own, input, caller),
    ),
    operation<Redshift.ResumeClusterMessage, Redshift.ResumeClusterResult>(ResumeCluster$, (input, caller) =>
      clusters.resumeCluster(world, input, caller),
    ),
    operation<Redshift.DeleteClusterMessage, Redshift.DeleteClusterResult>(DeleteCluster$, (input, caller) =>
      clusters.deleteCluster(own, input, caller),
    ),
    operation<Redshift.CreateClusterSnapshotMessage, Redshift.CreateClusterSnapshotResult>(CreateClusterSnapshot$, (input, caller) =>
      snapshots.createClusterSnapshot(own, input, caller),
    ),
    operation<Redshift.DescribeClusterSnapshotsMessage, Redshift.SnapshotMessage>(DescribeClusterSnapshots$, (input, caller) =>
      snapshots.describeClusterSnapshots(own, input, caller),
    ),
    operation<Redshift.DeleteClusterSnapshotMessage, Redshift.DeleteClusterSnapshotResult>(DeleteClusterSnapshot$, (input, caller) =>
      snapshots.deleteClusterSnapshot(world, input, caller),
    ),
    operation<Redshift.CopyClusterSnapshotMessage, Redshift.CopyClusterSnapshotResult>(CopyClusterSnapshot$, (input, caller) =>
      snapshots.copyClusterSnapshot(world, input, caller),
    ),
    operation<Redshift.ModifyClusterSnapshotMessage, Redshift.ModifyClusterSnapshotResult>(ModifyClusterSnapshot$, (input, caller) =>
      snapshots.modifyClusterSnapshot(world, input, caller),
    ),
    operation<Redshift.RestoreFromClusterSnapshotMessage, Redshift.RestoreFromClusterSnapshotResult>(
      RestoreFromClusterSnapshot$,
      (input, caller) => restoreFromClusterSnapshot(world, input, caller),
    ),
    operation<Redshift.RestoreTableFromClusterSnapshotMessage, Redshift.RestoreTableFromClusterSnapshotResult>(
      RestoreTableFromClusterSnapshot$,
      (input, caller) => restoreTableFromClusterSnapshot(world, restores, input, caller),
    ),
    operation<Redshift.DescribeTableRestoreStatusMessage, Redshift.TableRestoreStatusMessage>(
      DescribeTableRestoreStatus$,
      (input, caller) => describeTableRestoreStatus(world, restores, input, caller),
    ),
    operation<Redshift.GetClusterCredentialsMessage, Redshift.ClusterCredentials>(GetClusterCredentials$, (input, caller) =>
      getClusterCredentials(world, input, caller),
    ),
    operation<Redshift.GetClusterCredentialsWithIAMMessage, Redshift.ClusterExtendedCredentials>(
      GetClusterCredentialsWithIAM$,
      (input, caller) => getClusterCredentialsWithIAM(world, input, caller),
    ),
    operation<Redshift.EnableSnapshotCopyMessage, Redshift.EnableSnapshotCopyResult>(EnableSnapshotCopy$, (input, caller) =>
      copy.enableSnapshotCopy(world, input, caller),
    ),
    operation<Redshift.DisableSnapshotCopyMessage, Redshift.DisableSnapshotCopyResult>(DisableSnapshotCopy$, (input, caller) =>
      copy.disableSnapshotCopy(world, input, caller),
    ),
    operation<Redshift.ModifySnapshotCopyRetentionPeriodMessage, Redshift.ModifySnapshotCopyRetentionPeriodResult>(
      ModifySnapshotCopyRetentionPeriod$,
      (input, caller) => copy.modifySnapshotCopyRetentionPeriod(world, input, caller),
    ),
    operation<Redshift.DescribeEventsMessage, Redshift.EventsMessage>(DescribeEvents$, (input, caller) =>
      describeEvents(world, input, caller),
    ),
    operation<Redshift.DescribeTagsMessage, Redshift.TaggedResourceListMessage>(DescribeTags$, (input, caller) =>
      describeTags(world, input, caller),
    ),
  ]);
  return {
    name: 'redshift',
    protocol: 'query',
    address: '2012-12-01',
    xmlNamespace: 'http://redshift.amazonaws.com/doc/2012-12-01/',
    operations,
    knownOperations: new Set(limits.redshift.operations),
    limits: limits.redshift,
    validationError: undefined,
  };
}
