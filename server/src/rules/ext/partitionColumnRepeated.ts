// EXT006: a partition column is not also a column of the files.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { columnsOf, partitionsOf, withoutElement } from './externalTable.ts';

export const partitionColumnRepeated: Rule = {
  id: 'EXT006',
  name: 'partition-column-repeated',
  severity: 'error',
  title: 'Partition column repeated in the column list',
  explanation: `The values of partition columns come from the folders, not from the files, so that they are declared in \`PARTITIONED BY\` only. Delete them from
the column list.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int, d date) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';",
      'CREATE EXTERNAL TABLE spectrum.s (d date, a int) PARTITIONED BY ("D" date, r char(2)) STORED AS PARQUET LOCATION \'s3://b/p/\';',
      "CREATE EXTERNAL TABLE spectrum.s (a int, y int, m int) PARTITIONED BY (y int, m int) STORED AS ORC LOCATION 's3://b/p/';",
    ],
    right: ["CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';"],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    const partitions = new Set(partitionsOf(create).map(({ name }) => name));
    const columns = columnsOf(create);
    const repeated = columns.filter(({ name }) => name !== '' && partitions.has(name));
    for (const { slot, node } of repeated) {
      report({
        at: slot,
        message: say`${slot.text} is a partition column, whose values come from the folders: it does not belong in the column list`,
        // Where all columns are repeated, a list without any would be left.
        ...(repeated.length < columns.length && {
          fixes: [{ title: say`Delete ${slot.text} from the column list`, edits: [withoutElement(node)], safe: true }],
        }),
      });
    }
  },
};
