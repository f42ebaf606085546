// Clusters, their snapshots, and restores with real content, as the SDK's client sees them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  CopyClusterSnapshotCommand,
  CreateClusterSnapshotCommand,
  DeleteClusterCommand,
  DeleteClusterSnapshotCommand,
  DescribeClusterSnapshotsCommand,
  DescribeClustersCommand,
  DescribeEventsCommand,
  DescribeTableRestoreStatusCommand,
  DescribeTagsCommand,
  DisableSnapshotCopyCommand,
  EnableSnapshotCopyCommand,
  GetClusterCredentialsCommand,
  GetClusterCredentialsWithIAMCommand,
  ModifyClusterSnapshotCommand,
  ModifySnapshotCopyRetentionPeriodCommand,
  PauseClusterCommand,
  RestoreFromClusterSnapshotCommand,
  RestoreTableFromClusterSnapshotCommand,
  type RestoreTableFromClusterSnapshotCommandInput,
  ResumeClusterCommand,
  waitUntilClusterAvailable,
  waitUntilSnapshotAvailable,
} from '@aws-sdk/client-redshift';
import { ExecuteStatementCommand, type RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { as, clusterIdentifier, query, scalar, startTestSandbox, type TestSandbox } from './support.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox();
});
after(() => test.close());

const ClusterIdentifier = clusterIdentifier;
const refused = (promise: Promise<unknown>, name: string, message = /./) =>
  assert.rejects(promise, (error: Error) => {
    assert.equal(error.name, name, error.message);
    assert.match(error.message, message);
    return true;
  });
const cluster = async (identifier = ClusterIdentifier) =>
  (await test.redshift.send(new DescribeClustersCommand({ ClusterIdentifier: identifier }))).Clusters?.[0];
const snapshotOf = async (identifier: string) =>
  (await test.redshift.send(new DescribeClusterSnapshotsCommand({ SnapshotIdentifier: identifier }))).Snapshots?.[0];
const takeSnapshot = async (identifier: string) => {
  await test.redshift.send(new CreateClusterSnapshotCommand({ ClusterIdentifier, SnapshotIdentifier: identifier }));
  await waitUntilSnapshotAvailable(
    { client: test.redshift, maxWaitTime: 30, minDelay: 0.02 as never, maxDelay: 0.1 as never },
    { SnapshotIdentifier: identifier },
  );
};
const restoreTable = async (input: Partial<RestoreTableFromClusterSnapshotCommandInput>) => {
  const { TableRestoreStatus } = await test.redshift.send(
    new RestoreTableFromClusterSnapshotCommand({
      ClusterIdentifier,
      SnapshotIdentifier: 'before-the-course',
      SourceDatabaseName: 'dev',
      SourceSchemaName: 'raw_data',
      SourceTableName: 'user_session_channel',
      NewTableName: 'restored',
      ...input,
    }),
  );
  const seen = [TableRestoreStatus?.Status];
  for (;;) {
    const { TableRestoreStatusDetails } = await test.redshift.send(
      new DescribeTableRestoreStatusCommand({ TableRestoreRequestId: TableRestoreStatus?.TableRestoreRequestId }),
    );
    const [status] = TableRestoreStatusDetails ?? [];
    if (status?.Status !== seen.at(-1)) seen.push(status?.Status);
    if (['SUCCEEDED', 'FAILED'].includes(status?.Status ?? '')) return { status, seen };
    await new Promise(resolve => setTimeout(resolve, 15));
  }
};

describe('DescribeClusters', () => {
  it('shows the cluster in its region only', async () => {
    const found = await cluster();
    assert.equal(found?.ClusterStatus, 'available');
    assert.equal(found?.MasterUsername, 'awsuser');
    assert.equal(found?.DBName, 'dev');
    assert.match(found?.NodeType ?? '', /^ra3\./);
    assert.equal(found?.Endpoint?.Port, 5439);
    assert.deepEqual((await test.inRegion('eu-west-1').send(new DescribeClustersCommand({}))).Clusters, []);
  });
  it('refuses an unknown cluster and a wrong page size', async () => {
    await refused(cluster('nope'), 'ClusterNotFoundFault', /nope not found/);
    await refused(test.redshift.send(new DescribeClustersCommand({ MaxRecords: 5 })), 'InvalidParameterValue', /between 20 and 100/);
  });
  it('describes tags and events', async () => {
    const { TaggedResources } = await test.redshift.send(new DescribeTagsCommand({ TagKeys: ['course'] }));
    assert.deepEqual(
      TaggedResources?.map(({ Tag, ResourceType }) => [Tag?.Value, ResourceType]),
      [['redshift-day3', 'cluster']],
    );
    assert.ok(Array.isArray((await test.redshift.send(new DescribeEventsCommand({}))).Events));
  });
  it('the caller is an IAM user of the account', async () => {
    assert.deepEqual((await test.sts.send(new GetCallerIdentityCommand({}))).Account, '123456789012');
  });
});

