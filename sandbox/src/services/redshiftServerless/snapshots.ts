// Snapshots and recovery points of namespaces. A recovery point is made every half hour and kept for a day; it can become a snapshot.
import { randomUUID } from 'node:crypto';
import type {
  RecoveryPoint as ApiRecoveryPoint,
  Snapshot as ApiSnapshot,
  ConvertRecoveryPointToSnapshotRequest,
  ConvertRecoveryPointToSnapshotResponse,
  CreateSnapshotRequest,
  CreateSnapshotResponse,
  DeleteSnapshotRequest,
  DeleteSnapshotResponse,
  GetRecoveryPointRequest,
  GetRecoveryPointResponse,
  GetSnapshotRequest,
  GetSnapshotResponse,
  ListRecoveryPointsRequest,
  ListRecoveryPointsResponse,
  ListSnapshotsRequest,
  ListSnapshotsResponse,
  SnapshotStatus,
  Tag,
  UpdateSnapshotRequest,
  UpdateSnapshotResponse,
} from '@aws-sdk/client-redshift-serverless';
import type { Caller } from '../../protocols/service.ts';
import { awsDurations, statusAt } from '../../state/clock.ts';
import type { Namespace, NamespaceSnapshot, RecoveryPoint } from '../../state/model.ts';
import { deleteUnusedContents } from '../contents.ts';
import type { World } from '../world.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { getNamespaceRecord, namespaceStatus, pageOrRefuse } from './namespaces.ts';

const day = 24 * 60 * 60 * 1000;

export const namespaceSnapshotStatus = (world: World, snapshot: NamespaceSnapshot): SnapshotStatus =>
  statusAt(snapshot.timeline, world.clock.now()) as SnapshotStatus;

function checkName(name: string | undefined): string {
  if (name === undefined || name.length > 235 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw invalid(
      'The snapshotName is not valid: it must begin with a lower-case letter and have letters, digits and single hyphens only, 235 at most.',
    );
  }
  return name;
}

function checkRetention(days: number | undefined): number {
  if (days === undefined) return -1;
  if (days !== -1 && (days < 1 || days > 3653)) throw invalid('retentionPeriod must be -1 or between 1 and 3653.');
  return days;
}

export function describeNamespaceSnapshot(world: World, snapshot: NamespaceSnapshot): ApiSnapshot {
  const now = world.clock.now();
  const status = namespaceSnapshotStatus(world, snapshot);
  const readyAt = snapshot.timeline.at(-1)?.from ?? now;
  const seconds = Math.max(1, Math.round((readyAt - snapshot.createdAt) / 1000));
  const share = status === 'CREATING' ? Math.min(1, (now - snapshot.createdAt) / Math.max(1, readyAt - snapshot.createdAt)) : 1;
  return {
    accountsWithProvisionedRestoreAccess: [],
    accountsWithRestoreAccess: [],
    actualIncrementalBackupSizeInMegaBytes: snapshot.megabytes,
    adminUsername: snapshot.adminUser,
    backupProgressInMegaBytes: Math.round(snapshot.megabytes * share * 10) / 10,
    currentBackupRateInMegaBytesPerSecond: status === 'CREATING' ? snapshot.megabytes / seconds : 0,
    elapsedTimeInSeconds: status === 'CREATING' ? Math.round((now - snapshot.createdAt) / 1000) : seconds,
    estimatedSecondsToCompletion: Math.max(0, Math.round((readyAt - now) / 1000)),
    kmsKeyId: 'AWS_OWNED_KMS_KEY',
    namespaceArn: snapshot.namespaceArn,
    namespaceName: snapshot.namespace,
    ownerAccount: world.state.account,
    snapshotArn: snapshot.arn,
    snapshotCreateTime: new Date(snapshot.createdAt),
    snapshotName: snapshot.name,
    ...(snapshot.retention < 0
      ? {}
      : { snapshotRemainingDays: Math.max(0, Math.ceil((snapshot.createdAt + snapshot.retention * day - now) / day)) }),
    snapshotRetentionPeriod: snapshot.retention,
    snapshotRetentionStartTime: new Date(snapshot.createdAt),
    status,
    totalBackupSizeInMegaBytes: snapshot.megabytes,
  };
}

