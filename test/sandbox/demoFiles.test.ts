// The files of the demo do what they say: every statement of them runs, in order, in the warehouse that the demo starts.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateClusterSnapshotCommand,
  DescribeTableRestoreStatusCommand,
  RestoreTableFromClusterSnapshotCommand,
  waitUntilSnapshotAvailable,
} from '@aws-sdk/client-redshift';
import { parseDocument, syntaxProblems } from '../../server/src/syntax/document.ts';
import { clusterIdentifier, query, scalar, startTestSandbox, type TestSandbox } from './support.ts';

const folder = join(import.meta.dirname, '../../demo');
const names = readdirSync(folder).filter(name => name.endsWith('.rsql'));

describe('the demo’s files', () => {
  let test: TestSandbox;
  before(async () => {
    test = await startTestSandbox();
  });
  after(() => test.close());

  it('are numbered without a gap, and named in the guide', () => {
    assert.deepEqual(
      names.map(name => Number.parseInt(name, 10)).sort((a, b) => a - b),
      names.map((_, index) => index + 1),
    );
    const guide = readFileSync(join(folder, 'README.md'), 'utf8');
    assert.deepEqual(
      names.filter(name => !guide.includes(`\`${name}\``)),
      [],
    );
  });

  for (const name of ['1-first-look.rsql', '2-permissions.rsql', '5-spectrum.rsql', '7-maintenance.rsql']) {
    it(`${name} runs`, async () => {
      for (const statement of statementsOf(name)) await query(test, statement);
    });
  }

  it('3-columns-and-rows.rsql shows one channel to whom the policy is attached', async () => {
    const { SessionId } = (await query(test, 'SELECT 1', { SessionKeepAliveSeconds: 60 })).statement;
    const seen: unknown[] = [];
    for (const statement of statementsOf('3-columns-and-rows.rsql')) {
      const { columns, rows } = await query(test, statement, { SessionId });
      if (columns[0] === 'channel') seen.push(...rows.map(([channel]) => channel));
    }
    assert.deepEqual(seen, ['Instagram']);
  });

  it('4-backup-and-restore.rsql loses a table and gets it back, rows and all', async () => {
    const before = await scalar(test, 'SELECT COUNT(1) FROM raw_data.session_timestamp');
    const statements = statementsOf('4-backup-and-restore.rsql');
    const drop = statements.findIndex(statement => /\bDROP TABLE\b/.test(statement));
    await snapshot(test, 'before-the-accident');
    for (const statement of statements.slice(0, drop + 1)) await query(test, statement);
    await restore(test, 'before-the-accident');
    const [count, ...rest] = statements.slice(drop + 1);
    assert.equal(await scalar(test, count!), before);
    for (const statement of rest) await query(test, statement);
    assert.equal(await scalar(test, rest.at(-1)!), before);
  });

  it('6-machine-learning.rsql trains a model and asks it', async () => {
    const statements = statementsOf('6-machine-learning.rsql');
    await query(test, statements[0]!);
    await untilReady(test);
    for (const statement of statements.slice(1)) await query(test, statement);
  });

  it('8-find-the-mistakes.rsql has mistakes, and no other file has', () => {
    for (const name of names) {
      const problems = syntaxProblems(parseDocument(readFileSync(join(folder, name), 'utf8')));
      assert.equal(problems.length > 0, name.startsWith('8-'), `${name}: ${problems.map(({ message }) => message).join('; ')}`);
    }
  });
});

function statementsOf(name: string): string[] {
  const { text, statements } = parseDocument(readFileSync(join(folder, name), 'utf8'));
  return statements
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter(statement => statement.replaceAll(/--.*/g, '').trim() !== '');
}

async function snapshot(test: TestSandbox, identifier: string): Promise<void> {
  await test.redshift.send(new CreateClusterSnapshotCommand({ ClusterIdentifier: clusterIdentifier, SnapshotIdentifier: identifier }));
  await waitUntilSnapshotAvailable(
    { client: test.redshift, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { SnapshotIdentifier: identifier },
  );
}

/** As the file tells to do in the tree. */
async function restore(test: TestSandbox, identifier: string): Promise<void> {
  const { TableRestoreStatus } = await test.redshift.send(
    new RestoreTableFromClusterSnapshotCommand({
      ClusterIdentifier: clusterIdentifier,
      SnapshotIdentifier: identifier,
      SourceDatabaseName: 'dev',
      SourceSchemaName: 'raw_data',
      SourceTableName: 'session_timestamp',
      TargetSchemaName: 'raw_data',
      NewTableName: 'session_timestamp_restored',
    }),
  );
  const request = { TableRestoreRequestId: TableRestoreStatus?.TableRestoreRequestId };
  await until(async () => {
    const { TableRestoreStatusDetails } = await test.redshift.send(new DescribeTableRestoreStatusCommand(request));
    const status = TableRestoreStatusDetails?.[0]?.Status;
    assert.ok(status !== 'FAILED' && status !== 'CANCELED', TableRestoreStatusDetails?.[0]?.Message);
    return status === 'SUCCEEDED';
  });
}

async function untilReady(test: TestSandbox): Promise<void> {
  await until(async () => (await query(test, 'SHOW MODEL analytics.customer_churn')).rows.some(row => row.includes('READY')));
}

/** The warehouse lives in quick time: what takes an hour is done in seconds. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isDone())) {
    assert.ok(Date.now() < deadline, 'not done within 30 s');
    await delay(100);
  }
}
