// RLS018: the columns of a policy are fixed when it is created.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const alterPolicyColumns: Rule = {
  id: 'RLS018',
  name: 'alter-policy-with-columns',
  severity: 'error',
  title: 'ALTER RLS POLICY with a WITH clause',
  explanation: `\`ALTER RLS POLICY\` changes the condition only. The columns and their types are those the policy was created with.

For other columns create a new policy, attach it, and detach the old one.`,
  pages: ['t_rls_usage', 'r_ALTER_RLS_POLICY'],
  examples: {
    wrong: ['ALTER RLS POLICY p WITH (a int) USING (a = 2);'],
    right: ['ALTER RLS POLICY p USING (a = 2);'],
  },
  needs: 'offline',
  kinds: ['AlterRlsPolicy'],
  check(alter, { report }) {
    const columns = alter.child('ToleratedPolicyColumns');
    const predicate = alter.child('PolicyPredicate');
    if (!columns || !predicate) return;
    report({
      at: columns,
      message: say`The columns of a policy cannot be changed: ALTER RLS POLICY takes only USING`,
      fixes: [{ title: say`Delete the WITH clause`, edits: [{ start: columns.start, end: predicate.start, newText: '' }], safe: true }],
    });
  },
};
