// The catalog against a warehouse of the test's own: what is asked once, what fails alone, what is told.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { CellValue } from '../../../client/src/aws/results.ts';
import { type CatalogPart, DatabaseCatalog } from '../../../client/src/catalog/databaseCatalog.ts';
import { type DiskCache, openDiskCache } from '../../../client/src/catalog/diskCache.ts';
import { limitConcurrency } from '../../../client/src/catalog/queryQueue.ts';

const noCache: DiskCache = { read: async () => undefined, write: async () => {}, clear: async () => {} };

class Refused extends Error {}

/** Answers each question by the first entry whose text is in the SQL. */
function warehouse(answers: Record<string, CellValue[][] | Error>, cache = noCache) {
  const asked: string[] = [];
  const told: CatalogPart[] = [];
  const silent: string[] = [];
  const catalog = new DatabaseCatalog({
    database: 'dev',
    cache,
    run: async (sql, parameters) => {
      const name = Object.keys(answers).find(part => sql.includes(part)) ?? '';
      asked.push(name || sql);
      const answer = answers[name] ?? [];
      if (answer instanceof Error) throw answer;
      assert.ok(
        Object.values(parameters).every(value => value !== ''),
        'the Data API takes no empty parameter',
      );
      return answer;
    },
    isRefusal: error => error instanceof Refused,
    onPart: part => told.push(part),
    onSilentFailure: what => silent.push(what),
  });
  return { catalog, asked, told, silent };
}

const tables: CellValue[][] = [
  ['sales', 'TABLE', 'all of them'],
  ['recent', 'VIEW', null],
  ['daily', 'VIEW', null],
  ['clicks', 'EXTERNAL TABLE', null],
];

