// Semantic tokens, folding, selection, inlay hints, code lenses, workspace symbols: what an editor shows of a script beside its text.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeLenses } from '../../../server/src/features/codeLenses.ts';
import { foldingRanges } from '../../../server/src/features/foldingRanges.ts';
import { inlayHints } from '../../../server/src/features/inlayHints.ts';
import { selectionRanges } from '../../../server/src/features/selectionRanges.ts';
import { semanticTokenModifiers, semanticTokens, semanticTokenTypes } from '../../../server/src/features/semanticTokens.ts';
import { workspaceSymbols } from '../../../server/src/features/workspaceSymbols.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { warehouse } from '../../support/completionChecks.ts';

describe('semantic tokens', () => {
  /** `word type` of every token; `!` declared, `*` Redshift's own. */
  const tokens = (text: string, from = 0, to = text.length) =>
    semanticTokens(parseDocument(text), from, to).map(({ start, end, type, modifiers }) => {
      const marks = semanticTokenModifiers
        .map((name, bit) => (modifiers & (1 << bit) ? (name === 'declaration' ? '!' : '*') : ''))
        .join('');
      return `${text.slice(start, end)} ${semanticTokenTypes[type]}${marks}`;
    });

  test('names by what they name', () =>
    assert.deepEqual(tokens('SELECT o.id AS n, count(*) FROM shop."Orders" o'), [
      'SELECT keyword', 'o variable', 'id property', 'AS keyword', 'n property!', 'count function*', 'FROM keyword', 'shop namespace', '"Orders" class', 'o variable!',
    ])); // biome-ignore format: one list
  test('a keyword only where the grammar uses it as one', () => {
    assert.deepEqual(tokens('SELECT role, left(name, 1) FROM schema'), [
      'SELECT keyword', 'role property', 'left function*', 'name property', '1 number', 'FROM keyword', 'schema class',
    ]); // biome-ignore format: one list
    assert.deepEqual(tokens('CREATE ROLE role'), ['CREATE keyword', 'ROLE keyword', 'role principal!']);
  });
  test('types, strings, parameters, templates', () =>
    assert.deepEqual(tokens("CREATE TABLE t (a double precision DEFAULT :p, b varchar(10) DEFAULT 'x'); SELECT {{ c }}").slice(2), [
      't class!', 'a property!', 'double type', 'precision type', 'DEFAULT keyword', ':p parameter', 'b property!', 'varchar type', '10 number', 'DEFAULT keyword', "'x' string", 'SELECT keyword', '{{ c }} macro',
    ])); // biome-ignore format: one list
  test('principals and policies', () =>
    assert.deepEqual(tokens('ATTACH RLS POLICY p ON t TO ROLE sys:monitor, ann').slice(3), [
      'p policy', 'ON keyword', 't class', 'TO keyword', 'ROLE keyword', 'sys principal', 'monitor principal', 'ann principal',
    ])); // biome-ignore format: one list
  test('inside the body of a procedure', () =>
    assert.deepEqual(tokens('CREATE PROCEDURE p(x int) AS $$ BEGIN DELETE FROM t; END; $$ LANGUAGE plpgsql').slice(2), [
      'p function!', 'x parameter!', 'int type', 'AS keyword', 'BEGIN keyword', 'DELETE keyword', 'FROM keyword', 't class', 'END keyword', 'LANGUAGE keyword', 'plpgsql keyword',
    ])); // biome-ignore format: one list
  test('of a range only what touches it', () =>
    assert.deepEqual(tokens('SELECT 1; SELECT 2; SELECT 3', 11, 18), ['SELECT keyword', '2 number']));
});

