// DDM015: consumers of a datashare see clear values.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const maskingOffForDatashares: Rule = {
  id: 'DDM015',
  name: 'masking-off-for-datashares',
  severity: 'warning',
  title: 'MASKING OFF FOR DATASHARES shows clear data to consumers',
  explanation: `With masking off for datashares the table can be shared, and every consumer reads the clear values whatever the policies say.

Share a view that leaves the columns out or holds hashed values.`,
  pages: ['r_ALTER_TABLE', 't_ddm-considerations'],
  examples: {
    wrong: ['ALTER TABLE t MASKING OFF FOR DATASHARES;'],
    right: [
      'ALTER TABLE t MASKING ON FOR DATASHARES;',
      'CREATE VIEW share.people AS SELECT id, sha2(name + salt, 256) AS name FROM s.people;',
    ],
  },
  needs: 'offline',
  kinds: ['MaskingDatashareAction'],
  check(action, { report }) {
    if (action.keyword('OFF'))
      report({ at: action, message: say`Consumers of the datashare will see the clear values of every masked column` });
  },
};
