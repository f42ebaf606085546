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
import { wantsColor } from '../../../server/src/cli/textOutput.ts';

const program = fileURLToPath(new URL('../../../server/src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'redshift-lint-'));
after(() => rmSync(folder, { recursive: true }));

/** Fresh files in a folder of their own, and the program run in it. */
function run(files: Readonly<Record<string, string | Buffer>>, args: readonly string[], input = '') {
  const place = mkdtempSync(join(folder, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(place, name, '..'), { recursive: true });
    writeFileSync(join(place, name), text);
  }
  const env = { ...process.env, NO_COLOR: '', FORCE_COLOR: '', NODE_COMPILE_CACHE: join(folder, 'compiled') };
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
  const meant: [string[], RegExp][] = [
    [['lnt', 'a.sql'], /did you mean lint\?/],
    [['a.sql'], /did you mean lint a\.sql\?/],
    [['lint', '--sevrity', 'error', 'a.sql'], /did you mean --severity\?/],
  ];
  for (const [args, message] of meant)
    test(`says what was meant by ${args.join(' ')}`, () => assert.match(String(readArguments(args)), message));
  test('help and version are commands too', () =>
    assert.deepEqual([readArguments(['help']), readArguments(['version'])], [{ command: 'help' }, { command: 'version' }]));
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

describe('what cannot be read', () => {
  const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]);
  test('is told, and the other files are linted all the same', () => {
    const { status, stdout, stderr } = run({ 'a.sql': wrong, 'b.sql': elf, 'c.sql': right }, ['lint', 'a.sql', 'b.sql', 'c.sql']);
    assert.equal(status, 2);
    assert.match(stderr, /^redshift-lint: b\.sql is no text$/m);
    assert.match(stdout, /^a\.sql:2:37 error RLS030[\s\S]*2 files: 1 error/m);
  });
  test('stands in the reports for programs', () => {
    const files = { 'a.sql': right, 'b.sql': elf };
    const json = JSON.parse(run(files, ['lint', '--format', 'json', '.']).stdout) as { files: object[]; failures: object[] };
    assert.equal(json.files.length, 1);
    assert.deepEqual(json.failures, [{ path: 'b.sql', message: 'is no text' }]);
    const [invocation] = (JSON.parse(run(files, ['lint', '--format', 'sarif', '.']).stdout) as Log).runs[0]!.invocations!;
    assert.equal(invocation!.executionSuccessful, false);
    assert.equal(invocation!.toolExecutionNotifications![0]!.message.text, 'b.sql is no text');
  });
  const absent: [string, string, RegExp][] = [
    ['a file that is not there', 'b.sql', /There is no file b\.sql/],
    ['a file below a file', 'a.sql/b.sql', /There is no file a\.sql\/b\.sql/],
    ['a folder without SQL', 'empty', /The folder empty holds no \*\.sql or \*\.rsql/],
    ['an empty name', '', /The name of a file is empty/],
  ];
  for (const [what, name, message] of absent) {
    test(what, () => {
      const { status, stderr } = run({ 'a.sql': right, 'empty/a.txt': '' }, ['lint', 'a.sql', name]);
      assert.equal(status, 2);
      assert.match(stderr, message);
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
  test('none twice that has two names', () => assert.deepEqual(linted('./a.sql', 'a.sql', 'sql/../a.sql'), ['a.sql']));
  test('the standard input where no file is named', () => {
    const { status, stdout } = run({}, ['lint'], wrong);
    assert.equal(status, 1);
    assert.match(stdout, /^stdin\.sql:2:37 error RLS030/m);
  });
  test('places are counted without a byte order mark', () =>
    assert.match(run({ 'a.sql': `\ufeff${wrong.slice(10)}` }, ['lint', 'a.sql']).stdout, /^a\.sql:1:37 error RLS030/m));
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
  test('does what NO_COLOR and FORCE_COLOR say', () => {
    assert.equal(wantsColor({}, true), true);
    assert.equal(wantsColor({}, false), false);
    assert.equal(wantsColor({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
    assert.equal(wantsColor({ NO_COLOR: '' }, true), true);
    assert.equal(wantsColor({ FORCE_COLOR: '1' }, false), true);
    assert.equal(wantsColor({ FORCE_COLOR: '0' }, true), false);
    assert.equal(wantsColor({ TERM: 'dumb' }, true), false);
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
  test('says what was done, and does nothing the second time', () => {
    const args = ['lint', '--fix', '--severity', 'error', 'a.sql'];
    const first = run({ 'a.sql': `${wrong}${wrong}` }, args);
    assert.match(first.stdout, /^fixed a\.sql: RLS030 Add AND \(2 times\)$/m);
    const mended = first.read('a.sql');
    const second = run({ 'a.sql': mended }, args);
    assert.equal(second.read('a.sql'), mended);
    assert.equal(second.stdout, '1 file: nothing found\n');
  });
  test('keeps the encoding', () => {
    for (const encoding of ['utf16le', 'latin1'] as const) {
      const text = `${encoding === 'utf16le' ? '\ufeff' : ''}SELECT 'é';\r\n${wrong}`;
      const place = mkdtempSync(join(folder, 'encoding-'));
      writeFileSync(join(place, 'a.sql'), text, encoding);
      spawnSync(process.execPath, [program, 'lint', '--fix', 'a.sql'], { cwd: place });
      assert.equal(readFileSync(join(place, 'a.sql'), encoding), text.replace('TYPE;', 'TYPE AND;'));
    }
  });
  test('leaves a file alone that git could not merge', () => {
    const text = `<<<<<<< ours\n${wrong}=======\n${wrong}>>>>>>> theirs\n${wrong}`;
    const { read, status } = run({ 'a.sql': text }, ['lint', '--fix', 'a.sql']);
    assert.equal(read('a.sql'), text);
    assert.equal(status, 1);
  });
  test('tells what cannot be written', { skip: process.getuid?.() === 0 && 'root may write everything' }, () => {
    const place = mkdtempSync(join(folder, 'read-only-'));
    writeFileSync(join(place, 'a.sql'), wrong, { mode: 0o400 });
    const { status, stderr } = spawnSync(process.execPath, [program, 'lint', '--fix', 'a.sql'], { cwd: place, encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /a\.sql cannot be written/);
  });
  test('has the mended standard input in the report for programs', () => {
    const [file] = (JSON.parse(run({}, ['lint', '--fix', '--format', 'json', '-'], wrong).stdout) as { files: { text: string }[] }).files;
    assert.equal(file!.text, wrong.replace('TYPE;', 'TYPE AND;'));
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
  test('redshift-lint.json nearest to each file', () => {
    const { stdout } = run(
      {
        'a.sql': open,
        'b/a.sql': open,
        'b/c/a.sql': open,
        'redshift-lint.json': '{ "rules": { "SHR003": "error" } }',
        'b/c/redshift-lint.json': '\ufeff{ "rules": { "SHR003": "info" } }',
      },
      ['lint', '.'],
    );
    assert.deepEqual(
      [...stdout.matchAll(/^(\S+):1:\d+ (\w+) SHR003/gm)].map(([, path, severity]) => `${path} ${severity}`),
      ['a.sql error', 'b/a.sql error', 'b/c/a.sql info'],
    );
  });
  test('that are no JSON cannot be used', () => {
    const { status, stderr } = run({ 'a.sql': right, 'redshift-lint.json': '{ "rules": ' }, ['lint', 'a.sql']);
    assert.equal(status, 2);
    assert.match(stderr, /redshift-lint\.json cannot be read/);
  });
  test('with a rule that was meant otherwise', () => {
    const { stderr } = run(
      { 'a.sql': right, 'redshift-lint.json': '{ "rules": { "SHR3": "off", "datashare-public-accessible": "off" } }' },
      ['lint', 'a.sql'],
    );
    assert.match(stderr, /There is no rule "SHR3"; did you mean "SHR003"\?/);
    assert.match(stderr, /did you mean "datashare-publicly-accessible"\?/);
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
  test('has what comments silence, with the reason', () => {
    const silenced = `${wrong.replace('ALTER', '-- redshift-lint-disable-next-line RLS030 agreed with Kim\nALTER')}`;
    const { results } = (JSON.parse(run({ 'a.sql': silenced }, ['lint', '--format', 'sarif', 'a.sql']).stdout) as Log).runs[0]!;
    assert.deepEqual(
      results!.filter(({ ruleId }) => ruleId === 'RLS030').map(({ suppressions }) => suppressions),
      [[{ kind: 'inSource', justification: 'agreed with Kim' }]],
    );
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
  test('are listed by family', () => {
    const { stdout } = run({}, ['explain', 'shr']);
    assert.match(stdout, /^SHR {2}Datashares/);
    assert.doesNotMatch(stdout, /GRT/);
  });
  const slips = { GRT0001: 'GRT001', gtr1: 'GRT001', 'conjunction-without-typ': 'conjunction-without-type' };
  for (const [slip, meant] of Object.entries(slips))
    test(`are found by ${slip}`, () => assert.match(run({}, ['explain', slip]).stderr, new RegExp(`did you mean ${meant}\\?`)));
  test('are not guessed from a number', () => assert.doesNotMatch(run({}, ['explain', 'GRT999']).stderr, /did you mean/));
  test('are explained by id and by name', () => {
    const page = run({}, ['explain', 'rls030']).stdout;
    assert.match(page, /^# RLS030 conjunction-without-type/);
    assert.equal(run({}, ['explain', 'conjunction-without-type']).stdout, page);
  });
});
