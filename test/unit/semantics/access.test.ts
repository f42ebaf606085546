// Who may read what and why, by the rules of the AWS pages on GRANT, row-level security and masking.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withChange } from '../../../server/src/catalog/snapshot.ts';
import { type Access, accessMatrix, explainAccess, type Privilege } from '../../../server/src/semantics/access.ts';
import { finalModel, foldScript } from '../../../server/src/semantics/script.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const modelOf = (sql: string) => finalModel(foldScript(parseDocument(sql)));

/** What `user` may do with `schema.name` at the end of the script. */
function accessOf(sql: string, question: string): Access {
  const [, user, privilege, schema, name] = /^(\w+) (\w+) (\w+)\.(\w+)$/.exec(question)!;
  return explainAccess(modelOf(sql), user!, { schema: schema!, name: name! }, privilege as Privilege);
}

const check = (sql: string, question: string, answer: Access['answer'], reasons: string[]) =>
  test(`${question}: ${answer}`, () => {
    const access = accessOf(sql, question);
    assert.equal(access.answer, answer);
    assert.deepEqual(
      access.reasons.map(reason => reason.kind),
      reasons,
    );
  });

const shop = 'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int, total int);\n';

describe('a table in a schema', () => {
  check(shop, 'ann select shop.orders', 'no', ['missing', 'missing']);
  check(`${shop}GRANT SELECT ON shop.orders TO ann;`, 'ann select shop.orders', 'no', ['missing', 'grant']);
  check(`${shop}GRANT USAGE ON SCHEMA shop TO PUBLIC; GRANT SELECT ON shop.orders TO ann;`, 'ann select shop.orders', 'yes', [
    'grant',
    'grant',
  ]);
  check(`${shop}ALTER TABLE shop.orders OWNER TO ann; ALTER SCHEMA shop OWNER TO ann;`, 'ann delete shop.orders', 'yes', [
    'owner',
    'owner',
    'owner',
  ]);
  check(`${shop}CREATE USER boss PASSWORD DISABLE CREATEUSER;`, 'boss drop shop.orders', 'yes', ['superuser']);
  check(`${shop}GRANT USAGE ON SCHEMA shop TO ann; GRANT UPDATE ON shop.orders TO ann;`, 'ann update shop.orders', 'no', [
    'grant',
    'grant',
    'missing',
  ]);
  check('GRANT SELECT ON sales.t TO ann;', 'ann select sales.t', 'unknown', ['unknown', 'grant']);
});

describe('the schema public', () => {
  const sql = 'CREATE TABLE t (a int); GRANT SELECT ON t TO ann;';
  check(sql, 'ann select public.t', 'yes', ['default', 'grant']);
  check(`${sql} REVOKE USAGE ON SCHEMA public FROM PUBLIC;`, 'ann select public.t', 'no', ['missing', 'grant']);
});

describe('what rights come through', () => {
  const grants = 'GRANT USAGE ON SCHEMA shop TO ROLE reader; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ROLE reader;';
  const roles = 'CREATE ROLE reader; CREATE ROLE analyst; GRANT ROLE reader TO ROLE analyst; GRANT ROLE analyst TO ann;';
  test('a role granted to a role', () => {
    const [, right] = accessOf(shop + roles + grants, 'ann select shop.orders').reasons;
    assert.ok(right?.kind === 'grant');
    assert.deepEqual(right.through, { kind: 'role', name: 'reader' });
  });
  check(`${shop}${roles}${grants} REVOKE ROLE reader FROM ROLE analyst;`, 'ann select shop.orders', 'no', ['missing', 'missing']);
  check(`${shop}${roles}${grants} DROP ROLE reader FORCE;`, 'ann select shop.orders', 'no', ['missing', 'missing']);
  check(`${shop}${roles}${grants} ALTER ROLE reader RENAME TO viewer;`, 'ann select shop.orders', 'yes', ['grant', 'grant']);
  check(
    `${shop}CREATE GROUP g WITH USER ann; GRANT ALL ON SCHEMA shop TO GROUP g; GRANT ALL ON shop.orders TO GROUP g;`,
    'ann insert shop.orders',
    'yes',
    ['grant', 'grant'],
  );
  check(
    `${shop}GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ann; GRANT SELECT FOR TABLES IN SCHEMA shop TO ann; CREATE TABLE shop.later (a int);`,
    'ann select shop.later',
    // Whether the connected database is dev, nobody says.
    'unknown',
    ['unknown', 'grant'],
  );
  check(
    `${shop}GRANT USAGE ON SCHEMA shop TO ann; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ann; CREATE TABLE shop.later (a int);`,
    'ann select shop.later',
    'no',
    ['grant', 'missing'],
  );
  check(
    `${shop}GRANT USAGE ON SCHEMA shop TO ann; ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO ann; CREATE TABLE shop.later (a int);`,
    'ann select shop.later',
    'yes',
    ['grant', 'grant'],
  );
});