describe('snapshots', () => {
  it('exist from the start, automated and manual', async () => {
    const { Snapshots } = await test.redshift.send(new DescribeClusterSnapshotsCommand({ ClusterIdentifier, ClusterExists: true }));
    assert.deepEqual([...new Set(Snapshots?.map(snapshot => snapshot.SnapshotType))].sort(), ['automated', 'manual']);
    assert.ok(Snapshots?.every(snapshot => snapshot.Status === 'available' && snapshot.SnapshotCreateTime instanceof Date));
    const sorted = await test.redshift.send(
      new DescribeClusterSnapshotsCommand({
        SnapshotType: 'automated',
        SortingEntities: [{ Attribute: 'CREATE_TIME', SortOrder: 'DESC' }],
      }),
    );
    const times = sorted.Snapshots?.map(snapshot => snapshot.SnapshotCreateTime?.getTime() ?? 0) ?? [];
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
  });
  it('are created: first creating, then available', async () => {
    const { Snapshot } = await test.redshift.send(
      new CreateClusterSnapshotCommand({
        ClusterIdentifier,
        SnapshotIdentifier: 'My-Snapshot',
        ManualSnapshotRetentionPeriod: 7,
        Tags: [{ Key: 'why', Value: 'test' }],
      }),
    );
    assert.equal(Snapshot?.Status, 'creating');
    assert.equal(Snapshot?.SnapshotIdentifier, 'my-snapshot');
    await waitUntilSnapshotAvailable(
      { client: test.redshift, maxWaitTime: 30, minDelay: 0.02 as never, maxDelay: 0.1 as never },
      { SnapshotIdentifier: 'my-snapshot' },
    );
    const found = await snapshotOf('my-snapshot');
    assert.deepEqual(
      [found?.ManualSnapshotRetentionPeriod, found?.ManualSnapshotRemainingDays, found?.Tags],
      [7, 7, [{ Key: 'why', Value: 'test' }]],
    );
  });
  it('are refused as AWS refuses them', async () => {
    const create = (SnapshotIdentifier: string, more = {}) =>
      test.redshift.send(new CreateClusterSnapshotCommand({ ClusterIdentifier, SnapshotIdentifier, ...more }));
    await refused(create('my-snapshot'), 'ClusterSnapshotAlreadyExistsFault');
    await refused(create('1-starts-with-a-digit'), 'InvalidParameterValue', /must begin with a letter/);
    await refused(create('two--hyphens'), 'InvalidParameterValue');
    await refused(create('ends-'), 'InvalidParameterValue');
    await refused(create('fine', { ClusterIdentifier: 'nope' }), 'ClusterNotFoundFault');
    await refused(create('fine', { ManualSnapshotRetentionPeriod: 0 }), 'InvalidRetentionPeriodFault');
    await refused(
      test.redshift.send(new CreateClusterSnapshotCommand({ ClusterIdentifier } as never)),
      'MissingParameter',
      /SnapshotIdentifier/,
    );
    await refused(snapshotOf('nope'), 'ClusterSnapshotNotFoundFault');
  });
  it('are modified, copied and deleted', async () => {
    const { Snapshot } = await test.redshift.send(
      new ModifyClusterSnapshotCommand({ SnapshotIdentifier: 'my-snapshot', ManualSnapshotRetentionPeriod: 30 }),
    );
    assert.equal(Snapshot?.ManualSnapshotRetentionPeriod, 30);
    const automated = (await test.redshift.send(new DescribeClusterSnapshotsCommand({ SnapshotType: 'automated' }))).Snapshots?.[0]
      ?.SnapshotIdentifier;
    const copied = await test.redshift.send(
      new CopyClusterSnapshotCommand({ SourceSnapshotIdentifier: automated, TargetSnapshotIdentifier: 'kept' }),
    );
    assert.equal(copied.Snapshot?.SnapshotType, 'manual');
    await refused(
      test.redshift.send(new CopyClusterSnapshotCommand({ SourceSnapshotIdentifier: 'my-snapshot', TargetSnapshotIdentifier: 'again' })),
      'InvalidClusterSnapshotStateFault',
    );
    await refused(
      test.redshift.send(new DeleteClusterSnapshotCommand({ SnapshotIdentifier: automated })),
      'InvalidClusterSnapshotStateFault',
      /automated/,
    );
    await test.redshift.send(new DeleteClusterSnapshotCommand({ SnapshotIdentifier: 'my-snapshot' }));
    await refused(snapshotOf('my-snapshot'), 'ClusterSnapshotNotFoundFault');
  });
  it('are copied to another region while that is switched on', async () => {
    const { Cluster } = await test.redshift.send(new EnableSnapshotCopyCommand({ ClusterIdentifier, DestinationRegion: 'eu-west-1' }));
    assert.deepEqual(
      [Cluster?.ClusterSnapshotCopyStatus?.DestinationRegion, Cluster?.ClusterSnapshotCopyStatus?.RetentionPeriod],
      ['eu-west-1', 7],
    );
    await refused(
      test.redshift.send(new EnableSnapshotCopyCommand({ ClusterIdentifier, DestinationRegion: 'eu-west-1' })),
      'SnapshotCopyAlreadyEnabledFault',
    );
    await takeSnapshot('travels');
    const there = await test.inRegion('eu-west-1').send(new DescribeClusterSnapshotsCommand({}));
    assert.deepEqual(
      there.Snapshots?.map(snapshot => [snapshot.SnapshotIdentifier, snapshot.SourceRegion]),
      [['travels', 'us-east-1']],
    );
    await test.redshift.send(new ModifySnapshotCopyRetentionPeriodCommand({ ClusterIdentifier, RetentionPeriod: 3 }));
    await refused(
      test.redshift.send(new ModifySnapshotCopyRetentionPeriodCommand({ ClusterIdentifier, RetentionPeriod: 99 })),
      'InvalidRetentionPeriodFault',
    );
    await test.redshift.send(new DisableSnapshotCopyCommand({ ClusterIdentifier }));
    await refused(test.redshift.send(new DisableSnapshotCopyCommand({ ClusterIdentifier })), 'SnapshotCopyAlreadyDisabledFault');
  });
});

