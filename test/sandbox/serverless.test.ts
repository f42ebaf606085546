// Redshift Serverless: workgroups, namespaces, snapshots, recovery points and restores, as the SDK's client sees them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DescribeClusterSnapshotsCommand, RestoreFromClusterSnapshotCommand } from '@aws-sdk/client-redshift';
import {
  ConvertRecoveryPointToSnapshotCommand,
  CreateSnapshotCommand,
  DeleteSnapshotCommand,
  GetCredentialsCommand,
  GetNamespaceCommand,
  GetRecoveryPointCommand,
  GetSnapshotCommand,
  GetTableRestoreStatusCommand,
  GetWorkgroupCommand,
  ListNamespacesCommand,
  ListRecoveryPointsCommand,
  ListSnapshotsCommand,
  ListTableRestoreStatusCommand,
  ListWorkgroupsCommand,
  RestoreFromRecoveryPointCommand,
  RestoreFromSnapshotCommand,
  RestoreTableFromRecoveryPointCommand,
  RestoreTableFromSnapshotCommand,
  type TableRestoreStatus,
  UpdateSnapshotCommand,
} from '@aws-sdk/client-redshift-serverless';
import { query as queryAt, scalar as scalarAt, startTestSandbox, type TestSandbox, workgroupName } from './support.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox();
});
after(() => test.close());

const namespaceName = 'default-namespace';
const place = { namespaceName, workgroupName };
const query = (sql: string) => queryAt(test, sql, { WorkgroupName: workgroupName });
const scalar = (sql: string) => scalarAt(test, sql, { WorkgroupName: workgroupName });
const refused = (promise: Promise<unknown>, name: string, message = /./) =>
  assert.rejects(promise, (error: Error) => {
    assert.equal(error.name, name, error.message);
    assert.match(error.message, message);
    return true;
  });
const untilSnapshot = async (snapshotName: string) => {
  for (;;) {
    const { snapshot } = await test.serverless.send(new GetSnapshotCommand({ snapshotName }));
    if (snapshot?.status === 'AVAILABLE') return snapshot;
    assert.equal(snapshot?.status, 'CREATING');
    await new Promise(resolve => setTimeout(resolve, 15));
  }
};
const untilRestored = async (started: TableRestoreStatus | undefined) => {
  for (;;) {
    const { tableRestoreStatus: status } = await test.serverless.send(
      new GetTableRestoreStatusCommand({ tableRestoreRequestId: started?.tableRestoreRequestId }),
    );
    if (status?.status === 'SUCCEEDED' || status?.status === 'FAILED') return status;
    await new Promise(resolve => setTimeout(resolve, 15));
  }
};
const untilAvailable = async () => {
  while ((await test.serverless.send(new GetNamespaceCommand({ namespaceName }))).namespace?.status !== 'AVAILABLE')
    await new Promise(resolve => setTimeout(resolve, 15));
};

describe('workgroups and namespaces', () => {
  it('are listed and got', async () => {
    const { workgroups } = await test.serverless.send(new ListWorkgroupsCommand({}));
    assert.deepEqual(
      workgroups?.map(each => [each.workgroupName, each.namespaceName, each.status]),
      [[workgroupName, namespaceName, 'AVAILABLE']],
    );
    assert.ok(workgroups?.[0]?.creationDate instanceof Date);
    const { namespaces } = await test.serverless.send(new ListNamespacesCommand({ maxResults: 1 }));
    assert.deepEqual(
      namespaces?.map(each => [each.namespaceName, each.dbName, each.status]),
      [[namespaceName, 'dev', 'AVAILABLE']],
    );
    assert.equal(
      (await test.serverless.send(new GetWorkgroupCommand({ workgroupName }))).workgroup?.workgroupId,
      workgroups?.[0]?.workgroupId,
    );
  });
  it('are refused where they do not exist or are misnamed', async () => {
    await refused(test.serverless.send(new GetWorkgroupCommand({ workgroupName: 'no-such' })), 'ResourceNotFoundException', /no-such/);
    await refused(
      test.serverless.send(new GetNamespaceCommand({ namespaceName: 'No Such' })),
      'ValidationException',
      /regular expression pattern/,
    );
    await refused(test.serverless.send(new ListWorkgroupsCommand({ maxResults: 101 })), 'ValidationException', /less than or equal to 100/);
  });
  it('give credentials for a while', async () => {
    assert.equal((await test.serverless.send(new GetCredentialsCommand({ workgroupName, dbName: 'dev' }))).dbUser, 'IAM:sandbox');
    await refused(test.serverless.send(new GetCredentialsCommand({ workgroupName, durationSeconds: 1 })), 'ValidationException');
  });
});

