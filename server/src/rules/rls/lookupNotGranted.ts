// RLS007: a policy may read its lookup tables only when they are granted to it.
import { grantsOn } from '../../semantics/lookup.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { Rule } from '../rule.ts';
import { conditionOf, isSystemRelation } from './policyParts.ts';

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
  check(policy, { before, final, insertAfter, report }) {
    const slot = policy.child('new-policy-name', 'policy-name');
    const name = slot && simpleNameOf(slot);
    const condition = conditionOf(policy);
    if (!slot || !name || !condition || final.get('rlsPolicies', name)?.is === 'dropped' || final.uncertain) return;
    const told = new Set<string>();
    for (const lookup of relationSlots(condition)) {
      const parts = nameOf(lookup)!.parts;
      const relation = resolveExisting(before, parts);
      if (isSystemRelation(relation, parts.length === 1) || told.has(lookup.text)) continue;
      const granted = grantsOn(final, { kind: 'relation', relation }).some(
        ({ privilege, to }) => privilege === 'select' && to.kind === 'rls-policy' && to.name === name,
      );
      if (granted) continue;
      told.add(lookup.text);
      report({
        at: lookup,
        message: `Policy ${slot.text} may not read ${lookup.text} until it is granted to the policy`,
        fixes: [
          {
            title: `Grant ${lookup.text} to the policy`,
            edits: [insertAfter(`GRANT SELECT ON ${lookup.text} TO RLS POLICY ${slot.text}`)],
            safe: false,
          },
        ],
      });
    }
  },
};
