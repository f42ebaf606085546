// Completion: the document after accepting, and the top of the ranking.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, wantsMore } from '../../../server/src/features/complete.ts';
import { usualRules } from '../../../server/src/features/completion/usualWords.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { ask, catalogOf, checkAccepted, checkFirst, checkOffered, warehouse } from '../../support/completionChecks.ts';
import { fixtures } from '../../support/fixtures.ts';

const catalog = { catalog: warehouse };
const tables = 'CREATE TABLE t (a int, b varchar(10)); CREATE TABLE u (a int, c date); ';

describe('with errors before the cursor and text behind it', () => {
  test('SELECT | FROM t', () => checkAccepted(`${tables}SELECT $0 FROM t`, 'a', `${tables}SELECT a FROM t`, { within: 2 }));
  test('SELECT a, | FROM t GROUP BY a', () =>
    checkAccepted(`${tables}SELECT a, $0 FROM t GROUP BY a`, 'b', `${tables}SELECT a, b FROM t GROUP BY a`, { within: 3 }));
  test('… JOIN u ON |', () =>
    checkAccepted(`${tables}SELECT * FROM t JOIN u ON $0`, 'u.a = t.a', `${tables}SELECT * FROM t JOIN u ON u.a = t.a`, { within: 1 }));
  test('count(| FROM t', () =>
    checkAccepted(`${tables}SELECT count($0 FROM t`, 'DISTINCT', `${tables}SELECT count(DISTINCT FROM t`, { within: 5 }));
  test('FROM (SELECT a FROM |', () =>
    checkAccepted(`${tables}SELECT * FROM (SELECT a FROM $0`, 't', `${tables}SELECT * FROM (SELECT a FROM t`, { within: 2 }));
  test('GRANT FOO ON |', () => checkOffered('GRANT FOO ON $0', ['ALL TABLES IN SCHEMA', 'SCHEMA', 'DATABASE', 'TABLE']));
  test('SELECT t.| FROM t', () => checkFirst(`${tables}SELECT t.$0 FROM t`, ['a', 'b']));
  test('a misspelt word before the cursor', () => checkAccepted(`${tables}SELCT $0 FROM t`, 'a', `${tables}SELCT a FROM t`, { within: 4 }));
  test('two commas', () => checkOffered(`${tables}SELECT a,, $0 FROM t`, ['b']));
  test('WHERE x = AND |', () => checkOffered(`${tables}SELECT * FROM t WHERE a = AND $0`, ['a', 'b']));
  test('the statement before is not ended', () => checkOffered(`${tables}SELECT a FROM t\nSELECT $0 FROM u`, ['c']));
  test('UPDATE t SET | without a value', () => checkFirst(`${tables}UPDATE t SET $0`, ['a', 'b']));
  test('a broken statement leaves the next alone', () => checkFirst(`FOO BAR (; ${tables}SELECT t.$0 FROM t`, ['a', 'b']));
});

describe('nothing is offered', () => {
  test('in a line comment', () => assert.equal(ask('-- SELECT $0').answer, undefined));
  test('in a block comment', () => assert.equal(ask('/* SELECT $0 */').answer, undefined));
  test('in a string without known values', () => assert.deepEqual(ask("SELECT 'a $0' FROM t").labels, []));
});

describe('phrases', () => {
  test('what a grant can be on', () => checkOffered('GRANT SELECT ON ALL $0', ['TABLES IN SCHEMA']));
  test('WITH GRANT OPTION as one', () => checkFirst('GRANT SELECT ON t TO ann $0', ['WITH GRANT OPTION']));
  test('the formats of an external table', () =>
    checkOffered('CREATE EXTERNAL TABLE s.t (a int) $0', ['ROW FORMAT DELIMITED', 'STORED AS PARQUET', 'PARTITIONED BY']));
  test('the clauses behind a table', () => checkOffered('SELECT * FROM t $0', ['WHERE', 'GROUP BY', 'ORDER BY', 'LEFT JOIN', 'JOIN']));
  test('operators with the words that go with them', () => {
    checkOffered('SELECT * FROM t WHERE a $0', ['IS NOT NULL', 'BETWEEN', 'SIMILAR TO', 'NOT IN', 'AT TIME ZONE']);
    checkFirst('SELECT (getdate() AT $0', ['TIME ZONE']);
  });
  test('the next statement at the beginning of a line', () => checkOffered('DROP TABLE t\n$0', ['CASCADE', 'SELECT', 'CREATE TABLE'], []));
  test('and not inside of one', () => checkOffered('SELECT\n$0', ['DISTINCT'], ['CREATE TABLE']));
  test('statements at the beginning', () => checkFirst('$0', ['SELECT', 'WITH', 'CREATE TABLE', 'GRANT']));
  test('small letters where the script has them', () =>
    checkAccepted('grant select on t to ann wi$0', 'WITH GRANT OPTION', 'grant select on t to ann with grant option'));
  test('a phrase replaces the word that is typed', () => checkAccepted('SELECT * FROM t GRO$0', 'GROUP BY', 'SELECT * FROM t GROUP BY'));
});

