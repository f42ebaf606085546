// The tables that the condition of a row-level security policy, or the expressions of a mask, look up: which they are, and whether the policy may read them.
import { type RelationName, relationKey } from '../../semantics/facts.ts';
import { grantsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
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

type PolicyKind = 'rls-policy' | 'masking-policy';

/** How SQL grants a table to a policy of each kind, and where the model keeps them. */
const kinds = {
  'rls-policy': { part: 'rlsPolicies', grantee: 'RLS POLICY' },
  'masking-policy': { part: 'maskingPolicies', grantee: 'MASKING POLICY' },
} as const;

/** Reports each table that a policy reads and that the script does not grant to it; nothing where the policy does not stay. */
export function reportUngrantedLookups(policy: SyntaxNode, kind: PolicyKind, { before, final, insertAfter, report }: RuleContext): void {
  const slot = policy.child('new-policy-name', 'policy-name', 'new-masking-policy-name', 'masking-policy-name');
  const name = slot && simpleNameOf(slot);
  const { part, grantee } = kinds[kind];
  if (!slot || !name || final.get(part, name)?.is === 'dropped' || final.uncertain) return;
  const told = new Set<string>();
  for (const { slot: lookup, name: relation, system } of lookupsOf(policy, before)) {
    const key = relationKey(relation);
    if (system || told.has(key)) continue;
    told.add(key);
    const granted = grantsOn(final, { kind: 'relation', relation }).some(
      ({ privilege, to }) => privilege === 'select' && to.kind === kind && to.name === name,
    );
    if (granted) continue;
    report({
      at: lookup,
      message: `Policy ${slot.text} may not read ${lookup.text} until it is granted to the policy`,
      fixes: [
        {
          title: `Grant ${lookup.text} to the policy`,
          edits: [insertAfter(`GRANT SELECT ON ${lookup.text} TO ${grantee} ${slot.text}`)],
          safe: false,
        },
      ],
    });
  }
}
