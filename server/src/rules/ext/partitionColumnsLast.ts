// EXT039: INSERT into a partitioned table takes the partition columns from the end of the select list.

import { columnsOfQuery } from '../../semantics/queries.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { partitionKeys, tableAt } from './tableAt.ts';

export const partitionColumnsLast: Rule = {
  id: 'EXT039',
  name: 'partition-columns-last',
  severity: 'warning',
  title: 'INSERT into a partitioned external table: partition columns must come last, in their order',
  explanation: `The columns of the query go to the columns of the table by position: first those of the files, then the partition columns in the order of \`PARTITIONED BY\`.
Names do not count, so that a wrong order writes rows into wrong folders, where the types allow it.`,
  pages: ['r_INSERT_external_table'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO spectrum.s SELECT d, a FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (y int, m int) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO spectrum.s (SELECT t.a, t.m, t.y FROM public.t);",
      "CREATE TABLE public.t (d date, a int);\nCREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO spectrum.s SELECT * FROM public.t;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO spectrum.s SELECT a, d FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO spectrum.s SELECT a, created::date FROM public.t;",
      'INSERT INTO spectrum.s SELECT d, a FROM public.t;',
    ],
  },
  needs: 'script',
  kinds: ['InsertStatement'],
  check(insert, context) {
    const slot = insert.child('table-name');
    const query = insert.child('Query');
    if (!slot || !query) return;
    const { relation, sort } = tableAt(context.before, slot);
    const keys = sort === 'spectrum' ? partitionKeys(relation) : undefined;
    const given = keys?.length ? columnsOfQuery(query, context.before)?.map(({ name }) => name) : undefined;
    if (!keys || !given || given.length < keys.length) return;
    const first = given.length - keys.length;
    const misplaced = keys.find((key, i) => given[first + i] !== key && given.includes(key));
    if (misplaced === undefined) return;
    context.report({
      at: itemAt(query, given.length, given.indexOf(misplaced)),
      message: say`${misplaced} is a partition column of ${slot.text}: the select list must end with ${keys.join(', ')}`,
    });
  },
};

/** The item of the select list that gives a column, where there is one for each. */
function itemAt(query: SyntaxNode, count: number, index: number): SyntaxNode {
  const list = query.descendants('SelectList')[0];
  const items = list?.childrenOf('SelectItem') ?? [];
  return (items.length === count ? items[index] : list) ?? query;
}
