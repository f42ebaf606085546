// RLS006: consumers of a datashare see what the producer's policies hide.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const securityOffForDatashares: Rule = {
  id: 'RLS006',
  name: 'row-security-off-for-datashares',
  severity: 'warning',
  title: 'ROW LEVEL SECURITY OFF FOR DATASHARES gives consumers unprotected rows',
  explanation: `The clause leaves row-level security as it is for the producer, but consumers of a datashare then read every row of the relation.

Share a view that holds only the rows the consumer may see, or a table of its own.`,
  pages: ['r_ALTER_TABLE'],
  examples: {
    wrong: ['ALTER TABLE t ROW LEVEL SECURITY OFF FOR DATASHARES;'],
    right: ['ALTER TABLE t ROW LEVEL SECURITY ON FOR DATASHARES;', "CREATE VIEW share.t AS SELECT * FROM s.t WHERE region = 'EU';"],
  },
  needs: 'offline',
  kinds: ['RowLevelSecurityAction'],
  check(action, { report }) {
    if (action.keyword('OFF') && action.child('RowLevelSecurityForDatashares')) {
      report({ at: action, message: say`Consumers of the datashare will see every row, whatever the policies say` });
    }
  },
};