describe('what is likelier comes first', () => {
  test('behind a whole condition AND and the next clauses', () =>
    checkFirst('SELECT * FROM t WHERE a = 1 $0', ['AND', 'OR', 'GROUP BY', 'ORDER BY', 'LIMIT']));
  for (const condition of ['a IS NOT NULL', 'a BETWEEN 1 AND 2', "a NOT LIKE 'x'", 'a IN (1, 2)', 'EXISTS (SELECT 1)'])
    test(`behind ${condition}`, () => checkFirst(`SELECT * FROM t WHERE ${condition} $0`, ['AND', 'OR']));
  test('behind one side of it what it is compared with', () =>
    checkFirst('SELECT * FROM t WHERE a $0', ['IN', 'IS NULL', 'IS NOT NULL', 'LIKE', 'BETWEEN']));
  test('BETWEEN waits for its AND', () => checkFirst('SELECT * FROM t WHERE a BETWEEN 1 $0', ['AND']));
  test('in the select list of a condition FROM', () => checkFirst('SELECT * FROM t WHERE a IN (SELECT b $0', ['FROM', 'AS']));
  test('the branches of CASE', () => {
    checkFirst('SELECT CASE WHEN a = 1 $0', ['THEN', 'AND', 'OR']);
    checkFirst('SELECT CASE a WHEN 1 $0', ['THEN']);
    checkFirst('SELECT CASE WHEN a = 1 THEN 2 $0', ['WHEN', 'ELSE', 'END']);
    checkFirst('SELECT CASE WHEN a $0', ['IN', 'IS NULL']);
  });
  test('a subquery behind IN', () => checkFirst(`${tables}SELECT * FROM t WHERE a IN ($0`, ['SELECT', 'a']));
  test('what an expression usually begins with', () => checkFirst('SELECT $0', ['DISTINCT', 'TOP', 'ALL', 'INTO', 'COUNT', 'SUM', 'CASE']));
  test('the rules that the ranking speaks of are rules of the grammar', () => {
    const { rules } = redshiftLanguage().grammar;
    assert.deepEqual(
      usualRules.filter(name => !rules.has(name)),
      [],
    );
  });
  test('the actions of ALTER TABLE, with the word that says what is named', () =>
    checkFirst('ALTER TABLE t $0', ['ADD COLUMN', 'DROP COLUMN', 'RENAME TO', 'RENAME COLUMN']));
  test('grantees before the policies that a lookup table is granted to', () =>
    checkFirst('GRANT SELECT ON t TO $0', ['ROLE', 'GROUP', 'PUBLIC', 'RLS POLICY']));
  test('what goes into a table', () => checkFirst('INSERT INTO t $0', ['SELECT', 'VALUES', 'WITH', 'DEFAULT VALUES']));
  test('a word that is a function is offered once, with its parentheses', () =>
    assert.deepEqual(
      ask('SELECT trim$0')
        .answer?.proposals.filter(item => item.label === 'TRIM')
        .map(item => item.insert),
      ['TRIM('],
    ));
  test('no function names among the words of FROM', () => checkOffered('SELECT * FROM $0', ['LATERAL'], ['LEFT', 'ISNULL', 'COLLATE']));
});

describe('what was typed', () => {
  test('words that do not fit it are left out', () => checkOffered('SELECT * FROM svv_ta$0', ['svv_table_info'], ['LATERAL', 'UNPIVOT']));
  test('its start before the starts of words before letters inside', () =>
    checkFirst('CREATE TABLE t (counted int, a_count int, country_of_use int); SELECT count$0 FROM t', [
      'counted',
      'country_of_use',
      'COUNT',
      'a_count',
    ]));
  test('the starts of the words of a phrase', () => checkFirst('GRANT SELECT ON t TO ann wgo$0', ['WITH GRANT OPTION']));
  test('starts of words across underscores and capitals', () => {
    checkFirst('CREATE TABLE t (customer_id int, cid_code int); SELECT cid$0 FROM t', ['cid_code', 'customer_id']);
    checkFirst('SELECT * FROM usc$0', ['analytics.user_session_channel'], catalog);
  });
  test('the next statement is written as those before it', () => {
    checkAccepted('select 1;\n$0', 'SELECT', 'select 1;\nselect');
    checkAccepted('SELECT 1;\nsel$0', 'SELECT', 'SELECT 1;\nSELECT');
    checkAccepted('gra$0', 'GRANT', 'grant');
  });
});

describe('scope', () => {
  test('an alias', () => checkFirst(`${tables}SELECT x.$0 FROM t x`, ['a', 'b']));
  test('a common table expression', () => checkFirst('WITH c AS (SELECT 1 AS one, 2 AS two) SELECT c.$0 FROM c', ['one', 'two']));
  test('a common table expression is offered in FROM', () => checkFirst('WITH recent AS (SELECT 1 a) SELECT * FROM $0', ['recent']));
  test('renamed columns of a common table expression', () => checkFirst('WITH c (x, y) AS (SELECT 1, 2) SELECT $0 FROM c', ['x', 'y']));
  test('a subquery in FROM', () => checkFirst(`${tables}SELECT s.$0 FROM (SELECT a AS first, b FROM t) s`, ['first', 'b']));
  test('* of a subquery', () => checkFirst(`${tables}SELECT s.$0 FROM (SELECT * FROM t) s`, ['a', 'b']));
  test('a subquery sees the outer query', () =>
    checkOffered(`${tables}SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u WHERE $0)`, ['c', 'b']));
  test('a subquery in FROM does not see its neighbours', () =>
    checkOffered(`${tables}SELECT * FROM t, (SELECT $0 FROM u) s`, ['c'], ['t', 't.a']));
  test('JOIN USING has the common columns', () => checkOffered(`${tables}SELECT * FROM t JOIN u USING ($0)`, ['a']));
  test('names of the select list in ORDER BY', () => checkOffered(`${tables}SELECT a + 1 AS next FROM t ORDER BY $0`, ['next', 'a']));
  test('columns that two tables have are put in with their table', () =>
    checkAccepted(`${tables}SELECT $0 FROM t JOIN u ON t.a = u.a`, 't.a', `${tables}SELECT t.a FROM t JOIN u ON t.a = u.a`));
  test('UPDATE sets the columns of its table', () => checkFirst(`${tables}UPDATE t SET $0 = 1 FROM u WHERE t.a = u.a`, ['a', 'b']));
  test('MERGE', () =>
    checkFirst(`${tables}MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET $0 = 1 WHEN NOT MATCHED THEN INSERT VALUES (1)`, [
      'a',
      'b',
    ]));
  test('DELETE … USING', () => checkOffered(`${tables}DELETE FROM t USING u WHERE $0`, ['b', 'c']));
  test('a list of columns to insert', () => checkFirst(`${tables}INSERT INTO t ($0`, ['a, b', 'a', 'b']));
  test('columns that are listed already are left out', () => checkOffered(`${tables}INSERT INTO t (a, $0) VALUES (1, 2)`, ['b'], ['a, b']));
  test('the columns of a policy', () => checkFirst('CREATE RLS POLICY p WITH (region varchar(10)) USING ($0)', ['region']));
  test('a statement that is not closed yet', () => {
    checkFirst(`${tables}INSERT INTO t (a, $0`, ['b']);
    checkFirst(`${tables}WITH x AS (SELECT $0 FROM t`, ['a', 'b']);
    checkFirst(`${tables}WITH x AS (SELECT a FROM t), y AS (SELECT $0 FROM x`, ['a']);
    checkFirst(`${tables}WITH x AS (SELECT a FROM t), y AS (SELECT x.$0`, ['a']);
    checkFirst(`${tables}SELECT sum(CASE WHEN $0 FROM t`, ['a', 'b']);
    checkFirst(`${tables}SELECT coalesce(nullif($0, 0), 1) FROM t`, ['a', 'b']);
    checkFirst(`${tables}SELECT a, $0 b FROM t`, ['a', 'b']);
  });
  test('columns of a known table alone, without words of the script', () =>
    assert.deepEqual(ask(`${tables}SELECT other FROM x; COPY t (a, $0) FROM 's3://b'`).labels, ['b']));
  test('variables of a procedure', () =>
    checkOffered(
      'CREATE PROCEDURE p(since date) AS $$ DECLARE total int; BEGIN SELECT count(*) INTO total FROM t WHERE day > $0; END; $$ LANGUAGE plpgsql',
      ['since', 'total'],
    ));
  test('the training data of a model', () => checkFirst(`${tables}CREATE MODEL m FROM (SELECT a, b FROM t) TARGET $0`, ['a', 'b']));
  test('a table that is made further down', () => checkOffered('SELECT * FROM $0; CREATE TABLE later_made (a int)', ['later_made']));
  test('the columns of CREATE TABLE AS', () =>
    checkFirst(`${tables}CREATE TABLE d AS SELECT a AS one, b FROM t; SELECT d.$0 FROM d`, ['one', 'b']));
  test('the column of a comment', () => {
    checkFirst(`${tables}COMMENT ON COLUMN $0`, ['t', 'u']);
    checkFirst(`${tables}COMMENT ON COLUMN t.$0`, ['a', 'b']);
  });
  test('own columns for the sort key', () => checkFirst('CREATE TABLE t (first int, second int) SORTKEY ($0)', ['first', 'second']));
  test('a table without tree is still seen', () => checkOffered(`${tables}MERGE INTO t USING u ON $0`, ['b', 'c']));
});

