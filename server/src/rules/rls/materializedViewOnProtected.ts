// RLS028: a materialized view would keep what policies hide.
import { factOf, maskingAttachmentsOn, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { Rule } from '../rule.ts';

export const materializedViewOnProtected: Rule = {
  id: 'RLS028',
  name: 'materialized-view-on-protected-table',
  severity: 'error',
  title: 'Materialized view on a table protected by row-level security or masking',
  explanation: `A materialized view stores rows once for all its readers, so it cannot be made on tables with row-level security or masking policies.

Use a plain view, or make the materialized view on unprotected tables and protect the view itself.`,
  pages: ['materialized-view-create-sql-command', 't_rls_usage'],
  examples: {
    wrong: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE r;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nCREATE MATERIALIZED VIEW mv AS SELECT * FROM protected_t;',
      'ATTACH MASKING POLICY m ON s.people(name) TO PUBLIC;\nCREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM s.cities c JOIN s.people p ON p.city = c.id;',
    ],
    right: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE r;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nCREATE VIEW v AS SELECT * FROM protected_t;',
      'CREATE MATERIALIZED VIEW mv AS SELECT * FROM open_t;',
    ],
  },
  needs: 'catalog',
  kinds: ['CreateMaterializedView'],
  check(view, { before, report }) {
    for (const slot of relationSlots(view)) {
      const name = resolveExisting(before, nameOf(slot)!.parts);
      const rows = factOf(relationAt(before, name))?.rowLevelSecurity?.on;
      const masked = maskingAttachmentsOn(before, name).length > 0;
      if (rows || masked)
        report({
          at: slot,
          message: `${slot.text} is protected by ${rows ? 'row-level security' : 'a masking policy'}: a materialized view cannot read it`,
        });
      else if (rlsAttachmentsOn(before, name).length > 0)
        report({
          at: slot,
          message: `${slot.text} has row-level security policies: once they are switched on, the materialized view cannot be refreshed`,
          severity: 'warning',
        });
    }
  },
};
