// Linting goes on from edit to edit: the findings must be those of a fresh look, whatever was kept and however little time there was.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { diagnose, diagnoseWithLint } from '../../../server/src/features/diagnose.ts';
import { Linter } from '../../../server/src/rules/lint.ts';
import { allRules } from '../../../server/src/rules/registry.ts';
import { readRuleSettings } from '../../../server/src/rules/settings.ts';
import { parseDocument, updateDocument } from '../../../server/src/syntax/document.ts';

const statements = [
  'CREATE TABLE t (a int, b int);',
  'DROP TABLE t;',
  'SELECT a, c FROM t;',
  'INSERT INTO t VALUES (1, 2, 3);',
  'ALTER TABLE t ROW LEVEL SECURITY ON;',
  'ATTACH RLS POLICY p ON t TO ROLE r;',
  'CREATE RLS POLICY p WITH (a int, c int) USING (a = 1);',
  'CREATE MATERIALIZED VIEW m AS SELECT a FROM t;',
  'ATTACH MASKING POLICY k ON t(b) TO ROLE r;',
  'ATTACH MASKING POLICY l ON t(b) TO PUBLIC PRIORITY 5;',
  'GRANT SELECT ON t TO ROLE r WITH GRANT OPTION;',
  'CREATE SCHEMA s;',
  'SELECT * FROM s.gone;',
  'CALL fill();',
  'BEGIN;',
  'ROLLBACK;',
  'select frm;',
  '-- redshift-lint-disable RLS001 why not',
];

const told = (problems: readonly { code: string; start: number; end: number; message: string }[]) =>
  problems.map(({ code, start, end, message }) => `${start}-${end} ${code} ${message}`);

const linter = new Linter();
const script = fc.array(fc.constantFrom(...statements), { maxLength: 14 });

for (const budgetMilliseconds of [undefined, 0]) {
  test(`after an edit, ${budgetMilliseconds === undefined ? 'at once' : 'in slices'}`, () => {
    fc.assert(
      fc.property(
        script,
        fc.array(fc.constantFrom(...statements), { maxLength: 2 }),
        fc.nat(),
        fc.nat(3),
        (before, inserted, at, removed) => {
          const start = before.length === 0 ? 0 : at % before.length;
          const text = before.join('\n');
          const offset = before.slice(0, start).join('\n').length;
          const oldEnd = Math.max(offset, before.slice(0, start + removed).join('\n').length);
          const replacement = `\n${inserted.join('\n')}`;
          const edited = text.slice(0, offset) + replacement + text.slice(oldEnd);
          const old = parseDocument(text);
          const document = updateDocument(old, edited, { start: offset, oldEnd, newEnd: offset + replacement.length });
          let result = diagnoseWithLint(document, { linter, before: diagnoseWithLint(old, { linter }).lint, budgetMilliseconds });
          for (let slice = 0; !result.lint.complete; slice++) {
            assert.ok(slice < 100, 'it never ends');
            result = diagnoseWithLint(document, { linter, before: result.lint });
          }
          assert.deepEqual(told(result.problems), told(diagnose(parseDocument(edited), { linter: new Linter() })));
        },
      ),
      { numRuns: 120 },
    );
  });
}

test('a rule that throws is told, and the others go on', () => {
  const rule = allRules.find(({ id }) => id === 'RLS030')!;
  const broken = { ...rule, id: 'RLS999' as const, check: () => assert.fail('broken') };
  const defects: string[] = [];
  const own = new Linter([broken, rule], defective => defects.push(defective.id));
  const problems = diagnose(parseDocument('ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE;'), { linter: own });
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['RLS030'],
  );
  assert.deepEqual(defects, ['RLS999']);
});

describe('severities', () => {
  const sql = 'CREATE DATASHARE s SET PUBLICACCESSIBLE TRUE;';
  const severity = (rules: Record<string, unknown>) => {
    const { settings } = readRuleSettings({ rules });
    return diagnose(parseDocument(sql), settings).find(({ code }) => code === 'SHR003')?.severity;
  };
  test('are those of the rules', () => assert.equal(severity({}), 'warning'));
  test('by id', () => assert.equal(severity({ SHR003: 'error' }), 'error'));
  test('by name', () => assert.equal(severity({ 'datashare-publicly-accessible': 'info' }), 'information'));
  test('by family', () => assert.equal(severity({ shr: 'off' }), undefined));
  test('a rule wins over its family', () => assert.equal(severity({ SHR: 'off', SHR003: 'error' }), 'error'));
  test('what is not understood is told', () => {
    const { problems } = readRuleSettings({ rules: { SHR003: 'fatal', XYZ001: 'off' }, rule: {} });
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        '"rule" is no setting; there is "rules"',
        'The severity of "SHR003" must be one of error, warning, info, off',
        'There is no rule "XYZ001"',
      ],
    );
  });
});

