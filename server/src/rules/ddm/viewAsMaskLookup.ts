// DDM012: masks read tables, not views.
import { factOf, relationAt } from '../../semantics/lookup.ts';
import { lookupsOf } from '../rls/policyLookups.ts';
import type { Rule } from '../rule.ts';

export const viewAsMaskLookup: Rule = {
  id: 'DDM012',
  name: 'view-as-mask-lookup',
  severity: 'error',
  title: 'View as lookup table of a mask',
  explanation: `The expression of a masking policy may read tables, but no views. Keep what it looks up in a table.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "CREATE VIEW my_view AS SELECT 'a'::text AS v;\nCREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM my_view) THEN 'x'::text ELSE c END);\nGRANT SELECT ON my_view TO MASKING POLICY m;",
    ],
    right: [
      "CREATE TABLE words (v text);\nCREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM words) THEN 'x'::text ELSE c END);\nGRANT SELECT ON words TO MASKING POLICY m;",
    ],
  },
  needs: 'catalog',
  kinds: ['CreateMaskingPolicy', 'AlterMaskingPolicy'],
  check(policy, { before, report }) {
    for (const { slot, name } of lookupsOf(policy, before)) {
      const relation = factOf(relationAt(before, name));
      if (relation?.kind === 'view' || relation?.kind === 'late-binding-view')
        report({ at: slot, message: `${slot.text} is a view: a masking policy can read tables only` });
    }
  },
};
