// RLS031: a policy protects relations of its own database.

import { nameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const policyOfOtherDatabase: Rule = {
  id: 'RLS031',
  name: 'row-policy-of-other-database',
  severity: 'error',
  title: 'Policy and relation in different databases',
  explanation: `A policy can be attached only to relations of the database it belongs to. Create the policy in the database of the relation.`,
  pages: ['r_ATTACH_RLS_POLICY'],
  examples: {
    wrong: [
      'USE db2;\nATTACH RLS POLICY db1.p ON s.t TO ROLE r;',
      'ATTACH RLS POLICY db1.p ON db2.s.t TO ROLE r;',
      'DETACH RLS POLICY db1.p ON db1.s.t, db2.s.t FROM PUBLIC;',
    ],
    right: ['ATTACH RLS POLICY db1.p ON db1.s.t TO ROLE r;', 'ATTACH RLS POLICY p ON db1.s.t TO ROLE r;'],
  },
  needs: 'script',
  kinds: ['AttachRlsPolicy', 'DetachRlsPolicy'],
  check(statement, { before, report }) {
    const policySlot = statement.child('policy-name');
    const policy = policySlot && nameOf(policySlot)?.parts;
    if (policy?.length !== 2) return;
    for (const slot of statement.childrenOf('relation-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      // Without a database in front, a relation is in the one that is in use.
      const explicit = parts.at(-3);
      const database = explicit?.name ?? before.session.database;
      if (database !== undefined && database !== policy[0]!.name)
        report({
          at: slot,
          message: say`${slot.text} is in database ${explicit?.written ?? database}, policy ${policySlot!.text} in ${policy[0]!.written}`,
        });
    }
  },
};
