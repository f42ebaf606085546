// EXT027: VARBYTE in external tables.

import { varbyteFormats } from '../../dialect/externalTables.ts';
import { readType } from '../../semantics/types.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { scalarTypes } from './columnTypes.ts';
import { columnsOf, formatOf, partitionsOf } from './externalTable.ts';
import { currentFormat, partitionKeys, tableAt } from './tableAt.ts';

const isVarbyte = (type: SyntaxNode) => readType(type.text).base === 'binary varying' && !/^binary\b(?!\s+varying)/i.test(type.text);

export const varbyteColumn: Rule = {
  id: 'EXT027',
  name: 'varbyte-in-external-table',
  severity: 'error',
  title: 'VARBYTE column with a format other than Parquet or ORC, or in a partitioned table',
  explanation: `Bytes are read from Parquet and ORC files only, and only where the table has no partitions. Take VARCHAR for text formats (hexadecimal or base64), or give up
the partitions.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (v binary varying(10)) STORED AS RCFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (v varbyte(10)) STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, v varbinary) STORED AS AVRO LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (v varbyte(10)) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (v varbyte(10)) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD COLUMN v varbyte(10);",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (v varbyte(10)) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (v varbyte(10)) STORED AS ORC LOCATION 's3://b/p/';",
      'CREATE TABLE s (a int);\nALTER TABLE s ADD COLUMN v varbyte(10);',
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalTable', 'AddColumn'],
  check(node, context) {
    if (node.kind === 'CreateExternalTable') {
      const partitions = partitionsOf(node);
      const format = formatOf(node);
      for (const { type, slot } of columnsOf(node))
        if (type && scalarTypes(type).some(isVarbyte)) report(slot, type, format, partitions.length > 0);
      for (const { type, slot } of partitions)
        if (type && isVarbyte(type))
          context.report({ at: type, message: say`${slot.text} is VARBYTE, which a partition column cannot be` });
      return;
    }
    const type = node.child('DataType');
    const slot = node.ancestor('AlterTable')?.child('table-name');
    if (!type || !slot || !scalarTypes(type).some(isVarbyte)) return;
    const table = tableAt(context.before, slot);
    if (table.sort !== 'spectrum' || !table.relation) return;
    report(
      node.child('new-column-name', 'ReservedColumnName')!,
      type,
      currentFormat(table.relation),
      (partitionKeys(table.relation) ?? []).length > 0,
    );

    function report(slot: SyntaxNode, type: SyntaxNode, format: string | undefined, partitioned: boolean) {
      if (format && !varbyteFormats.has(format as never))
        context.report({
          at: type,
          message: say`${slot.text} is VARBYTE, which Redshift reads from PARQUET and ORC only, not from ${format}`,
        });
      else if (partitioned) context.report({ at: type, message: say`${slot.text} is VARBYTE, which a table with partitions cannot have` });
    }
  },
};
