// LOD012: the columns of PARTITION BY are columns of the query, and not all of them.

import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
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
    ],
    right: [
      "UNLOAD ('select a, d from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select a, t.day \"D\" from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d);",
      "UNLOAD ('select d from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET PARTITION BY (d) INCLUDE;",
    ],
  },
  needs: 'offline',
  kinds: ['UnloadStatement'],
  check(node, { report }) {
    const partition = optionNamed(optionsOf(node), 'PARTITION');
    const query = unloadQueryOf(node)?.query;
    const columns = partition?.node.descendants('column-name') ?? [];
    const selected = query && selectedNames(query);
    if (!partition || !selected || columns.length === 0) return;
    const names = columns.map(column => nameOf(column)?.parts[0]?.name);
    columns.forEach((column, i) => {
      if (names[i] !== undefined && !selected.has(names[i]))
        report({ at: column, message: say`The query of UNLOAD has no column ${column.text} to partition by` });
    });
    if ([...selected].every(name => names.includes(name)) && !partition.node.keyword('INCLUDE'))
      report({ at: partition.node, message: say`Every column is a partition column: leave one for the files, or add INCLUDE` });
  },
};

/** The names of a query's columns, folded; undefined where one of them cannot be told (`*`, an expression without a name). */
function selectedNames(query: SyntaxNode): Set<string> | undefined {
  const list = query.child('QueryTerm')?.child('SelectStatement')?.child('SelectList');
  if (!list) return undefined;
  const names = new Set<string>();
  for (const item of list.childrenOf('SelectItem')) {
    const slot = item.child('new-label', 'new-column-alias') ?? item.child('ColumnReference')?.child('column-reference');
    const name = slot && nameOf(slot)?.parts.at(-1)?.name;
    if (name === undefined || item.descendants('AllColumns').length > 0) return undefined;
    names.add(name);
  }
  return names;
}