describe('suppressions', () => {
  const codes = (sql: string) =>
    diagnose(parseDocument(sql)).map(({ code, start, end }) => (code === 'unused-suppression' ? `unused ${sql.slice(start, end)}` : code));
  const statement = 'ALTER TABLE t\n  ROW LEVEL SECURITY ON CONJUNCTION TYPE;';
  const shown = (sql: string) => codes(sql).filter(code => code === 'RLS030' || code.startsWith('unused'));
  test('none', () => assert.deepEqual(shown(statement), ['RLS030']));
  test('the next statement, on all its lines', () =>
    assert.deepEqual(shown(`-- redshift-lint-disable-next-line RLS030 a test\n${statement}`), []));
  test('by name, among others', () =>
    assert.deepEqual(shown(`/* redshift-lint-disable-next-line GRT001, conjunction-without-type: a test */\n${statement}`), [
      'unused GRT001',
    ]));
  test('comments between do not count', () =>
    assert.deepEqual(shown(`-- redshift-lint-disable-next-line RLS030 a test\n-- more\n\n${statement}`), []));
  const next = '-- redshift-lint-disable-next-line RLS030 a test';
  const body = (...lines: string[]) => `CREATE PROCEDURE p() AS $$\nBEGIN\n${lines.join('\n')}\nEND;\n$$ LANGUAGE plpgsql;`;
  test('block comments between do not count either', () => assert.deepEqual(shown(`${next}\n/* more\n   and more */\n\n${statement}`), []));
  test('any line of a block comment', () =>
    assert.deepEqual(shown(`/* of this\n * redshift-lint-disable-next-line RLS030 a test\n */\n${statement}`), []));
  test('in any case of letters', () => assert.deepEqual(shown(`${next.toUpperCase()}\n${statement}`), []));
  test('in the body of a procedure', () => {
    assert.deepEqual(shown(body(statement)), ['RLS030']);
    assert.deepEqual(shown(body(next, statement)), []);
    assert.deepEqual(shown(body(`IF a THEN`, next, statement, 'END IF;')), []);
    assert.deepEqual(shown(body(`${statement} -- redshift-lint-disable-line RLS030 a test`)), []);
    assert.deepEqual(shown(body('-- redshift-lint-disable RLS030 a test', statement, statement)), []);
    assert.deepEqual(shown(body(next, statement, statement)), ['RLS030']);
    assert.deepEqual(shown(body(next, 'SELECT 1;', statement)), ['unused RLS030', 'RLS030']);
  });
  test('a whole procedure', () => assert.deepEqual(shown(`${next}\n${body(statement, statement)}`), []));
  test('a directive that is none, or names no rule, is told', () => {
    for (const word of ['redshift-lint-disable', 'redshift-lint-enable', 'redshift-lint-disable-nextline'])
      assert.deepEqual(shown(`-- ${word}\nSELECT 1;`), [`unused ${word}`]);
    assert.deepEqual(shown('-- there is redshift-lint-enable no more\nSELECT 1;'), []);
  });
  test('only the next', () =>
    assert.deepEqual(shown(`-- redshift-lint-disable-next-line RLS030 a test\n${statement}\n${statement}`), ['RLS030']));
  test('its own line', () =>
    assert.deepEqual(shown('ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE; -- redshift-lint-disable-line RLS030 a test'), []));
  test('the whole file', () => assert.deepEqual(shown(`${statement}\n${statement}\n-- redshift-lint-disable RLS030 a test`), []));
  test('one that silences nothing is told', () => assert.deepEqual(shown('-- redshift-lint-disable RLS030\nSELECT 1;'), ['unused RLS030']));
  test('a rule that there is not', () =>
    assert.match(diagnose(parseDocument('-- redshift-lint-disable XYZ001 why\nSELECT 1;'))[0]!.message, /There is no rule XYZ001/));
  test('a rule that was meant otherwise', () =>
    assert.match(diagnose(parseDocument('-- redshift-lint-disable GTR001 why\nSELECT 1;'))[0]!.message, /did you mean GRT001\?/));
});

test('of a misspelt keyword nothing else is told, unless that rule is off', () => {
  const document = parseDocument('CREATE TABLE t (a int);\nSELECT a, NLUL FROM t;');
  const codes = (severities: Record<string, 'off'>) => diagnose(document, { severities }).map(({ code }) => code);
  assert.deepEqual(codes({}), ['NAM090']);
  assert.deepEqual(codes({ NAM090: 'off' }), ['NAM002']);
});
