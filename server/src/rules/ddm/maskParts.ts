// What rules need to know of ATTACH MASKING POLICY and of the expressions of masks.

import { principalOf } from '../../semantics/effects/grants.ts';
import { columnPaths } from '../../semantics/effects/policies.ts';
import { type MaskingAttachment, type MaskingPolicy, type Principal, samePrincipal } from '../../semantics/facts.ts';
import { readGrantees } from '../../semantics/grantReading.ts';
import { integerValue } from '../../semantics/literals.ts';
import { factOf, maskingPolicyAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting, resolveInDatabase } from '../../semantics/resolve.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';

export const sameMask = (a: Principal, b: Principal): boolean => samePrincipal(a, b);

export interface WrittenAttachment {
  readonly attachment: MaskingAttachment;
  /** One of its columns, and where it is written. */
  readonly column: string;
  readonly node: SyntaxNode;
}

/** What an ATTACH MASKING POLICY attaches: one entry a column and grantee. */
export function writtenAttachments(attach: SyntaxNode, model: Model): WrittenAttachment[] {
  const policySlot = attach.child('masking-policy-name');
  const relationSlot = attach.child('relation-name');
  const policyParts = policySlot && nameOf(policySlot)?.parts;
  const relationParts = relationSlot && nameOf(relationSlot)?.parts;
  const masked = attach.child('MaskedColumns');
  if (!policyParts || !relationParts || !masked) return [];
  const policy = resolveInDatabase(model, policyParts).name;
  const relation = resolveExisting(model, relationParts);
  const columns = columnPaths(masked);
  const inputClause = attach.child('MaskingInputColumns');
  const inputs = inputClause ? columnPaths(inputClause) : columns;
  const number = attach.child('MaskingPriority')?.nodes[0];
  const priority = (number && integerValue(number)) ?? 0;
  const nodes = masked.childrenOf('column-path');
  return readGrantees(attach).flatMap(grantee => {
    const to = principalOf(model, grantee);
    if (!to) return [];
    return columns.map((column, i) => ({ attachment: { policy, relation, columns, inputs, to, priority }, column, node: nodes[i]! }));
  });
}

/** The policy that an ATTACH names, where it is known. */
export function policyOf(attach: SyntaxNode, model: Model): MaskingPolicy | undefined {
  const slot = attach.child('masking-policy-name');
  const parts = slot && nameOf(slot)?.parts;
  return parts && factOf(maskingPolicyAt(model, resolveInDatabase(model, parts).name));
}

/** The output expressions of CREATE or ALTER MASKING POLICY. */
export const expressionsOf = (policy: SyntaxNode): readonly SyntaxNode[] => policy.child('MaskingExpressions')?.nodes ?? [];

/** The statement that says a policy's expressions; undefined when they are only known from the catalog. */
export function definitionOf(policy: MaskingPolicy): SyntaxNode | undefined {
  const statement = policy.definition && rootOf(policy.definition, redshiftLanguage().grammar)?.nodes[0];
  return statement && /^(?:Create|Alter)MaskingPolicy$/.test(statement.kind) ? statement : undefined;
}

/** Without the parentheses around it. */
export function bare(expression: SyntaxNode): SyntaxNode {
  return expression.kind === 'ParenthesizedExpression' && expression.nodes.length === 1 ? bare(expression.nodes[0]!) : expression;
}
