// The tables that the condition of a row-level security policy, or the expressions of a mask, look up: which they are, and whether the policy may read them.

import { type Relation, type RelationName, relationKey } from '../../semantics/facts.ts';
import { databaseAt, factOf, grantsOn, isOfOtherDatabase, relationAt, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting, temporarySchema } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { tableAt } from '../ext/tableAt.ts';
import type { RuleContext } from '../rule.ts';
import { isSystemRelation } from './policyParts.ts';

export interface Lookup {
  /** Where it is written. */
  readonly slot: SyntaxNode;
  readonly name: RelationName;
  /** A view or table of the system catalog, which needs no grant. */
  readonly system: boolean;
}

/** The relations that a policy, or a part of one, reads, once for each place that names them. */
export function lookupsOf(policy: SyntaxNode, model: Model): Lookup[] {
  return relationSlots(policy).map(slot => {
    const parts = nameOf(slot)!.parts;
    const name = resolveExisting(model, parts);
    return { slot, name, system: isSystemRelation(name, parts.length === 1) };
  });
}

/** Relations that neither a condition nor a mask can read. */
const unreadable: Record<string, (() => string) | undefined> = {
  view: () => say`a view`,
  'late-binding-view': () => say`a view`,
  'external-table': () => say`an external table`,
  'shared-table': () => say`a table of a datashare`,
};

export interface Forbidden {
  /** `a view`. */
  readonly what: string;
  readonly severity?: 'warning';
}

/** What a look-up is, where a policy of the kind cannot read it; what the script only makes further down counts too. */
export function forbiddenKind(lookup: Lookup, kind: PolicyKind, { before, final }: RuleContext): Forbidden | undefined {
  const known = factOf(relationAt(before, lookup.name)) ?? factOf(relationAt(final, lookup.name));
  if (known?.kind === 'materialized-view' && kind === 'masking-policy') return { what: say`a materialized view` };
  const what = whatItIs(lookup, known, before) ?? (known ? undefined : whatItIs(lookup, known, final));
  if (what) return { what };
  // By the schema's name only.
  const { sort, certain } = tableAt(before, lookup.slot);
  return sort === 'spectrum' && !certain ? { what: say`an external table`, severity: 'warning' } : undefined;
}

function whatItIs({ name, system }: Lookup, known: Relation | undefined, model: Model): string | undefined {
  if (name.schema === temporarySchema || known?.temporary) return say`a temporary table`;
  if (name.database !== undefined && factOf(databaseAt(model, name.database))?.datashare) return say`a table of a datashare`;
  if (isOfOtherDatabase(model, name)) return say`in another database`;
  if (known && known.kind in unreadable) return unreadable[known.kind]!();
  if (!known && system) return say`a system table`;
  const schema = name.database === undefined ? factOf(schemaAt(model, name.schema)) : undefined;
  return schema?.kind === 'external' ? say`an external table` : undefined;
}

type PolicyKind = 'rls-policy' | 'masking-policy';

/** How SQL grants a table to a policy of each kind, and where the model keeps them. */
const kinds = {
  'rls-policy': { part: 'rlsPolicies', grantee: 'RLS POLICY' },
  'masking-policy': { part: 'maskingPolicies', grantee: 'MASKING POLICY' },
} as const;

/** Reports each table that a policy reads and that the script does not grant to it; nothing where the policy does not stay. */
export function reportUngrantedLookups(policy: SyntaxNode, kind: PolicyKind, context: RuleContext): void {
  const { before, final, inBody, insertAfter, report } = context;
  const slot = policy.child('new-policy-name', 'policy-name', 'new-masking-policy-name', 'masking-policy-name');
  const name = slot && simpleNameOf(slot);
  const { part, grantee } = kinds[kind];
  // What a body grants besides is not known to the model.
  if (inBody || !slot || !name || final.get(part, name)?.is === 'dropped' || final.uncertain) return;
  const told = new Set<string>();
  for (const found of lookupsOf(policy, before)) {
    const { slot: lookup, name: relation } = found;
    const key = relationKey(relation);
    // What it cannot read at all is told by another rule.
    if (told.has(key) || forbiddenKind(found, kind, context)) continue;
    told.add(key);
    const granted = grantsOn(final, { kind: 'relation', relation }).some(
      ({ privilege, to }) => privilege === 'select' && to.kind === kind && to.name === name,
    );
    if (granted) continue;
    report({
      at: lookup,
      message: say`Policy ${slot.text} may not read ${lookup.text} until it is granted to the policy`,
      fixes: [
        {
          title: say`Grant ${lookup.text} to the policy`,
          edits: [insertAfter(`GRANT SELECT ON ${lookup.text} TO ${grantee} ${slot.text}`)],
          safe: false,
        },
      ],
    });
  }
}
