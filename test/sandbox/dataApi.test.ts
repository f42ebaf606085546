// The Data API as the SDK's client sees it: statements, batches, sessions, results, the catalog, and what is refused.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  BatchExecuteStatementCommand,
  type BatchExecuteStatementCommandInput,
  CancelStatementCommand,
  DescribeStatementCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  GetStatementResultCommand,
  GetStatementResultV2Command,
  ListDatabasesCommand,
  ListSchemasCommand,
  ListSessionsCommand,
  ListStatementsCommand,
  ListTablesCommand,
} from '@aws-sdk/client-redshift-data';
import { as, clusterIdentifier, query, scalar, startTestSandbox, type TestSandbox, workgroupName } from './support.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox({ resultLimitBytes: 20 * 1024 * 1024 });
});
after(() => test.close());

const cluster = { ClusterIdentifier: clusterIdentifier, Database: 'dev', DbUser: 'awsuser' };
const execute = (input: Partial<ExecuteStatementCommandInput>) =>
  test.data.send(new ExecuteStatementCommand({ ...cluster, Sql: 'SELECT 1', ...input }));
const batch = async (input: Partial<BatchExecuteStatementCommandInput> & { Sqls: string[] }) => {
  const { Id } = await test.data.send(new BatchExecuteStatementCommand({ ...cluster, WaitTimeSeconds: 30, ...input }));
  return test.data.send(new DescribeStatementCommand({ Id }));
};
const refused = (promise: Promise<unknown>, name: string, message: RegExp) =>
  assert.rejects(promise, (error: Error) => {
    assert.equal(error.name, name);
    assert.match(error.message, message);
    return true;
  });

