// What the engine owes for any text: it never throws, loses nothing, takes time in proportion, and keeps statements apart.
// Time is counted as rules tried, so that the figures are the same on every machine.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseDocument, syntaxProblems } from '../../../server/src/syntax/document.ts';
import { fixtures } from '../../support/fixtures.ts';
import { checkedDocument, checkTexts, stepsOf } from '../../support/syntaxChecks.ts';

const validText = fixtures('grammar')
  .map(({ text }) => text)
  .join('\n');

describe('time', () => {
  test('10 MB of statements cost per byte what 100 KB cost', () => {
    const small = repeated(validText, 100_000);
    const large = repeated(validText, 10_000_000);
    const perByte = stepsOf(() => parseDocument(small)) / small.length;
    const steps = stepsOf(() => checkTexts(parseDocument(large), large));
    assert.ok(steps / large.length < perByte * 1.2, `${steps / large.length} steps a byte, ${perByte} in the small text`);
  });

  test('one INSERT of 1 MB costs per row what a short one costs', () => {
    const insert = (rows: number) =>
      `INSERT INTO shop.orders (id, note, price) VALUES\n${"(1, 'a note', 2.50 * 3),\n".repeat(rows)}(2, NULL, 0);`;
    const small = stepsOf(() => parseDocument(insert(100))) / 101;
    const text = insert(42_000);
    assert.ok(text.length > 1_000_000);
    const large = stepsOf(() => assert.deepEqual(syntaxProblems(checkedDocument(text)), [])) / 42_001;
    assert.ok(large < small * 1.1, `${large} steps a row, ${small} in the short statement`);
  });

  test('an INSERT of 1 MB with a slip in its last row is told once, at that row', () => {
    const text = `INSERT INTO shop.orders VALUES\n${"(1, 'a note', 2.50),\n".repeat(50_000)}(2, 'b', 'c' 3);`;
    let problems: ReturnType<typeof syntaxProblems> = [];
    const steps = stepsOf(() => {
      problems = syntaxProblems(checkedDocument(text));
    });
    assert.equal(problems.length, 1);
    assert.equal(text.slice(problems[0]!.start, problems[0]!.end), '3');
    assert.ok(steps < 60 * text.length, `${steps} steps`);
  });

  test('statements that are all broken cost in proportion', () => {
    const broken = 'SELECT a FROM t WHERE b == 1;\nDROP ROLE IF EXISTS r;\nSELECT a FROM t ORDERBY a;\n';
    const time = (n: number) => {
      const before = performance.now();
      assert.equal(syntaxProblems(parseDocument(broken.repeat(n))).length, 3 * n);
      return performance.now() - before;
    };
    time(20);
    // Not a speed test: looking through the rest of the text for each would take a hundred times as long.
    assert.ok(time(2_000) < 40 * (time(200) + 20));
  });

  test('statements without any semicolon cost in proportion too', () => {
    const script = (count: number) => 'SELECT a, b FROM t WHERE c = 1\n'.repeat(count);
    const small = stepsOf(() => parseDocument(script(20))) / 20;
    const large = stepsOf(() => assert.equal(checkedDocument(script(2000)).statements.length, 2000)) / 2000;
    assert.ok(large < small * 1.5, `${large} steps a statement, ${small} in the short script`);
  });

  test('strings in a text whose quotes do not balance cost in proportion', () => {
    const text = `SELECT 'open;\n${"SELECT 'a', 'b', 'c';\n".repeat(40_000)}${"INSERT INTO t VALUES ('x');\n".repeat(100)}${"('a', 'b'),".repeat(20_000)}`;
    const before = performance.now();
    checkTexts(parseDocument(text), text);
    // Not a speed test: a scan of the rest of the text for each string would take minutes.
    assert.ok(performance.now() - before < 20_000);
  });
});

