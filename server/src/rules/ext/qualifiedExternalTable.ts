// EXT001: external tables live in external schemas, which the search path does not reach.

import { nameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const qualifiedExternalTable: Rule = {
  id: 'EXT001',
  name: 'unqualified-external-table',
  severity: 'error',
  title: 'External table without an external schema qualifier',
  explanation: `An external table is created in an external schema, and the search path is not used to find one. Write the schema in front of the name.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE sales (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      'CREATE EXTERNAL TABLE "Sales" STORED AS PARQUET LOCATION \'s3://b/p/\' AS SELECT 1 AS a;',
      "SET search_path TO spectrum;\nCREATE EXTERNAL TABLE sales (a int) PARTITIONED BY (d date) STORED AS ORC LOCATION 's3://b/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.sales (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE dev.spectrum.sales (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    const slot = create.child('new-external-table-name');
    if (!slot || nameOf(slot)?.parts.length !== 1) return;
    report({ at: slot, message: say`External tables need their external schema in front of the name: <schema>.${slot.text}` });
  },
};