describe('paths into nested values', () => {
  const clicks =
    "CREATE EXTERNAL TABLE s.clicks (id int, c struct<name:struct<given:varchar(20),family:varchar(20)>,amount:decimal(10,2)>, visits array<struct<page:varchar(9),seconds:int>>, tags map<varchar(9),struct<hits:int>>) STORED AS PARQUET LOCATION 's3://b/'; ";
  const orders = `CREATE TABLE orders (id int, data super); INSERT INTO orders VALUES (1, JSON_PARSE('{"Customer":{"city":"x"},"lines":[{"sku":1},{"price":2}]}')); `;
  test('the fields of a struct', () => {
    checkFirst(`${clicks}SELECT k.c.$0 FROM s.clicks k`, ['name', 'amount']);
    checkFirst(`${clicks}SELECT k.c.name.$0 FROM s.clicks k`, ['given', 'family']);
    checkFirst(`${clicks}SELECT c.name.g$0 FROM s.clicks`, ['given']);
  });
  test('arrays to unnest, and what their aliases hold', () => {
    checkFirst(`${clicks}SELECT * FROM s.clicks k, k.$0`, ['c', 'visits', 'tags']);
    checkFirst(`${clicks}SELECT v.$0 FROM s.clicks k, k.visits AS v`, ['page', 'seconds']);
    checkFirst(`${clicks}SELECT v.$0 FROM s.clicks k LEFT JOIN k.visits v ON true`, ['page', 'seconds']);
    checkFirst(`${clicks}SELECT t.$0 FROM s.clicks k, k.tags t`, ['key', 'value']);
    checkFirst(`${clicks}SELECT t.value.$0 FROM s.clicks k, k.tags t`, ['hits']);
  });
  test('an element by its index', () => checkFirst(`${clicks}SELECT k.visits[0].$0 FROM s.clicks k`, ['page', 'seconds']));
  test('nested types of the catalog', () => {
    const type = 'array<struct<shipdate:timestamp,price:double precision>>';
    const catalog = catalogOf({
      database: 'dev',
      schemas: [{ name: 'x', kind: 'external' }],
      contents: [
        { schema: 'x', relations: [{ name: 't', kind: 'external-table', columns: [{ name: 'o', type }] }], functions: [], models: [] },
      ],
    });
    checkFirst('SELECT p.$0 FROM x.t, t.o AS p', ['shipdate', 'price'], { catalog });
  });
  test('paths that the script navigates', () => {
    checkFirst('SELECT u.profile.city.name FROM users u; SELECT x.profile.$0 FROM users x', ['city']);
    checkFirst('SELECT u.profile.city.name FROM users u; SELECT profile.city.$0 FROM other', ['name']);
    checkFirst('SELECT i.sku, i.price FROM t, t.items AS i; SELECT y.$0 FROM t z, z.items y', ['sku', 'price']);
    checkFirst('SELECT i.sku, i.price FROM t, t.items AS i; SELECT items[1].$0 FROM t', ['sku', 'price']);
  });
  test('JSON that the script parses', () => {
    checkAccepted(`${orders}SELECT data.$0 FROM orders`, 'Customer', `${orders}SELECT data."Customer" FROM orders`);
    checkFirst(`${orders}SELECT l.$0 FROM orders o, o.data.lines l`, ['sku', 'price']);
    checkFirst(`UPDATE t SET d = JSON_PARSE('{"k":1}'); SELECT t.d.$0 FROM t`, ['k']);
    checkFirst(`CREATE TABLE t (d super); INSERT INTO t (d) SELECT JSON_PARSE('{"it''s":1}'); SELECT d.$0 FROM t`, ["it's"]);
    checkFirst(`WITH j AS (SELECT JSON_PARSE('{"k":[1]}') AS doc) SELECT doc.$0 FROM j`, ['k']);
  });
  test('a schema stays a schema', () => checkFirst('SELECT * FROM users u JOIN analytics.$0', ['orders'], catalog));
});

