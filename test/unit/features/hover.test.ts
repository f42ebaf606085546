// Hover, signature help, shapes and the outline: what they say.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentationOf } from '../../../server/src/features/completion/documentation.ts';
import { hoverAt } from '../../../server/src/features/hover.ts';
import { signatureAt } from '../../../server/src/features/signatureHelp.ts';
import { describeShape } from '../../../server/src/features/statementShape.ts';
import { documentSymbols } from '../../../server/src/features/symbols.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { catalogOf, warehouse } from '../../support/completionChecks.ts';

const catalog = { catalog: warehouse };

function hover(marked: string, options = {}): string | undefined {
  const offset = marked.indexOf('$0');
  return hoverAt(parseDocument(marked.replace('$0', '')), offset, options)?.markdown;
}

function checkHover(marked: string, ...expected: (string | RegExp)[]): void {
  const text = hover(marked);
  for (const part of expected)
    assert.ok(text !== undefined && (typeof part === 'string' ? text.includes(part) : part.test(text)), `${part} is not in: ${text}`);
}

/** The active signature with its current place in «». */
function signature(marked: string): string | undefined {
  const offset = marked.indexOf('$0');
  const answer = signatureAt(parseDocument(marked.replace('$0', '')), offset, catalog);
  if (!answer) return undefined;
  const { label, parameters } = answer.signatures[answer.activeSignature]!;
  if (answer.activeParameter === undefined) return label;
  const [start, end] = parameters[answer.activeParameter]!;
  return `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
}

describe('hover', () => {
  const script =
    'CREATE TABLE s.t (id int DISTKEY, v varchar(10)) SORTKEY (id); GRANT SELECT ON s.t TO ROLE reader; ALTER TABLE s.t ROW LEVEL SECURITY ON; ';
  test('a table of the script: columns, keys, row-level security, rights', () =>
    checkHover(
      `${script}SELECT * FROM s.$0t`,
      'id integer',
      'DISTKEY id',
      /sortkey ?\(id\)/i,
      'row-level security on',
      'role `reader`: SELECT',
    ));
  test('a table of the catalog', () => assert.match(hover('SELECT * FROM $0users', catalog) ?? '', /public\.users \(\n {2}id integer,/));
  test('a column through an alias', () => checkHover(`${script}SELECT x.$0v FROM s.t x`, 'v varchar(10)', 'column of s.t'));
  test('an alias', () => checkHover(`${script}SELECT $0x.v FROM s.t x`, 'x · s.t'));
  test('a common table expression', () => checkHover('WITH c AS (SELECT 1 AS one) SELECT * FROM $0c', 'WITH c', 'one'));
  test('a policy', () =>
    checkHover(
      'CREATE RLS POLICY p WITH (r varchar(10)) USING (r = current_user); ATTACH RLS POLICY $0p ON t TO PUBLIC',
      'USING (r = current_user)',
    ));
  test('a role and what it holds', () => checkHover('GRANT ROLE a TO ROLE b; DROP ROLE $0b', 'holds the roles `a`'));
  test('who holds a role, and what the script grants it', () =>
    checkHover(
      'GRANT ROLE r TO ann; GRANT ROLE r TO ROLE boss; GRANT SELECT, INSERT ON s.t TO ROLE r; GRANT USAGE ON SCHEMA s TO ROLE r; DROP ROLE $0r',
      'granted to user `ann`, role `boss`',
      '- SELECT, INSERT ON s.t',
      '- USAGE ON SCHEMA s',
    ));
  test('the members of a group', () =>
    checkHover('CREATE GROUP g WITH USER ann, bob; GRANT USAGE ON SCHEMA s TO GROUP $0g', 'members: `ann`, `bob`'));
  test('owner, keys, size and rights from the catalog', () => {
    const details = catalogOf({
      database: 'dev',
      schemas: [{ name: 'public', kind: 'local' }],
      contents: [
        {
          schema: 'public',
          relations: [{ name: 'T', kind: 'table', columns: [{ name: 'id', type: 'integer' }] }],
          functions: [],
          models: [],
        },
      ],
      details: [
        {
          schema: 'public',
          relations: [
            {
              name: 'T',
              owner: 'ann',
              distribution: 'KEY(id)',
              sortKey: 'id',
              megabytes: 20_480,
              rows: 1_234_567,
              primaryKey: ['id', 'day'],
              foreignKeys: [{ columns: ['id'], table: ['shop', 'orders'], references: ['no'] }],
              grants: [
                { to: 'reader', kind: 'role', privileges: ['select'] },
                { to: 'public', kind: 'public', privileges: ['select', 'insert'] },
              ],
            },
          ],
        },
      ],
    });
    const text = hover('SELECT * FROM $0t', { catalog: details }) ?? '';
    for (const part of [
      'DISTSTYLE KEY(id)',
      'SORTKEY id',
      'primary key id, day',
      'foreign key id → shop.orders (no)',
      '1,234,567 rows',
      '20 GB',
      'owner user `ann`',
      '- role `reader`: SELECT',
      '- PUBLIC: SELECT, INSERT',
    ])
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
  });
  test('owner and rights of a schema from the catalog', () => {
    const known = catalogOf({
      database: 'dev',
      schemas: [{ name: 'sales', kind: 'local', owner: 'ann' }],
      rights: {
        complete: false,
        grants: [
          { schema: 'sales', to: 'reader', kind: 'role', privileges: ['usage', 'create'] },
          { schema: 'other', to: 'bob', kind: 'user', privileges: ['usage'] },
          { to: 'auditor', kind: 'role', privileges: ['usage'] },
        ],
        memberships: [],
        superusers: [],
      },
    });
    const text = hover('GRANT USAGE ON SCHEMA $0sales TO bob', { catalog: known }) ?? '';
    for (const part of ['owner user `ann`', 'Granted in the warehouse:\n- role `reader`: USAGE, CREATE\n- role `auditor`: USAGE'])
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
  });
  test('a table of another open script', () => {
    const others = [{ name: 'x.sql', syntax: parseDocument('CREATE TABLE made (a int)') }];
    assert.match(hover('SELECT * FROM $0made', { others }) ?? '', /public\.made \(\n {2}a int/);
  });
  test('of a long list of options the one that is there, with its values', () => {
    assert.match(hover("COPY t FROM 's3://b' $0COMPUPDATE OFF") ?? '', /^```redshift-sql\nCOMPUPDATE \[ PRESET \| ON/);
    checkHover("COPY t FROM 's3://b' $0DATEFORMAT 'auto'", "Values: 'auto', 'YYYY-MM-DD'");
  });
  test('what a privilege can be granted on', () => checkHover('GRANT $0EXECUTE ON FUNCTION f() TO ann', 'Can be granted on FUNCTION,'));
  test('a field of a nested value', () => {
    const table =
      "CREATE EXTERNAL TABLE s.t (c struct<n:struct<given:varchar(9)>>, v array<struct<page:int>>) STORED AS PARQUET LOCATION 's3://b/'; ";
    checkHover(`${table}SELECT c.n.$0given FROM s.t`, 'given varchar(9)', 'field of c.n');
    checkHover(`${table}SELECT p.$0page FROM s.t x, x.v p`, 'page int');
  });
  test('a variable and an argument of a procedure', () => {
    const procedure = (body: string) => `CREATE PROCEDURE p(since date) AS $$ DECLARE total int; BEGIN ${body} END; $$ LANGUAGE plpgsql`;
    checkHover(procedure('$0total := 1;'), 'total int', 'variable');
    checkHover(procedure('SELECT count(*) INTO total FROM t WHERE day > $0since;'), 'since date', 'argument');
  });
  test('a date part', () => checkHover('SELECT dateadd($0day, 1, getdate())', 'date part'));
  test('a model', () => assert.match(hover('SHOW MODEL $0churn', catalog) ?? '', /public\.churn[\s\S]*model/));
  test('the end of a word before a mark', () => checkHover(`${script}SELECT x$0.v FROM s.t x`, 'x · s.t'));
  test('a rule by its name', () => checkHover('-- redshift-lint-disable grant-option-to-role$0\nSELECT 1', 'GRT001'));
  test('a function', () => checkHover('SELECT $0listagg(a) FROM t', 'LISTAGG([DISTINCT] aggregate_expression', 'r_LISTAGG.html'));
  test('a word that is called without parentheses', () => checkHover('SELECT $0sysdate', 'SYSDATE'));
  test('a system view', () => checkHover('SELECT * FROM $0svv_table_info', 'diststyle', 'Visible to superusers'));
  test('a parameter', () => checkHover('SET $0query_group TO x', 'Label for queries'));
  test('a type', () => checkHover('CREATE TABLE t (a $0super)', 'up to 16 MB'));
  test('the first word has the shape of the statement', () =>
    checkHover(
      '$0ATTACH RLS POLICY p ON t TO PUBLIC',
      'ATTACH RLS POLICY policy_name\n  ON [ TABLE ] relation_name [, ...]',
      'r_ATTACH_RLS_POLICY.html',
    ));
  test('another word has the shape of its clause', () =>
    checkHover('SELECT a FROM t $0WHERE a = 1', 'WHERE expression', 'r_WHERE_clause.html'));
  test('a rule that a comment names', () =>
    checkHover('-- redshift-lint-disable GRT0$001 agreed\nSELECT 1', 'GRT001', 'docs/rules/GRT001-'));
  test('nothing for a number', () => assert.equal(hover('SELECT $012'), undefined));
  test('nothing in a comment', () => assert.equal(hover('SELECT 1 -- $0one'), undefined));
});