function addSnapshot(
  world: World,
  namespace: Namespace,
  name: string,
  retention: number,
  tags: readonly Tag[] | undefined,
): NamespaceSnapshot {
  const { state, clock, store } = world;
  if (state.namespaceSnapshots.some(each => each.name === name && each.region === namespace.region))
    throw conflict(`A snapshot with the name ${name} already exists.`);
  const now = clock.now();
  const snapshot: NamespaceSnapshot = {
    name,
    region: namespace.region,
    arn: `arn:aws:redshift-serverless:${namespace.region}:${state.account}:snapshot/${randomUUID()}`,
    namespace: namespace.name,
    namespaceArn: namespace.arn,
    adminUser: namespace.adminUser,
    createdAt: now,
    timeline: [{ status: 'CREATING', from: now }],
    content: undefined,
    megabytes: 1,
    retention,
    tags: (tags ?? []).map(({ key = '', value = '' }) => ({ key, value })),
  };
  state.namespaceSnapshots.push(snapshot);
  store.changed();
  return snapshot;
}

function becomeAvailable(world: World, snapshot: NamespaceSnapshot, content: string, megabytes: number): void {
  snapshot.content = content;
  snapshot.megabytes = megabytes;
  snapshot.timeline.push({ status: 'AVAILABLE', from: snapshot.createdAt + world.clock.duration(awsDurations.snapshotCreation) });
  world.store.changed();
}

export async function createSnapshot(world: World, input: CreateSnapshotRequest, caller: Caller): Promise<CreateSnapshotResponse> {
  const name = checkName(input.snapshotName);
  const retention = checkRetention(input.retentionPeriod);
  const namespace = getNamespaceRecord(world, caller.region, input.namespaceName);
  if (namespaceStatus(world, namespace) !== 'AVAILABLE') throw conflict(`The namespace ${namespace.name} is not available.`);
  const snapshot = addSnapshot(world, namespace, name, retention, input.tags);
  try {
    const { id, megabytes } = await world.warehouses.get(namespace.warehouse).capture();
    becomeAvailable(world, snapshot, id, megabytes);
  } catch (error) {
    world.state.namespaceSnapshots = world.state.namespaceSnapshots.filter(each => each !== snapshot);
    throw error;
  }
  return { snapshot: { ...describeNamespaceSnapshot(world, snapshot), status: 'CREATING' } };
}

export function getSnapshotRecord(world: World, region: string, name: string | undefined, arn?: string): NamespaceSnapshot {
  const snapshot = world.state.namespaceSnapshots.find(
    each => each.region === region && (arn === undefined ? each.name === name : each.arn === arn),
  );
  if (!snapshot) throw notFound(`Snapshot ${name ?? arn} not found.`, name ?? arn ?? '');
  return snapshot;
}

export function getSnapshot(world: World, input: GetSnapshotRequest, caller: Caller): GetSnapshotResponse {
  if ((input.snapshotName === undefined) === (input.snapshotArn === undefined))
    throw invalid('Either snapshotName or snapshotArn must be specified, but not both.');
  return { snapshot: describeNamespaceSnapshot(world, getSnapshotRecord(world, caller.region, input.snapshotName, input.snapshotArn)) };
}

export function listSnapshots(world: World, input: ListSnapshotsRequest, caller: Caller): ListSnapshotsResponse {
  if (input.namespaceName !== undefined) getNamespaceRecord(world, caller.region, input.namespaceName);
  const found = world.state.namespaceSnapshots.filter(
    each =>
      each.region === caller.region &&
      (input.namespaceName === undefined || each.namespace === input.namespaceName) &&
      (input.namespaceArn === undefined || each.namespaceArn === input.namespaceArn) &&
      (input.ownerAccount === undefined || input.ownerAccount === world.state.account) &&
      (input.startTime === undefined || each.createdAt >= input.startTime.getTime()) &&
      (input.endTime === undefined || each.createdAt <= input.endTime.getTime()),
  );
  const page = pageOrRefuse(found.toReversed(), input, 'snapshots');
  return { snapshots: page.items.map(snapshot => describeNamespaceSnapshot(world, snapshot)), nextToken: page.nextToken };
}

export function deleteSnapshot(world: World, input: DeleteSnapshotRequest, caller: Caller): DeleteSnapshotResponse {
  const snapshot = getSnapshotRecord(world, caller.region, input.snapshotName);
  if (namespaceSnapshotStatus(world, snapshot) !== 'AVAILABLE') throw conflict(`The snapshot ${snapshot.name} is not available.`);
  world.state.namespaceSnapshots = world.state.namespaceSnapshots.filter(each => each !== snapshot);
  deleteUnusedContents(world);
  world.store.changed();
  return { snapshot: { ...describeNamespaceSnapshot(world, snapshot), status: 'DELETED' } };
}

