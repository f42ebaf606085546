// Restores one table from a snapshot or a recovery point, the same for clusters and serverless: start, and ask how far it is.

import type { Clients } from './clients.ts';

/** What the table comes from. A snapshot of a cluster restores only into the same running cluster. */
export type TableRestoreSource =
  | { kind: 'cluster-snapshot'; clusterIdentifier: string; snapshotName: string }
  | { kind: 'namespace-snapshot'; namespaceName: string; workgroupName: string; snapshotName: string }
  | { kind: 'recovery-point'; namespaceName: string; workgroupName: string; recoveryPointId: string };

export interface TableRestoreRequest {
  source: TableRestoreSource;
  sourceDatabase: string;
  sourceSchema: string;
  sourceTable: string;
  targetDatabase: string;
  targetSchema: string;
  newTable: string;
}

export interface TableRestoreState {
  requestId: string;
  status: 'PENDING' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';
  message?: string;
  progressMegabytes?: number;
  totalMegabytes?: number;
}

/** @returns the request's id, by which the restore can be found again for as long as the warehouse exists. */
export async function startTableRestore({ redshift, serverless }: Clients, request: TableRestoreRequest): Promise<string> {
  const { source } = request;
  // Without this, AWS folds the names to lower case and does not find "Sales".
  const caseSensitive = [request.sourceSchema, request.sourceTable, request.targetSchema, request.newTable].some(
    name => name !== name.toLowerCase(),
  );
  if (source.kind === 'cluster-snapshot') {
    const answer = await redshift.restoreTableFromClusterSnapshot({
      ClusterIdentifier: source.clusterIdentifier,
      SnapshotIdentifier: source.snapshotName,
      SourceDatabaseName: request.sourceDatabase,
      SourceSchemaName: request.sourceSchema,
      SourceTableName: request.sourceTable,
      TargetDatabaseName: request.targetDatabase,
      TargetSchemaName: request.targetSchema,
      NewTableName: request.newTable,
      ...(caseSensitive ? { EnableCaseSensitiveIdentifier: true } : {}),
    });
    return answer.TableRestoreStatus!.TableRestoreRequestId!;
  }
  const common = {
    namespaceName: source.namespaceName,
    workgroupName: source.workgroupName,
    sourceDatabaseName: request.sourceDatabase,
    sourceSchemaName: request.sourceSchema,
    sourceTableName: request.sourceTable,
    targetDatabaseName: request.targetDatabase,
    targetSchemaName: request.targetSchema,
    newTableName: request.newTable,
    ...(caseSensitive ? { activateCaseSensitiveIdentifier: true } : {}),
  };
  const answer =
    source.kind === 'namespace-snapshot'
      ? await serverless.restoreTableFromSnapshot({ ...common, snapshotName: source.snapshotName })
      : await serverless.restoreTableFromRecoveryPoint({ ...common, recoveryPointId: source.recoveryPointId });
  return answer.tableRestoreStatus!.tableRestoreRequestId!;
}

export async function loadTableRestoreState(
  { redshift, serverless }: Clients,
  source: TableRestoreSource,
  requestId: string,
): Promise<TableRestoreState> {
  if (source.kind === 'cluster-snapshot') {
    const answer = await redshift.describeTableRestoreStatus({
      ClusterIdentifier: source.clusterIdentifier,
      TableRestoreRequestId: requestId,
    });
    const details = answer.TableRestoreStatusDetails?.[0];
    return toState(requestId, details?.Status, details?.Message, details?.ProgressInMegaBytes, details?.TotalDataInMegaBytes);
  }
  const { tableRestoreStatus: details } = await serverless.getTableRestoreStatus({ tableRestoreRequestId: requestId });
  return toState(requestId, details?.status, details?.message, details?.progressInMegaBytes, details?.totalDataInMegaBytes);
}

export function isTableRestoreOver(state: TableRestoreState): boolean {
  return state.status === 'SUCCEEDED' || state.status === 'FAILED' || state.status === 'CANCELED';
}

function toState(requestId: string, status = 'PENDING', message?: string, progress?: number, total?: number): TableRestoreState {
  return {
    requestId,
    status: status as TableRestoreState['status'],
    ...(message ? { message } : {}),
    ...(progress === undefined ? {} : { progressMegabytes: progress }),
    ...(total === undefined ? {} : { totalMegabytes: total }),
  };
}
