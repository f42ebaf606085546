// EXT028: DATE in external tables.

import { dateFormats, type FileFormat } from '../../dialect/externalTables.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { scalarTypes } from './columnTypes.ts';
import { columnsOf, formatOf } from './externalTable.ts';
import { currentFormat, tableAt } from './tableAt.ts';

export const dateColumn: Rule = {
  id: 'EXT028',
  name: 'date-in-external-table',
  severity: 'error',
  title: 'DATE column in a format other than text, Parquet or ORC',
  explanation: `Dates are read from text, Parquet and ORC files. In Avro, RCFile and sequence files declare what they hold (TIMESTAMP, or VARCHAR) and cast it; a partition
column may be a DATE with every format.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (d date) STORED AS AVRO LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, d date) STORED AS RCFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, d date) STORED AS SEQUENCEFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS RCFILE LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD COLUMN d date;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (d timestamp) STORED AS AVRO LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS AVRO LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (d date) STORED AS PARQUET LOCATION 's3://b/p/';",
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalTable', 'AddColumn'],
  check(node, context) {
    const tell = (slot: SyntaxNode, type: SyntaxNode, format: FileFormat) =>
      context.report({
        at: type,
        message: say`${slot.text} is a DATE, which Redshift reads from TEXTFILE, PARQUET and ORC only, not from ${format}`,
      });
    if (node.kind === 'CreateExternalTable') {
      const format = formatOf(node);
      if (!format || dateFormats.has(format)) return;
      for (const { type, slot } of columnsOf(node)) if (type && scalarTypes(type).some(isDate)) tell(slot, type, format);
      return;
    }
    const type = node.child('DataType');
    const slot = node.ancestor('AlterTable')?.child('table-name');
    if (!type || !slot || !scalarTypes(type).some(isDate)) return;
    const format = currentFormat(tableAt(context.before, slot).relation);
    if (format && !dateFormats.has(format)) tell(node.child('new-column-name', 'ReservedColumnName')!, type, format);
  },
};

const isDate = (type: SyntaxNode) => type.tokens()[0]?.keyword === 'DATE';
