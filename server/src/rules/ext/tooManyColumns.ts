// EXT029: how many columns an external table may have.

import { mostExternalColumns } from '../../dialect/externalTables.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { columnsOf, partitionsOf } from './externalTable.ts';

const { withPseudoColumns, without } = mostExternalColumns;
const wide = (columns: number, partitions = '') =>
  `CREATE EXTERNAL TABLE spectrum.s (${Array.from({ length: columns }, (_, i) => `c${i} int`).join(', ')})${partitions} STORED AS PARQUET LOCATION 's3://b/p/';`;

export const tooManyColumns: Rule = {
  id: 'EXT029',
  name: 'too-many-external-columns',
  severity: 'error',
  title: 'More than 1,598 columns (1,600 with pseudo-columns off)',
  explanation: `A table has at most 1,600 columns, and Redshift adds \`"$path"\` and \`"$size"\` to every external table. Split the table, or for the last two columns
\`SET spectrum_enable_pseudo_columns TO false\`.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'r_CREATE_EXTERNAL_TABLE_usage'],
  examples: {
    wrong: [wide(1600), wide(1601), wide(1598, ' PARTITIONED BY (d date)')],
    right: [wide(1598), wide(1597, ' PARTITIONED BY (d date)')],
  },
  needs: 'script',
  kinds: ['CreateExternalTable'],
  check(create, { before, report }) {
    const columns = columnsOf(create);
    const count = columns.length + partitionsOf(create).filter(({ type }) => type).length;
    if (count <= (before.session.pseudoColumns ? withPseudoColumns : without)) return;
    const slot = create.child('new-external-table-name') ?? create;
    const certain = columns.length > without;
    report({
      at: slot,
      message: certain
        ? say`${slot.text} has ${count} columns, and there can be ${without}: split it`
        : say`${slot.text} has ${count} columns, and there can be ${withPseudoColumns} beside "$path" and "$size": split it, or SET spectrum_enable_pseudo_columns TO false`,
      ...(certain ? {} : { severity: 'warning' }),
    });
  },
};
