// Rewritings at the cursor: `$0` in, the text afterwards out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../../server/src/features/quickFixes.ts';
import { refactoringsAt } from '../../../server/src/features/refactorings.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const tables = 'CREATE TABLE t (a int, "group" int); CREATE TABLE u (a int, c date); ';

/** The titles of what is offered and the text after the first of them. */
function rewritten(marked: string): { titles: string[]; text: string } {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const found = refactoringsAt(parseDocument(text), offset);
  return { titles: found.map(({ title }) => title), text: found[0] ? applyEdits(text, found[0].edits) : text };
}

describe('a star', () => {
  test('as its columns', () =>
    assert.deepEqual(rewritten(`${tables}SELECT $0* FROM t`), {
      titles: ['Replace * by its 2 columns'],
      text: `${tables}SELECT a, "group" FROM t`,
    }));
  test('of several tables', () =>
    assert.equal(rewritten(`${tables}SELECT *$0 FROM t, u x`).text, `${tables}SELECT t.a, t."group", x.a, x.c FROM t, u x`));
  test('of one of them', () =>
    assert.equal(rewritten(`${tables}SELECT x.$0*, 1 FROM t, u x`).text, `${tables}SELECT x.a, x.c, 1 FROM t, u x`));
  test('not where a table is unknown, not in count(*), not beside it', () => {
    for (const query of [
      'SELECT *$0 FROM t, unknown',
      'SELECT count($0*) FROM t',
      'SELECT * FROM $0t',
      'SELECT * $0 FROM (SELECT 1 + 1, 2) s',
    ])
      assert.deepEqual(rewritten(`${tables}${query}`).titles, [], query);
  });
});

describe('the columns that an INSERT fills', () => {
  test('are written out', () =>
    assert.equal(rewritten(`${tables}INSERT INTO $0t VALUES (1, 2)`).text, `${tables}INSERT INTO t (a, "group") VALUES (1, 2)`));
  test('not twice, not for DEFAULT VALUES, not from its query', () => {
    for (const insert of ['INSERT INTO $0t (a) VALUES (1)', 'INSERT INTO $0t DEFAULT VALUES', 'INSERT INTO t SELECT 1, $02'])
      assert.deepEqual(rewritten(`${tables}${insert}`).titles, [], insert);
  });
});