describe('a table is restored', () => {
  it('as it was: snapshot, delete and drop, restore under a new name, the same rows', async () => {
    const fingerprint = (table: string) =>
      query(test, `SELECT COUNT(*), MIN(sessionid), MAX(sessionid), SUM(userid), COUNT(DISTINCT channel) FROM raw_data.${table}`);
    const was = (await fingerprint('user_session_channel')).rows;
    await takeSnapshot('before-the-accident');
    await query(test, 'DELETE FROM raw_data.user_session_channel WHERE userid % 2 = 0');
    assert.notDeepEqual((await fingerprint('user_session_channel')).rows, was);
    await query(test, 'DROP VIEW analytics.user_sessions');
    await query(test, 'DROP TABLE raw_data.user_session_channel');
    const { status, seen } = await restoreTable({
      SnapshotIdentifier: 'before-the-accident',
      NewTableName: 'user_session_channel_restored',
    });
    assert.equal(status?.Status, 'SUCCEEDED', status?.Message);
    assert.deepEqual(seen, ['PENDING', 'IN_PROGRESS', 'SUCCEEDED']);
    assert.equal(status?.ProgressInMegaBytes, status?.TotalDataInMegaBytes);
    assert.deepEqual((await fingerprint('user_session_channel_restored')).rows, was);
    const design = await query(
      test,
      "SELECT column_name, data_type, is_nullable, distkey, sortkey FROM svv_redshift_columns WHERE table_name = 'user_session_channel_restored' ORDER BY ordinal_position",
    );
    assert.deepEqual(design.rows, [
      ['userid', 'integer', 'YES', false, 0],
      ['sessionid', 'character varying(32)', 'NO', true, 1],
      ['channel', 'character varying(32)', 'YES', false, 0],
    ]);
    // Grants are not restored.
    await assert.rejects(query(test, 'SELECT COUNT(*) FROM raw_data.user_session_channel_restored', as('sora')), /permission denied/);
  });
  it('with identity, defaults and odd names', async () => {
    await query(test, `CREATE TABLE public."odd "".name" (id INT IDENTITY(5, 5), "select" VARCHAR(10) DEFAULT 'x', doc SUPER)`);
    await query(test, `INSERT INTO public."odd "".name" ("select") VALUES ('a'), (NULL), (DEFAULT)`);
    await takeSnapshot('odd-names');
    const { status } = await restoreTable({
      SnapshotIdentifier: 'odd-names',
      SourceSchemaName: 'public',
      SourceTableName: 'odd ".name',
      NewTableName: 'odd_again',
    });
    assert.equal(status?.Status, 'SUCCEEDED', status?.Message);
    await query(test, `INSERT INTO public.odd_again ("select") VALUES (DEFAULT)`);
    assert.deepEqual((await query(test, 'SELECT id, "select", doc FROM public.odd_again ORDER BY id')).rows, [
      [5, 'a', null],
      [10, null, null],
      [15, 'x', null],
      [20, 'x', null],
    ]);
  });
  it('or it says why not', async () => {
    assert.match((await restoreTable({ SourceTableName: 'no_such_table' })).status?.Message ?? '', /not found in the snapshot/);
    assert.match((await restoreTable({ NewTableName: 'user_property' })).status?.Message ?? '', /already exists/);
    assert.match((await restoreTable({ TargetSchemaName: 'nowhere' })).status?.Message ?? '', /Schema nowhere does not exist/);
    await query(test, 'CREATE TABLE public.woven (a INT, b INT) INTERLEAVED SORTKEY (a, b)');
    await query(test, 'CREATE TABLE public.unsaved (a INT) BACKUP NO');
    await takeSnapshot('woven');
    assert.match(
      (await restoreTable({ SnapshotIdentifier: 'woven', SourceSchemaName: 'public', SourceTableName: 'woven' })).status?.Message ?? '',
      /interleaved/,
    );
    assert.match(
      (await restoreTable({ SnapshotIdentifier: 'woven', SourceSchemaName: 'public', SourceTableName: 'unsaved' })).status?.Message ?? '',
      /not found/,
    );
    await refused(restoreTable({ SourceDatabaseName: 'other' }), 'InvalidTableRestoreArgumentFault');
    await refused(restoreTable({ SnapshotIdentifier: 'nope' }), 'ClusterSnapshotNotFoundFault');
    await refused(
      test.redshift.send(new DescribeTableRestoreStatusCommand({ TableRestoreRequestId: 'nope' })),
      'TableRestoreNotFoundFault',
    );
  });
  it('one at a time, and row-level security stays on', async () => {
    await query(test, 'CREATE TABLE public.secured AS SELECT 1 AS a');
    await query(test, 'ALTER TABLE public.secured ROW LEVEL SECURITY ON');
    await takeSnapshot('secured');
    const input = { SnapshotIdentifier: 'secured', SourceSchemaName: 'public', SourceTableName: 'secured', NewTableName: 'secured_again' };
    const [first, second] = await Promise.allSettled([restoreTable(input), restoreTable({ ...input, NewTableName: 'other' })]);
    assert.equal(first.status, 'fulfilled');
    assert.equal(second.status === 'rejected' && (second.reason as Error).name, 'InProgressTableRestoreQuotaExceededFault');
    await query(test, 'GRANT SELECT ON public.secured_again TO sora');
    assert.deepEqual((await query(test, 'SELECT * FROM public.secured_again', as('sora'))).rows, []);
  });
});

