// Restores in Redshift Serverless: one table, or the whole namespace, whose databases are replaced.
import { randomUUID } from 'node:crypto';
import type {
  GetTableRestoreStatusRequest,
  GetTableRestoreStatusResponse,
  ListTableRestoreStatusRequest,
  ListTableRestoreStatusResponse,
  RestoreFromRecoveryPointRequest,
  RestoreFromRecoveryPointResponse,
  RestoreFromSnapshotRequest,
  RestoreFromSnapshotResponse,
  RestoreTableFromRecoveryPointRequest,
  RestoreTableFromRecoveryPointResponse,
  RestoreTableFromSnapshotRequest,
  RestoreTableFromSnapshotResponse,
  TableRestoreStatus,
} from '@aws-sdk/client-redshift-serverless';
import type { Caller } from '../../protocols/service.ts';
import { awsDurations, statusAt } from '../../state/clock.ts';
import type { Namespace, TableRestore } from '../../state/model.ts';
import { isRestoring, restoreSchedule, type TableRestores } from '../tableRestores.ts';
import { pageOf, type World } from '../world.ts';
import { conflict, invalid, invalidPagination, notFound } from './errors.ts';
import { describeNamespace, getNamespaceRecord, getWorkgroupRecord, namespaceStatus } from './namespaces.ts';
import { getRecoveryPointRecord, getSnapshotRecord, namespaceSnapshotStatus } from './snapshots.ts';

export interface RestoreService {
  readonly world: World;
  readonly restores: TableRestores;
  closeSessions(warehouse: string): Promise<void>;
}

/** The namespace and workgroup of a request, which belong together and are available. */
function getTarget(world: World, region: string, namespaceName: string | undefined, workgroupName: string | undefined): Namespace {
  const namespace = getNamespaceRecord(world, region, namespaceName);
  const workgroup = getWorkgroupRecord(world, region, workgroupName);
  if (workgroup.namespace !== namespace.name)
    throw invalid(`The workgroup ${workgroup.name} does not belong to the namespace ${namespace.name}.`);
  const status = namespaceStatus(world, namespace);
  if (status !== 'AVAILABLE') throw conflict(`The namespace ${namespace.name} is ${status}.`);
  return namespace;
}

type TableInput = RestoreTableFromSnapshotRequest | RestoreTableFromRecoveryPointRequest;

function startTableRestore(
  service: RestoreService,
  input: TableInput,
  content: string,
  from: Pick<TableRestore, 'snapshot' | 'recoveryPoint'>,
  caller: Caller,
): TableRestoreStatus {
  const { world, restores } = service;
  const workgroup = getWorkgroupRecord(world, caller.region, input.workgroupName);
  const namespace = getTarget(world, caller.region, workgroup.namespace, workgroup.name);
  const fold = (name: string): string => (input.activateCaseSensitiveIdentifier ? name : name.toLowerCase());
  const sourceDatabase = fold(input.sourceDatabaseName ?? '');
  const targetDatabase = fold(input.targetDatabaseName ?? sourceDatabase);
  for (const database of [sourceDatabase, targetDatabase])
    if (database !== namespace.database) throw invalid(`The database ${database} does not exist.`);
  const busy = world.state.tableRestores.some(
    each => each.service === 'redshift-serverless' && each.target === namespace.name && each.region === caller.region && isRestoring(each),
  );
  if (busy) throw conflict(`A table restore is in progress in the namespace ${namespace.name} already.`);
  const sourceSchema = fold(input.sourceSchemaName ?? 'public');
  const restore: TableRestore = {
    id: randomUUID(),
    service: 'redshift-serverless',
    region: caller.region,
    target: namespace.name,
    workgroup: workgroup.name,
    ...from,
    sourceDatabase,
    sourceSchema,
    sourceTable: fold(input.sourceTableName ?? ''),
    targetDatabase,
    targetSchema: fold(input.targetSchemaName ?? sourceSchema),
    newTable: fold(input.newTableName ?? ''),
    content,
    ...restoreSchedule(world),
    status: 'PENDING',
    message: undefined,
    totalMegabytes: 0,
  };
  restores.start(restore, namespace.warehouse);
  return describe(restores, restore);
}

const describe = (restores: TableRestores, restore: TableRestore): TableRestoreStatus => ({
  message: restore.message,
  namespaceName: restore.target,
  newTableName: restore.newTable,
  progressInMegaBytes: restores.progress(restore),
  recoveryPointId: restore.recoveryPoint,
  requestTime: new Date(restore.requestedAt),
  snapshotName: restore.snapshot,
  sourceDatabaseName: restore.sourceDatabase,
  sourceSchemaName: restore.sourceSchema,
  sourceTableName: restore.sourceTable,
  status: restore.status,
  tableRestoreRequestId: restore.id,
  targetDatabaseName: restore.targetDatabase,
  targetSchemaName: restore.targetSchema,
  totalDataInMegaBytes: restore.totalMegabytes,
  workgroupName: restore.workgroup,
});