describe('pieces of queries', () => {
  test('* as its columns', () =>
    checkAccepted(`${tables}SELECT *$0 FROM t`, '* → 2 columns', `${tables}SELECT a, b FROM t`, { within: 1 }));
  test('t.* as its columns, in a procedure as well', () => {
    const query = 'SELECT u.*$0, 1 FROM t JOIN u ON true';
    checkAccepted(`${tables}${query}`, 'u.* → 2 columns', `${tables}${query.replace('u.*$0', 'u.a, u.c')}`);
    const procedure = (select: string) => `${tables}CREATE PROCEDURE p() AS $$ BEGIN CREATE TABLE x AS ${select}; END; $$ LANGUAGE plpgsql`;
    checkAccepted(procedure('SELECT *$0 FROM t'), '* → 2 columns', procedure('SELECT a, b FROM t'));
  });
  test('a star from which something is left out stays one', () =>
    checkOffered(`${tables}SELECT *$0 EXCLUDE a FROM t`, [], ['* → 2 columns']));
  test('GROUP BY what is not aggregated', () => checkFirst(`${tables}SELECT a, upper(b) AS big, count(*) FROM t GROUP BY $0`, ['a, big']));
  test('a foreign key of the script', () =>
    checkFirst('CREATE TABLE p (id int primary key); CREATE TABLE c (parent int REFERENCES p(id)); SELECT * FROM p JOIN c ON $0', [
      'c.parent = p.id',
    ]));
  test('user_id joins the id of users', () =>
    checkFirst('SELECT * FROM users u JOIN analytics.orders o ON $0', ['o.user_id = u.id'], catalog));
  const keys =
    'CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (ax int, ay int, FOREIGN KEY (ax, ay) REFERENCES a (x, y)); ';
  test('a foreign key of several columns', () => checkFirst(`${keys}SELECT * FROM a JOIN b ON $0`, ['b.ax = a.x AND b.ay = a.y']));
  test('the tables that foreign keys lead to, with the condition', () => {
    checkFirst(`${keys}SELECT * FROM a JOIN $0`, ['b ON b.ax = a.x AND b.ay = a.y']);
    checkAccepted(
      `${keys}select * from b join $0`,
      'a on a.x = b.ax and a.y = b.ay',
      `${keys}select * from b join a on a.x = b.ax and a.y = b.ay`,
    );
  });
  const table = (name: string, ...columns: string[]) => ({
    name,
    kind: 'table' as const,
    columns: columns.map(column => ({ name: column, type: 'integer' })),
  });
  const keyed = catalogOf({
    database: 'dev',
    schemas: ['public', 'shop', 'other'].map(name => ({ name, kind: 'local' as const })),
    contents: [
      { schema: 'public', relations: [table('people', 'no', 'born', 'name')], functions: [], models: [] },
      {
        schema: 'shop',
        relations: [table('orders', 'buyer', 'born', 'total'), table('lines', 'n', 'o')],
        functions: [],
        models: [],
      },
      { schema: 'other', relations: [table('people', 'no', 'born')], functions: [], models: [] },
    ],
    details: [
      { schema: 'public', relations: [{ name: 'people', primaryKey: ['no', 'born'] }] },
      {
        schema: 'shop',
        relations: [
          { name: 'orders', foreignKeys: [{ columns: ['buyer', 'born'], table: ['public', 'people'], references: ['no', 'born'] }] },
          { name: 'lines', foreignKeys: [{ columns: ['o'], table: ['far', 'away'], references: ['key'] }] },
        ],
      },
    ],
  });
  const withKeys = { catalog: keyed };
  test('a foreign key of the warehouse', () => {
    checkFirst('SELECT * FROM people p JOIN shop.orders o ON $0', ['o.buyer = p.no AND o.born = p.born'], withKeys);
    checkFirst('SELECT * FROM shop.orders o JOIN public.people p ON $0', ['p.no = o.buyer AND p.born = o.born'], withKeys);
    checkFirst('SELECT * FROM people p JOIN shop.orders o $0', ['ON o.buyer = p.no AND o.born = p.born', 'ON o.born = p.born'], withKeys);
    checkOffered('SELECT * FROM other.people p JOIN shop.orders o ON $0', [], ['o.buyer = p.no AND o.born = p.born'], withKeys);
  });
  test('the tables that foreign keys of the warehouse lead to', () => {
    checkFirst('SELECT * FROM people p JOIN $0', ['shop.orders ON orders.buyer = p.no AND orders.born = p.born'], withKeys);
    checkFirst('SELECT * FROM shop.orders o JOIN $0', ['people ON people.no = o.buyer AND people.born = o.born'], withKeys);
    checkFirst('SELECT * FROM shop.lines l JOIN $0', ['far.away ON away.key = l.o'], withKeys);
    checkOffered('SELECT * FROM other.people p JOIN $0', [], ['shop.orders ON orders.buyer = p.no AND orders.born = p.born'], withKeys);
    checkOffered(
      'SELECT * FROM sales.public.people p JOIN $0',
      [],
      ['shop.orders ON orders.buyer = p.no AND orders.born = p.born'],
      withKeys,
    );
  });
  test('the keys of a table that the script makes anew are those of the script', () =>
    checkOffered(
      'CREATE TABLE shop.orders (a int); SELECT * FROM people p JOIN $0',
      [],
      ['shop.orders ON orders.buyer = p.no AND orders.born = p.born'],
      withKeys,
    ));
  test('REFERENCES without columns means the primary key, also of a table in the warehouse', () =>
    checkFirst(
      'CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES people); SELECT * FROM c JOIN people p ON $0',
      ['p.no = c.a AND p.born = c.b'],
      withKeys,
    ));
  test('the whole ON behind the table', () =>
    checkFirst('SELECT * FROM users u JOIN analytics.orders o $0', ['ON o.user_id = u.id', 'WHERE'], catalog));
  test('what a column is compared with', () => {
    checkFirst('SELECT * FROM users u JOIN analytics.orders o ON o.$0', ['user_id = u.id', 'order_id'], catalog);
    checkFirst('SELECT * FROM users u JOIN analytics.orders o ON u.$0', ['id = o.user_id', 'id'], catalog);
  });
  test('the other side of a comparison that is begun', () => {
    checkFirst('SELECT * FROM users u JOIN analytics.orders o ON u.id = $0', ['o.user_id'], catalog);
    checkFirst('SELECT * FROM users u JOIN analytics.orders o ON u.id = o.$0', ['user_id', 'order_id'], catalog);
    checkFirst('SELECT * FROM users u JOIN analytics.orders o ON o.user_id = $0', ['u.id'], catalog);
  });
  test('a condition that stands there is not proposed again', () =>
    checkOffered('SELECT * FROM users u JOIN analytics.orders o ON o.user_id = u.id AND $0', ['amount'], ['o.user_id = u.id'], catalog));
  test('the condition of MERGE', () => checkFirst('MERGE INTO users USING analytics.orders o ON $0', ['users.id = o.user_id'], catalog));
  test('several shared keys at once', () =>
    checkOffered('CREATE TABLE l (tenant_id int, item_id int); CREATE TABLE m (tenant_id int, item_id int); SELECT * FROM l JOIN m ON $0', [
      'm.tenant_id = l.tenant_id',
      'm.tenant_id = l.tenant_id AND m.item_id = l.item_id',
    ]));
  test('the whole GROUP BY where some of the list is aggregated', () => {
    checkFirst(`${tables}SELECT a, upper(b) AS big, count(*) FROM t WHERE a = 1 $0`, ['AND', 'OR', 'GROUP BY a, big', 'GROUP BY']);
    checkAccepted(`${tables}select b, sum(a) from t gr$0`, 'group by b', `${tables}select b, sum(a) from t group by b`, { within: 1 });
    checkOffered(`${tables}SELECT a, b FROM t $0`, ['GROUP BY'], ['GROUP BY a, b']);
  });
  test('a row to insert', () => {
    const options = { snippets: true, within: 2 };
    checkAccepted(`${tables}INSERT INTO t (b, a) $0`, 'VALUES (b, a)', `${tables}INSERT INTO t (b, a) VALUES (\${1:b}, \${2:a})`, options);
    checkAccepted(`${tables}INSERT INTO t $0`, 'VALUES (a, b)', `${tables}INSERT INTO t VALUES (\${1:a}, \${2:b})`, options);
  });
  test('the columns of the INSERT of MERGE', () => {
    const merge = `${tables}MERGE INTO t USING u ON t.a = u.a WHEN NOT MATCHED THEN INSERT`;
    checkFirst(`${merge} $0`, ['(a, b)', 'VALUES']);
    checkFirst(`${merge} ($0`, ['a, b', 'a', 'b']);
  });
  test('the columns of INSERT', () => checkAccepted(`${tables}INSERT INTO t $0`, '(a, b)', `${tables}INSERT INTO t (a, b)`, { within: 1 }));
});

