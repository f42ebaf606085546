// Definition, references and rename: names with a mark in, the places that mean the same thing out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesOfStatement } from '../../../server/src/features/navigation/nameIndex.ts';
import { definitionsOf, referencesTo, thingAt } from '../../../server/src/features/navigation/navigate.ts';
import { renameAt } from '../../../server/src/features/navigation/rename.ts';
import { openWorkspace } from '../../../server/src/features/navigation/workspace.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { warehouse } from '../../support/completionChecks.ts';
import { fixtures } from '../../support/fixtures.ts';

/** The scripts, opened, with the place of `$0` in one of them. */
function opened(scripts: readonly string[], options = {}) {
  const document = scripts.findIndex(script => script.includes('$0'));
  const offset = scripts[document]!.indexOf('$0');
  const documents = scripts.map((script, index) => ({ uri: `file:///${index}.sql`, syntax: parseDocument(script.replace('$0', '')) }));
  return { workspace: openWorkspace(documents, options), document, offset };
}

/** `marked` holds `$0` in a name; every name of the same thing is written «so» in it, its declarations «=so». */
function checkReferences(...marked: string[]): void {
  const plain = marked.map(text => text.replace(/«=?|»/g, ''));
  const { workspace, document, offset } = opened(plain);
  const place = thingAt(workspace, document, offset);
  const found = place ? referencesTo(workspace, place.thing) : [];
  const shown = workspace.documents.map(({ syntax: { text } }, index) => {
    let out = text;
    for (const { start, end, declares } of found.filter(one => one.document === index).reverse())
      out = `${out.slice(0, start)}«${declares ? '=' : ''}${out.slice(start, end)}»${out.slice(end)}`;
    return out;
  });
  assert.deepEqual(
    shown,
    marked.map(text => text.replace('$0', '')),
  );
}

/** Renames the thing at `$0`; answers the scripts afterwards, or why not. */
function renamed(scripts: readonly string[], newName: string, options = {}): readonly string[] | string {
  const { workspace, document, offset } = opened(scripts, options);
  const answer = renameAt(workspace, document, offset, newName, options);
  if ('refused' in answer) return answer.refused;
  return workspace.documents.map(({ syntax: { text } }, index) => {
    let out = text;
    for (const { start, end, newText } of answer.edits.filter(edit => edit.document === index).reverse())
      out = out.slice(0, start) + newText + out.slice(end);
    return out;
  });
}

const rename = (script: string, newName: string, options = {}) => {
  const answer = renamed([script], newName, options);
  return typeof answer === 'string' ? answer : answer[0];
};

