// What scripts create, change and drop; transactions; and that an edit gives the same models as a fresh fold.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { withChange } from '../../../server/src/catalog/snapshot.ts';
import {
  factOf,
  isMissing,
  isOfOtherDatabase,
  maskingAttachmentsOn,
  maskingPolicyAt,
  relationAt,
  roleAt,
  schemaAt,
  userAt,
} from '../../../server/src/semantics/lookup.ts';
import type { ModelParts, ScriptModel } from '../../../server/src/semantics/model.ts';
import { finalModel, foldScript, type Script } from '../../../server/src/semantics/script.ts';
import { parseDocument, updateDocument } from '../../../server/src/syntax/document.ts';

const modelOf = (sql: string) => finalModel(foldScript(parseDocument(sql)));

/** The columns of a relation as `name type`, or the state of what is known of it. */
function columns(model: ScriptModel, schema: string, name: string): string {
  const answer = relationAt(model, { schema, name });
  return answer.state === 'known'
    ? (answer.fact.columns?.map(column => `${column.name} ${column.type ?? '?'}`).join(', ') ?? 'columns unknown')
    : answer.state;
}

const check = (sql: string, relation: string, expected: string) =>
  test(sql, () => {
    const [schema, name] = relation.split('.');
    assert.equal(columns(modelOf(sql), schema!, name!), expected);
  });

describe('relations', () => {
  check(
    'CREATE TABLE s.t (a int, b varchar(10), c decimal(8,2), d timestamp)',
    's.t',
    'a integer, b character varying(10), c numeric(8,2), d timestamp without time zone',
  );
  check(
    'CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b text; ALTER TABLE t RENAME COLUMN a TO c; ALTER TABLE t DROP COLUMN b',
    'public.t',
    'c integer',
  );
  check('CREATE TABLE t (a int); ALTER TABLE t ALTER COLUMN a TYPE bigint', 'public.t', 'a bigint');
  check(
    'CREATE TABLE t (a int); CREATE TABLE u AS SELECT a, count(*) AS n, a::text AS b FROM t GROUP BY a',
    'public.u',
    'a integer, n bigint, b character varying(256)',
  );
  check('CREATE TABLE u AS SELECT * FROM elsewhere', 'public.u', 'columns unknown');
  check(
    'CREATE TABLE t (a character /* of any length */ varying (10), b double -- or single\n precision)',
    'public.t',
    'a character varying(10), b double precision',
  );
  check('CREATE TABLE t (a int); CREATE TABLE u (LIKE t, b int)', 'public.u', 'a integer, b integer');
  check('CREATE TABLE t (a int); SELECT a INTO TEMP u FROM t', 'pg_temp.u', 'a integer');
  check('CREATE TABLE t (a int); ALTER TABLE t RENAME TO u', 'public.u', 'a integer');
  check('CREATE TABLE t (a int); ALTER TABLE t RENAME TO u', 'public.t', 'dropped');
  check('CREATE TABLE t (a int); DROP TABLE t; ALTER TABLE t_restored RENAME TO t', 'public.t', 'columns unknown');
  check('CREATE SCHEMA s; DROP SCHEMA s; ALTER SCHEMA s_restored RENAME TO s', 's.t', 'unknown');
  check('CREATE TABLE s.t (a int); DROP SCHEMA s CASCADE; ALTER SCHEMA s_restored RENAME TO s', 's.t', 'unknown');
  check('CREATE TABLE t (a int); CREATE TABLE IF NOT EXISTS t (b int)', 'public.t', 'a integer');
  check('CREATE TABLE t (a int); DROP TABLE t; CREATE TABLE t (b int)', 'public.t', 'b integer');
  check('CREATE SCHEMA s; CREATE TABLE s.t (a int); ALTER SCHEMA s RENAME TO r', 'r.t', 'a integer');
  check('CREATE SCHEMA s; CREATE TABLE s.t (a int); DROP SCHEMA s CASCADE', 's.t', 'dropped');
  check('CREATE SCHEMA s', 's.t', 'absent');
  check('CREATE SCHEMA IF NOT EXISTS s', 's.t', 'unknown');
  check('CREATE SCHEMA s; CALL fill()', 's.t', 'unknown');
  check('SET search_path TO a, public; CREATE TABLE t (x int)', 'a.t', 'x integer');
  check('CREATE VIEW v (q) AS SELECT 1 WITH NO SCHEMA BINDING', 'public.v', 'q ?');
  check("CREATE EXTERNAL TABLE e.t (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/'", 'e.t', 'a integer, d date');
});

