// Formatting: what it makes of a statement, and what it must never do to one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { defaultFormat, type FormatOptions, formatDocument } from '../../../server/src/features/format/formatDocument.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

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
    assert.ok(format(body).includes('$$\nbegin\n   select   1;\nend;\n$$'));
  });

  test('a broken statement is left alone, the one behind it is not', () => {
    checkFormat('SELECT a FROM t WHERE x = AND y = 2;\nselect   1;', 'SELECT a FROM t WHERE x = AND y = 2;\nSELECT 1;');
  });

  test('keywords can be lower case or stay', () => {
    checkFormat('SELECT a From t', 'select a from t', { keywordCase: 'lower' });
    checkFormat('SELECT  a From t', 'SELECT a From t', { keywordCase: 'preserve' });
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