describe('columns', () => {
  test('rights on columns add up', () => {
    const sql = `${shop}GRANT USAGE ON SCHEMA shop TO ann; GRANT SELECT (id) ON shop.orders TO ann; GRANT SELECT (total) ON shop.orders TO PUBLIC;`;
    assert.deepEqual(accessOf(sql, 'ann select shop.orders').columns, ['id', 'total']);
  });
  test('REVOKE on the table takes the columns too', () => {
    const sql = `${shop}GRANT USAGE ON SCHEMA shop TO ann; GRANT SELECT (id) ON shop.orders TO ann; REVOKE SELECT ON shop.orders FROM ann;`;
    assert.equal(accessOf(sql, 'ann select shop.orders').answer, 'no');
  });
});

describe('views and external tables', () => {
  const external = "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\n";
  check(`${external}GRANT USAGE ON SCHEMA lake TO ann;`, 'ann select lake.clicks', 'yes', ['grant', 'external']);
  check(`${shop}CREATE VIEW v AS SELECT id FROM shop.orders; GRANT SELECT ON v TO ann;`, 'ann select public.v', 'yes', [
    'default',
    'grant',
  ]);
  check(
    `${external}CREATE VIEW v AS SELECT * FROM lake.clicks WITH NO SCHEMA BINDING; GRANT SELECT ON v TO ann;`,
    'ann select public.v',
    'no',
    ['default', 'grant', 'missing'],
  );
});

describe('row-level security', () => {
  const table = 'CREATE TABLE t (a int); GRANT SELECT, INSERT ON t TO ann; CREATE ROLE r; GRANT ROLE r TO ann;\n';
  const on = 'ALTER TABLE t ROW LEVEL SECURITY ON;';
  const rows = (sql: string, question = 'ann select public.t') => accessOf(table + sql, question).rows;
  test('without policies nobody sees rows', () => assert.deepEqual(rows(on), { rows: 'none' }));
  test('policies of roles and PUBLIC combine', () =>
    assert.deepEqual(
      rows(`${on} ATTACH RLS POLICY p ON t TO ROLE r; ATTACH RLS POLICY q ON t TO PUBLIC; ATTACH RLS POLICY x ON t TO bob;`),
      {
        rows: 'filtered',
        policies: ['p', 'q'],
        conjunction: 'and',
      },
    ));
  test('OR where it is said', () =>
    assert.deepEqual(rows('ATTACH RLS POLICY p ON t TO ROLE r; ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE OR;'), {
      rows: 'filtered',
      policies: ['p'],
      conjunction: 'or',
    }));
  test('off shows all', () =>
    assert.deepEqual(rows(`ATTACH RLS POLICY p ON t TO ROLE r; ${on} ALTER TABLE t ROW LEVEL SECURITY OFF;`), {
      rows: 'all',
      because: 'no-row-security',
    }));
  test('INSERT is not filtered', () => assert.deepEqual(rows(on, 'ann insert public.t'), { rows: 'all', because: 'not-filtered' }));
  test('IGNORE RLS', () => assert.deepEqual(rows(`${on} GRANT IGNORE RLS TO ROLE r;`), { rows: 'all', because: 'ignore-rls' }));
  test('sys:secadmin', () => assert.deepEqual(rows(`${on} GRANT ROLE sys:secadmin TO ROLE r;`), { rows: 'all', because: 'secadmin' }));
});

