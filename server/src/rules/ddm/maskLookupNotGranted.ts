// DDM011: a mask may read its lookup tables only when they are granted to it.
import { grantsOn } from '../../semantics/lookup.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { isSystemRelation } from '../rls/policyParts.ts';
import type { Rule } from '../rule.ts';

export const maskLookupNotGranted: Rule = {
  id: 'DDM011',
  name: 'lookup-table-not-granted-to-mask',
  severity: 'warning',
  title: 'Lookup table in a mask without GRANT SELECT … TO MASKING POLICY',
  explanation: `A masking policy whose expression reads other tables must be granted \`SELECT\` on each of them: \`GRANT SELECT ON … TO MASKING POLICY …\`. Without it,
queries on the masked column fail.`,
  pages: ['t_ddm-considerations', 'r_GRANT'],
  examples: {
    wrong: ["CREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM l) THEN 'x'::text ELSE c END);"],
    right: [
      "CREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM l) THEN 'x'::text ELSE c END);\nGRANT SELECT ON TABLE l TO MASKING POLICY m;",
    ],
  },
  needs: 'script',
  kinds: ['CreateMaskingPolicy', 'AlterMaskingPolicy'],
  check(policy, { before, final, insertAfter, report }) {
    const slot = policy.child('new-masking-policy-name', 'masking-policy-name');
    const name = slot && simpleNameOf(slot);
    if (!slot || !name || final.get('maskingPolicies', name)?.is === 'dropped' || final.uncertain) return;
    const told = new Set<string>();
    for (const lookup of relationSlots(policy)) {
      const parts = nameOf(lookup)!.parts;
      const relation = resolveExisting(before, parts);
      if (isSystemRelation(relation, parts.length === 1) || told.has(lookup.text)) continue;
      const granted = grantsOn(final, { kind: 'relation', relation }).some(
        ({ privilege, to }) => privilege === 'select' && to.kind === 'masking-policy' && to.name === name,
      );
      if (granted) continue;
      told.add(lookup.text);
      report({
        at: lookup,
        message: `Policy ${slot.text} may not read ${lookup.text} until it is granted to the policy`,
        fixes: [
          {
            title: `Grant ${lookup.text} to the policy`,
            edits: [insertAfter(`GRANT SELECT ON TABLE ${lookup.text} TO MASKING POLICY ${slot.text}`)],
            safe: false,
          },
        ],
      });
    }
  },
};