describe('ExecuteStatement', () => {
  it('answers at once, and the statement goes its way', async () => {
    const answer = await execute({ StatementName: 'first' });
    assert.match(answer.Id ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(answer.Status, undefined);
    assert.equal(answer.DbUser, 'awsuser');
    assert.ok(answer.CreatedAt instanceof Date);
    const first = await test.data.send(new DescribeStatementCommand({ Id: answer.Id }));
    assert.ok(['SUBMITTED', 'PICKED', 'STARTED'].includes(first.Status ?? ''), first.Status);
    const last = await test.data.send(new DescribeStatementCommand({ Id: answer.Id, WaitTimeSeconds: 30 }));
    assert.equal(last.Status, 'FINISHED');
    assert.equal(last.ResultRows, 1);
    assert.ok((last.Duration ?? 0) > 0 && Number.isInteger(last.Duration));
    assert.ok((last.RedshiftPid ?? 0) > 0 && (last.RedshiftQueryId ?? 0) > 0);
  });
  it('WaitTimeSeconds waits for the end', async () => {
    const answer = await execute({ WaitTimeSeconds: 30 });
    assert.equal(answer.Status, 'FINISHED');
    assert.equal(answer.HasResultSet, true);
  });
  it('the same client token is the same statement', async () => {
    const [one, two] = [await execute({ ClientToken: 'token-1' }), await execute({ ClientToken: 'token-1' })];
    assert.equal(one.Id, two.Id);
  });
  it('parameters are values, never text', async () => {
    const sql =
      "SELECT :name AS a, ':name' AS b, 1::int AS c /* :other */ -- :more\n, channel FROM raw_data.user_session_channel WHERE userid = :user LIMIT 1";
    const user = await scalar(test, 'SELECT userid FROM raw_data.user_session_channel LIMIT 1');
    const parameters = [
      { name: 'user', value: String(user) },
      { name: 'name', value: "x'; DROP TABLE y; --" },
    ];
    const { rows } = await query(test, sql, { Parameters: parameters });
    assert.deepEqual(rows[0]?.slice(0, 3), ["x'; DROP TABLE y; --", ':name', 1]);
  });
  it('a statement that fails is FAILED, with the error and no result', async () => {
    const { Id } = await execute({ Sql: 'SELECT * FROM no_such_table', WaitTimeSeconds: 30 });
    const statement = await test.data.send(new DescribeStatementCommand({ Id }));
    assert.equal(statement.Status, 'FAILED');
    assert.match(statement.Error ?? '', /^ERROR: relation "no_such_table" does not exist\n {2}Position: 15$/);
    await refused(test.data.send(new GetStatementResultCommand({ Id })), 'ResourceNotFoundException', /does not have result/);
  });
  it('a database that does not exist fails the statement', async () => {
    const { Id } = await execute({ Database: 'nope', WaitTimeSeconds: 30 });
    assert.equal((await test.data.send(new DescribeStatementCommand({ Id }))).Error, 'FATAL: database "nope" does not exist');
  });
  it('runs on the serverless workgroup as the IAM identity', async () => {
    assert.equal(await scalar(test, 'SELECT current_user', { WorkgroupName: workgroupName }), 'IAM:sandbox');
    assert.equal(await scalar(test, 'SELECT COUNT(*) FROM raw_data.user_session_channel', { WorkgroupName: workgroupName }), 101520);
  });
  it('cluster and workgroup have separate data', async () => {
    await query(test, 'CREATE TABLE public.only_here (a INT)');
    await assert.rejects(
      query(test, 'SELECT * FROM public.only_here', { WorkgroupName: workgroupName }),
      /relation "public.only_here" does not exist/,
    );
  });

  const refusals: readonly (readonly [what: string, input: Partial<ExecuteStatementCommandInput>, message: RegExp])[] = [
    ['an empty statement', { Sql: ' ' }, /cannot be empty/],
    ['a statement over 100 KB', { Sql: `SELECT '${'x'.repeat(100 * 1024)}'` }, /larger than 100kB/],
    ['cluster and workgroup together', { WorkgroupName: workgroupName }, /cannot be specified together/],
    ['neither cluster nor workgroup', { ClusterIdentifier: undefined }, /must be specified/],
    ['an unknown cluster', { ClusterIdentifier: 'no-such-cluster' }, /doesn't exist in this region/],
    [
      'a cluster identifier in capitals',
      { ClusterIdentifier: 'Cluster' },
      /failed to satisfy constraint: Member must satisfy regular expression pattern/,
    ],
    ['no database', { Database: undefined }, /Database must be specified/],
    [
      'DbUser with a workgroup',
      { ClusterIdentifier: undefined, WorkgroupName: workgroupName },
      /DbUser cannot be specified with WorkgroupName/,
    ],
    ['SecretArn and DbUser', { SecretArn: 'arn:aws:secretsmanager:x' }, /SecretArn and DbUser/],
    [
      'a wait of a minute',
      { WaitTimeSeconds: 60 },
      /Value '60' at 'waitTimeSeconds' failed to satisfy constraint: Member must have value less than or equal to 30/,
    ],
    ['an unknown result format', { ResultFormat: 'XML' as never }, /enum value set: \[JSON, CSV\]/],
    ['a parameter that is not used', { Parameters: [{ name: 'x', value: '1' }] }, /Unused parameters: \[x\]/],
    ['a parameter that is missing', { Sql: 'SELECT :x, :y', Parameters: [{ name: 'x', value: '1' }] }, /Missing parameters: \[y\]/],
    [
      'an empty parameter',
      { Sql: 'SELECT :x', Parameters: [{ name: 'x', value: '' }] },
      /Member must have length greater than or equal to 1/,
    ],
    ['a session that never was', { SessionId: '11111111-2222-3333-4444-555555555555' }, /Session does not exist/],
  ];
  for (const [what, input, message] of refusals) {
    it(`refuses ${what}`, () =>
      refused(execute(input), what.startsWith('a session') ? 'ResourceNotFoundException' : 'ValidationException', message));
  }
  it('takes a statement of almost 100 KB', async () => {
    assert.equal(await scalar(test, `SELECT LEN('${'x'.repeat(100 * 1024 - 20)}')`), 100 * 1024 - 20);
  });
});

describe('BatchExecuteStatement', () => {
  it('runs in order in one transaction, with ids for its parts', async () => {
    const statement = await batch({
      Sqls: ['CREATE TABLE public.batch1 (a INT)', 'INSERT INTO public.batch1 VALUES (1), (2)', 'SELECT * FROM public.batch1'],
    });
    assert.equal(statement.Status, 'FINISHED');
    assert.equal(statement.HasResultSet, true);
    assert.equal(statement.ExecutionMode, 'TRANSACTION');
    assert.deepEqual(
      statement.SubStatements?.map(part => [part.Id?.split(':')[1], part.Status, part.HasResultSet, part.ResultRows]),
      [
        ['1', 'FINISHED', false, -1],
        ['2', 'FINISHED', false, 2],
        ['3', 'FINISHED', true, 2],
      ],
    );
    const { Records } = await test.data.send(new GetStatementResultCommand({ Id: `${statement.Id}:3` }));
    assert.equal(Records?.length, 2);
    await refused(
      test.data.send(new GetStatementResultCommand({ Id: `${statement.Id}:9` })),
      'ResourceNotFoundException',
      /does not exist/,
    );
  });
  it('is rolled back as a whole when one fails', async () => {
    const statement = await batch({ Sqls: ['CREATE TABLE public.batch2 (a INT)', 'INSERT INTO public.batch2 VALUES (1/0)', 'SELECT 1'] });
    assert.equal(statement.Status, 'FAILED');
    assert.match(statement.Error ?? '', /^Query #2 failed with ERROR: Divide by zero/);
    assert.deepEqual(
      statement.SubStatements?.map(part => part.Status),
      ['FINISHED', 'FAILED', 'ABORTED'],
    );
    assert.equal(await scalar(test, "SELECT COUNT(*) FROM svv_all_tables WHERE table_name = 'batch2'"), 0);
  });
  it('AUTO_COMMIT keeps what succeeded and goes on', async () => {
    const statement = await batch({
      Sqls: ['CREATE TABLE public.batch3 (a INT)', 'SELECT 1/0', 'INSERT INTO public.batch3 VALUES (7)'],
      ExecutionMode: 'AUTO_COMMIT',
    });
    assert.deepEqual(
      statement.SubStatements?.map(part => part.Status),
      ['FINISHED', 'FAILED', 'FINISHED'],
    );
    assert.equal(statement.Status, 'FAILED');
    assert.equal(await scalar(test, 'SELECT a FROM public.batch3'), 7);
  });
  it('shares parameters and temporary tables between its parts', async () => {
    const statement = await batch({
      Sqls: ['CREATE TABLE #t AS SELECT :x::int AS a', 'SELECT a+:y::int FROM #t'],
      Parameters: [
        { name: 'y', value: '2' },
        { name: 'x', value: '40' },
      ],
    });
    assert.equal(statement.Status, 'FINISHED', statement.Error);
    const { Records } = await test.data.send(new GetStatementResultCommand({ Id: `${statement.Id}:2` }));
    assert.deepEqual(Records, [[{ longValue: 42 }]]);
  });
  it('refuses 41 statements', () =>
    refused(
      batch({ Sqls: Array.from({ length: 41 }, () => 'SELECT 1') }),
      'ValidationException',
      /Member must have length less than or equal to 40/,
    ));
});

describe('results', () => {
  it('come in pages, with the total', async () => {
    const { Id } = await execute({
      Sql: 'SELECT userid, sessionid, channel FROM raw_data.user_session_channel LIMIT 2500',
      WaitTimeSeconds: 30,
    });
    const first = await test.data.send(new GetStatementResultCommand({ Id }));
    assert.equal(first.TotalNumRows, 2500);
    assert.equal(first.Records?.length, 1000);
    const second = await test.data.send(new GetStatementResultCommand({ Id, NextToken: first.NextToken }));
    const third = await test.data.send(new GetStatementResultCommand({ Id, NextToken: second.NextToken }));
    assert.equal(third.Records?.length, 500);
    assert.equal(third.NextToken, undefined);
    await refused(test.data.send(new GetStatementResultCommand({ Id, NextToken: 'nonsense' })), 'ValidationException', /Invalid NextToken/);
  });
  it('all rows of a large table arrive', async () => {
    const { rows } = await query(test, 'SELECT sessionid FROM raw_data.session_timestamp');
    assert.equal(new Set(rows.map(([id]) => id)).size, 101520);
  });
  it('as CSV through GetStatementResultV2 only', async () => {
    const { Id } = await execute({
      Sql: "SELECT 1 AS n, 'a \"quoted\", text' AS t, NULL AS nothing, '' AS empty, true AS yes",
      ResultFormat: 'CSV',
      WaitTimeSeconds: 30,
    });
    const result = await test.data.send(new GetStatementResultV2Command({ Id }));
    assert.deepEqual(result.Records, [{ CSVRecords: 'n,t,nothing,empty,yes\r\n1,"a ""quoted"", text",,"",true\r\n' }]);
    assert.equal(result.ResultFormat, 'CSV');
    await refused(test.data.send(new GetStatementResultCommand({ Id })), 'ValidationException', /CSV format/);
    const json = await execute({ WaitTimeSeconds: 30 });
    await refused(test.data.send(new GetStatementResultV2Command({ Id: json.Id })), 'ValidationException', /JSON format/);
  });
  it('an empty result is a result', async () => {
    const { rows, columns, statement } = await query(test, 'SELECT 1 AS a WHERE false');
    assert.deepEqual([rows, columns, statement.HasResultSet, statement.ResultRows], [[], ['a'], true, 0]);
  });
  it('integers beyond 2^53 are on the wire in full', async () => {
    const { Id } = await execute({ Sql: 'SELECT 9223372036854775807::bigint AS big', WaitTimeSeconds: 30 });
    const response = await fetch(test.sandbox.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'RedshiftData.GetStatementResult',
        authorization: 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/redshift-data/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify({ Id }),
    });
    assert.match(await response.text(), /"longValue":9223372036854775807\b/);
  });
  it('a result over the limit fails its statement', async () => {
    const { Id } = await execute({ Sql: "SELECT REPEAT('x', 1000) FROM raw_data.user_session_channel LIMIT 30000", WaitTimeSeconds: 30 });
    assert.match((await test.data.send(new DescribeStatementCommand({ Id }))).Error ?? '', /Result size exceeds the limit of 20 MB/);
  });
});

describe('CancelStatement', () => {
  it('ends a running query; the warehouse goes on', async () => {
    const { Id } = await execute({
      Sql: 'SELECT COUNT(*) FROM raw_data.user_session_channel a CROSS JOIN raw_data.user_session_channel b',
    });
    await waitForStatus(Id, 'STARTED');
    const waiting = test.data.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
    assert.equal((await test.data.send(new CancelStatementCommand({ Id }))).Status, true);
    assert.equal((await waiting).Status, 'ABORTED');
    assert.equal((await scalar(test, 'SELECT COUNT(*) FROM raw_data.user_property')) !== undefined, true);
    await refused(test.data.send(new CancelStatementCommand({ Id })), 'ValidationException', /already in ABORTED state/);
  });
  it('rolls back the transaction of a cancelled batch', async () => {
    const { Id } = await test.data.send(
      new BatchExecuteStatementCommand({
        ...cluster,
        Sqls: [
          'CREATE TABLE public.cancelled (a INT)',
          'SELECT COUNT(*) FROM raw_data.user_session_channel a CROSS JOIN raw_data.user_session_channel b',
        ],
      }),
    );
    for (;;) {
      const { SubStatements } = await test.data.send(new DescribeStatementCommand({ Id }));
      if (SubStatements?.[1]?.Status === 'STARTED') break;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await test.data.send(new CancelStatementCommand({ Id }));
    assert.equal((await test.data.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }))).Status, 'ABORTED');
    assert.equal(await scalar(test, "SELECT COUNT(*) FROM svv_all_tables WHERE table_name = 'cancelled'"), 0);
  });
});

