// RLS002: row-level security without a policy shows no rows at all.

import { factOf, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const securityWithoutPolicy: Rule = {
  id: 'RLS002',
  name: 'row-security-without-policy',
  severity: 'warning',
  title: 'ROW LEVEL SECURITY ON without any attached policy: nobody but superusers and secadmins sees rows',
  explanation: `Where row-level security is on and no policy applies to a user, the user sees no rows: "default deny all". Nothing fails, queries
just come back empty, and only superusers and \`sys:secadmin\` see the data.

Attach a policy to the roles that shall read the relation, then switch row-level security on.`,
  pages: ['r_ALTER_TABLE', 'r_ATTACH_RLS_POLICY'],
  examples: {
    wrong: [
      'ALTER TABLE sales.orders ROW LEVEL SECURITY ON;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nDETACH RLS POLICY p ON t FROM ROLE r;',
    ],
    right: [
      'ATTACH RLS POLICY p ON sales.orders TO ROLE analyst;\nALTER TABLE sales.orders ROW LEVEL SECURITY ON;',
      'ALTER TABLE sales.orders ROW LEVEL SECURITY ON;\nATTACH RLS POLICY p ON sales.orders TO PUBLIC;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nDETACH RLS POLICY p ON t FROM ROLE r;\nALTER TABLE t ROW LEVEL SECURITY OFF;',
      'ATTACH RLS POLICY p ON s.mv TO ROLE r;\nALTER MATERIALIZED VIEW s.mv ROW LEVEL SECURITY ON;',
    ],
  },
  needs: 'catalog',
  kinds: ['RowLevelSecurityAction'],
  check(action, { before, final, inBody, report }) {
    // What a body attaches is not known to the model.
    if (inBody || !action.keyword('ON') || action.child('RowLevelSecurityForDatashares') || final.uncertain) return;
    const slot = action.ancestor('AlterTable', 'AlterMaterializedView')?.child('table-name', 'materialized-view-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!parts) return;
    const name = resolveExisting(before, parts);
    // Switched off again by the end: a script that shows how it works, or makes room for a load.
    if (factOf(relationAt(final, name))?.rowLevelSecurity?.on === false) return;
    // A table that is in the database already may have policies that no script here shows.
    const known = factOf(relationAt(before, name));
    if ((known && !known.origin && before.catalog) || rlsAttachmentsOn(final, name).length > 0) return;
    report({
      at: action,
      message: known?.origin
        ? say`No policy is attached to ${slot!.text}: with row-level security on, only superusers and sys:secadmin will see rows`
        : say`This script attaches no policy to ${slot!.text}: without one, only superusers and sys:secadmin will see rows`,
    });
  },
};