describe('transactions', () => {
  check('CREATE TABLE t (a int); BEGIN; DROP TABLE t; ROLLBACK', 'public.t', 'a integer');
  check('CREATE TABLE t (a int); BEGIN; DROP TABLE t; COMMIT; ROLLBACK', 'public.t', 'dropped');
  check('BEGIN; CREATE TABLE t (a int); BEGIN; CREATE TABLE u (b int); ABORT', 'public.t', 'unknown');
  check('BEGIN; CREATE TABLE t (a int); TRUNCATE u; ROLLBACK', 'public.t', 'a integer');
});

describe('temporary tables', () => {
  test('hide the permanent ones until they are dropped', () => {
    const sql = 'CREATE TABLE t (a int); CREATE TEMP TABLE t (b int); DROP TABLE t; ALTER TABLE t ADD COLUMN c int;';
    assert.equal(columns(modelOf(sql), 'public', 't'), 'a integer, c integer');
  });
});

describe('names', () => {
  test('fold, quoted ones too', () => assert.equal(columns(modelOf('CREATE TABLE "Sales"."T" (A int)'), 'sales', 't'), 'a integer'));
  test('unless they are case-sensitive', () =>
    assert.equal(
      columns(modelOf('SET enable_case_sensitive_identifier TO true; CREATE TABLE "Sales"."T" (a int)'), 'Sales', 'T'),
      'a integer',
    ));
});

describe('masks', () => {
  const masked = (sql: string, relation: string) =>
    maskingAttachmentsOn(modelOf(sql), { schema: 'public', name: relation }).map(
      ({ policy, columns, inputs }) => `${policy}(${columns.join(', ')}) from ${inputs.join(', ')}`,
    );
  const attach = 'ATTACH MASKING POLICY m ON t (c, d.name) USING (e, c) TO PUBLIC; ';
  test('go with their relation', () => assert.deepEqual(masked(`${attach}ALTER TABLE t RENAME TO u`, 'u'), ['m(c, d.name) from e, c']));
  test('go with their columns', () => {
    assert.deepEqual(masked(`${attach}ALTER TABLE t RENAME COLUMN c TO x`, 't'), ['m(x, d.name) from e, x']);
    assert.deepEqual(masked(`${attach}ALTER TABLE t RENAME COLUMN d TO x`, 't'), ['m(c, x.name) from e, c']);
    assert.deepEqual(masked(`${attach}ALTER TABLE t RENAME COLUMN name TO x`, 't'), ['m(c, d.name) from e, c']);
  });
  test('have the expressions of the last statement that gave them some', () => {
    const policy = factOf(
      maskingPolicyAt(modelOf("CREATE MASKING POLICY m WITH (c text) USING ('x'::text); ALTER MASKING POLICY m USING (left(c, 1))"), 'm'),
    );
    assert.deepEqual(policy?.expressions, ['left(c, 1)']);
    assert.match(policy!.definition!.text, /ALTER/);
    assert.match(policy!.origin!.statement.text, /CREATE/);
  });
});

describe('databases', () => {
  const isOther = (sql: string, database: string) => isOfOtherDatabase(modelOf(sql), { database });
  test('that the script makes are others than the one it runs in', () => assert.equal(isOther('CREATE DATABASE d', 'd'), true));
  test('that it names without more may be the one it runs in', () => assert.equal(isOther('SELECT * FROM d.s.t', 'd'), false));
  test('are others once one is in use', () => assert.equal(isOther('USE e', 'd'), true));
});

describe('the catalog behind the script', () => {
  const catalog = withChange(undefined, {
    connection: 'c',
    database: 'dev',
    schemas: [
      { name: 'public', kind: 'local' },
      { name: 'lake', kind: 'external' },
    ],
    contents: [
      {
        schema: 'public',
        relations: [{ name: 'known', kind: 'table', columns: [{ name: 'a', type: 'integer' }] }],
        functions: [],
        models: [],
      },
    ],
    principals: { users: ['ann'], groups: [], roles: ['reader'] },
  });
  const model = (sql: string) => finalModel(foldScript(parseDocument(sql), catalog));
  test('is asked where the script says nothing', () => assert.equal(columns(model(''), 'public', 'known'), 'a integer'));
  test('says that something is not there', () => assert.equal(columns(model(''), 'public', 'other'), 'absent'));
  test('but not where its content was not loaded', () => assert.equal(columns(model(''), 'lake', 'other'), 'unknown'));
  test('gives way to the script', () => assert.equal(columns(model('DROP TABLE known'), 'public', 'known'), 'dropped'));
  test('is changed by the script', () =>
    assert.equal(columns(model('ALTER TABLE known ADD COLUMN b int'), 'public', 'known'), 'a integer, b integer'));
  test('knows principals', () => {
    assert.equal(userAt(model(''), 'ann').state, 'known');
    assert.ok(isMissing(userAt(model(''), 'bob')));
    assert.ok(isMissing(roleAt(model('DROP ROLE reader'), 'reader')));
    assert.equal(schemaAt(model('CREATE SCHEMA s'), 's').state, 'known');
  });
});