describe('snapshots', () => {
  it('are created, changed, listed and deleted', async () => {
    const { snapshot } = await test.serverless.send(new CreateSnapshotCommand({ namespaceName, snapshotName: 'one', retentionPeriod: 5 }));
    assert.equal(snapshot?.status, 'CREATING');
    const available = await untilSnapshot('one');
    assert.ok(available.snapshotCreateTime instanceof Date);
    assert.equal(
      (await test.serverless.send(new UpdateSnapshotCommand({ snapshotName: 'one', retentionPeriod: 9 }))).snapshot
        ?.snapshotRetentionPeriod,
      9,
    );
    assert.deepEqual(
      (await test.serverless.send(new ListSnapshotsCommand({ namespaceName }))).snapshots?.map(each => each.snapshotName),
      ['one', 'before-the-course'],
    );
    await refused(test.serverless.send(new CreateSnapshotCommand({ namespaceName, snapshotName: 'one' })), 'ConflictException');
    await refused(test.serverless.send(new CreateSnapshotCommand({ namespaceName, snapshotName: 'Not A Name' })), 'ValidationException');
    await refused(
      test.serverless.send(new CreateSnapshotCommand({ namespaceName: 'nowhere', snapshotName: 'two' })),
      'ResourceNotFoundException',
    );
    assert.equal((await test.serverless.send(new DeleteSnapshotCommand({ snapshotName: 'one' }))).snapshot?.status, 'DELETED');
    await refused(test.serverless.send(new GetSnapshotCommand({ snapshotName: 'one' })), 'ResourceNotFoundException');
  });
});

describe('recovery points', () => {
  it('are there, newest first, and become snapshots', async () => {
    const { recoveryPoints } = await test.serverless.send(new ListRecoveryPointsCommand({ namespaceName }));
    const times = recoveryPoints?.map(point => point.recoveryPointCreateTime?.getTime() ?? 0) ?? [];
    assert.ok(times.length >= 4);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    const recoveryPointId = recoveryPoints?.[0]?.recoveryPointId;
    assert.equal(
      (await test.serverless.send(new GetRecoveryPointCommand({ recoveryPointId }))).recoveryPoint?.workgroupName,
      workgroupName,
    );
    const { snapshot } = await test.serverless.send(
      new ConvertRecoveryPointToSnapshotCommand({ recoveryPointId, snapshotName: 'converted', tags: [{ key: 'a', value: 'b' }] }),
    );
    assert.equal(snapshot?.status, 'CREATING');
    await untilSnapshot('converted');
    await refused(
      test.serverless.send(new ConvertRecoveryPointToSnapshotCommand({ recoveryPointId: 'nope', snapshotName: 'x' })),
      'ResourceNotFoundException',
    );
  });
});

