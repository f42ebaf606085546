// RLS003: switching row-level security off opens every row.

import { factOf, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const securityOffWithPolicies: Rule = {
  id: 'RLS003',
  name: 'row-security-off-with-policies',
  severity: 'warning',
  title: 'ROW LEVEL SECURITY OFF on a table that has policies',
  explanation: `\`ROW LEVEL SECURITY OFF\` makes every row visible to everyone who may select from the relation; the policies stay attached and silent.

To change who sees what, detach or alter single policies instead. In a migration that switches it on again, do both in one transaction and silence
this rule with the reason.`,
  pages: ['r_ALTER_TABLE'],
  examples: {
    wrong: [
      'ALTER TABLE sales.orders ROW LEVEL SECURITY OFF;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nALTER TABLE t ROW LEVEL SECURITY OFF;',
    ],
    right: [
      'DETACH RLS POLICY p ON sales.orders FROM ROLE analyst;',
      'CREATE TABLE sales.orders (id int);\nALTER TABLE sales.orders ROW LEVEL SECURITY OFF;',
      'BEGIN;\nALTER TABLE sales.orders ROW LEVEL SECURITY OFF;\nUPDATE sales.orders SET region = upper(region);\nALTER TABLE sales.orders ROW LEVEL SECURITY ON;\nCOMMIT;',
    ],
  },
  needs: 'script',
  kinds: ['RowLevelSecurityAction'],
  check(action, { before, final, report }) {
    const off = action.keyword('OFF');
    if (!off || action.child('RowLevelSecurityForDatashares')) return;
    const slot = action.ancestor('AlterTable', 'AlterMaterializedView')?.child('table-name', 'materialized-view-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!parts) return;
    const name = resolveExisting(before, parts);
    const madeHere = factOf(relationAt(before, name))?.origin !== undefined;
    const attached = rlsAttachmentsOn(before, name);
    if (madeHere && attached.length === 0) return;
    // Switched on again in the same transaction: nobody ever sees it off.
    if (before.inTransaction && factOf(relationAt(final, name))?.rowLevelSecurity?.on) return;
    const policies = [...new Set(attached.map(({ policy }) => policy))];
    const shown = say`Every row of ${slot!.text} becomes visible to everyone who may select from it`;
    const although = policies.length > 1 ? say` although ${policies.join(', ')} are attached` : say` although ${policies[0]} is attached`;
    report({ at: action, message: policies.length > 0 ? shown + although : shown });
  },
};