describe('names of the catalog', () => {
  test('tables of the search path, then schemas', () =>
    checkFirst('SELECT * FROM $0', ['users', 'weird ".name', 'v_users', 'mv_daily'], catalog));
  test('tables of a schema', () => checkFirst('SELECT * FROM analytics.$0', ['orders', 'user_session_channel', 'not_loaded'], catalog));
  test('schemas of a database', () => checkOffered('SELECT * FROM sales.$0', ['public'], ['analytics'], catalog));
  test('tables of another database', () => checkFirst('SELECT * FROM sales.public.$0', ['invoices'], catalog));
  test('columns of a table of another database', () => checkFirst('SELECT i.$0 FROM sales.public.invoices i', ['no'], catalog));
  test('search_path of the script', () => checkOffered('SET search_path TO analytics; SELECT * FROM $0', ['orders'], [], catalog));
  test('by the starts of its words', () =>
    checkAccepted('SELECT * FROM usc$0', 'analytics.user_session_channel', 'SELECT * FROM analytics.user_session_channel', catalog));
  test('quoted where it must be', () => checkAccepted('SELECT * FROM we$0', 'weird ".name', 'SELECT * FROM "weird "".name"', catalog));
  test('a column with a reserved name', () => checkAccepted('SELECT $0 FROM users', 'group', 'SELECT "group" FROM users', catalog));
  test('a schema with odd letters', () =>
    checkAccepted('GRANT USAGE ON SCHEMA od$0', 'Odd Schema', 'GRANT USAGE ON SCHEMA "Odd Schema"', catalog));
  test('only views can be dropped as views', () => checkOffered('DROP VIEW $0', ['v_users'], ['users', 'mv_daily'], catalog));
  test('only materialized views are refreshed', () =>
    checkOffered('REFRESH MATERIALIZED VIEW $0', ['mv_daily'], ['users', 'v_users'], catalog));
  test('roles, groups and users', () => {
    checkOffered('GRANT SELECT ON users TO ROLE $0', ['reader', 'sys:dba'], ['ann', 'analysts'], catalog);
    checkOffered('GRANT SELECT ON users TO GROUP $0', ['analysts'], ['ann', 'reader'], catalog);
    checkOffered('GRANT SELECT ON users TO $0', ['ROLE', 'GROUP', 'PUBLIC', 'ann', 'bob'], [], catalog);
  });
  test('policies', () => {
    checkFirst('ATTACH RLS POLICY $0', ['by_region'], catalog);
    checkFirst('ATTACH MASKING POLICY $0', ['hide_card'], catalog);
  });
  test('columns of a grant, from the table behind it', () =>
    checkFirst('GRANT SELECT ($0) ON users TO ROLE reader', ['id', 'name', 'group'], catalog));
  test('models and procedures', () => {
    checkFirst('SHOW MODEL $0', ['ALL', 'churn'], catalog);
    checkOffered('CALL $0', ['sp_load(integer)'], ['f_mask(character varying)'], catalog);
  });
  test('functions of users with their arguments', () => checkOffered('SELECT f_$0 FROM users', ['f_mask'], [], catalog));
});

describe('names where a user looks for them', () => {
  test('columns by the names of three parts', () =>
    checkFirst('SELECT dev.public.users.$0 FROM dev.public.users', ['id', 'name', 'group', '*'], catalog));
  test('system views by their schema', () => {
    checkOffered('SELECT * FROM pg_catalog.svv_ta$0', ['svv_table_info']);
    checkOffered('SELECT * FROM information_schema.$0', ['tables', 'columns'], ['svv_table_info']);
  });
  test('functions of other schemas', () => {
    const functions = [{ name: 'f_tax', kind: 'function' as const, arguments: ['numeric'], returns: 'numeric' }];
    const other = catalogOf({
      database: 'dev',
      schemas: [{ name: 'etl', kind: 'local' }],
      contents: [{ schema: 'etl', relations: [], functions, models: [] }],
    });
    checkAccepted('SELECT f_t$0', 'etl.f_tax', 'SELECT etl.f_tax(', { catalog: other });
    checkOffered('CALL $0', ['etl'], [], { catalog: other });
  });
  test('no columns where a number of rows is wanted', () =>
    checkOffered('SELECT * FROM users LIMIT $0', ['ALL'], ['id', 'users.id'], catalog));
  test('names for what is selected', () => {
    checkFirst('SELECT sum(amount) AS $0 FROM analytics.orders', ['sum_amount', 'amount', 'sum'], catalog);
    checkFirst('SELECT o.amount::int AS $0 FROM analytics.orders o', ['amount'], catalog);
  });
  test('an alias behind AS', () => checkFirst('SELECT * FROM analytics.user_session_channel AS $0', ['usc'], catalog));
  test('roles of Redshift are granted, not dropped', () => {
    checkOffered('GRANT ROLE $0', ['sys:dba']);
    checkOffered('DROP ROLE $0', ['reader'], ['sys:operator'], catalog);
  });
});

describe('nobody waits for the network', () => {
  test('a schema that is not loaded is asked for', () => {
    const { answer } = ask('SELECT * FROM raw_data.$0', catalog);
    assert.deepEqual([answer?.incomplete, answer?.needs], [true, [{ schema: 'raw_data' }]]);
  });
  test('a table whose columns are not loaded', () => {
    const { answer } = ask('SELECT n.$0 FROM analytics.not_loaded n', catalog);
    assert.deepEqual([answer?.incomplete, answer?.needs], [true, [{ schema: 'analytics' }]]);
  });
  test('what is known needs nothing', () => assert.deepEqual(ask('SELECT o.$0 FROM analytics.orders o', catalog).answer?.needs, []));
});

