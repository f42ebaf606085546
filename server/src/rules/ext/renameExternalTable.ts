// EXT035: external tables keep their names.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { tableAt, told } from './tableAt.ts';

export const renameExternalTable: Rule = {
  id: 'EXT035',
  name: 'rename-external-table',
  severity: 'error',
  title: 'Renaming an external table',
  explanation: `\`ALTER TABLE … RENAME TO\` is for native tables. Create the external table again under the new name and drop the old one: the files stay where they are.`,
  pages: ['r_ALTER_TABLE', 'r_ALTER_TABLE_external-table'],
  examples: {
    wrong: [
      'ALTER TABLE spectrum.s RENAME TO s2;',
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE lake.s RENAME TO s2;",
      "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nALTER TABLE lake.orders RENAME TO orders_old;",
    ],
    right: [
      'CREATE TABLE public.s (a int);\nALTER TABLE public.s RENAME TO s2;',
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE lake.s RENAME COLUMN a TO b;",
      'ALTER TABLE somewhere.s RENAME TO s2;',
    ],
  },
  needs: 'script',
  kinds: ['RenameAction'],
  check(action, context) {
    const slot = action.ancestor('AlterTable')?.child('table-name');
    if (!slot) return;
    const table = tableAt(context.before, slot);
    if (table.sort !== 'spectrum' && table.sort !== 'external' && table.sort !== 'iceberg') return;
    // The page of Iceberg tables has no RENAME TO, but does not refuse it in words.
    const severity = table.sort === 'iceberg' || !table.certain ? ({ severity: 'warning' } as const) : {};
    context.report({
      at: action,
      message: say`${told(slot, { certain: table.certain })}, which cannot be renamed: create it again under the new name`,
      ...severity,
    });
  },
};
