// EXT016: CREATE EXTERNAL TABLE AS partitions by columns of its query.

import { nearest } from '../../semantics/names.ts';
import { columnsOfQuery } from '../../semantics/queries.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { partitionsOf } from './externalTable.ts';

export const partitionNotSelected: Rule = {
  id: 'EXT016',
  name: 'partition-not-selected',
  severity: 'error',
  title: 'CETAS partition column is not in the select list',
  explanation: `The partition columns of \`CREATE EXTERNAL TABLE AS\` are columns of its query, by their names there. Select the column, or name the one that the
query gives.`,
  pages: ['r_CREATE_EXTERNAL_TABLE_usage'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (y, m) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a, t.y, month AS mm FROM public.t t;",
      "CREATE TABLE public.t (a int, b int);\nCREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT * FROM public.t;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a, d FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (\"D\") STORED AS PARQUET LOCATION 's3://b/p/' AS (SELECT a, created::date AS d FROM public.t UNION ALL SELECT 1, '2024-01-01');",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT * FROM elsewhere.t;",
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalTable'],
  check(create, context) {
    const query = create.child('Query');
    const partitions = query ? partitionsOf(create).filter(({ name, type }) => name !== '' && !type) : [];
    if (!query || partitions.length === 0) return;
    const given = columnsOfQuery(query, context.before)?.map(({ name }) => name);
    if (!given) return;
    for (const { name, slot } of partitions) {
      if (given.includes(name)) continue;
      const meant = nearest(name, given);
      context.report({
        at: slot,
        message: say`The query gives no column ${slot.text} to partition by` + (meant ? say`: did you mean ${meant}?` : ''),
      });
    }
  },
};