describe('privileges', () => {
  test('of a schema', () => checkOffered('GRANT $0 ON SCHEMA s TO ROLE r', ['USAGE', 'CREATE', 'ALL'], ['SELECT', 'EXECUTE', 'INSERT']));
  test('of a function', () => checkOffered('GRANT $0 ON FUNCTION f(int) TO ROLE r', ['EXECUTE'], ['SELECT', 'USAGE']));
  test('of a table, named without TABLE', () => checkOffered('GRANT $0 ON t TO ROLE r', ['SELECT', 'REFERENCES'], ['USAGE', 'EXECUTE']));
  test('what USAGE can be on', () =>
    checkOffered('GRANT USAGE ON $0', ['SCHEMA', 'DATABASE', 'LANGUAGE', 'DATASHARE'], ['TABLE', 'ALL TABLES IN SCHEMA', 'FUNCTION']));
  test('what EXECUTE can be on', () =>
    checkOffered(
      'GRANT EXECUTE ON $0',
      ['FUNCTION', 'PROCEDURE', 'MODEL', 'ALL FUNCTIONS IN SCHEMA'],
      ['TABLE', 'SCHEMA', 'ALL TABLES IN SCHEMA'],
    ));
  test('a lake formation table goes to IAM roles', () =>
    checkOffered('GRANT SELECT ON EXTERNAL TABLE s.t TO $0', ['IAM_ROLE', 'PUBLIC'], ['ROLE', 'GROUP']));
  test('scoped permissions go to users and roles', () =>
    checkOffered('GRANT SELECT FOR TABLES IN SCHEMA s TO $0', ['ROLE'], ['GROUP', 'PUBLIC']));
  test('the grant option is for users', () => checkOffered('GRANT SELECT ON t TO ROLE r $0', [], ['WITH GRANT OPTION']));
  test('roles take the admin option for users', () => checkOffered('GRANT ROLE r TO ann $0', ['WITH ADMIN OPTION']));
  test('default privileges on functions', () =>
    checkOffered('ALTER DEFAULT PRIVILEGES GRANT $0 ON FUNCTIONS TO ann', ['EXECUTE'], ['SELECT']));
  test('system permissions', () => checkOffered('GRANT CREATE $0', ['USER', 'OR REPLACE FUNCTION', 'ROLE']));
});

describe('names in quotes', () => {
  test('the quote that the editor has closed is replaced too', () =>
    checkAccepted('SELECT * FROM "we$0"', 'weird ".name', 'SELECT * FROM "weird "".name"', catalog));
  test('only names', () =>
    assert.deepEqual(
      ask('SELECT * FROM "us$0', catalog).answer?.proposals.filter(item => item.kind === 'keyword'),
      [],
    ));
});

describe('the query of UNLOAD', () => {
  test('in single quotes', () => checkFirst(`${tables}UNLOAD ('SELECT $0 FROM t WHERE b = ''x''') TO 's3://b'`, ['a', 'b']));
  test('behind a doubled quote', () => checkOffered(`${tables}UNLOAD ('SELECT * FROM t WHERE b = ''x'' AND $0') TO 's3://b'`, ['a', 'b']));
  test('in dollar quotes', () => checkFirst(`${tables}UNLOAD ($$SELECT t.$0 FROM t$$) TO 's3://b'`, ['a', 'b']));
  test('its target is no query', () => assert.deepEqual(ask("UNLOAD ('SELECT 1') TO '$0'").labels, []));
});

describe('a comment in which another one stays open', () => {
  test('ends at its first end', () => checkOffered('/* one /* two */ SELECT * FROM t $0', ['WHERE']));
});

describe('lint directives', () => {
  test('the directive', () => checkAccepted('-- red$0', 'redshift-lint-disable-next-line', '-- redshift-lint-disable-next-line'));
  test('rules by number and by name', () => {
    checkAccepted('-- redshift-lint-disable GRT00$0', 'GRT001', '-- redshift-lint-disable GRT001');
    checkOffered('-- redshift-lint-disable-line GRT001, RLS$0', ['RLS001'], ['GRT001']);
  });
});

describe('behind a space that is typed', () => {
  const wants = (marked: string) => wantsMore(parseDocument(marked.replace('$0', '')), marked.indexOf('$0'));
  for (const text of ['SELECT $0', 'GRANT SELECT ON ALL TABLES IN SCHEMA $0', 'SELECT a, $0', 'SELECT * FROM t WHERE $0', 'CREATE $0'])
    test(text, () => assert.equal(wants(text), true));
  for (const text of ['$0', 'SELECT a $0', 'SELECT a FROM t $0', 'SELECT 1; $0', "SELECT 'a $0", 'COMMIT $0', 'SELECT count(*) $0'])
    test(`not ${text}`, () => assert.equal(wants(text), false));
});

describe('at every place of every fixture', () => {
  test('there is an answer around the cursor, or none', () => {
    for (const { text } of fixtures('grammar').concat(fixtures('broken'))) {
      const document = parseDocument(text);
      for (let offset = 0; offset <= text.length; offset += 97) {
        const answer = complete(document, offset, { catalog: warehouse, snippets: true });
        if (!answer) continue;
        assert.ok(answer.replaceStart <= offset && offset <= answer.replaceEnd);
        for (const { label, insert } of answer.proposals)
          assert.ok(label !== '' && insert !== '' && !insert.includes('zz__cursor'), `${label} at ${offset}`);
      }
    }
  });
});

