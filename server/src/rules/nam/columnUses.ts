// The columns that queries of a statement use, with the scopes that each place sees.
import type { Model } from '../../semantics/model.ts';
import { type NamePart, nameOf } from '../../semantics/names.ts';
import { findColumnsIn, isDatePart } from '../../semantics/queries.ts';
import { type Scope, scopeAt } from '../../semantics/scope.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';

export interface ColumnUse {
  readonly reference: SyntaxNode;
  readonly parts: readonly NamePart[];
  /** Innermost first. */
  readonly scopes: readonly Scope[];
}

/** Clauses that give names in ways the scopes do not follow. */
const unfollowed = [
  'TablePivot',
  'ObjectUnpivot',
  'ConnectByClause',
  'CreateRlsPolicy',
  'CreateMaskingPolicy',
  'AlterRlsPolicy',
  'AlterMaskingPolicy',
  'MergeStatement',
  'CreateModel',
];

/** The last answer: two rules ask for the same, one after the other. */
let recent: { root: SyntaxNode; model: Model; uses: readonly ColumnUse[] } | undefined;

/** Nothing where the statement has something in it that is not followed. */
export function columnUses(root: SyntaxNode, model: Model): readonly ColumnUse[] {
  if (recent?.root !== root || recent.model !== model) recent = { root, model, uses: findUses(root, model) };
  return recent.uses;
}

function findUses(root: SyntaxNode, model: Model): ColumnUse[] {
  if (root.descendants('FromClause', 'UpdateStatement', 'DeleteStatement').length === 0 || root.descendants(...unfollowed).length > 0)
    return [];
  const find = findColumnsIn(model);
  const known = new Map<string, Scope>();
  const uses: ColumnUse[] = [];
  for (const reference of root.descendants('ColumnReference')) {
    const slot = reference.child('column-reference');
    const parts = slot && nameOf(slot, model.session)?.parts;
    if (!slot || !parts || slot.end !== reference.end || isDatePart(reference)) continue;
    const around = reference.ancestor('SelectStatement', 'UpdateStatement', 'DeleteStatement', 'Query');
    // All places of one SELECT see the same, but for its FROM clause.
    const key =
      around && reference.ancestor('FromClause', 'SelectStatement', 'Query')?.kind !== 'FromClause'
        ? String(around.index)
        : `at ${reference.start}`;
    let scope = known.get(key);
    if (!scope) {
      scope = scopeAt(root, reference.end, find);
      known.set(key, scope);
    }
    const scopes: Scope[] = [];
    for (let at: Scope | undefined = scope; at; at = at.outer) scopes.push(at);
    uses.push({ reference, parts, scopes });
  }
  return uses;
}
