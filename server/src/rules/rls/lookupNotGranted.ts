// RLS007: a policy may read its lookup tables only when they are granted to it.
import type { Rule } from '../rule.ts';
import { reportUngrantedLookups } from './policyLookups.ts';

export const lookupNotGranted: Rule = {
  id: 'RLS007',
  name: 'lookup-table-not-granted-to-policy',
  severity: 'warning',
  title: 'Missing GRANT SELECT on a lookup table to the policy',
  explanation: `A policy whose condition reads other tables must be granted \`SELECT\` on each of them: \`GRANT SELECT ON … TO RLS POLICY …\`. Without it, queries on the
protected relation fail. (Until 2023 the grant was automatic.)

Grant it right after the policy is created.`,
  pages: ['r_CREATE_RLS_POLICY', 'r_GRANT'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT a.id FROM sec.allowed a JOIN sec.people b ON a.who = b.who));\nGRANT SELECT ON sec.allowed TO RLS POLICY p;',
    ],
    right: [
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));\nGRANT SELECT ON sec.allowed TO RLS POLICY p;',
      'GRANT SELECT ON TABLE allowed TO RLS POLICY q, p;\nALTER RLS POLICY p USING (id IN (SELECT id FROM public.allowed));',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));\nDROP RLS POLICY p;',
    ],
  },
  needs: 'script',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, context) {
    reportUngrantedLookups(policy, 'rls-policy', context);
  },
};
