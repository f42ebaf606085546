// The extension's catalog against the sandbox: its questions are SQL that runs, and what it tells is what is there.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CatalogPart, DatabaseCatalog } from '../../client/src/catalog/databaseCatalog.ts';
import { as, query, startTestSandbox, type TestSandbox } from './support.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox();
});
after(() => test.close());

/** The catalog of a user, with every question that the warehouse refused. */
function catalogFor(user: string) {
  const told: CatalogPart[] = [];
  const refused: string[] = [];
  const catalog = new DatabaseCatalog({
    database: 'dev',
    cache: { read: async () => undefined, write: async () => {}, clear: async () => {} },
    run: async (sql, parameters) => {
      const named = Object.entries(parameters).map(([name, value]) => ({ name, value }));
      const answer = await query(test, sql, { ...as(user), ...(named.length > 0 && { Parameters: named }) }).catch(error => {
        refused.push(`${error}: ${sql}`);
        throw error;
      });
      return answer.rows.map(row => [...row]);
    },
    isRefusal: () => true,
    onPart: part => told.push(part),
    onSilentFailure: (what, error) => refused.push(`${what}: ${error}`),
  });
  return { catalog, told, refused };
}

const run = async (...statements: readonly string[]) => {
  for (const statement of statements) await query(test, statement);
};

describe('the catalog of the sandbox', () => {
  it('refuses no question, to nobody', async () => {
    for (const user of ['awsuser', 'minji']) {
      const { catalog, told, refused } = catalogFor(user);
      await catalog.loadOutline();
      await catalog.content('raw_data');
      await catalog.details('raw_data');
      assert.deepEqual(refused, [], user);
      assert.deepEqual(told.flatMap(Object.keys).sort(), [
        'contents',
        'databases',
        ...(told.some(part => part.details) ? ['details'] : []),
        'maskingPolicies',
        'principals',
        'rights',
        'rlsPolicies',
        'schemas',
      ]);
    }
  });
  it('knows who may use which schema, and through whom', async () => {
    await run(
      "CREATE USER rita PASSWORD 'Secret123'",
      'CREATE ROLE keeper',
      'CREATE ROLE chief',
      'CREATE GROUP guests WITH USER rita',
      'CREATE SCHEMA cellar',
      'GRANT USAGE, CREATE ON SCHEMA cellar TO ROLE keeper',
      'GRANT USAGE ON SCHEMA cellar TO GROUP guests',
      'GRANT ROLE keeper TO ROLE chief',
      'GRANT ROLE chief TO rita',
    );
    const all = await catalogFor('awsuser').catalog.rights();
    assert.equal(all.complete, true);
    assert.deepEqual(
      all.grants.filter(({ schema }) => schema === 'cellar').map(({ to, kind, privileges }) => `${kind} ${to} ${privileges.toSorted()}`),
      ['role keeper create,usage', 'group guests usage'],
    );
    const told = all.memberships.map(({ of, name, member, kind }) => `${of} ${name}: ${kind} ${member}`);
    for (const each of ['role keeper: role chief', 'role chief: user rita', 'group guests: user rita'])
      assert.ok(told.includes(each), each);
    assert.ok(all.superusers.includes('awsuser') && !all.superusers.includes('rita'));

    const own = await catalogFor('rita').catalog.rights();
    assert.equal(own.complete, false);
    assert.deepEqual(
      own.grants.filter(({ schema }) => schema === 'cellar').map(({ to }) => to),
      ['keeper', 'guests'],
    );
    await run('GRANT ROLE sys:monitor TO ROLE chief');
    const monitor = await catalogFor('rita').catalog.rights();
    assert.equal(monitor.complete, true);
    assert.deepEqual(monitor.grants, all.grants);
    const others = await catalogFor('minji').catalog.rights();
    assert.deepEqual(
      others.grants.filter(({ schema }) => schema === 'cellar'),
      [],
    );
  });
  it('knows primary and foreign keys, in the order of their columns', async () => {
    await run(
      'CREATE SCHEMA keyed',
      'CREATE TABLE keyed.people (name varchar(20), born date, no int, PRIMARY KEY (no, born))',
      'CREATE TABLE public.keyed_shops (id int PRIMARY KEY)',
      'CREATE TABLE keyed.orders (id int UNIQUE, day date, buyer int, shop int REFERENCES public.keyed_shops, FOREIGN KEY (buyer, day) REFERENCES keyed.people (no, born))',
      'CREATE TABLE keyed.tree (id int PRIMARY KEY, parent int REFERENCES keyed.tree (id))',
      'ALTER TABLE keyed.tree ADD CONSTRAINT first_order FOREIGN KEY (id) REFERENCES keyed.orders (id)',
      'ALTER TABLE keyed.orders RENAME COLUMN buyer TO customer',
    );
    for (const user of ['awsuser', 'minji']) {
      const details = await catalogFor(user).catalog.details('keyed');
      const keys = details.map(({ name, primaryKey, foreignKeys = [] }) => [
        name,
        primaryKey?.join(),
        ...foreignKeys.map(({ columns, table, references }) => `${columns} → ${table.join('.')} (${references})`).sort(),
      ]);
      assert.deepEqual(keys.sort(), [
        ['orders', undefined, 'customer,day → keyed.people (no,born)', 'shop → public.keyed_shops (id)'],
        ['people', 'no,born'],
        ['tree', 'id', 'id → keyed.orders (id)', 'parent → keyed.tree (id)'],
      ]);
    }
    const shown = async (sql: string) => (await query(test, sql)).rows.map(row => [row[2], row[3], row[6], row[7], row[8]].join(' '));
    assert.deepEqual(await shown('SHOW CONSTRAINTS FOREIGN KEYS FROM TABLE keyed.orders'), [
      'people no orders customer 1',
      'people born orders day 2',
      'keyed_shops id orders shop 1',
    ]);
    assert.deepEqual(await shown('SHOW CONSTRAINTS FOREIGN KEYS EXPORTED FROM TABLE keyed.orders'), ['orders id tree id 1']);
    await assert.rejects(
      query(test, 'CREATE TABLE keyed.bad (a int REFERENCES keyed.nothing (a))'),
      /relation "keyed.nothing" does not exist/,
    );
    assert.deepEqual((await query(test, "SELECT conname FROM pg_constraint WHERE contype = 'u'")).rows, [['orders_id_key']]);
  });
});
