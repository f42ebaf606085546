// GRT074: a policy reads its lookup table, and nothing else.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { objectRightsForms, readRightsForm } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const policyLookupPrivilege: Rule = {
  id: 'GRT074',
  name: 'policy-lookup-privilege',
  severity: 'error',
  title: 'GRANT SELECT ... TO RLS/MASKING POLICY with another privilege',
  explanation: `A policy that looks something up needs \`SELECT\` on the lookup table, on all its columns. Nothing else can be granted to a policy.`,
  pages: ['r_GRANT', 't_rls_usage'],
  examples: {
    wrong: [
      'GRANT ALL ON lookup TO RLS POLICY p;',
      'GRANT SELECT, INSERT ON TABLE sec.lookup TO MASKING POLICY m, m2;',
      'REVOKE ALL PRIVILEGES ON lookup FROM RLS POLICY p;',
      'GRANT SELECT (id) ON lookup TO RLS POLICY p;',
      'GRANT USAGE ON SCHEMA sec TO RLS POLICY p;',
    ],
    right: [
      'GRANT SELECT ON lookup TO RLS POLICY p;',
      'GRANT SELECT ON TABLE sec.a, sec.b TO MASKING POLICY m;',
      'REVOKE SELECT ON lookup FROM RLS POLICY p;',
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    if (!node.child('PolicyGrantees')) return;
    const { privileges, target, targetNode } = readRightsForm(node);
    if (target && target.kind !== 'relation') {
      report({ at: targetNode!, message: say`A policy can be given SELECT on tables only, not on ${oneLine(targetNode!)}` });
      return;
    }
    for (const { name, node: at } of privileges) {
      if (name !== 'select') report({ at, message: say`A policy can be given SELECT only, not ${oneLine(at).toUpperCase()}` });
      const list = at.child('PrivilegeColumns');
      if (list && name === 'select') report({ at: list, message: say`A policy is given SELECT on the whole lookup table, not on columns` });
    }
  },
};
