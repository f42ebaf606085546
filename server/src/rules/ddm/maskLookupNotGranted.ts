// DDM011: a mask may read its lookup tables only when they are granted to it.
import { reportUngrantedLookups } from '../rls/policyLookups.ts';
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
  check(policy, context) {
    reportUngrantedLookups(policy, 'masking-policy', context);
  },
};