describe('facts of the language', () => {
  test('functions with their parentheses', () => {
    checkAccepted('SELECT coal$0', 'COALESCE', 'SELECT COALESCE(');
    checkAccepted('SELECT row_n$0', 'ROW_NUMBER', 'SELECT ROW_NUMBER()');
    checkAccepted('select sys$0', 'SYSDATE', 'select sysdate');
  });
  test('date parts first in EXTRACT', () =>
    checkFirst(`${tables}SELECT extract($0 FROM c) FROM u`, ['YEAR FROM', 'MONTH FROM', 'DAY FROM']));
  test('date parts first in DATEADD', () => checkFirst('SELECT dateadd($0', ['day', 'month', 'year']));
  test('types of a column', () => checkOffered('CREATE TABLE t (a $0', ['INTEGER', 'VARCHAR', 'SUPER', 'TIMESTAMP']));
  test('parameters of SET and their values', () => {
    checkOffered('SET $0', ['search_path', 'datestyle']);
    checkFirst('SET enable_result_cache_for_session TO $0', ['on', 'off']);
    checkAccepted('SET datestyle TO $0', 'ISO', "SET datestyle TO 'ISO'");
  });
  test('system views', () => checkOffered('SELECT * FROM svv_ta$0', ['svv_table_info', 'svv_tables']));
  test('columns of system views', () => checkOffered('SELECT $0 FROM svv_table_info', ['diststyle', 'tbl_rows']));
  test('IAM roles of the warehouse and of the script', () => {
    checkFirst("COPY t FROM 's3://b' IAM_ROLE '$0'", ['arn:aws:iam::123456789012:role/Spectrum'], catalog);
    checkFirst("COPY t FROM 's3://b' IAM_ROLE 'arn:aws:iam::210987654321:role/Load'; UNLOAD ('x') TO 's3://b' IAM_ROLE '$0'", [
      'arn:aws:iam::210987654321:role/Load',
    ]);
  });
  test('options of COPY', () =>
    checkOffered("COPY t FROM 's3://b' IAM_ROLE DEFAULT $0", ['FORMAT', 'CSV', 'GZIP', 'MAXERROR', 'TIMEFORMAT']));
  test('texts of options', () => {
    checkFirst("COPY t FROM 's3://b' IAM_ROLE DEFAULT JSON '$0'", ['auto', 'auto ignorecase', 'noshred']);
    checkOffered("CREATE EXTERNAL TABLE s.t (a int) LOCATION 's3://b' TABLE PROPERTIES ('$0')", [
      'skip.header.line.count',
      'compression_type',
    ]);
    checkOffered(
      "CREATE EXTERNAL TABLE s.t (a int) LOCATION 's3://b' TABLE PROPERTIES ('compression_type' = '$0')",
      ['gzip', 'snappy'],
      ['numRows'],
    );
    checkOffered("CREATE MODEL m FROM t TARGET a FUNCTION f IAM_ROLE DEFAULT OBJECTIVE '$0'", ['MSE', 'multi:softmax']);
  });
  test('texts where a quote is still to come', () => {
    checkAccepted("COPY t FROM 's3://b' IAM_ROLE DEFAULT JSON $0", 'auto', "COPY t FROM 's3://b' IAM_ROLE DEFAULT JSON 'auto'", {
      within: 1,
    });
    const role = 'arn:aws:iam::123456789012:role/Spectrum';
    checkAccepted("COPY t FROM 's3://b' IAM_ROLE $0", role, `COPY t FROM 's3://b' IAM_ROLE '${role}'`, { ...catalog, within: 1 });
    const table = "CREATE EXTERNAL TABLE s.t (a int) LOCATION 's3://b' TABLE PROPERTIES (";
    checkAccepted(`${table}$0`, 'compression_type', `${table}'compression_type'`);
    checkAccepted(`${table}'compression_type' = $0`, 'gzip', `${table}'compression_type' = 'gzip'`, { within: 2 });
    checkAccepted('SELECT date_trunc($0', 'month', "SELECT date_trunc('month'", { within: 2 });
    checkAccepted('SELECT dateadd($0', 'month', 'SELECT dateadd(month', { within: 2 });
    checkAccepted('SELECT a AT TIME ZONE $0', 'Asia/Seoul', "SELECT a AT TIME ZONE 'Asia/Seoul'", { within: 2 });
    checkFirst("SELECT convert_timezone('UTC', '$0", ['UTC', 'Asia/Seoul']);
  });
  test('texts that the script has behind the same word, never secrets', () => {
    checkFirst("COPY a FROM 's3://bucket/a' IAM_ROLE DEFAULT; COPY b FROM '$0", ['s3://bucket/a']);
    checkFirst("COPY a FROM 's3://b' IAM_ROLE DEFAULT REGION 'eu-south-2'; COPY b FROM 's3://b' REGION '$0'", ['eu-south-2', 'us-east-1']);
    assert.deepEqual(ask("CREATE USER a PASSWORD 'Hidden1234'; CREATE USER b PASSWORD '$0").labels, []);
    assert.deepEqual(ask("COPY a FROM 's3://b' SECRET_ACCESS_KEY 'x'; COPY b FROM 's3://b' SECRET_ACCESS_KEY '$0").labels, []);
  });
  test('what an option can be set to before the other options', () => {
    checkFirst("COPY t FROM 's3://b' IAM_ROLE DEFAULT COMPUPDATE $0", ['PRESET', 'ON']);
    checkFirst("UNLOAD ('SELECT 1') TO 's3://b' MAXFILESIZE 5 $0", ['MB', 'GB']);
    checkFirst('SELECT * FROM t ORDER BY a $0', ['ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST', 'LIMIT']);
  });
  test('options that are there, or excluded by one that is, come last', () => {
    const { labels } = ask("COPY t FROM 's3://b' IAM_ROLE DEFAULT CSV $0");
    for (const said of ['IAM_ROLE', 'CREDENTIALS', 'CSV', 'PARQUET', 'FORMAT'])
      assert.ok(labels.indexOf(said) > labels.indexOf('MAXERROR'), `${said} is number ${labels.indexOf(said)}`);
  });
  test('a parameter takes its own values', () => {
    checkOffered('SET search_path TO $0', ['public', 'DEFAULT'], ['ON', 'TRUE', 'list']);
    checkFirst('SET timezone TO $0', ['UTC']);
    checkFirst('SET $0', ['search_path', 'query_group', 'statement_timeout']);
  });
  test('default privileges are of tables, functions and procedures', () =>
    checkOffered('ALTER DEFAULT PRIVILEGES GRANT $0', ['SELECT', 'EXECUTE'], ['USAGE', 'CREATE', 'TEMPORARY']));
  test('the settings of a model', () =>
    checkOffered('CREATE MODEL m FROM t TARGET a FUNCTION f IAM_ROLE DEFAULT SETTINGS ($0', ['S3_BUCKET', 'MAX_RUNTIME']));
  test('templates where snippets are filled in', () => {
    checkOffered('$0', ['CREATE RLS POLICY with attach and enable', 'CREATE MODEL simple'], [], { snippets: true });
    checkOffered('$0', [], ['CREATE MODEL simple']);
    checkOffered('ctas$0', ['CREATE TABLE AS'], [], { snippets: true });
    // Nothing of them anywhere else.
    checkOffered('GRANT SELECT ON ALL TABLES IN SCHEMA $0', [], ['CREATE TABLE AS', 'COPY from S3'], { snippets: true });
  });
});

