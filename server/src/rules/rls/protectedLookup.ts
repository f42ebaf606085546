// RLS014: a lookup table cannot be protected itself, nor a protected table be a lookup table.

import { factOf, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { lookupsOf } from './policyLookups.ts';
import { conditionOf, sameRelation } from './policyParts.ts';

export const protectedLookup: Rule = {
  id: 'RLS014',
  name: 'protected-lookup-table',
  severity: 'error',
  title: 'Lookup table that is itself protected by row-level security, or a protected table used as lookup',
  explanation: `A table that a policy's condition reads cannot have row-level security of its own, and a table that has it cannot be read by another policy: Redshift
refuses both, because policies would depend on policies.

Keep lookup data in a small table of its own that only administrators and the policy can read.`,
  pages: ['t_rls_object_dependency'],
  examples: {
    wrong: [
      'ALTER TABLE t ROW LEVEL SECURITY ON;\nCREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM t));\nGRANT SELECT ON t TO RLS POLICY p;',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.ids));\nGRANT SELECT ON sec.ids TO RLS POLICY p;\nATTACH RLS POLICY q ON sec.ids TO ROLE r;\nALTER TABLE sec.ids ROW LEVEL SECURITY ON;',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.ids));\nGRANT SELECT ON sec.ids TO RLS POLICY p;\nALTER TABLE sec.ids ROW LEVEL SECURITY ON;',
    ],
    right: [
      'ALTER TABLE t ROW LEVEL SECURITY ON;\nCREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.t_ids));\nATTACH RLS POLICY p ON t TO ROLE r;',
    ],
  },
  needs: 'catalog',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy', 'AttachRlsPolicy', 'RowLevelSecurityAction'],
  check(statement, { before, report }) {
    if (statement.kind === 'CreateRlsPolicy' || statement.kind === 'AlterRlsPolicy') {
      for (const { slot, name } of lookupsOf(conditionOf(statement) ?? statement, before)) {
        if (factOf(relationAt(before, name))?.rowLevelSecurity?.on || rlsAttachmentsOn(before, name).length > 0) {
          report({ at: slot, message: say`${slot.text} is protected by row-level security itself: a policy cannot read it` });
        }
      }
      return;
    }
    for (const slot of protectedBy(statement)) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      const name = resolveExisting(before, parts);
      for (const policy of before.all('rlsPolicies')) {
        if (policy.is !== 'rls-policy' || !policy.lookups.some(lookup => sameRelation(lookup, name))) continue;
        report({
          at: statement.kind === 'AttachRlsPolicy' ? slot : statement,
          message: say`Policy ${policy.name} reads ${slot.text}: a lookup table cannot have row-level security itself`,
        });
        break;
      }
    }
  },
};

/** The relations that a statement attaches a policy to, or switches row-level security on for. */
function protectedBy(node: SyntaxNode): SyntaxNode[] {
  if (node.kind === 'AttachRlsPolicy') return node.childrenOf('relation-name');
  const slot = node.ancestor('AlterTable', 'AlterMaterializedView')?.child('table-name', 'materialized-view-name');
  return slot && node.keyword('ON') && !node.child('RowLevelSecurityForDatashares') ? [slot] : [];
}
