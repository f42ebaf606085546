// redshift-lint as a program: what it prints, writes and exits with; no process but its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Log } from 'sarif';
import { readArguments } from '../../../server/src/cli/arguments.ts';

const program = fileURLToPath(new URL('../../../server/src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'redshift-lint-'));
after(() => rmSync(folder, { recursive: true }));

/** Fresh files in a folder of their own, and the program run in it. */
function run(files: Readonly<Record<string, string>>, args: readonly string[], input = '') {
  const place = mkdtempSync(join(folder, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(place, name, '..'), { recursive: true });
    writeFileSync(join(place, name), text);
  }
  const env = { ...process.env, NO_COLOR: '', FORCE_COLOR: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: place, input, encoding: 'utf8', env });
  return { status, stdout, stderr, read: (name: string) => readFileSync(join(place, name), 'utf8') };
}

const wrong = 'SELECT 1;\nALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE;\n';
const right = 'SELECT 1;\n';
const open = 'CREATE DATASHARE s SET PUBLICACCESSIBLE TRUE;\n';

describe('exit status', () => {
  test('0 when nothing is found', () => assert.equal(run({ 'a.sql': right }, ['lint', 'a.sql']).status, 0));
  test('1 when problems are', () => assert.equal(run({ 'a.sql': wrong }, ['lint', 'a.sql']).status, 1));
  test('0 when they are milder than asked for', () =>
    assert.equal(run({ 'a.sql': open }, ['lint', '--severity', 'error', 'a.sql']).status, 0));
  const unusable: [string, string[]][] = [
    ['no command', []],
    ['an unknown command', ['check']],
    ['no files', ['lint']],
    ['an unknown option', ['lint', '--quiet', 'a.sql']],
    ['an unknown format', ['lint', '--format', 'xml', 'a.sql']],
    ['an unknown severity', ['lint', '--severity', 'fatal', 'a.sql']],
    ['colours wanted and not', ['lint', '--color', '--no-color', 'a.sql']],
    ['two rules to explain', ['explain', 'GRT001', 'GRT002']],
  ];
  for (const [what, args] of unusable)
    test(`arguments that cannot be used: ${what}`, () => assert.equal(typeof readArguments(args), 'string'));
  const failing: [string, string[]][] = [
    ['what the arguments lack', ['lint']],
    ['a glob that matches nothing', ['lint', '*.ddl']],
    ['settings that are not there', ['lint', '--config', 'none.json', 'a.sql']],
    ['an unknown rule', ['explain', 'GRT999']],
  ];
  for (const [what, args] of failing) {
    test(`2 for ${what}`, () => {
      const { status, stdout, stderr } = run({ 'a.sql': right }, args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^redshift-lint: \S/m);
    });
  }
});

describe('files', () => {
  const files = { 'a.sql': right, 'sql/b.sql': wrong, 'sql/deep/c.rsql': wrong, 'node_modules/d.sql': wrong, 'sql/e.txt': wrong };
  const linted = (...args: string[]) =>
    (JSON.parse(run(files, ['lint', '--format', 'json', ...args]).stdout) as { files: { path: string }[] }).files.map(({ path }) => path);
  test('a folder means every *.sql and *.rsql below', () => assert.deepEqual(linted('.'), ['a.sql', 'sql/b.sql', 'sql/deep/c.rsql']));
  test('globs', () => assert.deepEqual(linted('sql/**/*sql'), ['sql/b.sql', 'sql/deep/c.rsql']));
  test('none twice', () => assert.deepEqual(linted('sql/b.sql', 'sql/*.sql'), ['sql/b.sql']));
  test('the standard input', () => {
    const { status, stdout } = run({}, ['lint', '--stdin-name', 'x.sql', '-'], wrong);
    assert.equal(status, 1);
    assert.match(stdout, /^x\.sql:2:37 error RLS030/m);
  });
});

describe('text', () => {
  test('shows the place in the script', () => {
    const { stdout } = run({ 'a.sql': wrong }, ['lint', '--severity', 'error', 'a.sql']);
    assert.equal(
      stdout,
      `a.sql:2:37 error RLS030 conjunction-without-type
  CONJUNCTION TYPE must be followed by AND or OR
  1 | SELECT 1;
> 2 | ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE;
    |                                     ^^^^^^^^^^^^^^^^
  = fixable with --fix

1 file: 1 error
`,
    );
  });
  test('has colours only when asked for or on a terminal', () => {
    assert.ok(!run({ 'a.sql': wrong }, ['lint', 'a.sql']).stdout.includes('\u001b['));
    assert.ok(run({ 'a.sql': wrong }, ['lint', '--color', 'a.sql']).stdout.includes('\u001b[31m'));
  });
});

describe('fixing', () => {
  test('writes safe fixes and tells what is left', () => {
    const { status, read, stdout } = run({ 'a.sql': `${wrong}${open}` }, ['lint', '--fix', '--severity', 'error', 'a.sql']);
    assert.equal(read('a.sql'), `SELECT 1;\nALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE AND;\n${open}`);
    assert.equal(status, 0);
    assert.match(stdout, /1 fix applied/);
  });
  test('turns the standard input into the mended text', () => {
    const { stdout, stderr } = run({}, ['lint', '--fix', '--severity', 'error', '-'], wrong);
    assert.equal(stdout, wrong.replace('TYPE;', 'TYPE AND;'));
    assert.match(stderr, /1 file: nothing found, 1 fix applied/);
  });
});

describe('settings', () => {
  test('redshift-lint.json of the folder', () => {
    assert.equal(run({ 'a.sql': wrong, 'redshift-lint.json': '{ "rules": { "RLS": "off" } }' }, ['lint', 'a.sql']).status, 0);
  });
  test('a file that is named', () => {
    const { stdout } = run({ 'a.sql': open, 'ci.json': '{ "rules": { "datashare-publicly-accessible": "error" } }' }, [
      'lint',
      '--config',
      'ci.json',
      'a.sql',
    ]);
    assert.match(stdout, /error SHR003/);
  });
  test('what is not understood is told', () => {
    const { stderr, status } = run({ 'a.sql': right, 'redshift-lint.json': '{ "rules": { "XYZ001": "off" } }' }, ['lint', 'a.sql']);
    assert.match(stderr, /There is no rule "XYZ001"/);
    assert.equal(status, 0);
  });
});

describe('SARIF', () => {
  const { stdout, status } = run({ 'sql/ä b.sql': wrong }, ['lint', '--format', 'sarif', 'sql']);
  const log = JSON.parse(stdout) as Log;
  const [result] = log.runs[0]!.results!.filter(({ ruleId }) => ruleId === 'RLS030');
  test('is of version 2.1.0 and has the rules', () => {
    assert.equal(status, 1);
    assert.equal(log.version, '2.1.0');
    const { driver } = log.runs[0]!.tool;
    assert.equal(driver.rules![result!.ruleIndex!]!.id, 'RLS030');
    assert.match(driver.rules![result!.ruleIndex!]!.helpUri!, /^https:.*RLS030-conjunction-without-type\.md$/);
  });
  test('places results, with paths as addresses', () => {
    assert.equal(result!.level, 'error');
    assert.deepEqual(result!.locations![0]!.physicalLocation, {
      artifactLocation: { uri: 'sql/%C3%A4%20b.sql', uriBaseId: 'ROOT' },
      region: { startLine: 2, startColumn: 37, endLine: 2, endColumn: 53 },
    });
  });
  test('says how to fix', () => {
    const replacement = result!.fixes![0]!.artifactChanges[0]!.replacements[0]!;
    assert.deepEqual(replacement, { deletedRegion: { charOffset: 62, charLength: 0 }, insertedContent: { text: ' AND' } });
  });
});

describe('rules', () => {
  test('are listed', () => assert.match(run({}, ['rules']).stdout, /^ {2}RLS030 {2}error/m));
  test('are listed for programs', () =>
    assert.ok((JSON.parse(run({}, ['rules', '--format', 'json']).stdout) as { id: string }[]).some(({ id }) => id === 'RLS030')));
  test('are explained by id and by name', () => {
    const page = run({}, ['explain', 'rls030']).stdout;
    assert.match(page, /^# RLS030 conjunction-without-type/);
    assert.equal(run({}, ['explain', 'conjunction-without-type']).stdout, page);
  });
});