export function updateSnapshot(world: World, input: UpdateSnapshotRequest, caller: Caller): UpdateSnapshotResponse {
  const snapshot = getSnapshotRecord(world, caller.region, input.snapshotName);
  if (namespaceSnapshotStatus(world, snapshot) !== 'AVAILABLE') throw conflict(`The snapshot ${snapshot.name} is not available.`);
  snapshot.retention = checkRetention(input.retentionPeriod);
  world.store.changed();
  return { snapshot: describeNamespaceSnapshot(world, snapshot) };
}

/** Makes the recovery point that is due and drops those older than a day. */
async function keepRecoveryPoints(world: World, region: string): Promise<void> {
  const { state, clock, warehouses, store } = world;
  const now = clock.now();
  const kept = state.recoveryPoints.filter(point => point.createdAt > now - day);
  if (kept.length < state.recoveryPoints.length) {
    state.recoveryPoints = kept;
    deleteUnusedContents(world);
  }
  for (const namespace of state.namespaces.filter(each => each.region === region && namespaceStatus(world, each) === 'AVAILABLE')) {
    const workgroup = state.workgroups.find(each => each.region === region && each.namespace === namespace.name);
    const recent = state.recoveryPoints.some(
      point => point.namespaceArn === namespace.arn && point.createdAt > now - awsDurations.recoveryPointInterval,
    );
    if (recent || !workgroup) continue;
    const unopened = state.unopened[namespace.warehouse];
    const { id, megabytes } =
      unopened === undefined ? await warehouses.get(namespace.warehouse).capture() : { id: unopened, megabytes: 15 };
    state.recoveryPoints.push({
      id: randomUUID(),
      region,
      namespace: namespace.name,
      namespaceArn: namespace.arn,
      workgroup: workgroup.name,
      createdAt: now,
      content: id,
      megabytes,
    });
    store.changed();
  }
}

const describeRecoveryPoint = (point: RecoveryPoint): ApiRecoveryPoint => ({
  namespaceArn: point.namespaceArn,
  namespaceName: point.namespace,
  recoveryPointCreateTime: new Date(point.createdAt),
  recoveryPointId: point.id,
  totalSizeInMegaBytes: point.megabytes,
  workgroupName: point.workgroup,
});

export async function listRecoveryPoints(
  world: World,
  input: ListRecoveryPointsRequest,
  caller: Caller,
): Promise<ListRecoveryPointsResponse> {
  await keepRecoveryPoints(world, caller.region);
  const found = world.state.recoveryPoints.filter(
    point =>
      point.region === caller.region &&
      (input.namespaceName === undefined || point.namespace === input.namespaceName) &&
      (input.namespaceArn === undefined || point.namespaceArn === input.namespaceArn) &&
      (input.startTime === undefined || point.createdAt >= input.startTime.getTime()) &&
      (input.endTime === undefined || point.createdAt <= input.endTime.getTime()),
  );
  const newestFirst = found.toSorted((a, b) => b.createdAt - a.createdAt);
  const page = pageOrRefuse(newestFirst, input, 'recoveryPoints');
  return { recoveryPoints: page.items.map(describeRecoveryPoint), nextToken: page.nextToken };
}

export function getRecoveryPointRecord(world: World, region: string, id: string | undefined): RecoveryPoint {
  const point = world.state.recoveryPoints.find(each => each.region === region && each.id === id);
  if (!point) throw notFound(`Recovery point ${id} not found.`, id ?? '');
  return point;
}

export const getRecoveryPoint = (world: World, input: GetRecoveryPointRequest, caller: Caller): GetRecoveryPointResponse => ({
  recoveryPoint: describeRecoveryPoint(getRecoveryPointRecord(world, caller.region, input.recoveryPointId)),
});

export function convertRecoveryPointToSnapshot(
  world: World,
  input: ConvertRecoveryPointToSnapshotRequest,
  caller: Caller,
): ConvertRecoveryPointToSnapshotResponse {
  const name = checkName(input.snapshotName);
  const retention = checkRetention(input.retentionPeriod);
  const point = getRecoveryPointRecord(world, caller.region, input.recoveryPointId);
  const namespace = getNamespaceRecord(world, caller.region, point.namespace);
  const snapshot = addSnapshot(world, namespace, name, retention, input.tags);
  becomeAvailable(world, snapshot, point.content, point.megabytes);
  return { snapshot: { ...describeNamespaceSnapshot(world, snapshot), status: 'CREATING' } };
}
