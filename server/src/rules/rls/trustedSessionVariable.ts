// RLS005: what every user can set protects nothing.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { callsOf, conditionOf } from './policyParts.ts';

const settings = new Set(['current_setting']);

export const trustedSessionVariable: Rule = {
  id: 'RLS005',
  name: 'policy-trusts-session-variable',
  severity: 'warning',
  title: 'Policy trusts a session variable that every user can set',
  explanation: `Every user can \`SET app.customer = '…'\` or call \`set_config\` in their own session, so a policy on \`current_setting\` lets each user choose what to see.

Decide by \`current_user\` and roles, or look the user up in a table that only administrators can change. A session variable is safe only where one
trusted application owns every connection.`,
  pages: ['t_rls_usage'],
  examples: {
    wrong: [
      "CREATE RLS POLICY p WITH (c varchar(10)) USING (c = current_setting('app.c', FALSE));",
      "ALTER RLS POLICY p USING (tenant IN (SELECT tenant FROM sec.tenants WHERE session = pg_catalog.current_setting('app.session')));",
    ],
    right: [
      'CREATE RLS POLICY p WITH (c varchar(10)) USING (c IN (SELECT region FROM sec.user_region WHERE usr = current_user));\nGRANT SELECT ON sec.user_region TO RLS POLICY p;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { report }) {
    for (const call of callsOf(conditionOf(policy) ?? policy, settings)) {
      report({
        at: call,
        message: say`Every user can set this variable in their own session: decide by current_user or a lookup table instead`,
      });
    }
  },
};
