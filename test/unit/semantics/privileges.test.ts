// The permission rules one by one: a script, a question, and the answer that Redshift would give.
// https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html · r_ALTER_DEFAULT_PRIVILEGES.html · r_roles-default.html
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Access, explainAccess, type Privilege } from '../../../server/src/semantics/access.ts';
import { isRoutineDropped, rolesOf } from '../../../server/src/semantics/lookup.ts';
import { finalModel, foldScript } from '../../../server/src/semantics/script.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const modelOf = (sql: string) => finalModel(foldScript(parseDocument(sql)));

function accessOf(sql: string, question: string): Access {
  const [, user, privilege, schema, name] = /^(\w+) (\w+) (\w+)\.(\w+)$/.exec(question)!;
  return explainAccess(modelOf(sql), user!, { schema: schema!, name: name! }, privilege as Privilege);
}

/** Everybody may use the schema, so that only rights on what is in it decide. */
const shop = 'CREATE SCHEMA shop; CREATE TABLE shop.orders (id int, total int); GRANT USAGE ON SCHEMA shop TO PUBLIC; ';

const cases: readonly (readonly [sql: string, question: string, answer: Access['answer']])[] = [
  [`${shop}GRANT SELECT ON shop.orders TO PUBLIC;`, 'ann select shop.orders', 'yes'],
  [
    `${shop}GRANT SELECT ON shop.orders TO ann WITH GRANT OPTION; REVOKE GRANT OPTION FOR SELECT ON shop.orders FROM ann;`,
    'ann select shop.orders',
    'yes',
  ],
  [`${shop}GRANT ALL ON shop.orders TO ann; REVOKE ALL ON shop.orders FROM ann CASCADE;`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT ON shop.orders TO ann, bob; REVOKE SELECT ON shop.orders FROM ann;`, 'bob select shop.orders', 'yes'],
  [`${shop}GRANT SELECT (id) ON shop.orders TO ann; REVOKE SELECT (id) ON shop.orders FROM ann;`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT (id, total) ON shop.orders TO ann; REVOKE SELECT (id) ON shop.orders FROM ann;`, 'ann select shop.orders', 'yes'],
  [`${shop}GRANT UPDATE (id), SELECT ON shop.orders TO ann;`, 'ann update shop.orders', 'yes'],
  [`${shop}GRANT UPDATE (id) ON shop.orders TO ann;`, 'ann update shop.orders', 'no'],
  [`${shop}GRANT DELETE ON shop.orders TO ann;`, 'ann delete shop.orders', 'no'],
  [`${shop}GRANT INSERT ON shop.orders TO ann;`, 'ann insert shop.orders', 'yes'],
  [
    `${shop}GRANT SELECT ON shop.orders TO GROUP g; CREATE GROUP g WITH USER ann, bob; ALTER GROUP g DROP USER ann;`,
    'ann select shop.orders',
    'no',
  ],
  [`${shop}GRANT SELECT ON shop.orders TO GROUP g; CREATE GROUP g; ALTER GROUP g ADD USER ann;`, 'ann select shop.orders', 'yes'],
  [
    `${shop}CREATE GROUP g; GRANT SELECT ON shop.orders TO GROUP g; CREATE USER ann PASSWORD DISABLE IN GROUP g;`,
    'ann select shop.orders',
    'yes',
  ],
  [
    `${shop}CREATE GROUP g WITH USER ann; GRANT SELECT ON shop.orders TO GROUP g; ALTER GROUP g RENAME TO h;`,
    'ann select shop.orders',
    'yes',
  ],
  [
    `${shop}CREATE GROUP g WITH USER ann; GRANT SELECT ON shop.orders TO GROUP g; DROP GROUP g; CREATE GROUP g WITH USER ann;`,
    'ann select shop.orders',
    'no',
  ],
  [
    `${shop}CREATE GROUP g WITH USER ann; GRANT SELECT ON shop.orders TO GROUP g; DROP USER ann; CREATE USER ann PASSWORD DISABLE;`,
    'ann select shop.orders',
    'no',
  ],
  [`${shop}GRANT SELECT ON shop.orders TO ann; DROP USER ann; CREATE USER ann PASSWORD DISABLE;`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT ON shop.orders TO ann; ALTER USER ann RENAME TO anna;`, 'anna select shop.orders', 'yes'],
  [`${shop}ALTER TABLE shop.orders OWNER TO ann; ALTER USER ann RENAME TO anna;`, 'anna select shop.orders', 'yes'],
  [`${shop}ALTER TABLE shop.orders OWNER TO ann;`, 'ann select shop.orders', 'yes'],
  [`${shop}ALTER TABLE shop.orders OWNER TO ann; REVOKE USAGE ON SCHEMA shop FROM PUBLIC;`, 'ann select shop.orders', 'no'],
  [`${shop}SET SESSION AUTHORIZATION ann; CREATE TABLE shop.mine (a int);`, 'ann select shop.mine', 'yes'],
  [
    `${shop}SET SESSION AUTHORIZATION ann; CREATE TABLE shop.mine (a int); RESET SESSION AUTHORIZATION; CREATE TABLE shop.other (a int);`,
    'ann select shop.other',
    'no',
  ],
  [`${shop}GRANT SELECT ON shop.orders TO ann; ALTER TABLE shop.orders RENAME TO o2;`, 'ann select shop.o2', 'yes'],
  [
    `${shop}GRANT SELECT ON shop.orders TO ann; ALTER TABLE shop.orders RENAME TO o2; CREATE TABLE shop.orders (a int);`,
    'ann select shop.orders',
    'no',
  ],
  [`${shop}GRANT SELECT ON shop.orders TO ann; DROP TABLE shop.orders; CREATE TABLE shop.orders (a int);`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT ON shop.orders TO ann; ALTER SCHEMA shop RENAME TO store;`, 'ann select store.orders', 'yes'],
  [
    `${shop}GRANT SELECT ON shop.orders TO ann; DROP SCHEMA shop CASCADE; CREATE SCHEMA shop; CREATE TABLE shop.orders (a int); GRANT USAGE ON SCHEMA shop TO ann;`,
    'ann select shop.orders',
    'no',
  ],
  [
    `${shop}GRANT SELECT ON shop.orders TO ann; DROP SCHEMA shop CASCADE; CREATE SCHEMA shop; CREATE TABLE shop.orders (a int); GRANT SELECT ON shop.orders TO ann;`,
    'ann select shop.orders',
    'no',
  ],
  [
    'GRANT SELECT FOR TABLES IN SCHEMA shop TO ann; ALTER SCHEMA shop RENAME TO store; CREATE SCHEMA x; GRANT USAGE ON SCHEMA store TO ann;',
    'ann select store.t',
    'yes',
  ],
  [`${shop}ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO ann;`, 'ann select shop.orders', 'no'],
  [
    `${shop}ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA shop GRANT SELECT ON TABLES TO ann; CREATE TABLE shop.n (a int);`,
    'ann select shop.n',
    'no',
  ],
  [
    `${shop}ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA shop GRANT SELECT ON TABLES TO ann; SET SESSION AUTHORIZATION etl; CREATE TABLE shop.n (a int);`,
    'ann select shop.n',
    'yes',
  ],
  [
    `${shop}ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann; CREATE VIEW shop.v AS SELECT id FROM shop.orders;`,
    'ann select shop.v',
    'yes',
  ],
  [
    `${shop}ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann; ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM ann; CREATE TABLE shop.n (a int);`,
    'ann select shop.n',
    'no',
  ],
  [
    `${shop}ALTER DEFAULT PRIVILEGES IN SCHEMA other GRANT SELECT ON TABLES TO ann; CREATE TABLE shop.n (a int);`,
    'ann select shop.n',
    'no',
  ],
  [
    `${shop}CREATE ROLE a; CREATE ROLE b; CREATE ROLE c; GRANT ROLE a TO ROLE b; GRANT ROLE b TO ROLE c; GRANT ROLE c TO ann; GRANT SELECT ON shop.orders TO ROLE a;`,
    'ann select shop.orders',
    'yes',
  ],
  [
    `${shop}CREATE ROLE a; GRANT ROLE a TO ann WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR ROLE a FROM ann; GRANT SELECT ON shop.orders TO ROLE a;`,
    'ann select shop.orders',
    'yes',
  ],
  [
    `${shop}CREATE ROLE a; GRANT ROLE a TO ann; REVOKE ROLE a FROM ann; GRANT SELECT ON shop.orders TO ROLE a;`,
    'ann select shop.orders',
    'no',
  ],
  [`${shop}BEGIN; GRANT SELECT ON shop.orders TO ann; ROLLBACK;`, 'ann select shop.orders', 'no'],
  [`${shop}BEGIN; GRANT SELECT ON shop.orders TO ann; COMMIT;`, 'ann select shop.orders', 'yes'],
  [`${shop}GRANT SELECT ON shop.orders TO ann; BEGIN; REVOKE SELECT ON shop.orders FROM ann; ABORT;`, 'ann select shop.orders', 'yes'],
  [`${shop}GRANT SELECT ON shop.orders TO ann; BEGIN; DROP TABLE shop.orders; ROLLBACK;`, 'ann select shop.orders', 'yes'],
  [
    'CREATE TABLE t (a int); GRANT SELECT ON t TO ann; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO ann;',
    'ann select public.t',
    'yes',
  ],
  ['CREATE TABLE t (a int); GRANT SELECT ON t TO ann; REVOKE ALL ON SCHEMA public FROM PUBLIC;', 'ann select public.t', 'no'],
  [
    'CREATE TABLE t (a int); GRANT SELECT ON t TO ann; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO PUBLIC;',
    'ann select public.t',
    'yes',
  ],
  [`${shop}CREATE USER boss PASSWORD DISABLE CREATEUSER; ALTER USER boss NOCREATEUSER;`, 'boss select shop.orders', 'no'],
  [`${shop}ALTER USER boss CREATEUSER;`, 'boss select shop.orders', 'yes'],
  [`${shop}GRANT ROLE sys:superuser TO ann;`, 'ann drop shop.orders', 'yes'],
  [`${shop}CREATE ROLE d; GRANT DROP TABLE TO ROLE d; GRANT ROLE d TO ann;`, 'ann drop shop.orders', 'yes'],
  [`${shop}GRANT ROLE sys:dba TO ann;`, 'ann truncate shop.orders', 'yes'],
  [`${shop}GRANT ROLE sys:dba TO ann;`, 'ann drop shop.orders', 'yes'],
  [`${shop}GRANT ROLE sys:dba TO ann;`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ann; REVOKE SELECT ON shop.orders FROM ann;`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT ON shop.orders TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA shop FROM ann;`, 'ann select shop.orders', 'no'],
  [`${shop}GRANT SELECT FOR TABLES IN SCHEMA shop TO ann; REVOKE SELECT ON shop.orders FROM ann;`, 'ann select shop.orders', 'yes'],
  [
    `${shop}GRANT SELECT FOR TABLES IN SCHEMA shop TO ann; REVOKE SELECT FOR TABLES IN SCHEMA shop FROM ann;`,
    'ann select shop.orders',
    'no',
  ],
  [`${shop}GRANT SELECT FOR TABLES IN DATABASE dev TO ann;`, 'ann select shop.orders', 'unknown'],
  ['GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ann; GRANT USAGE ON SCHEMA sales TO ann;', 'ann select sales.t', 'yes'],
  [
    'GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ann; GRANT USAGE ON SCHEMA sales TO ann; REVOKE SELECT ON sales.t FROM ann;',
    'ann select sales.t',
    'unknown',
  ],
  ['CREATE SCHEMA s AUTHORIZATION ann; CREATE TABLE s.t (a int); GRANT SELECT ON s.t TO ann;', 'ann select s.t', 'yes'],
  ['GRANT USAGE ON SCHEMA s TO ann; REVOKE SELECT ON s.t FROM ann;', 'ann select s.t', 'unknown'],
  [`${shop}CREATE VIEW v AS SELECT id FROM shop.orders; GRANT SELECT ON v TO ann;`, 'ann select shop.orders', 'no'],
  [
    `${shop}CREATE VIEW v AS SELECT id FROM shop.orders; GRANT SELECT ON v TO ann; CREATE OR REPLACE VIEW v AS SELECT total FROM shop.orders;`,
    'ann select public.v',
    'yes',
  ],
  ["CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;", 'ann select lake.t', 'no'],
  [
    "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT; GRANT USAGE ON SCHEMA lake TO ROLE r; GRANT ROLE r TO ann;",
    'ann select lake.t',
    'yes',
  ],
  [
    "CREATE EXTERNAL TABLE lake.t (a int) STORED AS PARQUET LOCATION 's3://b/'; GRANT USAGE ON SCHEMA lake TO ann;",
    'ann select lake.t',
    'yes',
  ],
  [
    `${shop}GRANT SELECT ON shop.orders TO ann; SET SESSION AUTHORIZATION ann; REVOKE SELECT ON shop.orders FROM ann;`,
    'ann select shop.orders',
    'no',
  ],
  [`${shop}CREATE TABLE shop.copy (LIKE shop.orders); GRANT SELECT ON shop.orders TO ann;`, 'ann select shop.copy', 'no'],
  [`${shop}GRANT SELECT ON shop.orders TO ann; ALTER TABLE shop.orders APPEND FROM shop.x;`, 'ann select shop.orders', 'yes'],
  [`${shop}GRANT SELECT FOR TABLES IN SCHEMA shop DATABASE dev TO ann;`, 'ann select shop.orders', 'unknown'],
  [`${shop}GRANT SELECT ON dev.shop.orders TO ann;`, 'ann select shop.orders', 'unknown'],
  [`${shop}GRANT SELECT ON dev.shop.other TO ann;`, 'ann select shop.orders', 'no'],
  [`${shop}CREATE DATABASE other; GRANT SELECT ON other.shop.orders TO ann;`, 'ann select shop.orders', 'no'],
  [`${shop}CALL adm.grant_all();`, 'ann select shop.orders', 'unknown'],
  [
    `${shop}ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann WITH GRANT OPTION; ALTER DEFAULT PRIVILEGES REVOKE GRANT OPTION FOR SELECT ON TABLES FROM ann; CREATE TABLE shop.n (a int);`,
    'ann select shop.n',
    'yes',
  ],
  [
    `${shop}ALTER DEFAULT PRIVILEGES IN SCHEMA {{ s }}, shop GRANT SELECT ON TABLES TO ann; CREATE TABLE shop.n (a int);`,
    'ann select shop.n',
    'yes',
  ],
  [
    'GRANT USAGE ON SCHEMA s TO ann; GRANT SELECT ON s.t TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA s FROM ann;',
    'ann select s.t',
    'unknown',
  ],
  [
    'GRANT USAGE ON SCHEMA s TO ann; GRANT SELECT ON s.t TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA r FROM ann;',
    'ann select s.t',
    'yes',
  ],
];

