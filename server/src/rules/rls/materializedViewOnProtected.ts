// RLS028: a materialized view would keep what policies hide.

import { type RelationName, relationKey } from '../../semantics/facts.ts';
import { factOf, maskingAttachmentsOn, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
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
      'ALTER TABLE t ROW LEVEL SECURITY ON;\nATTACH RLS POLICY p ON t TO ROLE r;\nCREATE VIEW v AS SELECT * FROM t;\nCREATE MATERIALIZED VIEW mv AS SELECT * FROM v;',
      'CREATE MATERIALIZED VIEW mv AS SELECT a FROM s.t;\nATTACH RLS POLICY p ON s.t TO ROLE r;\nALTER TABLE s.t ROW LEVEL SECURITY ON;',
    ],
    right: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE r;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nCREATE VIEW v AS SELECT * FROM protected_t;',
      'CREATE MATERIALIZED VIEW mv AS SELECT * FROM open_t;',
    ],
  },
  needs: 'catalog',
  kinds: ['CreateMaterializedView'],
  check(view, { before, final, report }) {
    for (const slot of relationSlots(view)) {
      const name = resolveExisting(before, nameOf(slot)!.parts);
      const now = protectionOf(name, before);
      if (now) {
        report({ at: slot, message: say`${slot.text} is protected by ${now}: a materialized view cannot read it` });
        continue;
      }
      const below = readBelow(name, before).find(read => protectionOf(read, before));
      if (below) {
        report({
          at: slot,
          message: say`${slot.text} reads ${relationKey(below)}, which is protected by ${protectionOf(below, before)}: a materialized view cannot read it`,
          severity: 'warning',
        });
      } else if (rlsAttachmentsOn(before, name).length > 0 || protectionOf(name, final)) {
        report({
          at: slot,
          message: say`${slot.text} gets policies that the materialized view does not know: once they apply, it cannot be refreshed`,
          severity: 'warning',
        });
      }
    }
  },
};

/** What protects a relation. */
function protectionOf(name: RelationName, model: Model): string | undefined {
  if (factOf(relationAt(model, name))?.rowLevelSecurity?.on) return say`row-level security`;
  return maskingAttachmentsOn(model, name).length > 0 ? say`a masking policy` : undefined;
}

/** The relations that stand behind a view, and behind the views it reads. */
function readBelow(name: RelationName, model: Model, found = new Map<string, RelationName>()): RelationName[] {
  const relation = factOf(relationAt(model, name));
  if (relation?.kind !== 'view' && relation?.kind !== 'late-binding-view') return [...found.values()];
  for (const read of relation.reads ?? []) {
    if (found.has(relationKey(read))) continue;
    found.set(relationKey(read), read);
    readBelow(read, model, found);
  }
  return [...found.values()];
}
