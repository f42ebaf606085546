// EXT041: columns of external tables are added plainly, and partition columns stay.

import { nameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { asCertain, currentFormat, isSpectrum, partitionKeys, tableAt, told } from './tableAt.ts';

export const externalColumnChange: Rule = {
  id: 'EXT041',
  name: 'external-column-change',
  severity: 'error',
  title: 'ADD COLUMN with DEFAULT, ENCODE or NULL option, or on AVRO; DROP of a partition column',
  explanation: `\`ADD COLUMN\` of an external table takes a name and a type, nothing else; tables of Avro files take their columns from the files' schema, so that none can be
added or dropped; and partition columns cannot be dropped, since the folders are named by them.`,
  pages: ['r_ALTER_TABLE', 'r_ALTER_TABLE_external-table'],
  examples: {
    wrong: [
      'ALTER TABLE spectrum.s ADD COLUMN b int NOT NULL;',
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE lake.s ADD b int DEFAULT 0;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE lake.s ADD COLUMN b int NULL ENCODE az64;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS AVRO LOCATION 's3://b/p/';\nALTER TABLE lake.s ADD COLUMN b int;",
      "CREATE EXTERNAL TABLE lake.s (a int, b int) STORED AS AVRO LOCATION 's3://b/p/';\nALTER TABLE lake.s DROP COLUMN b;",
      'CREATE EXTERNAL TABLE lake.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION \'s3://b/p/\';\nALTER TABLE lake.s DROP COLUMN "D";',
    ],
    right: [
      'ALTER TABLE spectrum.s ADD COLUMN b int;',
      "CREATE EXTERNAL TABLE lake.s (a int, b int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE lake.s DROP COLUMN b;",
      'CREATE TABLE public.s (a int);\nALTER TABLE public.s ADD COLUMN b int DEFAULT 0 NOT NULL;',
    ],
  },
  needs: 'script',
  kinds: ['AddColumn', 'DropColumn'],
  check(action, context) {
    const slot = action.ancestor('AlterTable')?.child('table-name');
    if (!slot) return;
    const table = tableAt(context.before, slot);
    if (!isSpectrum(table)) return;
    const column = action.child('new-column-name', 'column-name');
    if (currentFormat(table.relation) === 'AVRO') {
      context.report({ at: action, message: say`${slot.text} is stored as AVRO, where columns cannot be added or dropped` });
      return;
    }
    if (action.kind === 'DropColumn') {
      const name = column && nameOf(column)?.parts[0]?.name;
      if (column && name !== undefined && partitionKeys(table.relation)?.includes(name))
        context.report({
          at: column,
          message: say`${column.text} is a partition column of ${slot.text}, and the folders are named by it: it cannot be dropped`,
        });
      return;
    }
    const attributes = action.childrenOf('ColumnAttribute');
    const type = action.child('DataType');
    if (attributes.length === 0 || !type) return;
    const { severity } = asCertain(table);
    const start = attributes[0]!.start;
    const end = attributes.at(-1)!.end;
    context.report({
      at: { start, end },
      message: say`${told(slot, table)}: ADD COLUMN takes a name and a type only`,
      ...(severity && { severity }),
      fixes: [
        { title: say`Delete what stands behind the type`, edits: [{ start: type.end, end, newText: '' }], safe: severity === undefined },
      ],
    });
  },
};
