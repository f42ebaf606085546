// Rights ON ALL … IN SCHEMA: the same as those given on each thing that is there, at the cost of one.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withChange } from '../../../server/src/catalog/snapshot.ts';
import type { Grant } from '../../../server/src/semantics/facts.ts';
import { grantsOn, revokedOn } from '../../../server/src/semantics/lookup.ts';
import type { ScriptModel } from '../../../server/src/semantics/model.ts';
import { finalModel, foldScript } from '../../../server/src/semantics/script.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const catalog = withChange(undefined, {
  connection: 'c',
  database: 'dev',
  schemas: [{ name: 's', kind: 'local' }],
  contents: [{ schema: 's', relations: [{ name: 'listed', kind: 'table' }], functions: [], models: [] }],
});
const modelOf = (sql: string) => finalModel(foldScript(parseDocument(sql), catalog));

const told = (rights: readonly Grant[]) =>
  rights.map(
    ({ privilege, to, columns, grantOption }) =>
      `${privilege}${columns ? ` (${columns})` : ''} ${'name' in to ? to.name : to.kind}${grantOption ? ' *' : ''}`,
  );
const on = (model: ScriptModel, name: string) => {
  const relation = { kind: 'relation', relation: { schema: 's', name } } as const;
  return [...told(grantsOn(model, relation)), ...told(revokedOn(model, relation)).map(right => `not ${right}`)];
};

/** What holds on s.t; on another table in front. */
const check = (sql: string, expected: string[], name = 't') => test(sql, () => assert.deepEqual(on(modelOf(sql), name), expected));

describe('rights on all tables', () => {
  const made = 'CREATE TABLE s.t (a int, b int); ';
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann;`, ['select ann']);
  check(`GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; ${made}`, []);
  check(`GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; ${made}GRANT INSERT ON ALL TABLES IN SCHEMA s TO ann;`, ['insert ann']);
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA other TO ann;`, []);
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann, bob; REVOKE SELECT ON s.t FROM ann;`, ['select bob']);
  check(`${made}GRANT SELECT ON s.t TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA s FROM ann, bob;`, ['not select bob']);
  check(`${made}GRANT SELECT (a) ON s.t TO ann; GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann;`, ['select (a) ann', 'select ann']);
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann WITH GRANT OPTION; GRANT SELECT ON s.t TO ann;`, ['select ann *']);
  check(
    `${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann WITH GRANT OPTION; REVOKE GRANT OPTION FOR SELECT ON ALL TABLES IN SCHEMA s FROM ann;`,
    ['select ann'],
  );
  check(`GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann;`, ['select ann'], 'listed');
  check(`DROP TABLE s.listed; GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; CREATE TABLE s.listed (a int);`, [], 'listed');
  check(`GRANT SELECT ON s.unknown TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA s FROM ann;`, [], 'unknown');
  check(`GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; ALTER TABLE s.unknown ROW LEVEL SECURITY ON;`, [], 'unknown');
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; ALTER TABLE s.t RENAME TO u;`, ['select ann'], 'u');
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; ALTER TABLE s.t RENAME TO u;`, []);
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; DROP TABLE s.t; ${made}`, []);
  check(`${made}GRANT SELECT ON ALL TABLES IN SCHEMA s TO ROLE r, ann; ALTER ROLE r RENAME TO q; DROP USER ann;`, ['select q']);
  check(`CREATE TABLE z.t (a int); GRANT SELECT ON ALL TABLES IN SCHEMA z TO ann; DROP SCHEMA s; ALTER SCHEMA z RENAME TO s;`, [
    'select ann',
  ]);
  check(`${made}BEGIN; GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; ROLLBACK;`, []);

  test('come to every overload of a function', () => {
    const model = modelOf(
      'CREATE FUNCTION s.f(int) RETURNS int IMMUTABLE AS $$ SELECT 1 $$ LANGUAGE sql; CREATE FUNCTION s.f(varchar) RETURNS int IMMUTABLE AS $$ SELECT 1 $$ LANGUAGE sql; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA s TO ann; DROP FUNCTION s.f(int);',
    );
    assert.deepEqual(told(grantsOn(model, { kind: 'routine', relation: { schema: 's', name: 'f' } })), ['execute ann']);
  });

  test('cost no more where there are many tables', () => {
    const tables = Array.from({ length: 300 }, (_, i) => `CREATE TABLE s.t${i} (a int);`);
    const rights = Array.from(
      { length: 300 },
      (_, i) => `${i % 3 ? 'GRANT SELECT' : 'REVOKE INSERT'} ON ALL TABLES IN SCHEMA s ${i % 3 ? 'TO' : 'FROM'} ROLE r${i};`,
    );
    const { models } = foldScript(parseDocument([...tables, ...rights, ...tables.map(sql => sql.replace('.t', '.u'))].join('\n')));
    const writes = models.slice(1).map((model, i) => model.changesSince(models[i]!).writes.length);
    assert.ok(Math.max(...writes) <= 3, `${Math.max(...writes)} entries are written by one statement`);
    assert.equal(grantsOn(models.at(-1)!, { kind: 'relation', relation: { schema: 's', name: 't7' } }).length, 200);
    assert.equal(grantsOn(models.at(-1)!, { kind: 'relation', relation: { schema: 's', name: 'u7' } }).length, 0);
  });
});