describe('depth', () => {
  const deep = 10_000;
  const nested: Record<string, (n: number) => string> = {
    parentheses: n => `SELECT ${'('.repeat(n)}1${')'.repeat(n)}`,
    'CASE expressions': n => `SELECT ${'CASE WHEN a THEN 1 ELSE '.repeat(n)}0${' END'.repeat(n)}`,
    'function calls': n => `SELECT ${'upper('.repeat(n)}a${')'.repeat(n)}`,
    'subqueries in FROM': n => `${'SELECT * FROM ('.repeat(n)}SELECT 1${') a'.repeat(n)}`,
    'subqueries as values': n => `${'SELECT ('.repeat(n)}SELECT 1${')'.repeat(n)}`,
    'parenthesised queries': n => `${'('.repeat(n)}SELECT 1${')'.repeat(n)}`,
    'IN with subqueries': n => `${'SELECT 1 WHERE a IN ('.repeat(n)}SELECT 1${')'.repeat(n)}`,
    'EXISTS with subqueries': n => `${'SELECT 1 WHERE EXISTS ('.repeat(n)}SELECT 1${')'.repeat(n)}`,
    'common table expressions': n => `${'WITH a AS ('.repeat(n)}SELECT 1${') SELECT 1'.repeat(n)}`,
    subscripts: n => `SELECT ${'a['.repeat(n)}1${']'.repeat(n)}`,
    arrays: n => `SELECT ${'ARRAY['.repeat(n)}1${']'.repeat(n)}`,
    casts: n => `SELECT ${'CAST('.repeat(n)}1${' AS int)'.repeat(n)}`,
    'parenthesised joins': n => `SELECT * FROM ${'('.repeat(n)}t${' JOIN u ON true)'.repeat(n)}`,
    'struct types': n => `CREATE EXTERNAL TABLE s.t (a ${'struct<a:'.repeat(n)}int${'>'.repeat(n)}) STORED AS PARQUET LOCATION 's3://b/'`,
    'blocks of a procedure': n => `CREATE PROCEDURE p() AS $$ ${'BEGIN '.repeat(n)}NULL;${' END;'.repeat(n)} $$ LANGUAGE plpgsql`,
    'loops of a procedure': n =>
      `CREATE PROCEDURE p() AS $$ BEGIN ${'IF a THEN '.repeat(n)}NULL;${' END IF;'.repeat(n)} END; $$ LANGUAGE plpgsql`,
  };
  for (const [name, make] of Object.entries(nested)) {
    test(`${deep} nested ${name}`, () => checkBounded(`${make(deep)};\nSELECT 1;`, 2, true));
    test(`${deep} ${name} opened and never closed`, () => {
      const half = make(deep);
      checkBounded(half.slice(0, half.length >> 1), undefined, false);
    });
    test(`${deep} ${name} with a slip inside`, () => checkBounded(make(deep).replace(/\b1\b|int|NULL/, '1 1 +'), undefined, false));
  }

  test(`${deep} nested comments`, () => checkBounded(`SELECT ${'/* '.repeat(deep)}a${' */'.repeat(deep)} b;\nSELECT 1;`, 2, true));

  const chains: Record<string, (n: number) => string> = {
    NOT: n => `SELECT ${'NOT '.repeat(n)}true`,
    minus: n => `SELECT ${'- '.repeat(n)}1`,
    '||': n => `SELECT a${" || 'b'".repeat(n)}`,
    AND: n => `SELECT a${' AND a'.repeat(n)}`,
    'alternating operators': n => `SELECT a${' * 2 + a = b AND a OR b'.repeat(n >> 2)}`,
    'comparisons and tests': n => `SELECT a${' IS NOT NULL AND a BETWEEN 1 AND 2'.repeat(n >> 2)}`,
    casts: n => `SELECT a${'::int'.repeat(n)}`,
    'dots and subscripts': n => `SELECT a${'.b[0]'.repeat(n >> 1)}`,
    UNION: n => `SELECT 1${' UNION ALL SELECT 1'.repeat(n >> 1)}`,
    JOIN: n => `SELECT 1 FROM t${' JOIN t ON true'.repeat(n >> 2)}`,
    WHEN: n => `SELECT CASE${' WHEN a THEN 1'.repeat(n >> 1)} END`,
    'commas in a list': n => `SELECT a${', a'.repeat(n)}`,
    '^ (which binds to the left)': n => `SELECT 2${' ^ 2'.repeat(n)}`,
  };
  for (const [name, make] of Object.entries(chains))
    test(`a chain of 100 000 with ${name}`, () => checkBounded(`${make(100_000)};\nSELECT 1;`, 2, true));
});