const parts: readonly (keyof ModelParts)[] = [
  'schemas',
  'relations',
  'routines',
  'users',
  'groups',
  'roles',
  'rlsPolicies',
  'maskingPolicies',
  'datashares',
  'rlsAttachments',
  'maskingAttachments',
  'grants',
  'revoked',
  'memberships',
  'defaultPrivileges',
];

/** A model as plain data, without the places. */
const dump = (model: ScriptModel) =>
  JSON.stringify(
    parts.map(part => [
      part,
      [...model.part(part)]
        .map(([key, value]) => [key, JSON.stringify(value, (name, inner) => (name === 'origin' || name === 'changes' ? undefined : inner))])
        .sort(),
    ]),
  );

/** Before each statement that says something, and at the end. */
const modelsOf = ({ statements, models }: Script) => models.filter((_, i) => i === statements.length || statements[i]!.count > 0).map(dump);

const statements = [
  'CREATE TABLE t (a int);',
  'CREATE TABLE s.u AS SELECT * FROM t;',
  'DROP TABLE t;',
  'ALTER TABLE t RENAME TO v;',
  'ALTER TABLE t ADD COLUMN b int;',
  'BEGIN;',
  'ROLLBACK;',
  'COMMIT;',
  'GRANT SELECT ON ALL TABLES IN SCHEMA public TO ROLE r;',
  'REVOKE SELECT ON t FROM ROLE r;',
  'GRANT ROLE r TO ann;',
  'ALTER ROLE r RENAME TO q;',
  'DROP ROLE r;',
  'CREATE SCHEMA s;',
  'DROP SCHEMA s CASCADE;',
  'ATTACH RLS POLICY p ON t TO ROLE r;',
  'SET search_path TO s;',
  'SELECT 1;',
  'select frm;',
];

test('after edit upon edit the models are those of a fresh fold', () => {
  const edit = fc.record({ at: fc.nat(), removed: fc.nat(2), inserted: fc.array(fc.constantFrom(...statements), { maxLength: 2 }) });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...statements), { maxLength: 20 }),
      fc.array(edit, { minLength: 2, maxLength: 6 }),
      (first, edits) => {
        let lines: readonly string[] = first;
        let document = parseDocument(lines.join('\n'));
        let script = foldScript(document);
        for (const { at, removed, inserted } of edits) {
          const from = at % (lines.length + 1);
          const edited = lines.toSpliced(from, removed, ...inserted);
          const start = lines.slice(0, from).join('\n').length;
          const tail = lines.slice(from + removed).join('\n').length;
          const text = edited.join('\n');
          document = updateDocument(document, text, { start, oldEnd: document.text.length - tail, newEnd: text.length - tail });
          script = foldScript(document, undefined, script);
          lines = edited;
        }
        assert.deepEqual(modelsOf(script), modelsOf(foldScript(parseDocument(document.text))));
      },
    ),
    { numRuns: 150 },
  );
});

test('after an edit the models are those of a fresh fold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...statements), { maxLength: 12 }),
      fc.array(fc.constantFrom(...statements), { maxLength: 3 }),
      fc.nat(),
      fc.nat(),
      (before, inserted, from, count) => {
        const start = before.length === 0 ? 0 : from % (before.length + 1);
        const removed = before.slice(start, start + (count % 3));
        const text = before.join('\n');
        const offset = before.slice(0, start).join('\n').length;
        const oldEnd = removed.length > 0 ? before.slice(0, start + removed.length).join('\n').length : offset;
        const replacement = `\n${inserted.join('\n')}`;
        const edited = text.slice(0, offset) + replacement + text.slice(oldEnd);
        const old = parseDocument(text);
        const document = updateDocument(old, edited, { start: offset, oldEnd, newEnd: offset + replacement.length });
        const incremental = foldScript(document, undefined, foldScript(old));
        const fresh = foldScript(parseDocument(edited));
        assert.deepEqual(modelsOf(incremental), modelsOf(fresh));
      },
    ),
    { numRuns: 150 },
  );
});