export function restoreTableFromSnapshot(
  service: RestoreService,
  input: RestoreTableFromSnapshotRequest,
  caller: Caller,
): RestoreTableFromSnapshotResponse {
  const snapshot = getSnapshotRecord(service.world, caller.region, input.snapshotName);
  if (snapshot.namespace !== input.namespaceName)
    throw invalid(`The snapshot ${snapshot.name} is not one of the namespace ${input.namespaceName}.`);
  if (namespaceSnapshotStatus(service.world, snapshot) !== 'AVAILABLE' || snapshot.content === undefined)
    throw conflict(`The snapshot ${snapshot.name} is not available.`);
  return {
    tableRestoreStatus: startTableRestore(service, input, snapshot.content, { snapshot: snapshot.name, recoveryPoint: undefined }, caller),
  };
}

export function restoreTableFromRecoveryPoint(
  service: RestoreService,
  input: RestoreTableFromRecoveryPointRequest,
  caller: Caller,
): RestoreTableFromRecoveryPointResponse {
  const point = getRecoveryPointRecord(service.world, caller.region, input.recoveryPointId);
  if (point.namespace !== input.namespaceName)
    throw invalid(`The recovery point ${point.id} is not one of the namespace ${input.namespaceName}.`);
  return { tableRestoreStatus: startTableRestore(service, input, point.content, { snapshot: undefined, recoveryPoint: point.id }, caller) };
}

const own = (world: World, caller: Caller): readonly TableRestore[] =>
  world.state.tableRestores.filter(each => each.service === 'redshift-serverless' && each.region === caller.region);

export function getTableRestoreStatus(
  service: RestoreService,
  input: GetTableRestoreStatusRequest,
  caller: Caller,
): GetTableRestoreStatusResponse {
  const restore = own(service.world, caller).find(each => each.id === input.tableRestoreRequestId);
  if (!restore)
    throw notFound(`The table restore request ${input.tableRestoreRequestId} could not be found.`, input.tableRestoreRequestId ?? '');
  return { tableRestoreStatus: describe(service.restores, restore) };
}

export function listTableRestoreStatus(
  service: RestoreService,
  input: ListTableRestoreStatusRequest,
  caller: Caller,
): ListTableRestoreStatusResponse {
  const found = own(service.world, caller).filter(
    each =>
      (input.namespaceName === undefined || each.target === input.namespaceName) &&
      (input.workgroupName === undefined || each.workgroup === input.workgroupName),
  );
  const page = pageOf(found.toReversed(), input.maxResults ?? 100, input.nextToken, 'tableRestores');
  if (!page) throw invalidPagination('The nextToken is not valid.');
  return { tableRestoreStatuses: page.items.map(restore => describe(service.restores, restore)), nextToken: page.nextToken };
}

async function replaceDatabases(service: RestoreService, namespace: Namespace, content: string): Promise<void> {
  const { world, closeSessions } = service;
  const now = world.clock.now();
  namespace.timeline = [
    { status: 'MODIFYING', from: now },
    { status: 'AVAILABLE', from: now + world.clock.duration(awsDurations.namespaceRestore) },
  ];
  world.store.changed();
  await closeSessions(namespace.warehouse);
  await world.warehouses.get(namespace.warehouse).replace(content);
}

export async function restoreFromSnapshot(
  service: RestoreService,
  input: RestoreFromSnapshotRequest,
  caller: Caller,
): Promise<RestoreFromSnapshotResponse> {
  const { world } = service;
  const { snapshotName: name, snapshotArn: arn } = input;
  if ((name === undefined) === (arn === undefined)) throw invalid('Either snapshotName or snapshotArn must be specified, but not both.');
  const namespace = getTarget(world, caller.region, input.namespaceName, input.workgroupName);
  // An ARN may be that of a provisioned cluster's snapshot.
  const provisioned = arn === undefined ? undefined : world.state.snapshots.find(each => each.arn === arn);
  const source = provisioned ?? getSnapshotRecord(world, caller.region, name, arn);
  if (source.content === undefined || statusAt(source.timeline, world.clock.now()).toUpperCase() !== 'AVAILABLE')
    throw conflict(`The snapshot ${name ?? arn} is not available.`);
  await replaceDatabases(service, namespace, source.content);
  return {
    namespace: describeNamespace(world, namespace),
    ownerAccount: world.state.account,
    snapshotName: provisioned?.identifier ?? ('name' in source ? source.name : undefined),
  };
}

export async function restoreFromRecoveryPoint(
  service: RestoreService,
  input: RestoreFromRecoveryPointRequest,
  caller: Caller,
): Promise<RestoreFromRecoveryPointResponse> {
  const { world } = service;
  const namespace = getTarget(world, caller.region, input.namespaceName, input.workgroupName);
  const point = getRecoveryPointRecord(world, caller.region, input.recoveryPointId);
  await replaceDatabases(service, namespace, point.content);
  return { namespace: describeNamespace(world, namespace), recoveryPointId: point.id };
}