describe('a cluster is restored', () => {
  it('with the content of the snapshot, beside the first one', async () => {
    await query(test, 'CREATE TABLE public.only_in_snapshot AS SELECT 42 AS answer');
    await takeSnapshot('for-a-cluster');
    await query(test, 'DROP TABLE public.only_in_snapshot');
    const { Cluster } = await test.redshift.send(
      new RestoreFromClusterSnapshotCommand({ ClusterIdentifier: 'restored-cluster', SnapshotIdentifier: 'for-a-cluster' }),
    );
    assert.equal(Cluster?.ClusterStatus, 'creating');
    assert.equal(Cluster?.RestoreStatus?.Status, 'restoring');
    await refused(
      test.redshift.send(
        new RestoreFromClusterSnapshotCommand({ ClusterIdentifier: 'restored-cluster', SnapshotIdentifier: 'for-a-cluster' }),
      ),
      'ClusterAlreadyExistsFault',
    );
    await refused(
      test.redshift.send(new RestoreFromClusterSnapshotCommand({ ClusterIdentifier: 'another' })),
      'InvalidParameterCombination',
    );
    await waitUntilClusterAvailable(
      { client: test.redshift, maxWaitTime: 30, minDelay: 0.05 as never, maxDelay: 0.1 as never },
      { ClusterIdentifier: 'restored-cluster' },
    );
    assert.equal((await cluster('restored-cluster'))?.RestoreStatus?.Status, 'completed');
    assert.equal(await scalar(test, 'SELECT answer FROM public.only_in_snapshot', { ClusterIdentifier: 'restored-cluster' }), 42);
    await assert.rejects(query(test, 'SELECT answer FROM public.only_in_snapshot'), /does not exist/);
  });
  it('and deleted, with a last snapshot or without', async () => {
    const remove = (input = {}) => test.redshift.send(new DeleteClusterCommand({ ClusterIdentifier: 'restored-cluster', ...input }));
    await refused(remove(), 'InvalidParameterCombination', /FinalClusterSnapshotIdentifier is required/);
    await refused(remove({ SkipFinalClusterSnapshot: true, FinalClusterSnapshotIdentifier: 'x' }), 'InvalidParameterCombination');
    const { Cluster } = await remove({ FinalClusterSnapshotIdentifier: 'the-last' });
    assert.equal(Cluster?.ClusterStatus, 'final-snapshot');
    while (
      (await test.redshift.send(new DescribeClustersCommand({}))).Clusters?.some(each => each.ClusterIdentifier === 'restored-cluster')
    )
      await new Promise(resolve => setTimeout(resolve, 20));
    await refused(cluster('restored-cluster'), 'ClusterNotFoundFault');
    assert.equal((await snapshotOf('the-last'))?.ClusterIdentifier, 'restored-cluster');
  });
});

