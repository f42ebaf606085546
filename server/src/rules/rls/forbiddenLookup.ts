// RLS013: what the condition of a policy may not read.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { forbiddenKind, lookupsOf } from './policyLookups.ts';
import { conditionOf } from './policyParts.ts';

export const forbiddenLookup: Rule = {
  id: 'RLS013',
  name: 'policy-reads-forbidden-object',
  severity: 'error',
  title: 'Forbidden object inside a policy: view, external table, temporary table, system table, other database',
  explanation: `The condition of a policy may look into ordinary tables of the same database only. Views of any kind, external and temporary tables, system tables
and relations of other databases are refused.

Keep what the policy needs in a table; for the current user there is \`current_user\`, for roles \`user_is_member_of\`.`,
  pages: ['r_CREATE_RLS_POLICY', 't_rls_usage'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (u varchar) USING (u IN (SELECT usename FROM pg_user));',
      'CREATE VIEW sec.mine AS SELECT 1 AS id;\nCREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.mine));\nGRANT SELECT ON sec.mine TO RLS POLICY p;',
      'CREATE TEMP TABLE allowed (id int);\nCREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM allowed));',
    ],
    right: [
      'CREATE RLS POLICY p WITH (u varchar) USING (u = current_user);',
      'CREATE TABLE sec.mine (id int);\nCREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.mine));\nGRANT SELECT ON sec.mine TO RLS POLICY p;',
    ],
  },
  needs: 'catalog',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, context) {
    for (const lookup of lookupsOf(conditionOf(policy) ?? policy, context.before)) {
      const { slot } = lookup;
      const found = forbiddenKind(lookup, 'rls-policy', context);
      if (!found) continue;
      const { what, ...severity } = found;
      context.report({
        at: slot,
        message: say`${slot.text} is ${what}: the condition of a policy may read tables of this database only`,
        ...severity,
      });
    }
  },
};
