// NAM005: a policy that is not there.

import { isMissing, maskingPolicyAt, rlsPolicyAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf, nearest } from '../../semantics/names.ts';
import { resolveInDatabase } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { didYouMean, renameFix } from './nameChecks.ts';

export const unknownPolicy: Rule = {
  id: 'NAM005',
  name: 'unknown-policy',
  severity: 'error',
  title: 'Unknown row-level security or masking policy',
  explanation: `The statement names a policy that does not exist: the script has dropped it before, or the connected database does not have it.`,
  pages: ['r_CREATE_RLS_POLICY', 'r_CREATE_MASKING_POLICY'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (a int) USING (a = 1);\nDROP RLS POLICY p;\nATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;',
      "CREATE MASKING POLICY m WITH (c text) USING ('x'::text);\nDROP MASKING POLICY m;\nALTER MASKING POLICY m USING ('y'::text);",
    ],
    right: [
      'CREATE RLS POLICY p WITH (a int) USING (a = 1);\nATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nDROP RLS POLICY IF EXISTS q;',
    ],
  },
  needs: 'catalog',
  kinds: ['policy-name', 'masking-policy-name'],
  check(slot, { statement, before, inBody, report }) {
    if (inBody || /^(?:Grant|Revoke|Show)/.test(statement.kind) || (statement.kind.startsWith('Drop') && statement.keyword('EXISTS')))
      return;
    const parts = nameOf(slot, before.session)?.parts;
    if (!parts) return;
    const { name, database } = resolveInDatabase(before, parts);
    const masking = slot.kind === 'masking-policy-name';
    const answer = masking ? maskingPolicyAt(before, name) : rlsPolicyAt(before, name);
    if (database !== undefined || !isMissing(answer)) return;
    const meant = nearest(name, namesOf(before, masking));
    const what =
      answer.state === 'dropped'
        ? say`Policy ${slot.text} was dropped before`
        : masking
          ? say`There is no masking policy ${slot.text}`
          : say`There is no row-level security policy ${slot.text}`;
    report({ at: slot, message: what + didYouMean(meant), fixes: renameFix(parts.at(-1)!, meant) });
  },
};

function namesOf(model: Model, masking: boolean): string[] {
  const part = masking ? 'maskingPolicies' : 'rlsPolicies';
  const names = new Set<string>(model.catalog?.[part]?.keys());
  for (const fact of model.all(part)) if (fact.is !== 'dropped') names.add(fact.name);
  return [...names].filter(name => model.get(part, name)?.is !== 'dropped');
}