describe('the catalog', () => {
  it('knows what kind of table or view something is', async () => {
    const { catalog } = warehouse({
      svv_all_tables: tables,
      pg_views: [['daily', 'materialized-view']],
      svv_rls_relation: [['sales', true]],
    });
    assert.deepEqual(await catalog.relations('s'), [
      { name: 'sales', kind: 'table', comment: 'all of them', rowLevelSecurity: true },
      { name: 'recent', kind: 'view' },
      { name: 'daily', kind: 'materialized-view' },
      { name: 'clicks', kind: 'external-table' },
    ]);
  });

  it('works for a user who may not see policies or definitions', async () => {
    const { catalog } = warehouse({ svv_all_tables: tables, pg_views: new Refused(), svv_rls_relation: new Refused() });
    assert.equal((await catalog.relations('s')).length, 4);
  });

  it('takes the older form of a question where the newer one is refused', async () => {
    const { catalog, asked } = warehouse({ svv_redshift_databases: new Refused(), pg_database: [['dev'], ['other']] });
    assert.deepEqual(
      (await catalog.databases()).map(database => database.name),
      ['dev', 'other'],
    );
    assert.deepEqual(asked, ['svv_redshift_databases', 'pg_database']);
  });

  it('asks once, and again after a failure or when told to forget', async () => {
    const answers: Record<string, CellValue[][] | Error> = { svv_all_columns: new Error('network') };
    const { catalog, asked } = warehouse(answers);
    await assert.rejects(catalog.columns('s'), /network/);
    answers.svv_all_columns = [['sales', 'id', 'bigint', null, 64, 0, 'NO']];
    const columns = await catalog.columns('s');
    assert.deepEqual(columns.get('sales'), [{ name: 'id', type: 'bigint', nullable: false }]);
    await catalog.columns('s');
    assert.equal(asked.length, 2);
    catalog.invalidateSchema('s');
    await catalog.columns('s');
    assert.equal(asked.length, 3);
  });

  it('tells the content of a schema as one part, whatever else was refused', async () => {
    const { catalog, told, silent } = warehouse({
      svv_all_tables: [['sales', 'TABLE', null]],
      svv_all_columns: [['sales', 'id', 'bigint', null, 64, 0, 'YES']],
      svv_redshift_functions: new Error('no'),
    });
    await catalog.content('s');
    assert.deepEqual(told.at(-1)?.contents, [
      {
        schema: 's',
        relations: [{ name: 'sales', kind: 'table', columns: [{ name: 'id', type: 'bigint', nullable: true }] }],
        functions: [],
        models: [],
      },
    ]);
    assert.deepEqual(silent, ['functions of schema s']);
  });

  it('tells owners, sizes and rights of tables after the content, as far as they may be seen', async () => {
    const { catalog, told, silent } = warehouse({
      svv_all_tables: [['sales', 'TABLE', null]],
      svv_table_info: [['sales', 'KEY(id)', 'id', 12, 3400]],
      pg_class: new Refused(),
      svv_relation_privileges: [
        ['sales', 'SELECT', 'reader', 'role'],
        ['sales', 'INSERT', 'reader', 'role'],
        ['sales', 'SELECT', 'public', 'public'],
      ],
    });
    await catalog.content('s');
    await catalog.details('s');
    const sales = {
      name: 'sales',
      distribution: 'KEY(id)',
      sortKey: 'id',
      megabytes: 12,
      rows: 3400,
      grants: [
        { to: 'reader', kind: 'role', privileges: ['select', 'insert'] },
        { to: 'public', kind: 'public', privileges: ['select'] },
      ],
    };
    assert.deepEqual(told.at(-1), { details: [{ schema: 's', relations: [sales] }] });
    assert.deepEqual(silent, []);
  });

  const keys: CellValue[][] = [
    ['f', 'sales', 'sales_fkey', 'shop', 'core', 'shops', 'id'],
    ['f', 'sales', 'sales_fkey', 'day', 'core', 'shops', 'day'],
    ['p', 'sales', 'sales_pkey', 'id', 's', 'sales', 'id'],
  ];
  const keyed = {
    name: 'sales',
    primaryKey: ['id'],
    foreignKeys: [{ columns: ['shop', 'day'], table: ['core', 'shops'], references: ['id', 'day'] }],
  };

  it('tells the keys of tables, which the next session knows at once', async () => {
    const stored = new Map<string, unknown>();
    const cache: DiskCache = {
      read: async <Value>(part: string) => stored.get(part) as Value | undefined,
      write: async (part, value) => void stored.set(part, value),
      clear: async () => {},
    };
    const first = warehouse(
      { pg_constraint: keys, svv_table_info: [['sales', 'EVEN', null, 1, 5]], svv_all_schemas: [['s', null, 'local']] },
      cache,
    );
    await first.catalog.schemas();
    await first.catalog.details('s');
    assert.deepEqual(first.told.at(-1), {
      details: [{ schema: 's', relations: [{ distribution: 'EVEN', megabytes: 1, rows: 5, ...keyed }] }],
    });
    const second = warehouse({}, cache);
    await second.catalog.tellRemembered();
    assert.deepEqual(second.told.at(-1), { details: [{ schema: 's', relations: [keyed] }] });
  });

  it('gathers the members of groups and leaves out the roles of datashares', async () => {
    const { catalog } = warehouse({
      pg_group: [
        ['a', 'u1'],
        ['a', 'u2'],
        ['empty', null],
      ],
      svv_roles: [
        ['ds:share', null],
        ['analyst', 'awsuser'],
      ],
    });
    assert.deepEqual(await catalog.groups(), [
      { name: 'a', members: ['u1', 'u2'] },
      { name: 'empty', members: [] },
    ]);
    assert.deepEqual(
      (await catalog.roles()).map(role => role.name),
      ['analyst'],
    );
  });

  const principals = {
    'FROM pg_user': [
      ['awsuser', true, true, true],
      ['ann', false, false, false],
    ],
    'FROM pg_group': [
      ['readers', 'ann'],
      ['empty', null],
    ],
    svv_user_grants: [
      ['analyst', 'ann', 'user'],
      ['analyst', 'chief', 'role'],
    ],
  } satisfies Record<string, CellValue[][]>;
  const rightsOf = async (answers: Record<string, CellValue[][] | Error>) => {
    const { catalog, told } = warehouse({ ...answers, ...principals, ...answers });
    const rights = await catalog.rights();
    assert.deepEqual(told, [{ rights }]);
    return rights;
  };
  const schemaRights: CellValue[][] = [
    ['sales', 'USAGE', 'analyst', 'role'],
    ['sales', 'CREATE', 'analyst', 'role'],
    ['sales', 'USAGE', 'public', 'public'],
    [null, 'USAGE', 'auditor', 'role'],
  ];
  const memberships = [
    { of: 'role', name: 'analyst', member: 'ann', kind: 'user' },
    { of: 'role', name: 'analyst', member: 'chief', kind: 'role' },
    { of: 'group', name: 'readers', member: 'ann', kind: 'user' },
  ];

  it('knows the rights on schemas, all of them where a superuser asks', async () => {
    assert.deepEqual(await rightsOf({ svv_schema_privileges: schemaRights }), {
      complete: true,
      grants: [
        { schema: 'sales', to: 'analyst', kind: 'role', privileges: ['usage', 'create'] },
        { schema: 'sales', to: 'public', kind: 'public', privileges: ['usage'] },
        { to: 'auditor', kind: 'role', privileges: ['usage'] },
      ],
      memberships,
      superusers: ['awsuser'],
    });
  });

  it('knows some rights on schemas where somebody else asks, or where a part is refused', async () => {
    const others = [
      ['awsuser', true, true, false],
      ['ann', false, false, true],
    ];
    assert.equal((await rightsOf({ svv_schema_privileges: schemaRights, 'FROM pg_user': others })).complete, false);
    const monitor = [...principals.svv_user_grants, ['sys:monitor', 'analyst', 'role']];
    const asMonitor = await rightsOf({ svv_schema_privileges: schemaRights, 'FROM pg_user': others, svv_user_grants: monitor });
    assert.equal(asMonitor.complete, true);
    const withoutRoles = await rightsOf({ svv_schema_privileges: schemaRights, svv_user_grants: new Refused() });
    assert.equal(withoutRoles.complete, false);
    assert.equal(withoutRoles.grants.length, 3);
    const nothing = await rightsOf({ svv_schema_privileges: new Refused() });
    assert.deepEqual(nothing, { complete: false, grants: [], memberships, superusers: ['awsuser'] });
    const hiddenMembers = await rightsOf({
      svv_schema_privileges: schemaRights,
      grolist: new Refused(),
      'FROM pg_group': [['readers']],
    });
    assert.equal(hiddenMembers.complete, false);
  });

  it('asks for rights on schemas without scopes where the warehouse knows none', async () => {
    const rights = await rightsOf({ privilege_scope: new Refused(), svv_schema_privileges: [['sales', 'USAGE', 'ann', 'user']] });
    assert.deepEqual(rights.grants, [{ schema: 'sales', to: 'ann', kind: 'user', privileges: ['usage'] }]);
    assert.equal(rights.complete, true);
  });

  it('tells at once what the last session knew', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redshift-catalog-'));
    try {
      const first = warehouse({ svv_all_schemas: [['public', 'awsuser', 'local']] }, openDiskCache(folder, 'key'));
      await first.catalog.schemas();
      // The file is written without anybody waiting for it.
      const cache = openDiskCache(folder, 'key');
      while ((await cache.read('schemas')) === undefined) await new Promise(resolve => setImmediate(resolve));
      const second = warehouse({}, cache);
      await second.catalog.tellRemembered();
      assert.deepEqual(second.told, [{ schemas: [{ name: 'public', kind: 'local', owner: 'awsuser' }] }]);
      assert.deepEqual(second.asked, []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the queue of catalog questions', () => {
  it('runs a few at a time, all of them in the end', async () => {
    const limited = limitConcurrency(2);
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 7 }, (_, index) =>
        limited(async () => {
          running++;
          most = Math.max(most, running);
          await new Promise(resolve => setImmediate(resolve));
          running--;
          if (index === 3) throw new Error('one fails');
          return index;
        }),
      ),
    );
    assert.equal(most, 2);
    assert.deepEqual(
      results.map(result => (result.status === 'fulfilled' ? result.value : 'failed')),
      [0, 1, 2, 'failed', 4, 5, 6],
    );
  });
});
