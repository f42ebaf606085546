// LOD012: the columns of PARTITION BY are columns of the query, and not all of them.
import { nameOf, nearest } from '../../semantics/names.ts';
import { columnsOfQuery } from '../../semantics/queries.ts';
import { say } from '../../text/say.ts';
import { didYouMean, renameFix } from '../nam/nameChecks.ts';
import type { Rule } from '../rule.ts';
import { optionNamed, optionsOf } from './loadOptions.ts';
import { unloadQueryOf } from './unloadQuery.ts';

export const partitionByColumn: Rule = {
  id: 'LOD012',
  name: 'unload-partition-column',
  severity: 'error',
  title: 'PARTITION BY column not in the select list, or every column a partition column',
  explanation: `UNLOAD makes a folder for each value of the columns in \`PARTITION BY\`, so each of them must be in the result of the query, and one column must be left for the files
(unless \`INCLUDE\` keeps the partition columns in them).`,
  pages: ['r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select a from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select a, t.day as d from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (day);",
      "UNLOAD ('select d from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select a, count(*) as n from t group by a') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (year, month);",
      "CREATE TABLE t (a int, day date);\nUNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (dya);",
    ],
    right: [
      "UNLOAD ('select a, d from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select a, t.day \"D\" from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select d from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d) INCLUDE;",
      "UNLOAD ('select t.*, u.d from t join u on t.a = u.a') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (year);",
      "UNLOAD ('select a, cast(d as date), (year) from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d, year);",
    ],
  },
  needs: 'script',
  kinds: ['UnloadStatement'],
  check(node, { before, report }) {
    const partition = optionNamed(optionsOf(node), 'PARTITION');
    const query = unloadQueryOf(node)?.query;
    const columns = partition?.node.descendants('column-name') ?? [];
    const selected = partition && query && columnsOfQuery(query, before)?.map(({ name }) => name);
    if (!partition || !selected || columns.length === 0) return;
    const parts = columns.map(column => nameOf(column)?.parts[0]);
    columns.forEach((column, i) => {
      const part = parts[i];
      if (!part || selected.includes(part.name)) return;
      const meant = nearest(part.name, selected);
      report({
        at: column,
        message: say`The query of UNLOAD has no column ${column.text} to partition by` + didYouMean(meant),
        fixes: renameFix(part, meant),
      });
    });
    if (selected.every(name => parts.some(part => part?.name === name)) && !partition.node.keyword('INCLUDE'))
      report({ at: partition.node, message: say`Every column is a partition column: leave one for the files, or add INCLUDE` });
  },
};
