// LOD018: COPY loads tables of the warehouse only.
import { say } from '../../text/say.ts';
import { asCertain, tableAt, told } from '../ext/tableAt.ts';
import type { Rule } from '../rule.ts';

export const copyIntoExternal: Rule = {
  id: 'LOD018',
  name: 'copy-into-external-table',
  severity: 'error',
  title: 'COPY into an external table',
  explanation: `The files of an external table lie in S3 already, and COPY does not write there. Load into a staging table and \`INSERT INTO\` the external table from it, or put the files
under the table's location and add the partition.`,
  pages: ['r_COPY', 'r_INSERT_external_table'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA lake FROM HIVE METASTORE DATABASE 'd' URI '10.0.0.1' IAM_ROLE DEFAULT;\nCOPY lake.s FROM 's3://b/p' IAM_ROLE DEFAULT;",
    ],
    right: ['INSERT INTO spectrum.s SELECT * FROM staging;', "COPY public.s FROM 's3://b/p' IAM_ROLE DEFAULT;"],
  },
  needs: 'script',
  kinds: ['CopyStatement'],
  check(node, context) {
    const slot = node.child('table-name');
    if (!slot) return;
    const table = tableAt(context.before, slot);
    if (table.sort !== 'spectrum' && table.sort !== 'federated' && table.sort !== 'external') return;
    context.report({
      at: slot,
      message: say`${told(slot, table)}: COPY cannot load it; load a staging table and INSERT from it`,
      ...(table.sort === 'external' && table.certain ? {} : asCertain(table)),
    });
  },
};