describe('folding', () => {
  /** `first-last` lines, counted from 1, with the kind. */
  const folds = (text: string) => {
    const line = (offset: number) => text.slice(0, offset).split('\n').length;
    return foldingRanges(parseDocument(text))
      .filter(({ start, end }) => line(end) > line(start))
      .map(({ start, end, kind }) => `${line(start)}-${line(end)}${kind ? ` ${kind}` : ''}`)
      .sort();
  };
  test('statements, and parentheses without their last line', () =>
    assert.deepEqual(folds('CREATE TABLE t (\n  a int,\n  b int\n);\n\nSELECT 1;\nSELECT\n  2;'), ['1-3', '1-4', '7-8']));
  test('comments: blocks, and lines behind one another', () =>
    assert.deepEqual(folds('-- a\n-- b\n-- c\nSELECT 1; -- d\n\n/* e\n   f */\nSELECT 2;'), ['1-3 comment', '6-7 comment']));
  test('regions, nested', () =>
    assert.deepEqual(folds('-- region a\nSELECT 1;\n--#region b\nSELECT 2;\n-- endregion\n-- #endregion\n'.replace('-- #', '--#')), [
      '1-6 region',
      '3-5 region',
    ]));
  test('bodies of procedures and their blocks', () =>
    assert.deepEqual(folds('CREATE PROCEDURE p() AS $$\nBEGIN\n  IF a THEN\n    b := 1;\n  END IF;\nEND;\n$$ LANGUAGE plpgsql;'), [
      '1-6',
      '1-7',
      '2-5',
      '3-4',
    ]));
  test('one line is nothing to fold', () => assert.deepEqual(folds('SELECT (1); /* a */ -- b'), []));
});

describe('selection', () => {
  const grow = (marked: string) => {
    const text = marked.replace('$0', '');
    return selectionRanges(parseDocument(text), marked.indexOf('$0')).map(({ start, end }) => text.slice(start, end));
  };
  test('from the word to the script', () =>
    assert.deepEqual(grow('SELECT a FROM t WHERE x.b$0b = 1; SELECT 2'), [
      'bb',
      'x.bb',
      'x.bb = 1',
      'WHERE x.bb = 1',
      'SELECT a FROM t WHERE x.bb = 1',
      'SELECT a FROM t WHERE x.bb = 1; SELECT 2',
    ]));
  test('inside quotes and parentheses first', () =>
    assert.deepEqual(grow("SELECT f(1, 'a b$0')").slice(0, 5), ['a b', "'a b'", "1, 'a b'", "(1, 'a b')", "f(1, 'a b')"]));
  test('in a procedure', () =>
    assert.deepEqual(grow('CREATE PROCEDURE p() AS $$BEGIN x$0 := 1; END;$$ LANGUAGE plpgsql').slice(0, 2), ['x', 'x := 1;']));
  test('each holds the one before', () => {
    for (const marked of ['', '  $0 ', 'SELECT $0', "SELECT 'a$0", '-- a$0 b\nSELECT 1'].map(text =>
      text.includes('$0') ? text : `${text}$0`,
    )) {
      const spans = selectionRanges(parseDocument(marked.replace('$0', '')), marked.indexOf('$0'));
      assert.ok(spans.length > 0);
      for (const [index, outer] of spans.slice(1).entries())
        assert.ok(outer.start <= spans[index]!.start && spans[index]!.end <= outer.end, marked);
    }
  });
});

