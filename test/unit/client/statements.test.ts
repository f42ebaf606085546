// Starting, waiting and giving up, with a Data API and a clock of the test's own.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RedshiftData } from '@aws-sdk/client-redshift-data';
import type { Clock } from '../../../client/src/aws/clock.ts';
import {
  finished,
  runStatement,
  StatementAbortedError,
  StatementFailedError,
  StatementTooLargeError,
  startStatement,
  waitForStatement,
} from '../../../client/src/aws/statements.ts';
import { poll } from '../../../client/src/aws/waiting.ts';

const target = { warehouse: { kind: 'cluster', clusterIdentifier: 'c' }, database: 'dev', dbUser: 'u' } as const;

/** A clock that only moves when somebody sleeps or the test says so. */
function testClock(): Clock & { time: number; slept: number[] } {
  const clock = {
    time: 0,
    slept: [] as number[],
    now: () => clock.time,
    sleep: async (milliseconds: number) => {
      clock.slept.push(milliseconds);
      clock.time += milliseconds;
    },
  };
  return clock;
}

type Answer = object | Error;

/** A Data API whose answers are given in order; the last one repeats. */
function dataApi(operations: Record<string, Answer[]>) {
  const requests: [string, Record<string, unknown>][] = [];
  const handler = (name: string) => async (input: Record<string, unknown>) => {
    requests.push([name, input]);
    const answers = operations[name] ?? [];
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const data = Object.fromEntries(['executeStatement', 'describeStatement', 'cancelStatement'].map(name => [name, handler(name)]));
  return { data: data as unknown as RedshiftData, requests };
}

describe('starting a statement', () => {
  it('sends the target, parameters and the time to keep the session', async () => {
    const { data, requests } = dataApi({ executeStatement: [{ Id: 'i', SessionId: 's' }] });
    const started = await startStatement(data, {
      target,
      sql: 'SELECT :x',
      parameters: { x: '1' },
      statementName: 'n',
      sessionKeepAliveSeconds: 60,
    });
    assert.deepEqual(started, { id: 'i', sessionId: 's' });
    assert.deepEqual(requests, [
      [
        'executeStatement',
        {
          Sql: 'SELECT :x',
          ClusterIdentifier: 'c',
          Database: 'dev',
          DbUser: 'u',
          Parameters: [{ name: 'x', value: '1' }],
          StatementName: 'n',
          SessionKeepAliveSeconds: 60,
        },
      ],
    ]);
  });

  it('names nothing beside a session', async () => {
    const { data, requests } = dataApi({ executeStatement: [{ Id: 'i' }] });
    await startStatement(data, { target, sql: 'SELECT 1', sessionId: 's' });
    assert.deepEqual(requests[0]![1], { Sql: 'SELECT 1', SessionId: 's' });
  });

  it('counts bytes, not characters, and sends nothing that is too large', async () => {
    const { data, requests } = dataApi({ executeStatement: [{ Id: 'i' }] });
    await startStatement(data, { target, sql: 'x'.repeat(102_400) });
    await assert.rejects(startStatement(data, { target, sql: '가'.repeat(40_000) }), StatementTooLargeError);
    assert.equal(requests.length, 1);
  });
});

describe('waiting for a statement', () => {
  it('polls long where the endpoint waits, without pauses of its own', async () => {
    const clock = testClock();
    const { data, requests } = dataApi({
      describeStatement: [
        { Status: 'STARTED' },
        { Status: 'STARTED' },
        { Status: 'FINISHED', HasResultSet: true, ResultRows: 3, Duration: 2_000_000 },
      ],
    });
    const waiting = {
      ...data,
      describeStatement: (input: never) => {
        clock.time += 20_000;
        return data.describeStatement(input);
      },
    } as unknown as RedshiftData;
    const state = await waitForStatement(waiting, 'i', { clock });
    assert.deepEqual([state.status, state.rows, state.durationMs, state.hasResultSet], ['FINISHED', 3, 2, true]);
    assert.deepEqual(clock.slept, []);
    assert.ok(requests.every(([, input]) => input.WaitTimeSeconds === 20));
  });

  it('backs off where the field is ignored', async () => {
    const clock = testClock();
    const { data } = dataApi({ describeStatement: [...Array.from({ length: 12 }, () => ({ Status: 'STARTED' })), { Status: 'FINISHED' }] });
    await waitForStatement(data, 'i', { clock });
    assert.equal(clock.slept[0], 150);
    assert.ok(clock.slept.every((pause, index) => index === 0 || pause >= clock.slept[index - 1]!));
    assert.equal(clock.slept.at(-1), 2_000);
  });

  it('falls back where long polling is refused', async () => {
    const refusal = Object.assign(new Error('too many'), { name: 'ActiveWaitingRequestsExceededException' });
    const { data, requests } = dataApi({ describeStatement: [refusal, { Status: 'FINISHED' }] });
    await waitForStatement(data, 'i', { clock: testClock() });
    assert.deepEqual(
      requests.map(([, input]) => input.WaitTimeSeconds),
      [20, undefined],
    );
  });

  it('ends for ABORTED and FAILED as well, and says which', async () => {
    const aborted = await waitForStatement(dataApi({ describeStatement: [{ Status: 'ABORTED' }] }).data, 'i', { clock: testClock() });
    assert.throws(() => finished(aborted), StatementAbortedError);
    const { data } = dataApi({ executeStatement: [{ Id: 'i' }], describeStatement: [{ Status: 'FAILED', Error: 'ERROR: no' }] });
    await assert.rejects(runStatement(data, { target, sql: 'x' }, { clock: testClock() }), (error: StatementFailedError) => {
      assert.equal(error.message, 'ERROR: no');
      return error instanceof StatementFailedError;
    });
  });

  it('tells each status once', async () => {
    const seen: string[] = [];
    const { data } = dataApi({
      describeStatement: [{ Status: 'SUBMITTED' }, { Status: 'STARTED' }, { Status: 'STARTED' }, { Status: 'FINISHED' }],
    });
    await waitForStatement(data, 'i', { clock: testClock(), onStatus: state => seen.push(state.status) });
    assert.deepEqual(seen, ['SUBMITTED', 'STARTED', 'FINISHED']);
  });
});

describe('polling something slow', () => {
  it('waits out what passes, and throws what does not', async () => {
    const clock = testClock();
    const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    const answers: (number | Error)[] = [1, throttled, throttled, 2, 3];
    const load = async () => {
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    assert.equal(await poll({ load, isOver: value => value === 3, clock }), 3);
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    await assert.rejects(
      poll({
        load: async () => {
          throw denied;
        },
        isOver: () => true,
        clock,
      }),
      /no/,
    );
  });

  it('stops when nobody waits any more', async () => {
    const abort = new AbortController();
    abort.abort();
    assert.equal(await poll({ load: async () => 'running', isOver: () => false, clock: testClock(), signal: abort.signal }), 'running');
  });
});
