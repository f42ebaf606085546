// RestoreTableFromClusterSnapshot and DescribeTableRestoreStatus.
import { randomUUID } from 'node:crypto';
import {
  type DescribeTableRestoreStatusMessage,
  InProgressTableRestoreQuotaExceededFault$,
  InvalidClusterSnapshotStateFault$,
  InvalidTableRestoreArgumentFault$,
  type RestoreTableFromClusterSnapshotMessage,
  type RestoreTableFromClusterSnapshotResult,
  TableRestoreNotFoundFault$,
  type TableRestoreStatus,
  type TableRestoreStatusMessage,
} from '@aws-sdk/client-redshift';
import { declaredError } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import type { TableRestore } from '../../state/model.ts';
import { isRestoring, restoreSchedule, type TableRestores } from '../tableRestores.ts';
import { pageOf, type World } from '../world.ts';
import { getCluster, requireAvailable } from './clusters.ts';
import { invalidMarker, pageSize } from './identifiers.ts';
import { getSnapshot, snapshotStatus } from './snapshots.ts';

export function restoreTableFromClusterSnapshot(
  world: World,
  restores: TableRestores,
  input: RestoreTableFromClusterSnapshotMessage,
  caller: Caller,
): RestoreTableFromClusterSnapshotResult {
  const cluster = getCluster(world, caller.region, input.ClusterIdentifier);
  requireAvailable(world, cluster, 'restore a table to');
  const snapshot = getSnapshot(world, caller.region, input.SnapshotIdentifier);
  if (snapshot.cluster.arn !== cluster.arn || snapshot.cluster.createdAt !== cluster.createdAt) {
    throw declaredError(
      InvalidTableRestoreArgumentFault$,
      `The snapshot ${snapshot.identifier} was not taken of the cluster ${cluster.identifier}.`,
    );
  }
  const status = snapshotStatus(world, snapshot);
  if (status !== 'available' || snapshot.content === undefined) {
    throw declaredError(
      InvalidClusterSnapshotStateFault$,
      `Cannot restore from the snapshot ${snapshot.identifier} because it is in the ${status} state.`,
    );
  }
  const fold = (name: string): string => (input.EnableCaseSensitiveIdentifier ? name : name.toLowerCase());
  const sourceDatabase = fold(input.SourceDatabaseName ?? '');
  const targetDatabase = fold(input.TargetDatabaseName ?? sourceDatabase);
  for (const database of [sourceDatabase, targetDatabase]) {
    if (database !== cluster.database) throw declaredError(InvalidTableRestoreArgumentFault$, `The database ${database} does not exist.`);
  }
  if (
    world.state.tableRestores.some(
      each => each.service === 'redshift' && each.target === cluster.identifier && each.region === caller.region && isRestoring(each),
    )
  ) {
    throw declaredError(
      InProgressTableRestoreQuotaExceededFault$,
      `A table restore is in progress on the cluster ${cluster.identifier} already.`,
    );
  }
  const sourceSchema = fold(input.SourceSchemaName ?? 'public');
  const restore: TableRestore = {
    id: randomUUID(),
    service: 'redshift',
    region: caller.region,
    target: cluster.identifier,
    workgroup: undefined,
    snapshot: snapshot.identifier,
    recoveryPoint: undefined,
    sourceDatabase,
    sourceSchema,
    sourceTable: fold(input.SourceTableName ?? ''),
    targetDatabase,
    targetSchema: fold(input.TargetSchemaName ?? sourceSchema),
    newTable: fold(input.NewTableName ?? ''),
    content: snapshot.content,
    ...restoreSchedule(world),
    status: 'PENDING',
    message: undefined,
    totalMegabytes: 0,
  };
  restores.start(restore, cluster.warehouse);
  return { TableRestoreStatus: describe(restores, restore) };
}

const describe = (restores: TableRestores, restore: TableRestore): TableRestoreStatus => ({
  TableRestoreRequestId: restore.id,
  Status: restore.status,
  Message: restore.message,
  RequestTime: new Date(restore.requestedAt),
  ProgressInMegaBytes: restores.progress(restore),
  TotalDataInMegaBytes: restore.totalMegabytes,
  ClusterIdentifier: restore.target,
  SnapshotIdentifier: restore.snapshot,
  SourceDatabaseName: restore.sourceDatabase,
  SourceSchemaName: restore.sourceSchema,
  SourceTableName: restore.sourceTable,
  TargetDatabaseName: restore.targetDatabase,
  TargetSchemaName: restore.targetSchema,
  NewTableName: restore.newTable,
});

export function describeTableRestoreStatus(
  world: World,
  restores: TableRestores,
  input: DescribeTableRestoreStatusMessage,
  caller: Caller,
): TableRestoreStatusMessage {
  if (input.ClusterIdentifier !== undefined) getCluster(world, caller.region, input.ClusterIdentifier);
  const found = world.state.tableRestores.filter(
    each =>
      each.service === 'redshift' &&
      each.region === caller.region &&
      (input.ClusterIdentifier === undefined || each.target === input.ClusterIdentifier.toLowerCase()) &&
      (input.TableRestoreRequestId === undefined || each.id === input.TableRestoreRequestId),
  );
  if (input.TableRestoreRequestId !== undefined && found.length === 0) {
    throw declaredError(TableRestoreNotFoundFault$, `The table restore request ${input.TableRestoreRequestId} could not be found.`);
  }
  const page = pageOf(found.toReversed(), pageSize(input.MaxRecords), input.Marker, 'restores');
  if (!page) throw invalidMarker();
  return { TableRestoreStatusDetails: page.items.map(restore => describe(restores, restore)), Marker: page.nextToken };
}