describe('restores', () => {
  it('a table from a snapshot, with the rows of then', async () => {
    await query('CREATE TABLE public.t AS SELECT 1 AS a UNION ALL SELECT 2');
    await test.serverless.send(new CreateSnapshotCommand({ namespaceName, snapshotName: 'with-t' }));
    await untilSnapshot('with-t');
    await query('DROP TABLE public.t');
    const input = { ...place, sourceDatabaseName: 'dev', sourceSchemaName: 'public', sourceTableName: 't', newTableName: 't_again' };
    const { tableRestoreStatus } = await test.serverless.send(new RestoreTableFromSnapshotCommand({ ...input, snapshotName: 'with-t' }));
    assert.equal(tableRestoreStatus?.status, 'PENDING');
    await refused(
      test.serverless.send(new RestoreTableFromSnapshotCommand({ ...input, snapshotName: 'with-t' })),
      'ConflictException',
      /in progress/,
    );
    const status = await untilRestored(tableRestoreStatus);
    assert.equal(status.status, 'SUCCEEDED', status.message);
    assert.deepEqual((await query('SELECT a FROM public.t_again ORDER BY a')).rows, [[1], [2]]);
    const { tableRestoreStatuses } = await test.serverless.send(new ListTableRestoreStatusCommand({ namespaceName }));
    assert.equal(tableRestoreStatuses?.[0]?.newTableName, 't_again');
    await refused(test.serverless.send(new ListTableRestoreStatusCommand({ nextToken: 'nonsense-token' })), 'InvalidPaginationException');
  });
  it('a table from a recovery point', async () => {
    const { recoveryPoints } = await test.serverless.send(new ListRecoveryPointsCommand({ namespaceName }));
    const { tableRestoreStatus } = await test.serverless.send(
      new RestoreTableFromRecoveryPointCommand({
        ...place,
        recoveryPointId: recoveryPoints?.at(-1)?.recoveryPointId,
        sourceDatabaseName: 'dev',
        sourceSchemaName: 'raw_data',
        sourceTableName: 'user_property',
        newTableName: 'user_property_then',
      }),
    );
    assert.equal((await untilRestored(tableRestoreStatus)).status, 'SUCCEEDED');
    assert.equal(
      await scalar('SELECT COUNT(*) FROM raw_data.user_property_then'),
      await scalar('SELECT COUNT(*) FROM raw_data.user_property'),
    );
  });
  it('the whole namespace: its databases are replaced', async () => {
    await query('CREATE TABLE public.newer (a INT)');
    const { namespace } = await test.serverless.send(new RestoreFromSnapshotCommand({ ...place, snapshotName: 'with-t' }));
    assert.equal(namespace?.status, 'MODIFYING');
    await refused(query('SELECT 1'), 'ValidationException', /MODIFYING/);
    await untilAvailable();
    assert.deepEqual((await query('SELECT a FROM public.t ORDER BY a')).rows, [[1], [2]]);
    await assert.rejects(query('SELECT * FROM public.newer'), /does not exist/);
  });
  it('the whole namespace from a recovery point, and from a cluster’s snapshot', async () => {
    const { recoveryPoints } = await test.serverless.send(new ListRecoveryPointsCommand({ namespaceName }));
    await test.serverless.send(new RestoreFromRecoveryPointCommand({ ...place, recoveryPointId: recoveryPoints?.at(-1)?.recoveryPointId }));
    await untilAvailable();
    await assert.rejects(query('SELECT * FROM public.t'), /does not exist/);
    const { Snapshots } = await test.redshift.send(new DescribeClusterSnapshotsCommand({ SnapshotType: 'manual' }));
    await test.serverless.send(new RestoreFromSnapshotCommand({ ...place, snapshotArn: Snapshots?.[0]?.SnapshotArn }));
    await untilAvailable();
    assert.equal(await scalar('SELECT COUNT(*) FROM raw_data.user_session_channel'), 101520);
    await refused(test.serverless.send(new RestoreFromSnapshotCommand(place)), 'ValidationException', /Either snapshotName or snapshotArn/);
  });
  it('a snapshot of a namespace can become a cluster', async () => {
    const { snapshots } = await test.serverless.send(new ListSnapshotsCommand({}));
    const { Cluster } = await test.redshift.send(
      new RestoreFromClusterSnapshotCommand({ ClusterIdentifier: 'from-serverless', SnapshotArn: snapshots?.[0]?.snapshotArn }),
    );
    assert.equal(Cluster?.ClusterIdentifier, 'from-serverless');
  });
});
