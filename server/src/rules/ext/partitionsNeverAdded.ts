// EXT031: a partitioned table without partitions has no rows.

import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { propertiesOf } from './externalTable.ts';
import { changesOf, tableAt } from './tableAt.ts';

export const partitionsNeverAdded: Rule = {
  id: 'EXT031',
  name: 'partitions-never-added',
  severity: 'info',
  title: 'Partitioned table never gets ADD PARTITION in the workspace',
  explanation: `A partitioned external table shows the rows of the partitions that the catalog knows, and after \`CREATE EXTERNAL TABLE\` it knows none: queries return nothing,
without an error. Add them with \`ALTER TABLE … ADD IF NOT EXISTS PARTITION\`, or let a Glue crawler do it. \`CREATE EXTERNAL TABLE AS\` and INSERT register theirs.

Told once in a script.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'c-spectrum-external-tables'],
  examples: {
    wrong: ["CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';"],
    right: [
      "ALTER TABLE spectrum.s ADD IF NOT EXISTS PARTITION (d='2024-01-01') LOCATION 's3://b/p/d=2024-01-01/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/p/d=2024-01-01/';",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a, d FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('projection.enabled'='true');",
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['CreateExternalTable'],
  check(create, { report, final, inBody }) {
    const partitions = create.child('ExternalPartitionedBy');
    const slot = create.child('new-external-table-name');
    if (!partitions || !slot || inBody || create.child('Query')) return;
    const clause = create.child('TableProperties');
    if (clause && propertiesOf(clause).some(({ name }) => name.startsWith('projection.'))) return;
    const { relation } = tableAt(final, slot);
    if (relation?.origin?.statement !== create.statement) return;
    if (changesOf(relation).some(action => action.descendants('AddPartitions').length > 0)) return;
    report({
      at: partitions,
      message: say`No partition of ${slot.text} is added in this script: until the catalog knows some, it has no rows`,
    });
  },
};