async function waitForStatus(id: string | undefined, status: string): Promise<void> {
  for (;;) {
    const statement = await test.data.send(new DescribeStatementCommand({ Id: id }));
    if (statement.Status === status) return;
    assert.ok(!['FINISHED', 'FAILED', 'ABORTED'].includes(statement.Status ?? ''), statement.Status);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe('sessions', () => {
  it('keep temporary tables and transactions to themselves', async () => {
    const one = (await query(test, 'CREATE TEMP TABLE mine AS SELECT 1 AS a', { SessionKeepAliveSeconds: 300 })).statement.SessionId;
    const two = (await query(test, 'CREATE TEMP TABLE mine AS SELECT 2 AS a', { SessionKeepAliveSeconds: 300 })).statement.SessionId;
    assert.equal(await scalar(test, 'SELECT a FROM mine', { SessionId: one }), 1);
    assert.equal(await scalar(test, 'SELECT a FROM mine', { SessionId: two }), 2);
    await assert.rejects(query(test, 'SELECT a FROM mine'), /relation "mine" does not exist/);
    await query(test, 'CREATE TABLE after_temp (a INT)', { SessionId: one });
    assert.equal(await scalar(test, "SELECT schema_name FROM svv_all_tables WHERE table_name = 'after_temp'"), 'public');
    await query(test, 'BEGIN', { SessionId: one });
    await query(test, 'CREATE TABLE public.in_transaction (a INT)', { SessionId: one });
    await query(test, 'ROLLBACK', { SessionId: one });
    assert.equal(await scalar(test, "SELECT COUNT(*) FROM svv_all_tables WHERE table_name = 'in_transaction'"), 0);
  });
  it('an error in a transaction aborts it until ROLLBACK', async () => {
    const SessionId = (await query(test, 'BEGIN', { SessionKeepAliveSeconds: 300 })).statement.SessionId;
    await assert.rejects(query(test, 'SELECT 1/0', { SessionId }), /Divide by zero/);
    await assert.rejects(
      query(test, 'SELECT 1', { SessionId }),
      /current transaction is aborted, commands ignored until end of transaction block/,
    );
    await query(test, 'ROLLBACK', { SessionId });
    assert.equal(await scalar(test, 'SELECT 1', { SessionId }), 1);
  });
  it('are listed, and refused what contradicts them', async () => {
    const { SessionId } = (await query(test, 'SELECT 1', { SessionKeepAliveSeconds: 300 })).statement;
    const { Sessions } = await test.data.send(new ListSessionsCommand({ SessionId }));
    const [session] = Sessions ?? [];
    assert.equal(session?.Status, 'AVAILABLE');
    assert.equal(session?.SessionAliveSeconds, 300);
    assert.ok((session?.SessionTtl?.getTime() ?? 0) > Date.now());
    await refused(execute({ SessionId, Database: 'other' }), 'ValidationException', /does not match/);
    await refused(
      test.data.send(new ListSessionsCommand({ SessionId, Status: 'AVAILABLE' })),
      'ValidationException',
      /cannot be specified/,
    );
  });
  it('are busy with one statement at a time', async () => {
    const { Id, SessionId } = await execute({
      Sql: 'SELECT COUNT(*) FROM raw_data.user_session_channel a CROSS JOIN raw_data.user_session_channel b',
      SessionKeepAliveSeconds: 300,
    });
    await waitForStatus(Id, 'STARTED');
    const { Sessions } = await test.data.send(new ListSessionsCommand({ Status: 'BUSY' }));
    assert.deepEqual(
      Sessions?.map(session => [session.SessionId, session.CurrentStatementId]),
      [[SessionId, Id]],
    );
    await refused(test.data.send(new ExecuteStatementCommand({ SessionId, Sql: 'SELECT 1' })), 'ValidationException', /is busy/);
    await test.data.send(new CancelStatementCommand({ Id }));
    await test.data.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
    assert.equal(await scalar(test, 'SELECT 1', { SessionId }), 1);
  });
  it('close when their time is up', async () => {
    const { SessionId } = (await query(test, 'CREATE TEMP TABLE short AS SELECT 1', { SessionKeepAliveSeconds: 1 })).statement;
    await new Promise(resolve => setTimeout(resolve, 1300));
    assert.equal((await test.data.send(new ListSessionsCommand({ SessionId }))).Sessions?.[0]?.Status, 'CLOSED');
    await refused(test.data.send(new ExecuteStatementCommand({ SessionId, Sql: 'SELECT 1' })), 'ValidationException', /closed/);
  });
});

describe('ListStatements', () => {
  it('filters by status and by the beginning of the name, newest first, in pages', async () => {
    for (const name of ['report-1', 'report-2', 'other']) await execute({ StatementName: name, WaitTimeSeconds: 30 });
    await execute({ StatementName: 'report-3', Sql: 'SELECT 1/0', WaitTimeSeconds: 30 });
    const finished = await test.data.send(new ListStatementsCommand({ StatementName: 'report' }));
    assert.deepEqual(
      finished.Statements?.map(statement => statement.StatementName),
      ['report-2', 'report-1'],
    );
    const all = await test.data.send(new ListStatementsCommand({ StatementName: 'report', Status: 'ALL', MaxResults: 2 }));
    assert.deepEqual(
      all.Statements?.map(statement => statement.Status),
      ['FAILED', 'FINISHED'],
    );
    const rest = await test.data.send(
      new ListStatementsCommand({ StatementName: 'report', Status: 'ALL', MaxResults: 2, NextToken: all.NextToken }),
    );
    assert.deepEqual(
      rest.Statements?.map(statement => statement.StatementName),
      ['report-1'],
    );
    await refused(test.data.send(new ListStatementsCommand({ MaxResults: 101 })), 'ValidationException', /less than or equal to 100/);
  });
});

describe('the catalog', () => {
  const target = { ClusterIdentifier: clusterIdentifier, Database: 'dev' };
  it('lists databases, schemas and tables, by pattern and in pages', async () => {
    assert.deepEqual((await test.data.send(new ListDatabasesCommand(cluster))).Databases, ['dev']);
    assert.deepEqual((await test.data.send(new ListSchemasCommand({ ...cluster, SchemaPattern: 'a%' }))).Schemas, ['adhoc', 'analytics']);
    const tables = await test.data.send(new ListTablesCommand({ ...cluster, SchemaPattern: 'raw%', MaxResults: 2 }));
    assert.deepEqual(tables.Tables, [
      { name: 'orange_telecom_customers', schema: 'raw_data', type: 'TABLE' },
      { name: 'session_timestamp', schema: 'raw_data', type: 'TABLE' },
    ]);
    const rest = await test.data.send(
      new ListTablesCommand({ ...cluster, SchemaPattern: 'raw%', MaxResults: 2, NextToken: tables.NextToken }),
    );
    assert.deepEqual(
      rest.Tables?.map(table => table.name),
      ['user_property', 'user_session_channel'],
    );
  });
  it('shows a user what he may see', async () => {
    const { Tables } = await test.data.send(new ListTablesCommand({ ...target, DbUser: 'minji', SchemaPattern: 'pii' }));
    assert.deepEqual(Tables, []);
  });
  it('describes a table', async () => {
    const { ColumnList, TableName } = await test.data.send(
      new DescribeTableCommand({ ...cluster, Schema: 'raw_data', Table: 'user_property' }),
    );
    assert.equal(TableName, 'user_property');
    assert.deepEqual(
      ColumnList?.map(column => [column.name, column.typeName, column.nullable]),
      [
        ['userid', 'int4', 1],
        ['gender', 'varchar', 1],
        ['age', 'int4', 1],
      ],
    );
  });
  it('fails as a connection fails', async () => {
    await refused(
      test.data.send(new ListSchemasCommand({ ...target, DbUser: 'ghost' })),
      'DatabaseConnectionException',
      /password authentication failed/,
    );
    await refused(
      test.data.send(new ListSchemasCommand({ ...cluster, Database: 'nope' })),
      'DatabaseConnectionException',
      /does not exist/,
    );
  });
});

describe('long polling', () => {
  it('returns the state at the end of the wait', async () => {
    const { Id } = await execute({
      Sql: 'SELECT COUNT(*) FROM raw_data.user_session_channel a CROSS JOIN raw_data.user_session_channel b',
    });
    const began = performance.now();
    const statement = await test.data.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 1 }));
    assert.equal(statement.Status, 'STARTED');
    assert.ok(performance.now() - began >= 950);
    await test.data.send(new CancelStatementCommand({ Id }));
    await test.data.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
  });
});

it('users of the course may log in', async () => {
  for (const user of ['minji', 'sora', 'yuna']) assert.equal(await scalar(test, 'SELECT current_user', as(user)), user);
});