/** Parses a text and checks that it cost no more steps than its length allows, and that it parses clean when it should. */
function checkBounded(text: string, statements: number | undefined, clean: boolean): void {
  const steps = stepsOf(() => {
    const document = checkedDocument(text);
    if (statements !== undefined) assert.equal(document.statements.filter(s => s.parsed.count > 0).length, statements);
    if (clean) assert.deepEqual(syntaxProblems(document).slice(0, 3), []);
  });
  assert.ok(steps < 2_000_000 + 60 * text.length, `${steps} steps for ${text.length} characters`);
}

describe('statements are independent', () => {
  const broken = [
    'SELEC a FROM t;',
    'SELECT a FROM t WHERE;',
    'SELECT (a FROM t;',
    'SELECT a b c d e f;',
    'GRANT FOO ON TO;',
    'CREATE TABLE;',
    'CREATE TABLE t (a int,, b int);',
    'INSERT INTO t VALUES (1, 2;',
    ') ( ] [;',
    'foo bar baz;',
    'SELECT a FROM t) ORDER BY;',
    'UPDATE SET x;',
    '@ # % ^;',
    'CREATE PROCEDURE p() AS $$ BEGIN SELEC 1; END $$ LANGUAGE plpgsql;',
  ];
  for (const statement of broken) {
    test(`behind ${statement}`, () => {
      const text = `SELECT 0;\n${statement}\nSELECT a, b FROM t WHERE c = 1;\nGRANT SELECT ON t TO u;\n`;
      const document = checkedDocument(text);
      const from = 10;
      const to = from + statement.length;
      const problems = syntaxProblems(document);
      assert.ok(problems.length > 0);
      for (const { start, end, message } of problems) assert.ok(start >= from && end <= to, `outside the broken statement: ${message}`);
      for (const wanted of ['SELECT 0;', '\nSELECT a, b FROM t WHERE c = 1;', '\nGRANT SELECT ON t TO u;']) {
        const kept = document.statements.find(s => s.parsed.text === wanted);
        assert.ok(kept && kept.parsed.nodeKinds.length > 0, `${wanted} has a tree`);
      }
    });
  }

  const missing: [name: string, text: string, statements: string[]][] = [
    ['two statements on two lines', 'SELECT a FROM t\nSELECT b FROM u;', ['SELECT a FROM t\n', 'SELECT b FROM u;']],
    [
      'an INSERT behind a query',
      'SELECT a FROM t\nINSERT INTO u VALUES (1)\nSELECT 1',
      ['SELECT a FROM t\n', 'INSERT INTO u VALUES (1)\n', 'SELECT 1'],
    ],
    ['a GRANT behind a query', 'SELECT a FROM t\nGRANT SELECT ON t TO u;', ['SELECT a FROM t\n', 'GRANT SELECT ON t TO u;']],
    [
      'DDL behind DDL',
      'CREATE TABLE a (b int)\nCREATE TABLE c (d int)\nDROP TABLE e;',
      ['CREATE TABLE a (b int)\n', 'CREATE TABLE c (d int)\n', 'DROP TABLE e;'],
    ],
    [
      'a broken statement before it',
      'SELECT a FROM t WHERE\nCREATE TABLE c (d int);',
      ['SELECT a FROM t WHERE\n', 'CREATE TABLE c (d int);'],
    ],
  ];
  for (const [name, text, statements] of missing) {
    test(`missing semicolon: ${name}`, () => {
      const document = checkedDocument(text);
      assert.deepEqual(
        document.statements.map(s => s.parsed.text),
        statements,
      );
      assert.equal(syntaxProblems(document).length, statements.length - 1);
      for (const { parsed } of document.statements.slice(-1)) assert.deepEqual(parsed.problems, []);
    });
  }
});

