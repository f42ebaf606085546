// RLS009: a column that is declared and not used only makes the policy harder to attach.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';
import { aliasOf, columnReferences, conditionOf, declaredColumns } from './policyParts.ts';

export const unusedPolicyColumn: Rule = {
  id: 'RLS009',
  name: 'policy-column-not-used',
  severity: 'warning',
  title: 'Column declared in WITH is not used in USING',
  explanation: `Every relation that the policy is attached to must have all columns of its \`WITH\` clause. One that the condition does not use excludes relations
for nothing, and is often the sign of a condition that was meant to check it.`,
  pages: ['r_CREATE_RLS_POLICY'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (id int, tenant int) USING (id IN (SELECT l.tenant FROM sec.l));',
      'CREATE RLS POLICY p WITH (a int, b int) USING (a = 1);',
      'CREATE RLS POLICY p WITH (tenant int) USING (current_user = session_user);',
    ],
    right: ['CREATE RLS POLICY p WITH (a int) USING (a = 1);', 'CREATE RLS POLICY p WITH (a int, b int) AS x USING (x.a = 1 OR "B" = 2);'],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy'],
  check(policy, { report }) {
    const condition = conditionOf(policy);
    if (!condition) return;
    const declared = declaredColumns(policy);
    const isDeclared = (part: string) => declared.some(({ name }) => name === part);
    const alias = aliasOf(policy);
    const used = new Set<string>();
    for (const { parts, inSubquery } of columnReferences(condition)) {
      const [first, second] = parts.map(part => part.name);
      // Inside a subquery `l.id` is a column of a lookup table, unless l is the policy's alias.
      if (second !== undefined && first === alias) used.add(second);
      else if (second === undefined || !inSubquery || isDeclared(first!)) for (const { name } of parts) used.add(name);
    }
    for (const { name, node } of declared) {
      if (!used.has(name)) report({ at: node, message: say`The condition does not use column ${name}`, fixes: deletion(node) });
    }
  },
};

/** Together with its comma; nothing where it is the only one. */
function deletion(column: SyntaxNode): Fix[] {
  const siblings = column.parent?.childrenOf('PolicyColumn') ?? [];
  const at = siblings.findIndex(other => other.index === column.index);
  const before = siblings[at - 1];
  const after = siblings[at + 1];
  if (!before && !after) return [];
  const edit = before ? { start: before.end, end: column.end } : { start: column.start, end: after!.start };
  return [{ title: say`Delete column ${column.child('new-column-name')?.text}`, edits: [{ ...edit, newText: '' }], safe: false }];
}