describe('references', () => {
  test('a table: with its schema, without, quoted, in capitals, as a qualifier, in rights', () =>
    checkReferences(
      'CREATE TABLE «=orders» (id int); SELECT «orders».id FROM public.«ORDERS» JOIN "«x»" ON true;'.replace('"«x»"', 'x'),
      'GRANT SELECT ON public.«"orders"» TO ROLE r; INSERT INTO «$0orders» SELECT 1; SELECT * FROM other.orders; COMMENT ON TABLE «orders» IS \'x\'',
    ));
  test('a table behind SET search_path', () =>
    checkReferences('SET search_path TO sales; CREATE TABLE «=t» (a int); SELECT * FROM «$0t»; SELECT * FROM sales.«t», public.t'));
  test('a temporary table is known in its script only', () =>
    checkReferences('CREATE TEMP TABLE «=t» (a int); SELECT * FROM «$0t»; SELECT * FROM public.t', 'SELECT * FROM t'));
  test('a common table hides the table of its name', () =>
    checkReferences('CREATE TABLE c (a int); WITH «=c» AS (SELECT a FROM c) SELECT «c».a FROM «$0c»; SELECT * FROM c'));
  test('an alias, in joins and subqueries', () =>
    checkReferences(
      'SELECT «$0o».a, o2.a FROM t «=o» JOIN t o2 ON «o».a = o2.a WHERE EXISTS (SELECT 1 FROM u WHERE u.a = «o».a); SELECT o.a FROM u o',
    ));
  test('a column: in its table, in queries through aliases, in lists, in rights, in indexes of sorting', () =>
    checkReferences(
      'CREATE TABLE t («=a» int DISTKEY, b int, PRIMARY KEY («a»)) SORTKEY («a»); SELECT x.«$0a», b FROM t x WHERE «a» > 1 ORDER BY «A»;',
      'INSERT INTO t («a», b) VALUES (1, 2); UPDATE t SET «a» = «t».b'.replace('«t».b', 't.b') +
        "; GRANT SELECT («a») ON t TO u; SELECT a FROM other; ALTER TABLE t DROP COLUMN «a»; COMMENT ON COLUMN t.«a» IS 'x'",
    ));
  test('a column through common tables, subqueries and views that pass it on', () =>
    checkReferences(
      'CREATE TABLE t («=a» int); CREATE VIEW v AS SELECT «a», 1 AS b FROM t; WITH c AS (SELECT * FROM v) SELECT c.«$0a», d.«a» FROM c, (SELECT «a» FROM t) d',
    ));
  test('an alias of a column of a view is another name', () =>
    checkReferences('CREATE VIEW v AS SELECT a AS «=b» FROM t;', 'SELECT v.«$0b» FROM v; SELECT b FROM t'));
  test('an alias of the select list in ORDER BY and lateral', () =>
    checkReferences('SELECT a + 1 AS «=n», «n» * 2 FROM t GROUP BY 1 ORDER BY «$0n»; SELECT n FROM t'));
  test('names that a WITH clause gives to columns', () =>
    checkReferences('WITH c («=x», y) AS (SELECT a, b FROM t) SELECT «$0x» FROM c WHERE c.«x» = y'));
  test('columns of a table that no script makes', () =>
    checkReferences(
      'SELECT o.«$0amount» FROM shop.orders o; SELECT «amount» FROM shop.orders WHERE «amount» > 0; SELECT amount FROM shop.other',
    ));
  test('roles, users and groups are different things', () => {
    checkReferences(
      'CREATE ROLE «=x»; CREATE USER x PASSWORD DISABLE; GRANT ROLE «$0x» TO x; GRANT SELECT ON t TO ROLE «x», GROUP x; DROP ROLE «X»',
    );
    checkReferences('CREATE GROUP «=x»; CREATE USER x PASSWORD DISABLE IN GROUP «$0x»; ALTER GROUP «x» ADD USER x');
    checkReferences('CREATE USER «=x» PASSWORD DISABLE; ALTER TABLE t OWNER TO «$0x»; ALTER GROUP x ADD USER «x»');
  });
  test('policies and their columns', () => {
    checkReferences(
      'CREATE RLS POLICY «=p» WITH (r int) USING (r = 1); ATTACH RLS POLICY «$0p» ON t TO PUBLIC; DROP RLS POLICY «p»; CREATE MASKING POLICY p WITH (r int) USING (r)',
    );
    checkReferences(
      "CREATE RLS POLICY p WITH («=region» varchar(10)) AS x USING (x.«region» = 'a' AND «$0region» <> 'b'); SELECT region FROM t",
    );
  });
  test('a schema in front of its tables', () =>
    checkReferences('CREATE SCHEMA «=s»; CREATE TABLE «$0s».t (a int); GRANT USAGE ON SCHEMA «s» TO ROLE r; SELECT * FROM «s».t'));
  test('a schema in the search path; other settings name none', () =>
    checkReferences('SET search_path TO «$0s», public; SET query_group TO s; SELECT * FROM «s».t'));
  test('the targets of UPDATE, DELETE and MERGE', () => {
    checkReferences('UPDATE sales.orders «=o» SET total = «o».total + 1 FROM staging s WHERE «$0o».id = s.id');
    checkReferences('DELETE FROM t USING s «=x» WHERE t.id = «$0x».id AND x2.id = 1');
    checkReferences(
      'CREATE TABLE t (id int, «=name» varchar); MERGE INTO t USING u AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET «$0name» = s.name WHEN NOT MATCHED THEN INSERT (id, «name») VALUES (s.id, s.name)',
    );
  });
  test('a common table that speaks of itself', () =>
    checkReferences(
      'WITH RECURSIVE «=org»(id, n) AS (SELECT id, 1 FROM emp UNION ALL SELECT e.id, o.n + 1 FROM emp e JOIN «org» o ON e.mgr = o.id) SELECT * FROM «$0org»',
    ));
  test('an alias inside hides the one outside', () =>
    checkReferences('SELECT «$0o».id, (SELECT max(o.x) FROM u o WHERE o.id = 1) FROM t «=o»'));
  test('models and functions', () => {
    checkReferences('DROP MODEL «$0m»; GRANT EXECUTE ON MODEL «m» TO ROLE r');
    checkReferences(
      'CREATE FUNCTION «=f» (int) RETURNS int IMMUTABLE AS $$ SELECT $1 $$ LANGUAGE sql; SELECT «$0f»(1), public.«f»(2); DROP FUNCTION «f»(int)',
    );
  });
  test('variables, parameters and loop variables of a procedure', () => {
    const procedure = (body: string, parameters = '') => `CREATE PROCEDURE p(${parameters}) AS $$ ${body} $$ LANGUAGE plpgsql`;
    checkReferences(procedure('DECLARE «=v» int := 1; BEGIN «$0v» := «v» + 1; SELECT count(*) INTO «v» FROM t WHERE a = «v»; END;'));
    checkReferences(procedure('BEGIN FOR «=i» IN 1..10 LOOP INSERT INTO t VALUES («$0i»); END LOOP; END;'));
    checkReferences(procedure('BEGIN DELETE FROM t WHERE a = «$0lim»; END;', '«=lim» int'));
  });
  test('a path into a SUPER column begins with an alias', () =>
    checkReferences('CREATE TABLE c («=items» super); SELECT i.x FROM c t, t.«$0items» i'));
  test('date parts are no columns', () => checkReferences('CREATE TABLE t (year int); SELECT dateadd($0year, 1, d) FROM t'));
});