describe('what stands between and inside statements survives', () => {
  const clean: Record<string, string> = {
    'jinja expressions': "SELECT {{ columns }} FROM {{ ref('orders') }} WHERE day = '{{ day }}' AND {{ condition }};",
    'jinja blocks':
      '{% if full %}\nSELECT a FROM t;\n{% else %}\nSELECT b FROM t;\n{% endif %}\n{# a remark; with a semicolon #}\nSELECT 1;',
    'jinja glued to names': 'SELECT a FROM {{ schema }}.orders_{{ suffix }} JOIN raw_{{ env }}.t ON true;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell.
    'shell variables': "COPY ${schema}.orders FROM 's3://b/' IAM_ROLE DEFAULT;\nSELECT * FROM ${table} WHERE a = ${value};",
    'psql variables': 'SELECT :value, :\'text\', :"name" FROM :table WHERE a = :id;',
    'numbered and Python parameters': 'SELECT $1, ? FROM t WHERE a = %(name)s AND b = %s;',
    'psql variables for words before the statement': ':EXPLAIN\nSELECT a FROM t;\n:a :b DROP TABLE t;\n:script;\n',
    'jinja before the statement': "{{ config(materialized='table') }}\nWITH q AS (SELECT 1) SELECT * FROM q;",
    'jinja macros, which hold pieces': '{% macro a() %}\nSELECT a FROM t\n{% endmacro %}\n{% macro b() %}\nEXCEPT ALL\n{% endmacro %}\n',
    'format fields': 'INSERT INTO {schema}.t_{env} SELECT {}, {0} FROM {db}.u WHERE a IN ({ids});',
    'sqlcmd variables': 'SELECT a FROM $(source) WHERE b = $(day);',
    'psql commands': "\\set ON_ERROR_STOP on\n\\echo it's a start\nSELECT 1;\n\\timing\nSELECT 2 \\g\nSELECT 3;\n\\q",
    'nested comments': 'SELECT /* a /* b; */ c; */ 1; -- d; e\nSELECT 2;',
    'dollar quotes': "CREATE FUNCTION f(int) RETURNS int STABLE AS $tag$ SELECT $$;$$ || 'x;' $tag$ LANGUAGE sql;\nSELECT $$a;'b$$;",
    'strings over lines': "SELECT 'a;\nb''c;' AS x, E'd\\'e;', N'f';",
    'carriage returns': 'SELECT a, -- first\r\n  b\r\nFROM t;\r\nSELECT 1;\r\n',
    'a byte order mark': '\ufeffSELECT 1;\n',
    'tabs and wide spaces': 'SELECT\ta\u00a0,\u3000b\fFROM\vt;',
    'characters beyond the BMP': 'SELECT \'😀\', "naïve_😀", größe AS 名前 FROM 表;',
  };
  for (const [name, text] of Object.entries(clean)) {
    test(name, () =>
      assert.deepEqual(
        syntaxProblems(checkedDocument(text)).map(p => `${p.start} ${p.message}`),
        [],
      ),
    );
  }

  test('what follows a variable is read as the statement that it is', () => {
    for (const text of [':EXPLAIN SELECT a FORM t;', ':EXPLAIN :more SELECT a FORM t;'])
      assert.deepEqual(
        syntaxProblems(checkedDocument(text)).map(p => text.slice(p.start, p.end)),
        ['FORM'],
      );
  });

  test('jinja in a broken statement is never told about', () => {
    assert.deepEqual(syntaxProblems(checkedDocument('SELECT {% for c in columns %} {{ c }} {% endfor %} FROM t;')), []);
  });
});

describe('positions', () => {
  const places: [name: string, text: string][] = [
    ['behind carriage returns', "SELECT 1;\r\nSELECT 'a\r\nb';\r\nSELECT a FORM t;\r\n"],
    ['behind a byte order mark', '\ufeffSELECT a FORM t;'],
    ['behind tabs', '\tSELECT\ta\tFORM\tt;'],
    ['behind characters of two code units', 'SELECT \'😀😀\', "😀" FORM t;'],
    ['behind comments', 'SELECT /* 😀\n */ a -- ü\n FORM t;'],
    ['behind dollar quotes', 'SELECT $$ ; 😀 $$ FORM t;'],
  ];
  for (const [name, text] of places) {
    test(name, () => {
      const problems = syntaxProblems(checkedDocument(text));
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(text.slice(problems[0]!.start, problems[0]!.end), /^(FORM|t)$/);
    });
  }
});

