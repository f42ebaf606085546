// Amazon Redshift Serverless: https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/Welcome.html
import type * as Api from '@aws-sdk/client-redshift-serverless';
import {
  ConvertRecoveryPointToSnapshot$,
  CreateSnapshot$,
  DeleteSnapshot$,
  GetCredentials$,
  GetNamespace$,
  GetRecoveryPoint$,
  GetSnapshot$,
  GetTableRestoreStatus$,
  GetWorkgroup$,
  ListNamespaces$,
  ListRecoveryPoints$,
  ListSnapshots$,
  ListTableRestoreStatus$,
  ListWorkgroups$,
  RestoreFromRecoveryPoint$,
  RestoreFromSnapshot$,
  RestoreTableFromRecoveryPoint$,
  RestoreTableFromSnapshot$,
  UpdateSnapshot$,
  ValidationException$,
} from '@aws-sdk/client-redshift-serverless';
import { limits } from '../../protocols/limits.generated.ts';
import { operation, type Service } from '../../protocols/service.ts';
import type { TableRestores } from '../tableRestores.ts';
import type { World } from '../world.ts';
import * as namespaces from './namespaces.ts';
import * as restores from './restores.ts';
import * as snapshots from './snapshots.ts';

export function createRedshiftServerless(
  world: World,
  tableRestores: TableRestores,
  closeSessions: (warehouse: string) => Promise<void>,
): Service {
  const own: restores.RestoreService = { world, restores: tableRestores, closeSessions };
  const operations = new Map([
    operation<Api.ListWorkgroupsRequest, Api.ListWorkgroupsResponse>(ListWorkgroups$, (input, caller) =>
      namespaces.listWorkgroups(world, input, caller),
    ),
    operation<Api.GetWorkgroupRequest, Api.GetWorkgroupResponse>(GetWorkgroup$, (input, caller) =>
      namespaces.getWorkgroup(world, input, caller),
    ),
    operation<Api.ListNamespacesRequest, Api.ListNamespacesResponse>(ListNamespaces$, (input, caller) =>
      namespaces.listNamespaces(world, input, caller),
    ),
    operation<Api.GetNamespaceRequest, Api.GetNamespaceResponse>(GetNamespace$, (input, caller) =>
      namespaces.getNamespace(world, input, caller),
    ),
    operation<Api.GetCredentialsRequest, Api.GetCredentialsResponse>(GetCredentials$, (input, caller) =>
      namespaces.getCredentials(world, input, caller),
    ),
    operation<Api.ListSnapshotsRequest, Api.ListSnapshotsResponse>(ListSnapshots$, (input, caller) =>
      snapshots.listSnapshots(world, input, caller),
    ),
    operation<Api.GetSnapshotRequest, Api.GetSnapshotResponse>(GetSnapshot$, (input, caller) =>
      snapshots.getSnapshot(world, input, caller),
    ),
    operation<Api.CreateSnapshotRequest, Api.CreateSnapshotResponse>(CreateSnapshot$, (input, caller) =>
      snapshots.createSnapshot(world, input, caller),
    ),
    operation<Api.UpdateSnapshotRequest, Api.UpdateSnapshotResponse>(UpdateSnapshot$, (input, caller) =>
      snapshots.updateSnapshot(world, input, caller),
    ),
    operation<Api.DeleteSnapshotRequest, Api.DeleteSnapshotResponse>(DeleteSnapshot$, (input, caller) =>
      snapshots.deleteSnapshot(world, input, caller),
    ),
    operation<Api.ListRecoveryPointsRequest, Api.ListRecoveryPointsResponse>(ListRecoveryPoints$, (input, caller) =>
      snapshots.listRecoveryPoints(world, input, caller),
    ),
    operation<Api.GetRecoveryPointRequest, Api.GetRecoveryPointResponse>(GetRecoveryPoint$, (input, caller) =>
      snapshots.getRecoveryPoint(world, input, caller),
    ),
    operation<Api.ConvertRecoveryPointToSnapshotRequest, Api.ConvertRecoveryPointToSnapshotResponse>(
      ConvertRecoveryPointToSnapshot$,
      (input, caller) => snapshots.convertRecoveryPointToSnapshot(world, input, caller),
    ),
    operation<Api.RestoreTableFromSnapshotRequest, Api.RestoreTableFromSnapshotResponse>(RestoreTableFromSnapshot$, (input, caller) =>
      restores.restoreTableFromSnapshot(own, input, caller),
    ),
    operation<Api.RestoreTableFromRecoveryPointRequest, Api.RestoreTableFromRecoveryPointResponse>(
      RestoreTableFromRecoveryPoint$,
      (input, caller) => restores.restoreTableFromRecoveryPoint(own, input, caller),
    ),
    operation<Api.GetTableRestoreStatusRequest, Api.GetTableRestoreStatusResponse>(GetTableRestoreStatus$, (input, caller) =>
      restores.getTableRestoreStatus(own, input, caller),
    ),
    operation<Api.ListTableRestoreStatusRequest, Api.ListTableRestoreStatusResponse>(ListTableRestoreStatus$, (input, caller) =>
      restores.listTableRestoreStatus(own, input, caller),
    ),
    operation<Api.RestoreFromSnapshotRequest, Api.RestoreFromSnapshotResponse>(RestoreFromSnapshot$, (input, caller) =>
      restores.restoreFromSnapshot(own, input, caller),
    ),
    operation<Api.RestoreFromRecoveryPointRequest, Api.RestoreFromRecoveryPointResponse>(RestoreFromRecoveryPoint$, (input, caller) =>
      restores.restoreFromRecoveryPoint(own, input, caller),
    ),
  ]);
  return {
    name: 'redshift-serverless',
    protocol: 'json',
    address: 'RedshiftServerless',
    xmlNamespace: '',
    operations,
    knownOperations: new Set(limits['redshift-serverless'].operations),
    limits: limits['redshift-serverless'],
    validationError: ValidationException$,
  };
}