describe('inlay hints', () => {
  /** The text with the hints in «». */
  const hints = (text: string, options = {}) => {
    let out = text;
    const found = inlayHints(parseDocument(text), 0, text.length, options).sort((a, b) => b.at - a.at);
    for (const { at, label } of found) out = `${out.slice(0, at)}«${label}»${out.slice(at)}`;
    return out;
  };
  test('columns before the values of INSERT, from its list', () =>
    assert.equal(
      hints("INSERT INTO t (a, b) VALUES (1, 'x'), (f(2, 3), DEFAULT)"),
      "INSERT INTO t (a, b) VALUES («a:»1, «b:»'x'), («a:»f(2, 3), «b:»DEFAULT)",
    ));
  test('from the table of the script, with types', () => {
    const text = 'CREATE TABLE t (a int, b date); INSERT INTO t VALUES (1, NULL)';
    assert.equal(hints(text), 'CREATE TABLE t (a int, b date); INSERT INTO t VALUES («a:»1, «b:»NULL)');
    assert.deepEqual(
      inlayHints(parseDocument(text), 0, text.length).map(({ tooltip }) => tooltip),
      ['int', 'date'],
    );
  });
  test('from the catalog', () => assert.match(hints("INSERT INTO users VALUES (1, 'a')", { catalog: warehouse }), /VALUES \(«id:»1/));
  test('before the items of SELECT that do not say it themselves', () =>
    assert.equal(hints('INSERT INTO t (a, b, c) SELECT a, x.b, 1 FROM x'), 'INSERT INTO t (a, b, c) SELECT a, x.b, «c:»1 FROM x'));
  test('none behind a star, none for a table that is not known', () => {
    assert.equal(hints('INSERT INTO t (a, b) SELECT *, 1 FROM x'), 'INSERT INTO t (a, b) SELECT *, 1 FROM x');
    assert.equal(hints('INSERT INTO nowhere VALUES (1)'), 'INSERT INTO nowhere VALUES (1)');
  });
  test('names behind positions, stars counted where they are known', () => {
    assert.equal(
      hints('SELECT a, sum(b) AS n, c + 1 FROM t GROUP BY 1, 3 ORDER BY 2 DESC'),
      'SELECT a, sum(b) AS n, c + 1 FROM t GROUP BY 1«a», 3«c + 1» ORDER BY 2«n» DESC',
    );
    assert.equal(
      hints('CREATE TABLE t (a int, b int); SELECT t.*, 1 AS x FROM t ORDER BY 2, 3, 4'),
      'CREATE TABLE t (a int, b int); SELECT t.*, 1 AS x FROM t ORDER BY 2«b», 3«x», 4',
    );
    assert.equal(hints('SELECT * FROM nowhere ORDER BY 1'), 'SELECT * FROM nowhere ORDER BY 1');
  });
  test('switched off one by one', () => {
    const text = 'INSERT INTO t (a) SELECT 1 ORDER BY 1';
    assert.equal(hints(text, { insertColumns: false }), 'INSERT INTO t (a) SELECT 1 ORDER BY 1«1»');
    assert.equal(hints(text, { positions: false }), 'INSERT INTO t (a) SELECT «a:»1 ORDER BY 1');
  });
});

test('code lenses: run for every statement, explain for what has a plan, one pair a line', () => {
  const text = '-- first\nSELECT 1; SELECT 2;\nCREATE TABLE a AS\nSELECT 1;\nDROP TABLE a;\nSELCT 1;\n';
  assert.deepEqual(
    codeLenses(parseDocument(text)).map(({ action, start, end }) => `${action}: ${text.slice(start, end)}`),
    [
      'run: SELECT 1;',
      'explain: SELECT 1;',
      'run: CREATE TABLE a AS\nSELECT 1;',
      'explain: CREATE TABLE a AS\nSELECT 1;',
      'run: DROP TABLE a;',
      'run: SELCT 1;',
    ],
  );
});

test('workspace symbols: what the open scripts make, the best first', () => {
  const documents = [
    'CREATE TABLE shop.user_sessions (id int); SELECT * FROM users',
    'CREATE VIEW users AS SELECT 1; CREATE ROLE reader; DROP TABLE user_old',
  ].map(text => parseDocument(text));
  const names = (query: string) => workspaceSymbols(documents, query).map(({ name, document }) => `${document} ${name}`);
  assert.deepEqual(names('users'), ['1 users', '0 shop.user_sessions']);
  assert.deepEqual(names('shop.'), ['0 shop.user_sessions']);
  assert.deepEqual(names('zzz'), []);
  assert.equal(names('').length, 3);
});
