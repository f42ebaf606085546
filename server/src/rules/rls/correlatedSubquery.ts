// RLS015: a subquery in a policy cannot refer to the row it decides on.

import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { findColumnsIn } from '../../semantics/queries.ts';
import { type Scope, scopeAt } from '../../semantics/scope.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';
import { aliasOf, columnReferences, conditionOf, type Reference } from './policyParts.ts';

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
      'CREATE TABLE l (who int, grp int);\nCREATE RLS POLICY p WITH (id int) USING (EXISTS (SELECT 1 FROM l WHERE who = id));\nGRANT SELECT ON l TO RLS POLICY p;',
    ],
    right: [
      'CREATE RLS POLICY p WITH (id int) AS l USING (l.id IN (SELECT l.who FROM sec.l AS l WHERE l.usr = current_user));\nGRANT SELECT ON sec.l TO RLS POLICY p;',
      'CREATE RLS POLICY p WITH (id int) AS x USING (x.id IN (SELECT id FROM l));\nGRANT SELECT ON l TO RLS POLICY p;',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT l.id FROM l WHERE l.usr = current_user));\nGRANT SELECT ON l TO RLS POLICY p;',
    ],
  },
  needs: 'catalog',
  kinds: ['CreateRlsPolicy'],
  check(policy, { before, report }) {
    const condition = conditionOf(policy);
    if (!condition) return;
    const alias = aliasOf(policy);
    for (const reference of columnReferences(condition)) {
      const { node, inSubquery } = reference;
      if (!inSubquery || !isOfProtectedRow(reference, before)) continue;
      report({
        at: node,
        message: say`${node.text} is a column of the protected row: a subquery in a policy cannot refer to it`,
        fixes: asIn(node, alias),
      });
    }
  },
};

/** Whether a reference means a column of the policy: by the alias, or by a name that no table of the subqueries around it has. */
function isOfProtectedRow({ node, parts }: Reference, model: Model): boolean {
  const [first, second] = parts.map(part => part.name);
  for (let scope: Scope | undefined = scopeAt(rootOf(node), node.start + 1, findColumnsIn(model)); scope; scope = scope.outer) {
    for (const relation of scope.relations) {
      if (second !== undefined && relation.name === first) return relation.kind === 'policy';
      const columns = relation.columns();
      // What is not known may have it.
      if (second === undefined && (!columns || columns.some(({ name }) => name === first)))
        return columns !== undefined && relation.kind === 'policy';
    }
  }
  return false;
}

function rootOf(node: SyntaxNode): SyntaxNode {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

/** EXISTS (SELECT … FROM one table WHERE l.id = x.id) as x.id IN (SELECT l.id FROM …). */
function asIn(reference: SyntaxNode, alias: string | undefined): Fix[] {
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
  return [{ title: say`Rewrite EXISTS as IN`, edits: [{ start: exists.start, end: exists.end, newText }], safe: false }];
}