describe('masking', () => {
  const sql =
    'CREATE TABLE t (c text, d text); CREATE ROLE r; GRANT ROLE r TO ann; GRANT SELECT ON t TO PUBLIC; ATTACH MASKING POLICY full_mask ON t(c, d) TO PUBLIC; ATTACH MASKING POLICY part ON t(c) TO ROLE r PRIORITY 10;';
  const masks = (user: string) => accessOf(sql, `${user} select public.t`).masks.map(({ column, policy }) => `${column} ${policy}`);
  test('the highest priority wins', () => assert.deepEqual(masks('ann'), ['c part', 'd full_mask']));
  test('others get the mask for PUBLIC', () => assert.deepEqual(masks('bob'), ['c full_mask', 'd full_mask']));
});

test('the matrix has a row for every user and relation', () => {
  const sql = `${shop}CREATE USER ann PASSWORD DISABLE; CREATE USER bob PASSWORD DISABLE; GRANT USAGE ON SCHEMA shop TO ann; GRANT SELECT ON shop.orders TO ann;`;
  const told = accessMatrix(modelOf(sql)).map(
    ({ user, relation, access }) => `${user} ${relation.schema}.${relation.name} ${access.select?.answer} ${access.insert?.answer}`,
  );
  assert.deepEqual(told, ['ann shop.orders yes no', 'bob shop.orders no no']);
});

describe('rights on schemas that the warehouse knows', () => {
  const catalog = withChange(undefined, {
    connection: 'c',
    database: 'dev',
    schemas: [{ name: 'shop', kind: 'local', owner: 'olga' }],
    principals: { users: ['ann', 'bob', 'dora', 'olga', 'root'], groups: [], roles: ['analyst'] },
    rights: {
      complete: true,
      grants: [{ schema: 'shop', to: 'analyst', kind: 'role', privileges: ['usage'] }],
      memberships: [{ of: 'role', name: 'analyst', member: 'ann', kind: 'user' }],
      superusers: ['root'],
    },
  });
  const answers = (sql: string, user: string, before = catalog) => {
    const model = finalModel(foldScript(parseDocument(sql), before));
    const { answer, reasons } = explainAccess(model, user, { schema: 'shop', name: 'orders' }, 'select');
    return [answer, ...reasons.map(({ kind }) => kind)].join(' ');
  };
  const granted = 'GRANT SELECT ON shop.orders TO ann, bob, olga;';
  test('a role has it', () => assert.equal(answers(granted, 'ann'), 'yes grant grant'));
  test('nobody gave it', () => assert.equal(answers(granted, 'bob'), 'no missing grant'));
  test('it is not known whether anybody gave it', () =>
    assert.equal(answers(granted, 'bob', { ...catalog, rights: { ...catalog.rights!, complete: false } }), 'unknown unknown grant'));
  test('the owner needs none, a superuser nothing at all', () => {
    assert.equal(answers(granted, 'olga'), 'yes owner grant');
    assert.equal(answers('', 'root'), 'yes superuser');
  });
  test('the script takes it away', () =>
    assert.equal(answers(`${granted} REVOKE USAGE ON SCHEMA shop FROM ROLE analyst;`, 'ann'), 'no missing grant'));
  test('everybody against everything', () => {
    const model = finalModel(foldScript(parseDocument(granted), catalog));
    assert.deepEqual(
      accessMatrix(model, { privileges: ['select'] }).map(({ user, access }) => `${user} ${access.select?.answer}`),
      ['ann yes', 'bob no', 'olga yes'],
    );
  });
});