test('the definition of a column stands in the script that makes the table', () => {
  const { workspace, document, offset } = opened(['SELECT x.$0b FROM s.t x', 'CREATE TABLE s.t (a int, b date)']);
  const place = thingAt(workspace, document, offset);
  assert.deepEqual(
    definitionsOf(workspace, place!.thing).map(one => [one.document, one.start, one.end]),
    [[1, 25, 26]],
  );
});

describe('rename', () => {
  test('a table in every open script', () =>
    assert.deepEqual(renamed(['CREATE TABLE a (x int);', 'SELECT $0a.x FROM public.a'], 'b'), [
      'CREATE TABLE b (x int);',
      'SELECT b.x FROM public.b',
    ]));
  test('quotes stay where they were and come where they must', () => {
    assert.equal(rename('SELECT $0a.x, "a".x FROM a', 'b'), 'SELECT b.x, "b".x FROM b');
    assert.equal(rename('SELECT $0a.x FROM a', 'order'), 'SELECT "order".x FROM "order"');
    assert.equal(rename('SELECT $0a.x FROM a', 'two words'), 'SELECT "two words".x FROM "two words"');
    assert.equal(rename('SELECT $0a.x FROM a', '"B"'), 'SELECT "B".x FROM "B"');
  });
  test('aliases, common tables and quoted names of one script', () =>
    assert.equal(
      rename('WITH "Big Ones" AS (SELECT id FROM t) SELECT b.id FROM "big ones" b JOIN $0"Big Ones" c ON c.id = b.id', 'big'),
      'WITH "big" AS (SELECT id FROM t) SELECT b.id FROM "big" b JOIN "big" c ON c.id = b.id',
    ));
  test('a column and all that passes it on', () =>
    assert.equal(
      rename('CREATE TABLE t ($0a int); CREATE VIEW v AS SELECT a FROM t; SELECT v.a, x.a FROM v JOIN t x ON x.a = v.a', 'b'),
      'CREATE TABLE t (b int); CREATE VIEW v AS SELECT b FROM t; SELECT v.b, x.b FROM v JOIN t x ON x.b = v.b',
    ));
  test('refused where it would mean something else', () => {
    assert.equal(rename('CREATE TABLE t ($0a int, b int); SELECT a FROM t', 'b'), 'taken');
    assert.equal(rename('CREATE TABLE a (x int); CREATE TABLE $0b (x int)', 'a'), 'taken');
    assert.equal(rename('SELECT x.a FROM t $0x JOIN u y ON x.a = y.a', 'y'), 'taken');
  });
  test('refused where it would hide or meet another name', () => {
    assert.equal(rename('WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS x) SELECT * FROM $0a JOIN b ON a.x = b.x', 'b'), 'taken');
    assert.equal(rename('SELECT * FROM $0a WHERE EXISTS (SELECT 1 FROM b a WHERE a.x = 1)', 'b'), 'taken');
    assert.equal(rename('SELECT t.a FROM t $0x JOIN u ON x.a = u.a', 'u'), 'taken');
    assert.equal(rename('SELECT a, count(*) AS $0n FROM t GROUP BY a ORDER BY n', 'a'), 'taken');
    assert.equal(rename('CREATE ROLE etl; CREATE ROLE boss; GRANT ROLE $0etl TO ROLE boss', 'boss'), 'taken');
    assert.equal(rename('CREATE FUNCTION $0f(int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql; SELECT f(1)', 'sum'), 'taken');
    assert.equal(rename('CREATE PROCEDURE p($0a int) AS $$ DECLARE b int; BEGIN b := a; END $$ LANGUAGE plpgsql', 'b'), 'taken');
  });
  test('a temporary table stays one', () => {
    assert.equal(rename('CREATE TABLE $0#a (x int); SELECT x FROM #a', '#b'), 'CREATE TABLE #b (x int); SELECT x FROM #b');
    assert.equal(rename('CREATE TABLE $0#a (x int); SELECT x FROM #a', 'b'), 'temporary');
    assert.equal(rename('CREATE TABLE $0a (x int); SELECT x FROM a', '#a'), 'temporary');
    assert.equal(rename('CREATE TEMP TABLE $0a (x int); SELECT x FROM a', '#a'), 'CREATE TEMP TABLE #a (x int); SELECT x FROM #a');
  });
  test('a schema with the search path; a label of PIVOT is not followed and not renamed', () => {
    assert.equal(rename('SET search_path TO $0s; SELECT * FROM t, s.u', 'w'), 'SET search_path TO w; SELECT * FROM t, w.u');
    assert.equal(rename("SELECT p.a FROM t PIVOT (count(x) FOR k IN ('a' AS $0a)) AS p", 'z'), 'nothing-to-rename');
  });
  test('strings, comments and other kinds of that name are not touched', () =>
    assert.equal(
      rename(
        "CREATE TABLE Orders$0 (id int); -- orders\nSELECT ORDERS.id, 'orders' FROM oRders; GRANT SELECT ON orders TO orders",
        'Sales',
      ),
      "CREATE TABLE Sales (id int); -- orders\nSELECT Sales.id, 'orders' FROM Sales; GRANT SELECT ON Sales TO orders",
    ));
  test('refused for what is not ours, no name, or joined by USING', () => {
    assert.equal(rename('SELECT $0count(*) FROM t', 'c'), 'built-in');
    assert.equal(rename('SELECT * FROM $0svv_tables', 'c'), 'built-in');
    assert.equal(rename('GRANT ROLE $0sys:monitor TO u', 'c'), 'built-in');
    assert.equal(rename('SELECT * FROM $0t', ' '), 'not-a-name');
    assert.equal(rename('SEL$0ECT 1', 'x'), 'nothing-to-rename');
    assert.equal(rename('CREATE TABLE t (a int); SELECT $0a FROM t JOIN u USING (a)', 'b'), 'joined-by-using');
  });
  test('with a catalog', () =>
    assert.equal(
      rename('SELECT $0users.id FROM users; SELECT u.id FROM public.users u', 'people', { catalog: warehouse.snapshot }),
      'SELECT people.id FROM people; SELECT u.id FROM public.people u',
    ));
});

describe('every name of the fixtures', () => {
  for (const { name, text } of fixtures('grammar')) {
    test(name, () => {
      const syntax = parseDocument(text);
      const workspace = openWorkspace([{ uri: 'file:///fixture.sql', syntax }]);
      for (const { start, parsed } of syntax.statements) {
        for (const use of [...namesOfStatement(parsed, redshiftLanguage()).values()].flat()) {
          const place = thingAt(workspace, 0, start + use.start);
          if (!place) continue;
          const found = referencesTo(workspace, place.thing);
          assert.ok(
            found.some(one => one.start === place.start && one.end === place.end),
            `${use.name} is no reference to what it means`,
          );
          const written = new Set(found.map(one => text.slice(one.start, one.end).replaceAll('"', '').replace(/\s/g, '').toLowerCase()));
          assert.equal(written.size, 1, `one thing under the names ${[...written]}`);
        }
      }
    });
  }
});
