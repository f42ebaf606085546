// RLS015: a subquery in a policy cannot refer to the row it decides on.
import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { Fix, Rule } from '../rule.ts';
import { aliasOf, columnReferences, conditionOf } from './policyParts.ts';

export const correlatedSubquery: Rule = {
  id: 'RLS015',
  name: 'correlated-subquery-in-policy',
  severity: 'error',
  title: 'Correlated subquery in a policy',
  explanation: `A subquery in the condition of a policy must stand for itself: it cannot mention the row that is being decided on. Redshift refuses queries on
the relation with "RLS policy could not be rewritten".

Rewrite \`EXISTS (SELECT 1 FROM l WHERE l.id = x.id)\` as \`x.id IN (SELECT id FROM l)\`.`,
  pages: ['t_rls_usage'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (id int) AS x USING (EXISTS (SELECT 1 FROM l WHERE l.id = x.id));\nGRANT SELECT ON l TO RLS POLICY p;',
      'CREATE RLS POLICY p WITH (id int, region varchar(9)) AS x USING (x.id IN (SELECT id FROM sec.l WHERE sec_region = x.region));\nGRANT SELECT ON sec.l TO RLS POLICY p;',
    ],
    right: [
      'CREATE RLS POLICY p WITH (id int) AS x USING (x.id IN (SELECT id FROM l));\nGRANT SELECT ON l TO RLS POLICY p;',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT l.id FROM l WHERE l.usr = current_user));\nGRANT SELECT ON l TO RLS POLICY p;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy'],
  check(policy, { report }) {
    const condition = conditionOf(policy);
    const alias = aliasOf(policy);
    if (!condition || !alias) return;
    for (const { node, parts, inSubquery } of columnReferences(condition)) {
      if (!inSubquery || parts.length < 2 || parts[0]!.name !== alias || isShadowed(node, alias, condition)) continue;
      report({
        at: node,
        message: `${node.text} is a column of the protected row: a subquery in a policy cannot refer to it`,
        fixes: asIn(node, alias),
      });
    }
  },
};

/** Whether a query around the reference gives the same name to a table of its own. */
function isShadowed(node: SyntaxNode, alias: string, limit: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at && at.index !== limit.index; at = at.parent) {
    if (at.kind !== 'SelectStatement') continue;
    const names = at.child('FromClause')?.descendants('new-table-alias', 'table-path') ?? [];
    if (names.some(slot => nameOf(slot)?.parts.at(-1)?.name === alias)) return true;
  }
  return false;
}

/** EXISTS (SELECT … FROM one table WHERE l.id = x.id) as x.id IN (SELECT l.id FROM …). */
function asIn(reference: SyntaxNode, alias: string): Fix[] {
  const equality = reference.parent;
  const where = equality?.parent;
  const select = where?.parent;
  const exists = reference.ancestor('ExistsCondition');
  const from = select?.child('FromClause');
  if (equality?.kind !== 'BinaryExpression' || where?.kind !== 'WhereClause' || select?.kind !== 'SelectStatement' || !exists || !from)
    return [];
  if (select.ancestor('ExistsCondition')?.index !== exists.index || select.child('GroupByClause', 'HavingClause')) return [];
  const [left, right] = equality.nodes;
  const operator = equality.text.slice(left!.end - equality.start, right!.start - equality.start).trim();
  const other = left!.index === reference.index ? right! : left!;
  if (operator !== '=' || other.kind !== 'ColumnReference' || nameOf(other.child('column-reference') ?? other)?.parts[0]?.name === alias)
    return [];
  const newText = `${reference.text} IN (SELECT ${other.text} ${from.text})`;
  return [{ title: 'Rewrite EXISTS as IN', edits: [{ start: exists.start, end: exists.end, newText }], safe: false }];
}
