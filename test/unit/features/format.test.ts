// Formatting: what it makes of a statement, and what it must never do to one.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { defaultFormat, type FormatOptions, formatDocument, formatEnded } from '../../../server/src/features/format/formatDocument.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { commented, formattingTally } from '../../support/formatChecks.ts';
import { statementGenerator } from '../../support/statementGenerator.ts';

function format(text: string, options: Partial<FormatOptions> = {}): string {
  const edits = formatDocument(parseDocument(text), { ...defaultFormat, ...options });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end, newText }) => whole.slice(0, start) + newText + whole.slice(end), text);
}

const checkFormat = (before: string, after: string, options?: Partial<FormatOptions>) => {
  assert.equal(format(before, options), after);
  assert.equal(format(after, options), after, 'formatting again changes something');
};

describe('formatting', () => {
  test('a short statement stays on one line', () => {
    checkFormat('select  a,b from   t where a=1 ;', 'SELECT a, b FROM t WHERE a = 1;');
    checkFormat('grant select on all tables in schema s to role r,group g;', 'GRANT SELECT ON ALL TABLES IN SCHEMA s TO ROLE r, GROUP g;');
  });

  test('clauses, joins and conditions of a long query have lines of their own', () => {
    checkFormat(
      "select o.id, c.name from sales.orders o join sales.customers c on c.id = o.customer_id and c.active where o.total > 100 and o.state = 'open' group by 1, 2 order by 1;",
      [
        'SELECT o.id, c.name',
        'FROM sales.orders o',
        'JOIN sales.customers c ON c.id = o.customer_id AND c.active',
        "WHERE o.total > 100 AND o.state = 'open'",
        'GROUP BY 1, 2',
        'ORDER BY 1;',
      ].join('\n'),
    );
  });

  test('columns of a table stand one a line', () => {
    checkFormat(
      'create table t (a int not null, b varchar(10)) diststyle even;',
      'CREATE TABLE t (\n  a INT NOT NULL,\n  b VARCHAR(10)\n)\nDISTSTYLE EVEN;',
    );
  });

  test('comments stay where they speak', () => {
    checkFormat('SELECT a, -- first\n  b -- second\nFROM t;', 'SELECT\n  a, -- first\n  b -- second\nFROM t;');
    checkFormat('SELECT a /* why */, b FROM t;', 'SELECT a /* why */, b FROM t;');
    checkFormat('SELECT a\n-- only the open ones\nFROM t;', 'SELECT a\n-- only the open ones\nFROM t;');
  });

  test('names, strings and bodies are not touched', () => {
    checkFormat('select "Mixed", Mixed, \'a  b\' from "T";', 'SELECT "Mixed", Mixed, \'a  b\' FROM "T";');
    const body = 'create procedure p() as $$\nbegin\n   select   1;\nend;\n$$ language plpgsql;';
    assert.ok(format(body, { bodies: false }).includes('$$\nbegin\n   select   1;\nend;\n$$'));
    const python = 'create function f() returns int stable as $$\n  if  a:\n     return  1\n$$ language plpythonu;';
    assert.ok(format(python).includes('$$\n  if  a:\n     return  1\n$$'));
  });

  test('a broken body is left alone, the statement around it is not', () =>
    checkFormat(
      'create procedure p() as $$\nbegin\n   select from where;\nend;\n$$ language plpgsql;',
      'CREATE PROCEDURE p()\nAS $$\nbegin\n   select from where;\nend;\n$$ LANGUAGE plpgsql;',
    ));

  test('a broken statement is left alone, the one behind it is not', () => {
    checkFormat('SELECT a FROM t WHERE x = AND y = 2;\nselect   1;', 'SELECT a FROM t WHERE x = AND y = 2;\nSELECT 1;');
  });

  test('keywords can be lower case or stay', () => {
    checkFormat('SELECT a From t', 'select a from t', { keywordCase: 'lower' });
    checkFormat('SELECT  a From t', 'SELECT a From t', { keywordCase: 'preserve' });
  });

  const shapes = new URL('../../fixtures/format/', import.meta.url);
  for (const name of readdirSync(shapes)) {
    test(`${name} is as one would write it`, () => {
      const wanted = readFileSync(new URL(name, shapes), 'utf8');
      assert.equal(format(wanted), wanted, 'what is formatted stays');
      // Whatever way it was written, as long as the comments stand where they did.
      const { statements } = parseDocument(wanted);
      for (const { parsed } of statements) {
        if (parsed.count === 0 || parsed.comments.length > 0 || /\$\$/.test(parsed.text)) continue;
        const text = parsed.text.slice(parsed.starts[0]);
        if (/'[^']*\n/.test(text) || /\n\n/.test(text)) continue;
        const flat = Array.from({ length: parsed.count }, (_, i) =>
          parsed.text.slice(i > 0 ? parsed.ends[i - 1] : parsed.starts[i], parsed.ends[i]).replace(/^\s+/, ' '),
        );
        assert.equal(format(`${flat.join('')};`), text);
      }
    });
  }

  test('each statement begins a line, and what is empty between them shrinks', () => {
    checkFormat('select 1; select 2;  -- two\n\n\n\n\n   select 3;  \n -- end', 'SELECT 1;\nSELECT 2; -- two\n\n\nSELECT 3;  \n -- end');
    checkFormat('select 1;select 2;', 'SELECT 1;\nSELECT 2;');
    checkFormat('  /* a\n     b */\nselect 1;', '  /* a\n     b */\nSELECT 1;');
  });

  test('in a template with blocks the indentation of a statement is kept', () => {
    checkFormat(
      '{% if x %}\n  insert into t (a, b) values (1, 2), (3, 4);\n{% endif %}',
      '{% if x %}\n  INSERT INTO t (a, b)\n  VALUES\n    (1, 2),\n    (3, 4);\n{% endif %}',
      { lineWidth: 40 },
    );
  });

  test('a comma goes before the comments of what follows it; commented members stay in their list', () => {
    checkFormat('select a -- one\n  -- two\n  , b\n  --, c\nfrom t;', 'SELECT\n  a, -- one\n  -- two\n  b\n  --, c\nFROM t;');
  });

  test('nothing is put behind a line comment', () => {
    checkFormat('drop table -- old\n  t;', 'DROP TABLE -- old\n    t;');
    checkFormat("select ' --';", "SELECT ' --';");
    checkFormat('select 1 -- one\n;', 'SELECT 1 -- one\n;');
    checkFormat('select - -a, - 1, not b;', 'SELECT - -a, -1, NOT b;');
  });

  test('lines end as they do in the document', () => {
    const before = "select 1;  \r\n\r\ninsert into t values (1, 'a\r\nb'), (2, 'c');\r\n";
    checkFormat(before, "SELECT 1;\r\n\r\nINSERT INTO t\r\nVALUES\r\n  (\r\n    1, 'a\r\nb'\r\n  ),\r\n  (2, 'c');\r\n");
    assert.deepEqual(formatDocument(parseDocument('SELECT a\r\n-- b\r\nFROM t;')), []);
  });

  test('a list of tables stands like a select list, its joins with it', () =>
    checkFormat(
      'select * from some_schema.orders o, some_schema.items i left join other_schema.products p on p.id = i.product_id where o.id = i.order_id;',
      [
        'SELECT *',
        'FROM',
        '  some_schema.orders o,',
        '  some_schema.items i',
        '  LEFT JOIN other_schema.products p ON p.id = i.product_id',
        'WHERE o.id = i.order_id;',
      ].join('\n'),
    ));

  test('what is joined breaks before the columns of USING', () =>
    checkFormat(
      'select * from a join (select tbl, slice, max(col) as col from stv_blocklist group by 1, 2) b using (tbl, slice, col);',
      [
        'SELECT *',
        'FROM a',
        'JOIN (',
        '  SELECT tbl, slice, max(col) AS col FROM stv_blocklist GROUP BY 1, 2',
        ') b USING (tbl, slice, col);',
      ].join('\n'),
      { lineWidth: 80 },
    ));

  test('a long line costs no more than its length', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `(${i}, 'name ${i}', ${i}.5, NULL)`);
    const started = performance.now();
    checkFormat(`insert into t values ${rows.join(', ')};`, `INSERT INTO t\nVALUES\n  ${rows.join(',\n  ')};`);
    assert.ok(performance.now() - started < 10_000, 'seconds for 150 KB');
  });

  test('only the statements of a selection', () => {
    const text = 'select   1;\nselect   2,\n  3;\nselect   4;';
    const edits = (from: number, to: number) => formatDocument(parseDocument(text), defaultFormat, from, to).map(({ newText }) => newText);
    assert.deepEqual(edits(text.indexOf('2'), text.indexOf('2')), ['SELECT 2, 3;']);
    assert.deepEqual(edits(text.indexOf('2'), text.indexOf('4')), ['SELECT 2, 3;', 'SELECT 4;']);
  });

  test('a semicolon formats the statement that it ends, no other', () => {
    const text = "select   1;select   2;\ncreate procedure p() as $$ begin select   1; end $$ language plpgsql;\nselect ';'  ;";
    const edits = (behind: string) => formatEnded(parseDocument(text), text.indexOf(behind) + behind.length).map(({ newText }) => newText);
    assert.deepEqual(edits('1;'), ['SELECT 1;']);
    assert.deepEqual(edits('begin select   1;'), []);
    assert.deepEqual(edits("';"), []);
  });

  describe('whatever the statement, its tokens, tree and comments stay, and formatting again changes nothing', () => {
    const generator = statementGenerator(redshiftLanguage().grammar);
    for (const keywordCase of ['upper', 'lower', 'preserve'] as const) {
      for (const lineWidth of [40, 100]) {
        test(`random statements, keywords ${keywordCase}, width ${lineWidth}`, () => {
          const texts = Array.from({ length: 100 }, (_, seed) => generator.statement(seed + 70_000));
          const tally = formattingTally([...texts, ...texts.map(commented)], { ...defaultFormat, keywordCase, lineWidth });
          assert.deepEqual(tally.wrong, []);
          assert.deepEqual(tally.leftAlone, []);
        });
      }
    }

    const corpus = new URL('../../../../shared/corpus/dev.jsonl', import.meta.url);
    const there = existsSync(corpus);
    test('the statements of the corpus', { skip: !there && 'the corpus is not there' }, () => {
      const texts = readFileSync(corpus, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(row => JSON.parse(row) as { expect: string; sql: string })
        .filter(({ expect }) => expect === 'valid')
        .map(({ sql }) => sql);
      const tally = formattingTally(texts, defaultFormat);
      assert.deepEqual(tally.wrong, []);
      assert.deepEqual(tally.leftAlone, []);
    });
  });

  const folder = new URL('../../fixtures/grammar/', import.meta.url);
  for (const name of readdirSync(folder)) {
    test(`${name}: formatting parses to the same and is stable`, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const once = format(text);
      const before = parseDocument(text).statements.filter(s => s.parsed.count > 0);
      const after = parseDocument(once).statements.filter(s => s.parsed.count > 0);
      assert.equal(after.length, before.length);
      before.forEach(({ parsed }, i) => {
        assert.deepEqual(after[i]!.parsed.nodeKinds, parsed.nodeKinds);
        assert.deepEqual(after[i]!.parsed.kinds, parsed.kinds);
        assert.equal(after[i]!.parsed.comments.length, parsed.comments.length);
      });
      assert.equal(format(once), once);
    });
  }
});