describe('who may do what', () => {
  for (const [sql, question, answer] of cases)
    test(`${question} is ${answer}: ${sql}`, () => assert.equal(accessOf(sql, question).answer, answer));
});

describe('what follows a renamed relation', () => {
  const sql = `${shop}GRANT SELECT ON shop.orders TO ann; ATTACH RLS POLICY p ON shop.orders TO ann; ALTER TABLE shop.orders ROW LEVEL SECURITY ON;
ATTACH MASKING POLICY m ON shop.orders(total) TO ann; `;
  for (const [change, relation] of [
    ['ALTER TABLE shop.orders RENAME TO sales;', 'shop.sales'],
    ['ALTER SCHEMA shop RENAME TO store;', 'store.orders'],
  ]) {
    test(change!, () => {
      const { rows, masks } = accessOf(sql + change, `ann select ${relation}`);
      assert.deepEqual(rows, { rows: 'filtered', policies: ['p'], conjunction: 'and' });
      assert.deepEqual(
        masks.map(({ policy }) => policy),
        ['m'],
      );
    });
  }
  test('nothing comes back with a table of the same name', () => {
    const { answer, rows, masks } = accessOf(`${sql}DROP TABLE shop.orders; CREATE TABLE shop.orders (id int);`, 'ann select shop.orders');
    assert.deepEqual([answer, rows.rows, masks.length], ['no', 'all', 0]);
  });
});