describe('pause and resume', () => {
  const until = async (status: string) => {
    while ((await cluster())?.ClusterStatus !== status) await new Promise(resolve => setTimeout(resolve, 20));
  };
  it('a paused cluster answers no query, and cannot be paused again', async () => {
    await refused(test.redshift.send(new ResumeClusterCommand({ ClusterIdentifier })), 'InvalidClusterStateFault', /available/);
    const { Cluster } = await test.redshift.send(new PauseClusterCommand({ ClusterIdentifier }));
    assert.equal(Cluster?.ClusterStatus, 'pausing');
    await refused(test.redshift.send(new PauseClusterCommand({ ClusterIdentifier })), 'InvalidClusterStateFault', /pausing|paused/);
    await until('paused');
    await refused(test.redshift.send(new PauseClusterCommand({ ClusterIdentifier })), 'InvalidClusterStateFault', /paused/);
    await refused(
      test.redshift.send(new CreateClusterSnapshotCommand({ ClusterIdentifier, SnapshotIdentifier: 'asleep' })),
      'InvalidClusterStateFault',
    );
    await refused(query(test, 'SELECT 1'), 'ValidationException', /the cluster is paused/);
    await test.redshift.send(new ResumeClusterCommand({ ClusterIdentifier }));
    await until('available');
    assert.equal(await scalar(test, 'SELECT COUNT(*) FROM raw_data.session_timestamp'), 101520);
  });
});

describe('credentials', () => {
  it('are given to users, with AWS’s prefixes', async () => {
    const answer = await test.redshift.send(new GetClusterCredentialsCommand({ ClusterIdentifier, DbUser: 'minji' }));
    assert.equal(answer.DbUser, 'IAM:minji');
    assert.ok((answer.Expiration?.getTime() ?? 0) > Date.now());
    assert.equal((await test.redshift.send(new GetClusterCredentialsWithIAMCommand({ ClusterIdentifier }))).DbUser, 'IAM:sandbox');
    await refused(
      test.redshift.send(new GetClusterCredentialsCommand({ ClusterIdentifier, DbUser: 'minji', DurationSeconds: 60 })),
      'InvalidParameterValue',
    );
  });
});

it('state and data survive a restart', async () => {
  await query(test, 'CREATE TABLE public.lasting AS SELECT 7 AS a');
  const { statement } = await query(test, 'SELECT a FROM public.lasting');
  await takeSnapshot('lasting');
  test = await test.restart();
  assert.equal(await scalar(test, 'SELECT a FROM public.lasting'), 7);
  assert.equal((await snapshotOf('lasting'))?.Status, 'available');
  const client: RedshiftDataClient = test.data;
  await assert.doesNotReject(
    client.send(new ExecuteStatementCommand({ ClusterIdentifier, Database: 'dev', DbUser: 'awsuser', Sql: 'SELECT 1' })),
  );
  const { GetStatementResultCommand } = await import('@aws-sdk/client-redshift-data');
  assert.deepEqual((await client.send(new GetStatementResultCommand({ Id: statement.Id }))).Records, [[{ longValue: 7 }]]);
});
