// EXT015: the query whose rows are written to S3 has no LIMIT of its own.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { outermostQueries } from './outermostQuery.ts';
import { asCertain, isSpectrum, tableAt } from './tableAt.ts';

export const outerLimit: Rule = {
  id: 'EXT015',
  name: 'outer-limit',
  severity: 'error',
  title: 'LIMIT in the outer SELECT of CETAS or of INSERT into an external table',
  explanation: `The slices write their files side by side, so that nobody could stop at the hundredth row. Put the query with its \`LIMIT\` into a subquery:
\`SELECT * FROM (SELECT … LIMIT 100) q\`.`,
  pages: ['r_INSERT_external_table', 'r_CREATE_EXTERNAL_TABLE_usage'],
  examples: {
    wrong: [
      'INSERT INTO spectrum.s SELECT * FROM public.t LIMIT 10;',
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a FROM public.t LIMIT 10;",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS (SELECT a FROM public.t ORDER BY a LIMIT 10);",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO lake.s WITH q AS (SELECT a FROM public.t) SELECT a FROM q LIMIT 5 OFFSET 2;",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT TOP 10 a FROM public.t;",
    ],
    right: [
      'INSERT INTO spectrum.s SELECT * FROM (SELECT * FROM public.t LIMIT 10) q;',
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a FROM (SELECT a FROM public.t LIMIT 10) q;",
      'INSERT INTO public.s SELECT * FROM public.t LIMIT 10;',
      "CREATE TABLE lake.i (a int) USING ICEBERG LOCATION 's3://b/i/';\nINSERT INTO lake.i SELECT a FROM public.t LIMIT 10;",
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalTable', 'InsertStatement'],
  check(node, context) {
    const query = node.child('Query');
    const limit = query && outermostQueries(query).map(limitOf).find(Boolean);
    if (!query || !limit) return;
    let certainty: { severity?: 'warning' } = {};
    if (node.kind === 'InsertStatement') {
      const table = tableAt(context.before, node.child('table-name')!);
      if (!isSpectrum(table)) return;
      certainty = asCertain(table);
    }
    const what = node.kind === 'InsertStatement' ? say`INSERT into an external table` : 'CREATE EXTERNAL TABLE AS';
    context.report({
      at: limit,
      message: say`The outer query of ${what} cannot have ${limit.tokens()[0]!.text.toUpperCase()}: put the query into a subquery`,
      ...(limit.kind === 'TopClause' ? { severity: 'warning' } : certainty),
      fixes: [
        {
          title: say`Put the query into a subquery`,
          edits: [
            { start: query.start, end: query.start, newText: 'SELECT * FROM (' },
            { start: query.end, end: query.end, newText: ') q' },
          ],
          safe: false,
        },
      ],
    });
  },
};

const limitOf = (query: SyntaxNode): SyntaxNode | undefined => {
  const limit = query.child('LimitClause', 'FetchClause');
  if (limit && !limit.keyword('ALL')) return limit;
  return query.child('SetOperation') ? undefined : query.child('QueryTerm')?.child('SelectStatement')?.child('TopClause');
};
