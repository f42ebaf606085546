// RLS016: all policies of one relation must call it by the same alias.

import { factOf, rlsAttachmentsOn, rlsPolicyAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting, resolveInDatabase } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const policyAliasesDiffer: Rule = {
  id: 'RLS016',
  name: 'policy-aliases-differ',
  severity: 'error',
  title: 'Policies with different aliases attached to one relation',
  explanation: `The conditions of all policies on a relation are put together into one query, so they must all give the relation the same alias in \`WITH (…) AS alias\`.
Redshift refuses to attach one that does not.`,
  pages: ['r_CREATE_RLS_POLICY'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p1 WITH (a int) AS x USING (x.a = 1);\nCREATE RLS POLICY p2 WITH (a int) AS y USING (y.a = 2);\nATTACH RLS POLICY p1 ON t TO ROLE r;\nATTACH RLS POLICY p2 ON t TO ROLE r;',
    ],
    right: [
      'CREATE RLS POLICY p1 WITH (a int) AS x USING (x.a = 1);\nCREATE RLS POLICY p2 WITH (a int) AS x USING (x.a = 2);\nATTACH RLS POLICY p1 ON t TO ROLE r;\nATTACH RLS POLICY p2 ON t TO ROLE r;',
      'CREATE RLS POLICY p1 WITH (a int) AS x USING (x.a = 1);\nCREATE RLS POLICY p2 WITH (a int) AS y USING (y.a = 2);\nATTACH RLS POLICY p1 ON t TO ROLE r;\nDETACH RLS POLICY p1 ON t FROM ROLE r;\nATTACH RLS POLICY p2 ON t TO ROLE r;',
    ],
  },
  needs: 'catalog',
  kinds: ['AttachRlsPolicy'],
  check(attach, { before, report }) {
    const policySlot = attach.child('policy-name');
    const policyParts = policySlot && nameOf(policySlot)?.parts;
    const policy = policyParts && factOf(rlsPolicyAt(before, resolveInDatabase(before, policyParts).name));
    if (!policy?.alias) return;
    for (const slot of attach.childrenOf('relation-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      for (const { policy: name } of rlsAttachmentsOn(before, resolveExisting(before, parts))) {
        const other = factOf(rlsPolicyAt(before, name));
        if (!other?.alias || other.alias === policy.alias) continue;
        report({
          at: slot,
          message: say`Policy ${policy.name} calls ${slot.text} ${policy.alias}, but ${other.name}, attached before, calls it ${other.alias}`,
        });
        break;
      }
    }
  },
};
