// GRT007: whoever holds IGNORE RLS sees every row of every protected table.

import { readGrantees, readPrivileges } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { oneLine, oneOf } from './wording.ts';

export const ignoreRlsGranted: Rule = {
  id: 'GRT007',
  name: 'ignore-rls-granted',
  severity: 'warning',
  title: 'IGNORE RLS granted: every row-level policy of the database is bypassed',
  explanation: `\`IGNORE RLS\` is not limited to a table: its holder reads all rows of every protected relation. Superusers and \`sys:secadmin\` have it already.

To let a role see all rows of one table, attach a policy \`USING (true)\` of that table to the role.`,
  pages: ['t_rls_ownership'],
  examples: {
    wrong: ['GRANT IGNORE RLS TO ROLE analyst;', 'GRANT EXPLAIN RLS, IGNORE RLS TO ROLE auditor, ROLE etl;'],
    right: [
      'ATTACH RLS POLICY all_rows ON sales.orders TO ROLE analyst;',
      'REVOKE IGNORE RLS FROM ROLE analyst;',
      'GRANT EXPLAIN RLS TO ROLE auditor;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantSystemPrivileges'],
  check(form, { report }) {
    const privilege = readPrivileges(form.child('SystemPrivilegeList')!).find(({ name }) => name === 'ignore rls');
    if (!privilege) return;
    const who = oneOf(
      readGrantees(form).map(({ node }) => oneLine(node)),
      'and',
    );
    report({
      at: privilege.node,
      message: say`With IGNORE RLS every row-level policy of the database is bypassed for ${who}. Attach a policy USING (true) to the tables that are meant`,
    });
  },
};
