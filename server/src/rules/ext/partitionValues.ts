// EXT032: a partition has a value for every partition column, and for no other.

import { nameOf, nearest } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { partitionKeys, tableAt } from './tableAt.ts';

export const partitionValues: Rule = {
  id: 'EXT032',
  name: 'partition-values',
  severity: 'error',
  title: 'ADD PARTITION names a column that is not a partition column, or misses one',
  explanation: `A partition is named by the values of all columns of \`PARTITIONED BY\`, and of nothing else: \`PARTITION (year=2024, month=1)\`.`,
  pages: ['r_ALTER_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD PARTITION (a=1) LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (y int, m int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD IF NOT EXISTS PARTITION (y=2024, m=1) LOCATION 's3://b/p/1/' PARTITION (y=2024) LOCATION 's3://b/p/2/';",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a, d FROM public.t;\nALTER TABLE spectrum.s DROP PARTITION (day='2024-01-01');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s PARTITION (e='2024-01-01') SET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (y int, m int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD PARTITION (\"M\"=1, y=2024) LOCATION 's3://b/p/1/';",
      "ALTER TABLE spectrum.s ADD PARTITION (a=1) LOCATION 's3://b/p/';",
    ],
  },
  needs: 'script',
  kinds: ['PartitionValues'],
  check(values, context) {
    const slot = values.ancestor('AlterTable')?.child('table-name');
    const keys = slot && partitionKeys(tableAt(context.before, slot).relation);
    if (!slot || !keys) return;
    const given = values.childrenOf('PartitionValue').map(value => value.child('column-name')!);
    const names = given.map(name => nameOf(name)?.parts[0]?.name);
    if (names.includes(undefined)) return;
    let unknown = false;
    given.forEach((name, i) => {
      if (keys.includes(names[i]!)) return;
      unknown = true;
      const meant = nearest(names[i]!, keys);
      context.report({
        at: name,
        message:
          keys.length === 0
            ? say`${slot.text} has no partitions: it was created without PARTITIONED BY`
            : meant
              ? say`${name.text} is no partition column of ${slot.text}: did you mean ${meant}?`
              : say`${name.text} is no partition column of ${slot.text}, which is partitioned by ${keys.join(', ')}`,
      });
    });
    const missing = keys.filter(key => !names.includes(key));
    if (unknown || missing.length === 0) return;
    context.report({ at: values, message: say`A partition of ${slot.text} needs a value for ${missing.join(say` and `)} too` });
  },
};