test('the rights on columns that are left', () => {
  const sql = `${shop}GRANT SELECT (id, total) ON shop.orders TO ann; REVOKE SELECT (id) ON shop.orders FROM ann;`;
  assert.deepEqual(accessOf(sql, 'ann select shop.orders').columns, ['total']);
});

test('roles come through roles', () => {
  const model = modelOf('GRANT ROLE a TO ROLE b; GRANT ROLE b TO ann; GRANT ROLE x TO ann; REVOKE ROLE x FROM ann;');
  assert.deepEqual(rolesOf(model, { kind: 'user', name: 'ann' }), ['b', 'a']);
});

describe('overloads', () => {
  const make = 'CREATE FUNCTION f(int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql; ';
  const more = 'CREATE FUNCTION f(varchar(10)) RETURNS int STABLE AS $$ SELECT 1 $$ LANGUAGE sql; ';
  const grants = 'GRANT EXECUTE ON FUNCTION f(int), f(varchar) TO ann; ';
  const rights = (sql: string, name: string) =>
    (modelOf(sql).get('grants', `routine:public.${name}`) ?? []).flatMap(({ on }) => (on.kind === 'routine' ? [String(on.arguments)] : []));
  test('are dropped one by one, with their rights', () =>
    assert.deepEqual(rights(`${make}${more}${grants}DROP FUNCTION f(varchar(20));`, 'f'), ['integer']));
  test('are renamed one by one, with their rights', () => {
    const sql = `${make}${more}${grants}ALTER FUNCTION f(int) RENAME TO g;`;
    assert.deepEqual([rights(sql, 'f'), rights(sql, 'g')], [['character varying(256)'], ['integer']]);
  });
  test('OUT parameters and lengths are no part of a name', () => {
    const sql =
      'CREATE PROCEDURE f(IN a varchar(10), OUT b int) AS $$ BEGIN b := 1; END $$ LANGUAGE plpgsql; GRANT EXECUTE ON PROCEDURE f(varchar(10)) TO ann; REVOKE EXECUTE ON PROCEDURE f(IN varchar, OUT int) FROM ann;';
    assert.deepEqual(rights(sql, 'f'), []);
  });
  const isDropped = (sql: string) => isRoutineDropped(modelOf(sql), { schema: 'public', name: 'f' }, ['integer']);
  test('that are dropped are known to be gone until they are made again', () => {
    assert.equal(isDropped('DROP FUNCTION IF EXISTS f(int);'), true);
    assert.equal(isDropped(`DROP FUNCTION IF EXISTS f(int); ${make}`), false);
    assert.equal(isDropped(`${make}DROP FUNCTION f(varchar);`), false);
    assert.equal(isDropped(`${make}ALTER FUNCTION f(int) RENAME TO g;`), true);
    assert.equal(isDropped(`${make}BEGIN; DROP FUNCTION f(int); ROLLBACK;`), false);
  });
});