describe('what was opened and not closed', () => {
  test('a string ends where the next statement begins', () => {
    const text = "SELECT 'open FROM t;\nSELECT a FROM t;\nSELECT 'b' FROM u;\n";
    const problems = syntaxProblems(checkedDocument(text));
    assert.deepEqual(
      problems.map(p => [p.code, text.slice(p.start, p.end), p.start]),
      [['unclosed-quote', "'", 7]],
    );
  });

  test('a quoted name ends with its line', () => {
    const text = 'SELECT "open FROM t;\nSELECT a FROM t;\n';
    const problems = syntaxProblems(checkedDocument(text));
    assert.deepEqual(
      problems.map(p => [p.code, p.start]),
      [['unclosed-quote', 7]],
    );
  });

  test('a dollar quote is told where it was opened', () => {
    const text = 'SELECT 1;\nSELECT $$ open; FROM t';
    const problems = syntaxProblems(checkedDocument(text));
    assert.deepEqual(
      problems.map(p => [p.code, p.start]),
      [['unclosed-quote', 17]],
    );
  });

  test('a comment is told where it was opened', () => {
    const text = 'SELECT 1 /* open; FROM t';
    assert.deepEqual(
      syntaxProblems(checkedDocument(text)).map(p => [p.code, p.start, p.end]),
      [['unclosed-comment', 9, 11]],
    );
  });

  const comments: [where: string, text: string, start: number][] = [
    ['alone', '/* open', 0],
    ['before the first statement', '-- a\n/* open\nSELECT 1;', 5],
    ['between statements', 'SELECT 1;\n/* open\nSELECT 2;', 10],
    ['with another inside', 'SELECT 1;\n/* open /* open\nSELECT 2;', 10],
    ['behind the last statement', 'SELECT 1; /* open', 10],
  ];
  for (const [where, text, start] of comments)
    test(`a comment that hides what comes is told: ${where}`, () =>
      assert.deepEqual(
        syntaxProblems(checkedDocument(text)).map(p => [p.code, p.start, p.end]),
        [['unclosed-comment', start, start + 2]],
      ));

  const clauses: [what: string, text: string, word: string][] = [
    ['WITH NO SCHEMA BINDING', 'CREATE VIEW v AS SELECT * FROM s.t\nWITH NO SCHEMA BINDIGN;', 'BINDIGN'],
    [
      'CREATE EXTERNAL DATABASE',
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT\nCREATE EXTERNAL DATABSAE IF NOT EXISTS;",
      'DATABSAE',
    ],
  ];
  for (const [what, text, word] of clauses)
    test(`a clause that begins like a statement is told as a clause: ${what}`, () =>
      assert.deepEqual(
        syntaxProblems(checkedDocument(text)).map(({ code, start }) => [code, start]),
        [['syntax-error', text.indexOf(word)]],
      ));

  test('a broken statement behind a missing semicolon is a statement of its own', () => {
    const text = 'CREATE TABLE t (a int)\nGRANT SELEC ON t TO u;\nCREATE ROLE r WITH LOGIN;';
    assert.deepEqual(
      syntaxProblems(checkedDocument(text)).map(({ code, start }) => [code, start]),
      [
        ['missing-semicolon', 21],
        ['syntax-error', text.indexOf('SELEC')],
        ['syntax-error', text.indexOf('WITH')],
      ],
    );
  });

  const nested: [what: string, text: string, problems: number[]][] = [
    ['one that is closed', '/* a /* b */ SELEC 1; */ SELECT 2;', []],
    ['one that is not: what comes is read', '/* a\n\n/* b */\nSELECT 1;\nSELEC 2;', [24]],
    ['the second of two', '/* a */ SELECT 1; /* b /* c */ SELEC 2;', [31]],
    ['two of them', '/* a /* b */ SELECT 1; /* c /* d */ SELEC 2;', [36]],
  ];
  for (const [what, text, problems] of nested)
    test(`comments nest: ${what}`, () =>
      assert.deepEqual(
        syntaxProblems(checkedDocument(text)).map(({ start }) => start),
        problems,
      ));

  const parentheses: [name: string, text: string][] = [
    ['at the end of a query', 'SELECT a FROM t WHERE b IN $(1, 2, 3;'],
    ['the innermost of several', 'SELECT f(a, $(b + c) FROM t;'.replace('f(a, $(b + c)', 'f$(a, (b + c)')],
    ['in a definition', 'CREATE TABLE t $(a int, b varchar(10);\nSELECT 1;'],
    ['in an INSERT', 'INSERT INTO t VALUES $(1, 2;'],
    ['before the next statement', 'CREATE TABLE t $(a int, b int\nCREATE TABLE u (c int);'],
    ['around a query', 'SELECT a FROM $(SELECT b FROM t WHERE c = 1;'],
  ];
  for (const [name, marked] of parentheses) {
    test(`a parenthesis ${name}`, () => {
      const text = marked.replace('$', '');
      const problems = syntaxProblems(checkedDocument(text));
      assert.deepEqual(
        problems.map(p => [p.code, p.start]),
        [['unclosed-parenthesis', marked.indexOf('$')]],
      );
    });
  }
});

