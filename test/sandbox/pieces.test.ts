// Parts of the sandbox that need no server: parameters, places of errors, contents of snapshots, the clock, the baseline model.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseCredentialScope } from '../../sandbox/src/http/credentialScope.ts';
import { makeCourseData, sessionCount } from '../../sandbox/src/seed/courseData.ts';
import { fitModel } from '../../sandbox/src/sql/baselineModel.ts';
import { findPosition } from '../../sandbox/src/sql/errors.ts';
import { findParameterNames, substituteParameters } from '../../sandbox/src/sql/parameters.ts';
import { listObjects } from '../../sandbox/src/sql/s3Folder.ts';
import { manualClock, statusAt } from '../../sandbox/src/state/clock.ts';
import { openContentStore } from '../../sandbox/src/state/contentStore.ts';
import { lockFolder } from '../../sandbox/src/state/folderLock.ts';

const inFolder = (work: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'redshift-sandbox-test-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('named parameters', () => {
  const cases: readonly (readonly [sql: string, names: readonly string[]])[] = [
    ['SELECT :a, :b', ['a', 'b']],
    ['SELECT a::int, :a+1', ['a']],
    ["SELECT ':no', 'it''s :no', \":no\" -- :no\n, /* :no /* :no */ :no */ :yes", ['yes']],
    ['SELECT $$ :no $$, $tag$ :no $tag$, :yes', ['yes']],
    ["SELECT 'unclosed :no", ['no']],
    [':1', ['1']],
  ];
  for (const [sql, names] of cases) it(sql, () => assert.deepEqual(findParameterNames(sql), names));

  it('are numbered in the order they were given, those of other statements left out', () => {
    const { text, parameters, toOriginal } = substituteParameters('SELECT :long_name, x, :b, :long_name FORM', [
      { name: 'b', value: '1' },
      { name: 'other', value: '2' },
      { name: 'long_name', value: '3' },
    ]);
    assert.equal(text, 'SELECT $2, x, $1, $2 FORM');
    assert.deepEqual(
      parameters.map(({ name }) => name),
      ['b', 'long_name'],
    );
    assert.equal(toOriginal(text.indexOf('FORM') + 1), 'SELECT :long_name, x, :b, :long_name FORM'.indexOf('FORM') + 1);
  });
});

describe('the place of an error', () => {
  it('is the same word in the statement as it was sent', () => {
    assert.equal(findPosition('SELECT TOP 5 nope FROM t', 'SELECT  "nope" FROM "t" LIMIT 5', 9), 14);
    assert.equal(findPosition('SELECT a, a FROM t', 'SELECT "a", "a" FROM "t"', 13), 11);
    assert.equal(findPosition('SELECT 1', 'SELECT coalesce(x)', 17), undefined);
  });
});

