// NAM007: as many values as columns.

import { factOf, relationAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { columnsOfQuery } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { type SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { outermostQueries } from '../ext/outermostQuery.ts';
import type { Rule } from '../rule.ts';

export const insertColumnCount: Rule = {
  id: 'NAM007',
  name: 'insert-column-count',
  severity: 'error',
  title: 'Wrong number of values in INSERT',
  explanation: `Every row must have as many values as there are columns in the list behind the table's name. Without a list there may be fewer values than the table has
columns (the rest get their defaults), but not more.`,
  pages: ['r_INSERT_30'],
  examples: {
    wrong: [
      'INSERT INTO t (a, b) VALUES (1, 2, 3);',
      'INSERT INTO t (a, b, c) VALUES (1, 2, 3), (4, 5);',
      'INSERT INTO t (a, b) SELECT x FROM u;',
      'INSERT INTO t (a, b) (SELECT x FROM u);',
      'CREATE TABLE t (a int, b int);\nINSERT INTO t VALUES (1, 2, 3);',
      'CREATE TABLE t (a int, b int);\nCREATE TABLE u (a int, b int, c int);\nINSERT INTO t SELECT * FROM u;',
    ],
    right: [
      'INSERT INTO t (a, b) VALUES (1, 2), (3, DEFAULT);',
      'INSERT INTO t (a, b) SELECT * FROM u;',
      'CREATE TABLE t (a int, b int DEFAULT 3);\nINSERT INTO t VALUES (1);',
      'INSERT INTO t (a, b) SELECT {{ columns }} FROM u;',
      'INSERT INTO t (a) SELECT max(x) FROM u GROUP BY y;',
    ],
  },
  needs: 'catalog',
  kinds: ['InsertStatement', 'MergeInsert'],
  check(insert, { before, inBody, report }) {
    const list = insert.child('ColumnList');
    const wanted = list?.childrenOf('column-name').length ?? (inBody ? undefined : tableWidth(insert, before));
    if (wanted === undefined) return;
    for (const { count, at } of rowsOf(insert, before)) {
      if (list ? count === wanted : count <= wanted) continue;
      const values = count === 1 ? say`1 value` : say`${count} values`;
      const columns = wanted === 1 ? say`1 column` : say`${wanted} columns`;
      // Public tests of parsers for Redshift have a query in parentheses that gives more: no certain refusal.
      const severity = at.ancestor('ParenthesizedQuery') ? ({ severity: 'warning' } as const) : {};
      report({ at, message: list ? say`${values} for ${columns} in the list` : say`${values} for ${columns} in the table`, ...severity });
    }
  },
};

/** How many values INSERT without a list may give; columns that Redshift fills itself make it uncertain. */
function tableWidth(insert: SyntaxNode, model: Model): number | undefined {
  const slot = insert.child('table-name');
  const parts = slot && nameOf(slot)?.parts;
  const columns = parts && factOf(relationAt(model, resolveExisting(model, parts)))?.columns;
  return columns?.some(({ identity }) => identity) ? undefined : columns?.length;
}

/** A template may stand for any number of values. */
const hasTemplate = (node: SyntaxNode) => node.tokens().some(({ type }) => type === 'template');

function rowsOf(insert: SyntaxNode, model: Model): { count: number; at: SyntaxNode }[] {
  return allRowsOf(insert, model).filter(({ at }) => at.start < at.end && !hasTemplate(at));
}

function allRowsOf(insert: SyntaxNode, model: Model): { count: number; at: SyntaxNode }[] {
  const query = insert.child('Query') && outermostQueries(insert.child('Query')!).at(-1);
  const own = insert.child('ValuesRow');
  if (own) return [{ count: valuesIn(own), at: own }];
  const term = query?.child('QueryTerm');
  const rows = term?.child('ValuesClause')?.childrenOf('ValuesRow');
  if (rows) return rows.map(row => ({ count: valuesIn(row), at: row }));
  const select = term?.child('SelectStatement');
  const items = select?.child('SelectList');
  if (!query || !items) return [];
  const hasStar = items.childrenOf('SelectItem').some(item => item.child('AllColumns') || item.text.endsWith('*'));
  const count = hasStar ? columnsOfQuery(query, model)?.length : items.childrenOf('SelectItem').length;
  return count === undefined ? [] : [{ count, at: items }];
}

/** Values of one row: DEFAULT is a token, all others are nodes. */
const valuesIn = (row: SyntaxNode) => row.children.filter(child => !(child instanceof SyntaxToken) || child.keyword === 'DEFAULT').length;