describe('commas', () => {
  const extra = [
    'SELECT a, b$, FROM t;',
    'CREATE TABLE t (a int, b int$,);',
    'INSERT INTO t VALUES (1, 2$,);',
    'SELECT a FROM t GROUP BY a$, ORDER BY 1;',
    'GRANT SELECT$, ON t TO u;',
  ];
  for (const marked of extra) test(marked, () => checkComma(marked, 'extra-comma'));
  const missing = [
    'INSERT INTO t VALUES (1 $2);',
    'INSERT INTO t VALUES (1, 2) $(3, 4);',
    'SELECT f(a, 1 $2) FROM t;',
    'SELECT a, b c $d FROM t;',
    'CREATE TABLE t (a int $b int);',
  ];
  for (const marked of missing) test(marked, () => checkComma(marked, 'missing-comma'));
});

function checkComma(marked: string, code: string): void {
  const text = marked.replace('$', '');
  const problems = syntaxProblems(checkedDocument(text));
  assert.deepEqual(
    problems.map(p => [p.code, p.start]),
    [[code, marked.indexOf('$')]],
  );
  const fix = problems[0]!.fix!;
  assert.deepEqual(syntaxProblems(parseDocument(text.slice(0, fix.start) + fix.newText + text.slice(fix.end))), [], 'the fix mends it');
}

describe('one problem a place', () => {
  const slips = [
    'SELECT a FROM t WHERE x = AND y = 2;',
    'SELECT a FROM t GRUOP BY a ORDER BY b LIMIT 3;',
    'CREATE TABLE t (a int NOT NUL, b varchar(10) ENCODE zstd, c int) DISTKEY(a) SORTKEY(b);',
    'GRANT SELECT ON ALL TABELS IN SCHEMA a TO ROLE b;',
    'SELECT a, b, FROM t JOIN u ON t.a = u.a WHERE t.b > 3;',
    "COPY t FROM 's3://b' IAM_ROL DEFAULT FORMAT AS PARQUET;",
    'SELECT CASE WHEN a THEN 1 ELSE 2 FROM t WHERE b = 2;',
    'UPDATE t SET a = 1, b == 2 WHERE c = 3;',
    'DELETE t WHERE a = ;',
    'CREATE VIEW v SELECT a FROM t;',
  ];
  for (const text of slips) {
    test(text, () => {
      const problems = syntaxProblems(checkedDocument(text));
      assert.equal(problems.length, 1, problems.map(p => p.message).join(' / '));
    });
  }
});

function repeated(text: string, length: number): string {
  return `${text}\n`.repeat(Math.ceil(length / (text.length + 1)));
}

