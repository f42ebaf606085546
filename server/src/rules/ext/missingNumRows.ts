// EXT026: without numRows the planner guesses.

import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { currentProperties, tableAt } from './tableAt.ts';

export const missingNumRows: Rule = {
  id: 'EXT026',
  name: 'missing-num-rows',
  severity: 'warning',
  title: 'numRows not set: the planner takes the external table as the large one',
  explanation: `Redshift keeps no statistics of external tables. Without the property \`numRows\` the planner supposes that the external table is the larger side of a join,
and spreads the local one to all nodes. Set it, also roughly: \`ALTER TABLE … SET TABLE PROPERTIES ('numRows'='170000')\`.

Told once in a script; statistics that AWS Glue keeps serve as well.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'c-spectrum-external-performance'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('skip.header.line.count'='1');\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('serialization.null.format'='');",
    ],
    right: [
      "ALTER TABLE spectrum.s SET TABLE PROPERTIES ('numRows'='170000');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='170000');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('numRows'='170000');",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT 1 AS a;",
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['CreateExternalTable'],
  check(create, { report, final, inBody }) {
    const slot = create.child('new-external-table-name');
    if (!slot || inBody || create.child('Query')) return;
    const relation = tableAt(final, slot).relation;
    // Dropped again, or made in another way later.
    if (relation?.origin?.statement !== create.statement) return;
    if (currentProperties(relation)?.has('numRows')) return;
    report({ at: slot, message: say`${slot.text} has no 'numRows': the planner takes it for the larger table of every join` });
  },
};