describe('contents of snapshots', () => {
  it('come back as they were; files that are the same are kept once; what nobody needs goes', () =>
    inFolder(folder => {
      const data = join(folder, 'data');
      mkdirSync(join(data, 'empty'), { recursive: true });
      writeFileSync(join(data, 'same'), 'the same');
      writeFileSync(join(data, 'changing'), 'first');
      const store = openContentStore(join(folder, 'store'));
      const first = store.capture(data).id;
      const blobs = () =>
        readdirSync(join(folder, 'store', 'blobs'), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length;
      assert.equal(blobs(), 2);
      writeFileSync(join(data, 'changing'), 'second');
      const second = store.capture(data).id;
      assert.equal(blobs(), 3);
      store.materialise(first, data);
      assert.deepEqual([readFileSync(join(data, 'changing'), 'utf8'), readdirSync(data).sort()], ['first', ['changing', 'empty', 'same']]);
      store.deleteUnused(new Set([second]));
      assert.equal(blobs(), 2);
      store.materialise(second, data);
      assert.equal(readFileSync(join(data, 'changing'), 'utf8'), 'second');
    }));
});

describe('the clock', () => {
  it('runs what falls due, in order, and tells a status by time', () => {
    const clock = manualClock(0);
    const ran: string[] = [];
    clock.after(20, () => ran.push('late'));
    clock.after(10, () => {
      ran.push('early');
      clock.after(5, () => ran.push(`between at ${clock.now()}`));
    });
    const callOff = clock.after(12, () => ran.push('never'));
    callOff();
    clock.advance(30);
    assert.deepEqual(ran, ['early', 'between at 15', 'late']);
    const timeline = [
      { status: 'creating', from: 0 },
      { status: 'available', from: 100 },
    ];
    assert.deepEqual([statusAt(timeline, 99), statusAt(timeline, 100)], ['creating', 'available']);
  });
});

it('the data folder’s lock holds while its process lives, and not longer', () =>
  inFolder(folder => {
    const unlock = lockFolder(folder);
    assert.throws(() => lockFolder(folder), /in use by process/);
    unlock();
    writeFileSync(join(folder, 'lock'), '999999999');
    lockFolder(folder)();
  }));

it('S3 is a folder and nothing outside it', () =>
  inFolder(folder => {
    mkdirSync(join(folder, 'my-bucket', 'in'), { recursive: true });
    for (const name of ['in/a.csv', 'in/b.csv', 'in/_hidden', 'index']) writeFileSync(join(folder, 'my-bucket', name), '');
    assert.deepEqual(
      listObjects(folder, 's3://my-bucket/in/').map(object => object.url),
      ['s3://my-bucket/in/a.csv', 's3://my-bucket/in/b.csv'],
    );
    assert.deepEqual(listObjects(folder, 's3://my-bucket/in').length, 3);
    assert.deepEqual(listObjects(folder, 's3://other-bucket/'), []);
    assert.throws(() => listObjects(folder, 's3://my-bucket/../../etc/'), /invalid format/);
    assert.throws(() => listObjects(folder, 'file:///etc/passwd'), /invalid format/);
  }));

it('the credential scope names who, where and what', () => {
  assert.deepEqual(
    parseCredentialScope('AWS4-HMAC-SHA256 Credential=AKID/20260101/ap-northeast-2/redshift/aws4_request, SignedHeaders=host, Signature=0'),
    {
      accessKeyId: 'AKID',
      region: 'ap-northeast-2',
      service: 'redshift',
    },
  );
  assert.equal(parseCredentialScope('Basic dXNlcg=='), undefined);
  assert.equal(parseCredentialScope(undefined), undefined);
});

it('the course’s data is the same at every run', () => {
  const [one, two] = [makeCourseData(), makeCourseData()];
  assert.equal(one.userSessionChannel, two.userSessionChannel);
  assert.equal(one.userSessionChannel.split('\n').length - 1, sessionCount);
  const ids = one.userSessionChannel
    .split('\n')
    .slice(0, -1)
    .map(line => line.split(',')[1]);
  assert.equal(new Set(ids).size, sessionCount);
});

describe('the baseline model', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => index);
  it('learns a line', () => {
    const model = fitModel(
      [{ name: 'x', type: 'integer', values: rows.map(String) }],
      { name: 'y', type: 'double precision', values: rows.map(row => String(3 * row + 7)) },
      undefined,
    );
    assert.equal(model.problemType, 'Regression');
    assert.ok(model.validation < 1, `MSE ${model.validation}`);
  });
  it('learns classes from categories', () => {
    const model = fitModel(
      [{ name: 'c', type: 'character varying', values: rows.map(row => ['red', 'green', 'blue'][row % 3] ?? null) }],
      { name: 'y', type: 'character varying', values: rows.map(row => ['stop', 'go', 'swim'][row % 3] ?? null) },
      undefined,
    );
    assert.equal(model.problemType, 'MulticlassClassification');
    assert.equal(model.validation, 1);
  });
});
