// Starts a sandbox for tests: a prepared data folder is made once and copied, so that a sandbox is there in a moment.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RedshiftClient } from '@aws-sdk/client-redshift';
import {
  type ColumnMetadata,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { RedshiftServerlessClient } from '@aws-sdk/client-redshift-serverless';
import { STSClient } from '@aws-sdk/client-sts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/src/sandbox.ts';
import { systemClock } from '../../sandbox/src/state/clock.ts';

const sources = fileURLToPath(new URL('../../sandbox/src', import.meta.url));

/** Changes with what the seed is made of, so that an old template is never used for a new seed. */
function templateVersion(): string {
  const hash = createHash('sha256');
  for (const folder of ['seed', 'sql/catalog', 'state']) {
    for (const name of readdirSync(join(sources, folder)).sort())
      if (statSync(join(sources, folder, name)).isFile()) hash.update(readFileSync(join(sources, folder, name)));
  }
  hash.update(readFileSync(join(sources, 'sql/engine.ts')));
  return hash.digest('hex').slice(0, 12);
}

/** The prepared folder; the first test process that needs it makes it, others wait. */
async function prepareTemplate(): Promise<string> {
  const folder = join(tmpdir(), `redshift-sandbox-template-${templateVersion()}`);
  for (;;) {
    if (existsSync(join(folder, 'state.json'))) return folder;
    const making = `${folder}.making`;
    try {
      mkdirSync(making);
    } catch {
      const since = statSync(making, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Date.now() - since > 120_000) rmSync(making, { recursive: true, force: true });
      await delay(200);
      continue;
    }
    const sandbox = await startSandbox({ dataFolder: making, seedCourse: true });
    await sandbox.close();
    renameSync(making, folder);
    return folder;
  }
}

/** A data folder that is ready: seeded, and never started. */
export const copyTemplate = async (folder: string): Promise<void> => cpSync(await prepareTemplate(), folder, { recursive: true });

export const clusterIdentifier = 'redshift-cluster-1';
export const workgroupName = 'default-workgroup';

export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly redshift: RedshiftClient;
  readonly data: RedshiftDataClient;
  readonly serverless: RedshiftServerlessClient;
  readonly sts: STSClient;
  /** Clients of another region. */
  inRegion(region: string): RedshiftClient;
  /** Closes and starts again on the same data folder. */
  restart(): Promise<TestSandbox>;
  close(): Promise<void>;
}

/** 1 minute of AWS's passes in 60 ms. */
const speed = 1000;

export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'redshift-sandbox-test-'));
  if (!options.dataFolder) await copyTemplate(dataFolder);
  const sandbox = await startSandbox({ clock: systemClock(speed), ...options, dataFolder });
  const configuration = {
    endpoint: sandbox.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  return {
    sandbox,
    redshift: new RedshiftClient(configuration),
    data: new RedshiftDataClient(configuration),
    serverless: new RedshiftServerlessClient(configuration),
    sts: new STSClient(configuration),
    inRegion: region => new RedshiftClient({ ...configuration, region }),
    restart: async () => {
      await sandbox.close();
      return startTestSandbox({ ...options, dataFolder });
    },
    close: async () => {
      await sandbox.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly columns: readonly string[];
  readonly metadata: readonly ColumnMetadata[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly statement: DescribeStatementCommandOutput;
}

export const fieldValue = (field: Field): string | number | boolean | null => {
  if (field.isNull) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
};

/** Runs a statement to its end; rows of all pages. A failed statement is thrown, with the database's words. */
export async function query(test: TestSandbox, sql: string, more: Partial<ExecuteStatementCommandInput> = {}): Promise<Answer> {
  const target = more.WorkgroupName || more.SessionId ? {} : { ClusterIdentifier: clusterIdentifier, DbUser: 'awsuser' };
  const database = more.SessionId ? {} : { Database: 'dev' };
  const { Id } = await test.data.send(new ExecuteStatementCommand({ ...target, ...database, Sql: sql, WaitTimeSeconds: 30, ...more }));
  const statement = await test.data.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
  if (statement.Status !== 'FINISHED') throw new Error(statement.Error ?? statement.Status);
  if (!statement.HasResultSet) return { columns: [], metadata: [], rows: [], statement };
  const rows: Answer['rows'][number][] = [];
  let metadata: readonly ColumnMetadata[] = [];
  for (let NextToken: string | undefined, first = true; first || NextToken; first = false) {
    const page = await test.data.send(new GetStatementResultCommand({ Id, NextToken }));
    rows.push(...(page.Records ?? []).map(record => record.map(fieldValue)));
    metadata = page.ColumnMetadata ?? [];
    NextToken = page.NextToken;
  }
  return { columns: metadata.map(column => column.name ?? ''), metadata, rows, statement };
}

/** The first column of the first row. */
export const scalar = async (test: TestSandbox, sql: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  (await query(test, sql, more)).rows[0]?.[0];

export const as = (user: string): Partial<ExecuteStatementCommandInput> => ({ DbUser: user });
