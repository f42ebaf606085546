// What is on the wire: AWS's XML and JSON, its errors, its refusals, and that nobody but a local client gets an answer.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DescribeStatementCommand, ExecuteStatementCommand } from '@aws-sdk/client-redshift-data';
import { startSandbox } from '../../sandbox/src/sandbox.ts';
import { manualClock } from '../../sandbox/src/state/clock.ts';
import { FolderLockedError } from '../../sandbox/src/state/folderLock.ts';
import { clusterIdentifier, startTestSandbox, type TestSandbox } from './support.ts';

let test: TestSandbox;
const clock = manualClock(Date.now());
before(async () => {
  test = await startTestSandbox({ clock });
});
after(() => test.close());

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

async function post(body: string, headers: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(test.sandbox.url, { method: 'POST', body, headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const redshift = (body: string) =>
  post(`Version=2012-12-01&${body}`, { authorization: authorization('redshift'), 'content-type': 'application/x-www-form-urlencoded' });
const json = (target: string, body: unknown) =>
  post(typeof body === 'string' ? body : JSON.stringify(body), {
    authorization: authorization('redshift-data'),
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.1',
  });

describe('the query protocol', () => {
  it('names the items of a list as AWS does', async () => {
    const { text, headers } = await redshift('Action=DescribeClusters');
    assert.match(
      text,
      /^<DescribeClustersResponse xmlns="http:\/\/redshift\.amazonaws\.com\/doc\/2012-12-01\/"><DescribeClustersResult><Clusters><Cluster><ClusterIdentifier>redshift-cluster-1</,
    );
    assert.match(text, /<ClusterCreateTime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z</);
    assert.match(text, /<ClusterNodes><member><NodeRole>LEADER</);
    assert.match(text, /<ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata><\/DescribeClustersResponse>$/);
    assert.match(headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
  });
  it('reads lists from the form', async () => {
    const { text } = await redshift('Action=DescribeClusters&TagKeys.TagKey.1=course&TagKeys.TagKey.2=other');
    assert.match(text, /<ClusterIdentifier>redshift-cluster-1</);
    assert.doesNotMatch((await redshift('Action=DescribeClusters&TagKeys.TagKey.1=other')).text, /<ClusterIdentifier>/);
  });
  it('answers errors as AWS does', async () => {
    const { status, text } = await redshift('Action=PauseCluster&ClusterIdentifier=no-such');
    assert.equal(status, 404);
    assert.match(
      text,
      /^<ErrorResponse xmlns="[^"]+"><Error><Type>Sender<\/Type><Code>ClusterNotFound<\/Code><Message>Cluster no-such not found\.<\/Message><\/Error><RequestId>/,
    );
    assert.match((await redshift('Action=PauseCluster')).text, /<Code>MissingParameter</);
    assert.match((await redshift('Action=DescribeClusters&MaxRecords=many')).text, /<Code>InvalidParameterValue</);
    assert.match((await redshift('Action=NoSuchAction')).text, /<Code>InvalidAction<\/Code><Message>Could not find operation NoSuchAction/);
    assert.match(
      (await redshift('Action=CreateCluster')).text,
      /<Code>InvalidAction<\/Code><Message>The sandbox does not offer CreateCluster/,
    );
  });
});

describe('the JSON protocol', () => {
  it('writes times as seconds', async () => {
    const { text } = await json('RedshiftData.ExecuteStatement', {
      ClusterIdentifier: clusterIdentifier,
      Database: 'dev',
      DbUser: 'awsuser',
      Sql: 'SELECT 1',
    });
    const { CreatedAt, Id } = JSON.parse(text);
    assert.equal(typeof CreatedAt, 'number');
    assert.ok(Math.abs(CreatedAt - clock.now() / 1000) < 1);
    assert.match(Id, /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}$/);
  });
  it('answers errors as AWS does', async () => {
    const missing = await json('RedshiftData.DescribeStatement', {});
    assert.deepEqual(
      [missing.status, JSON.parse(missing.text).__type, missing.headers.get('x-amzn-errortype')],
      [400, 'ValidationException', 'ValidationException'],
    );
    assert.match(JSON.parse(missing.text).Message, /Value null at 'id' failed to satisfy constraint: Member must not be null/);
    assert.equal(JSON.parse((await json('RedshiftData.DescribeStatement', { Id: 5 })).text).__type, 'SerializationException');
    assert.equal(JSON.parse((await json('RedshiftData.DescribeStatement', '{')).text).__type, 'SerializationException');
    assert.equal(JSON.parse((await json('RedshiftData.NoSuchThing', {})).text).__type, 'UnknownOperationException');
    assert.equal(
      JSON.parse((await json('RedshiftServerless.CreateWorkgroup', {})).text).message,
      'The sandbox does not offer CreateWorkgroup.',
    );
    const unknown = JSON.parse((await json('RedshiftData.DescribeStatement', { Id: '11111111-2222-3333-4444-555555555555' })).text);
    assert.deepEqual([unknown.__type, unknown.ResourceId], ['ResourceNotFoundException', '11111111-2222-3333-4444-555555555555']);
  });
});

describe('who is answered', () => {
  it('a request without signature is refused', async () => {
    const query = await post('Action=DescribeClusters&Version=2012-12-01', {});
    assert.equal(query.status, 403);
    assert.match(query.text, /<Code>MissingAuthenticationToken</);
    const data = await post('{}', { 'x-amz-target': 'RedshiftData.ListStatements' });
    assert.equal(JSON.parse(data.text).__type, 'MissingAuthenticationTokenException');
  });
  it('web pages are not, nor other host names', async () => {
    assert.equal(
      (
        await post('Action=DescribeClusters&Version=2012-12-01', {
          authorization: authorization('redshift'),
          origin: 'https://evil.example',
        })
      ).status,
      403,
    );
    const status = await new Promise(resolve => {
      httpRequest(test.sandbox.url, { method: 'POST', headers: { host: 'evil.example' } }, response =>
        resolve(response.resume().statusCode),
      ).end();
    });
    assert.equal(status, 403);
  });
});

describe('the clock', () => {
  it('is the one that is given: nothing moves until it does', async () => {
    const { Id } = await test.data.send(
      new ExecuteStatementCommand({ ClusterIdentifier: clusterIdentifier, Database: 'dev', DbUser: 'awsuser', Sql: 'SELECT 1' }),
    );
    const status = async () => (await test.data.send(new DescribeStatementCommand({ Id }))).Status;
    assert.equal(await status(), 'SUBMITTED');
    clock.advance(200);
    assert.equal(await status(), 'PICKED');
    clock.advance(100);
    for (let tries = 0; tries < 500 && (await status()) !== 'FINISHED'; tries++) await new Promise(resolve => setTimeout(resolve, 10));
    assert.equal(await status(), 'FINISHED');
  });
  it('a cluster takes five minutes to pause', async () => {
    const status = async () => /<ClusterStatus>([^<]+)</.exec((await redshift('Action=DescribeClusters')).text)?.[1];
    assert.match((await redshift(`Action=PauseCluster&ClusterIdentifier=${clusterIdentifier}`)).text, /<ClusterStatus>pausing</);
    clock.advance(299_000);
    assert.equal(await status(), 'pausing');
    clock.advance(1_000);
    assert.equal(await status(), 'paused');
    assert.match((await redshift(`Action=PauseCluster&ClusterIdentifier=${clusterIdentifier}`)).text, /<Code>InvalidClusterState</);
    await redshift(`Action=ResumeCluster&ClusterIdentifier=${clusterIdentifier}`);
    clock.advance(300_000);
    assert.equal(await status(), 'available');
  });
});

describe('the data folder', () => {
  it('belongs to one sandbox at a time', async () => {
    await assert.rejects(startSandbox({ dataFolder: test.sandbox.dataFolder }), FolderLockedError);
  });
  it('may be empty: no course, no tables', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'redshift-sandbox-test-'));
    const empty = await startTestSandbox({ dataFolder });
    const { Id } = await empty.data.send(
      new ExecuteStatementCommand({
        ClusterIdentifier: clusterIdentifier,
        Database: 'dev',
        DbUser: 'awsuser',
        Sql: 'SELECT * FROM svv_all_tables',
        WaitTimeSeconds: 30,
      }),
    );
    assert.equal((await empty.data.send(new DescribeStatementCommand({ Id }))).ResultRows, 0);
    await empty.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
});
