// DDM012: masks read tables of the database, nothing else.
import { say } from '../../text/say.ts';
import { forbiddenKind, lookupsOf } from '../rls/policyLookups.ts';
import type { Rule } from '../rule.ts';

export const viewAsMaskLookup: Rule = {
  id: 'DDM012',
  name: 'view-as-mask-lookup',
  severity: 'error',
  title: 'View, external, temporary or system table as lookup table of a mask',
  explanation: `The expression of a masking policy may read tables of its own database, but no views of any kind, external or temporary tables, tables of datashares or
of the system catalog. Keep what it looks up in a table.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "CREATE VIEW my_view AS SELECT 'a'::text AS v;\nCREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM my_view) THEN 'x'::text ELSE c END);\nGRANT SELECT ON my_view TO MASKING POLICY m;",
      "CREATE MATERIALIZED VIEW s.mv AS SELECT v FROM s.t;\nCREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM s.mv) THEN 'x'::text ELSE c END);\nGRANT SELECT ON s.mv TO MASKING POLICY m;",
      "CREATE MASKING POLICY m WITH (c text) USING (CASE WHEN EXISTS (SELECT 1 FROM pg_user WHERE usename = current_user AND usesuper) THEN c ELSE 'x'::text END);",
    ],
    right: [
      "CREATE TABLE words (v text);\nCREATE MASKING POLICY m WITH (c text) USING (CASE WHEN c IN (SELECT v FROM words) THEN 'x'::text ELSE c END);\nGRANT SELECT ON words TO MASKING POLICY m;",
    ],
  },
  needs: 'catalog',
  kinds: ['CreateMaskingPolicy', 'AlterMaskingPolicy'],
  check(policy, context) {
    for (const lookup of lookupsOf(policy, context.before)) {
      const { slot } = lookup;
      const found = forbiddenKind(lookup, 'masking-policy', context);
      if (!found) continue;
      const { what, ...severity } = found;
      context.report({
        at: slot,
        message: say`${slot.text} is ${what}: a masking policy can read tables of this database only`,
        ...severity,
      });
    }
  },
};