describe('names that the script uses', () => {
  test('a word of the statement behind a slip is none', () =>
    checkOffered(
      'GRANT USAGE ON SCHEMA sales TO ROLE r; GRANT SELECT ON ALL TABLES IN SCHEMA $0\nGRANT SELECT ON ALL TABLES IN SCHEMA mart TO ROLE r;',
      ['sales'],
      ['tables'],
    ));
  test('a column whose table nobody knows', () => checkOffered('SELECT clicks FROM a; SELECT $0 FROM b', ['clicks']));
  test('the word that is being typed is no name', () => checkOffered('SELECT unfinis$0 FROM b', [], ['unfinis']));
  test('roles of earlier grants', () => checkFirst('GRANT ROLE keeper TO ann; GRANT SELECT ON t TO ROLE $0', ['keeper']));
  test('schemas of qualified tables', () => checkOffered('SELECT * FROM finance.ledger; GRANT USAGE ON SCHEMA $0', ['finance']));
  test('tables of a schema that nobody has loaded', () =>
    checkOffered('SELECT * FROM finance.ledger; SELECT * FROM finance.$0', ['ledger']));
});

describe('what is used', () => {
  test('tables that the script uses before others of their schema', () =>
    checkFirst('SELECT * FROM mv_daily; SELECT * FROM $0', ['mv_daily', 'users'], catalog));
  test('functions that the script calls before the usual ones', () =>
    checkFirst('SELECT regexp_substr(a) FROM t; SELECT $0', ['DISTINCT', 'TOP', 'ALL', 'INTO', 'REGEXP_SUBSTR', 'COUNT']));
  test('rare functions wait for a letter', () => {
    const { answer, labels } = ask('SELECT $0');
    assert.deepEqual([labels.includes('ST_AREA'), answer?.incomplete], [false, true]);
    checkOffered('SELECT st_a$0', ['ST_AREA']);
  });
  test('what was accepted lately comes first among what is as likely', () => {
    checkFirst('SELECT * FROM $0', ['v_users', 'mv_daily', 'users'], { ...catalog, recent: ['v_users', 'mv_daily'] });
    checkFirst('SELECT $0 FROM users', ['name', 'id', 'group'], { ...catalog, recent: ['COUNT', 'name'] });
    checkFirst('GRANT SELECT ON users TO $0', ['ROLE', 'GROUP', 'PUBLIC', 'RLS POLICY', 'MASKING POLICY', 'bob', 'ann'], {
      ...catalog,
      recent: ['bob'],
    });
  });
});

describe('who usually gets rights in a schema', () => {
  const grants =
    'GRANT USAGE ON SCHEMA sales TO ROLE reader, GROUP "odd group"; GRANT SELECT ON sales.orders TO ROLE reader; GRANT SELECT ON other.t TO ROLE stranger; ';
  test('they come first, each and all at once', () => {
    checkFirst(`${grants}GRANT SELECT ON sales.customers TO $0`, [
      'ROLE reader',
      'GROUP "odd group"',
      'ROLE reader, GROUP "odd group"',
      'ROLE',
    ]);
    checkFirst(`${grants}GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ROLE reader, $0`, ['GROUP "odd group"', 'ROLE']);
  });
  test('only where the form allows them', () =>
    checkOffered(`${grants}GRANT SELECT FOR TABLES IN SCHEMA sales TO $0`, ['ROLE reader'], ['GROUP "odd group"']));
  test('other schemas have others', () => checkOffered(`${grants}GRANT SELECT ON here TO $0`, ['ROLE'], ['ROLE reader']));
  test('a template for them', () => {
    const label = 'GRANT read on sales';
    const to = 'TO ROLE reader, GROUP "odd group";';
    const expected = `GRANT USAGE ON SCHEMA sales ${to}\nGRANT SELECT ON ALL TABLES IN SCHEMA sales ${to}\nALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES ${to}`;
    checkAccepted(`${grants}$0`, label, grants + expected, { snippets: true });
  });
  test('templates offer the names that are known', () => {
    const { answer } = ask(`${grants}GR$0`, { snippets: true, ...catalog });
    const template = answer?.proposals.find(({ label }) => label === 'GRANT read on a schema')?.insert;
    assert.match(
      template ?? '',
      /ON SCHEMA \$\{1\|other,sales,public,analytics,raw_data,"Odd Schema"\|\} TO ROLE \$\{2\|stranger,reader,sys:dba\|/,
    );
  });
});

describe('what other open scripts make', () => {
  const others = {
    'tables.sql':
      'CREATE TABLE sales (id int, amount numeric(10,2)); CREATE TEMP TABLE scratch (x int); CREATE TABLE mart.daily (day date);',
    'grants.sql': "CREATE ROLE keeper; GRANT ROLE keeper TO carol; COPY x FROM 's3://b' IAM_ROLE 'arn:aws:iam::123456789012:role/Load'",
    'code.sql': 'CREATE FUNCTION f_tax(a int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql',
  };
  test('tables with their columns, no temporary ones', () => {
    checkOffered('SELECT * FROM $0', ['sales', 'mart.daily'], ['scratch'], { others });
    checkFirst('SELECT $0 FROM sales', ['id', 'amount'], { others });
    checkFirst('SELECT d.$0 FROM mart.daily d', ['day'], { others });
    checkFirst('SELECT * FROM mart.$0', ['daily'], { others });
  });
  test('roles, users and schemas', () => {
    checkFirst('GRANT SELECT ON t TO ROLE $0', ['keeper'], { others });
    checkOffered('GRANT SELECT ON t TO $0', ['carol'], [], { others });
    checkOffered('GRANT USAGE ON SCHEMA $0', ['mart'], [], { others });
  });
  test('IAM roles', () => checkFirst("COPY t FROM 's3://b' IAM_ROLE '$0'", ['arn:aws:iam::123456789012:role/Load'], { others }));
  test('functions', () => {
    checkOffered('SELECT f_$0', ['f_tax'], [], { others });
    checkOffered('DROP FUNCTION $0', ['f_tax'], [], { others });
  });
  test('what the catalog has stands for itself', () =>
    assert.equal(
      ask('SELECT * FROM use$0', { ...catalog, others: { 'x.sql': 'CREATE TABLE users (other int)' } }).answer?.proposals.filter(
        item => item.label === 'users',
      ).length,
      1,
    ));
  test('other databases for names of three parts', () => checkOffered('SELECT * FROM $0', ['sales'], ['dev'], catalog));
});