describe('fixes of slips make the statement whole', () => {
  const mended: [broken: string, mended: string][] = [
    ['SELECT `a b` FROM t', 'SELECT "a b" FROM t'],
    ['SELECT [a] FROM t', 'SELECT "a" FROM t'],
    ['SELECT a FROM t WHERE a == 1', 'SELECT a FROM t WHERE a = 1'],
    ['SELECT a FROM t WHERE b && c', 'SELECT a FROM t WHERE b AND c'],
    ['SELECT * EXCEPT (a) FROM t', 'SELECT * EXCLUDE (a) FROM t'],
    ['SELECT a FROM t GROUPBY a', 'SELECT a FROM t GROUP BY a'],
    ['SELECT a FROM t)', 'SELECT a FROM t'],
    ['COPY t FROM s3://b/k IAM_ROLE DEFAULT', "COPY t FROM 's3://b/k' IAM_ROLE DEFAULT"],
    ["COPY t FROM 's3://b' IAM_ROLE DEFAULT TIME FORMAT 'auto'", "COPY t FROM 's3://b' IAM_ROLE DEFAULT TIMEFORMAT 'auto'"],
    ["COPY t FROM 's3://b' IAM_ROLE DEFAULT, CSV", "COPY t FROM 's3://b' IAM_ROLE DEFAULT CSV"],
    ['DROP GROUP IF EXISTS g', 'DROP GROUP  g'],
    ['GRANT SELECT t TO u', 'GRANT SELECT ON t TO u'],
    ['INSERT t VALUES (1)', 'INSERT INTO t VALUES (1)'],
    [
      'CREATE PROCEDURE p() AS $$ BEGIN a := 1 b := 2; END $$ LANGUAGE plpgsql',
      'CREATE PROCEDURE p() AS $$ BEGIN a := 1; b := 2; END $$ LANGUAGE plpgsql',
    ],
  ];
  for (const [broken, wanted] of mended) {
    test(broken, () => {
      const problems = syntaxProblems(checkedDocument(broken));
      assert.equal(problems.length, 1, JSON.stringify(problems));
      const { start, end, newText } = problems[0]!.fix!;
      const text = broken.slice(0, start) + newText + broken.slice(end);
      assert.equal(text, wanted);
      assert.deepEqual(syntaxProblems(checkedDocument(text)), []);
    });
  }

  test('a quote in a string, and the next statement', () => {
    const text = "SELECT a FROM t WHERE b = 'it's';\nSELECT 1;";
    const [problem, ...more] = syntaxProblems(checkedDocument(text));
    assert.deepEqual([problem!.start, more.length], [text.indexOf("'s"), 0]);
    assert.match(problem!.message, /written twice/);
  });
});

describe('a slip is told once, at its place, and the next statement is safe', () => {
  const slips: [name: string, marked: string, code: string][] = [
    ['a string closed by the quote of the next', "SELECT a FROM t WHERE b IN ($'x, 'y') AND c = 1;", 'unclosed-quote'],
    ['a string open at the end of its line', "SELECT f($'x)\nFROM t;\nREVOKE ALTER USER FROM ROLE r;", 'unclosed-quote'],
    ['a string open inside parentheses', "WITH q AS (\n  SELECT f($'x)\n  FROM t\n)\nSELECT a FROM q;", 'unclosed-quote'],
    ['AND left out', "SELECT a FROM t WHERE b = c $d = 'x' AND e IN (1, 2) AND f = g ORDER BY a LIMIT 5;", 'syntax-error'],
    ['= left out', "SELECT a FROM t WHERE b $'x' AND c IN (SELECT d FROM u WHERE e = 1) GROUP BY a;", 'syntax-error'],
    ['an opening parenthesis left out', 'SELECT a, max b$) AS most, min(c) AS least FROM t GROUP BY a;', 'syntax-error'],
    ['a comma between rows', "INSERT INTO t VALUES\n('a', 1)\n$('b', 2),\n('c', 3);", 'missing-comma'],
    ['a word in two', 'CREATE $TA BLE t (a int);', 'syntax-error'],
  ];
  for (const [name, marked, code] of slips) {
    test(name, () => {
      const text = `${marked.replace('$', '')}\nSELECT b FROM u;`;
      const document = checkedDocument(text);
      assert.deepEqual(
        syntaxProblems(document).map(p => [p.code, p.start]),
        [[code, marked.indexOf('$')]],
      );
      assert.equal(document.statements.at(-1)!.parsed.text.trim(), 'SELECT b FROM u;');
    });
  }
});