describe('signature help', () => {
  test('the first argument', () => assert.equal(signature('SELECT date_trunc($0'), "DATE_TRUNC(«'datepart'», timestamp)"));
  test('shapes of queries only for those who ask', () => {
    const onRequest = (sql: string) => signatureAt(parseDocument(sql), sql.length, catalog)?.onRequest ?? false;
    assert.deepEqual(['SELECT ', 'SELECT a, ', 'WITH x AS (SELECT 1) SELECT a FROM x WHERE ', 'CREATE VIEW v AS SELECT '].map(onRequest), [
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(['GRANT SELECT ON ', 'COPY t FROM ', 'SELECT nullif(a, ', 'CREATE TABLE '].map(onRequest), [
      false,
      false,
      false,
      false,
    ]);
  });
  test('what it says of a function does not repeat the signature', () => {
    const { documentation } = signatureAt(parseDocument('SELECT nullif('), 14, catalog)!.signatures[0]!;
    assert.match(documentation!, /^\w[^`]*\*conditional function\* · \[AWS documentation\]/s);
  });
  test('the second argument', () => assert.equal(signature('SELECT nullif(a, $0) FROM t'), 'NULLIF(expression1, «expression2»)'));
  test('arguments inside other calls do not count', () =>
    assert.equal(signature('SELECT nullif(nvl(a, b), $0'), 'NULLIF(expression1, «expression2»)'));
  test('the last argument goes on', () => assert.match(signature('SELECT coalesce(a, b, c, $0') ?? '', /«\.\.\.»\)$/));
  test('a function of the catalog', () => assert.equal(signature('SELECT f_mask($0) FROM users'), 'f_mask(«character varying»)'));
  test('the place in a statement', () => assert.equal(signature("CREATE USER u PASSWORD 'x' VALID $0")?.includes('VALID «UNTIL»'), true));
  test('a clause behind its word', () => assert.equal(signature('SELECT a FROM t WHERE $0'), 'WHERE «expression»'));
  test('the columns that a row fills, with their types', () => {
    const table = 'CREATE TABLE t (a int, b numeric(10,2), c date); ';
    assert.equal(signature(`${table}INSERT INTO t VALUES (f(1, 2), $0`), 't (a int, «b numeric(10,2)», c date)');
    assert.equal(signature(`${table}INSERT INTO t (c, b) VALUES (1, $0`), 't (c date, «b numeric(10,2)»)');
    assert.equal(signature(`${table}INSERT INTO t SELECT x, $0 FROM u`), 't (a int, «b numeric(10,2)», c date)');
  });
  test('the arguments of functions and procedures of the script', () => {
    const made = 'CREATE PROCEDURE load(day date, INOUT n int) AS $$ BEGIN NULL; END; $$ LANGUAGE plpgsql; ';
    assert.equal(signature(`${made}CALL load(1, $0`), 'load(day date, «INOUT n int»)');
    const tax = 'CREATE FUNCTION f_tax(amount int) RETURNS int STABLE AS $$ SELECT 1 $$ LANGUAGE sql; ';
    assert.equal(signature(`${tax}SELECT f_tax($0`), 'f_tax(«amount int»)');
  });
  test('each form of a statement is a signature', () => {
    const forms = (text: string) => signatureAt(parseDocument(text), text.length)?.signatures.map(({ label }) => label.split('\n')[0]);
    assert.deepEqual(forms('GRANT ')?.slice(0, 2), ['GRANT privilege_list', 'GRANT ROLE role_name [, ...]']);
    assert.match(signature('COPY $0') ?? '', /^COPY «table_name»/);
  });
  test('a choice is marked as a whole, and brackets with the word they begin with', () => {
    assert.match(signature('GRANT SELECT ON t TO $0') ?? '', /TO «\{ policy_grantees \| grant_recipient \[, \.\.\.\] \}»/);
    assert.match(signature('CREATE TABLE $0') ?? '', /«\[ IF NOT EXISTS \]» table_name/);
  });
  test('names in a shape are explained', () => {
    const text = 'GRANT SELECT ON t ';
    const { signatures, activeSignature } = signatureAt(parseDocument(text), text.length)!;
    assert.match(signatures[activeSignature]!.documentation ?? '', /where grant_target is:/);
  });
  test('the column list of INSERT is no call', () =>
    assert.match(signature('INSERT INTO left_over ($0') ?? '', /^INSERT INTO table_name\n {2}\[ «\( column_name/));
  test('nothing in a comment', () => assert.equal(signature('-- date_trunc($0'), undefined));
});

describe('shapes', () => {
  const { grammar } = redshiftLanguage();
  test('what is only tolerated is not shown', () => {
    for (const rule of grammar.rules.values())
      if (!rule.tolerated) assert.doesNotMatch(describeShape(rule, grammar), /tolerated|unsupported_/, rule.name);
  });
  test('every statement has a shape that begins with a word', () => {
    for (const item of grammar.rules.get('Statement')!.body.items)
      if (item.rule && !/Unsupported/.test(item.rule.name))
        assert.match(describeShape(item.rule, grammar), /^[[{ ]*[A-Za-z_]/, item.rule.name);
  });
});

describe('the outline', () => {
  test('statements by what they are about', () => {
    const text =
      'CREATE VIEW v AS SELECT 1; SET a TO 1; WITH c AS (SELECT 1) SELECT * FROM c; CREATE RLS POLICY p USING (true); {{ nothing }}';
    const symbols = documentSymbols(parseDocument(text)).map(({ name, kind, children }) => [name, kind, children.length]);
    assert.deepEqual(symbols.slice(0, 4), [
      ['v', 'view', 0],
      ['SET', 'statement', 0],
      ['SELECT FROM c', 'query', 1],
      ['p', 'policy', 0],
    ]);
  });
  test('ranges hold their names', () => {
    const text = '\n-- a\nCREATE TABLE s.t (a int);';
    const [symbol] = documentSymbols(parseDocument(text));
    assert.equal(text.slice(symbol!.nameStart, symbol!.nameEnd), 's.t');
    assert.equal(text.slice(symbol!.start, symbol!.end), 'CREATE TABLE s.t (a int)');
  });
});

describe('documentation of proposals', () => {
  test('each key has a text', () => {
    for (const key of ['function:COUNT', 'view:svv_tables', 'parameter:datestyle', 'page:r_GRANT'])
      assert.match(documentationOf(key) ?? '', /docs\.aws\.amazon\.com/, key);
  });
  test('an unknown key has none', () => assert.equal(documentationOf('function:NOPE'), undefined));
});
