// NAM008: two relations of one FROM clause with the same name.

import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const duplicateAlias: Rule = {
  id: 'NAM008',
  name: 'duplicate-alias',
  severity: 'error',
  title: 'Table name or alias used twice in FROM',
  explanation: `Two relations of one \`FROM\` clause cannot have the same name: Redshift refuses the query with "table name specified more than once". Give one of them
another alias.`,
  pages: ['r_FROM_clause30'],
  examples: {
    wrong: [
      'SELECT 1 FROM orders, orders;',
      'SELECT o.id FROM sales.orders o JOIN sales.lines o ON true;',
      'SELECT 1 FROM a JOIN (SELECT 2 AS x) a ON a.x = 1;',
      'DELETE FROM a USING b x, c x WHERE a.id = x.id;',
    ],
    right: [
      'SELECT 1 FROM orders o1, orders o2;',
      'SELECT 1 FROM sales.orders JOIN hr.orders ON true;',
      'SELECT 1 FROM a WHERE EXISTS (SELECT 1 FROM a);',
      'SELECT 1 FROM t JOIN u ON true JOIN (SELECT 1 AS x FROM t) s ON true;',
    ],
  },
  needs: 'offline',
  kinds: ['FromClause', 'UsingClause'],
  check(from, { report }) {
    const seen = new Map<string, { path: string; aliased: boolean }>();
    for (const factor of factorsOf(from)) {
      const alias = factor.child('TableAlias')?.child('new-table-alias');
      const slot = factor.child('table-path');
      const named = alias ?? slot;
      const parts = named && nameOf(named)?.parts;
      if (!named || !parts || factor.child('PathStep')) continue;
      const name = parts.at(-1)!.name;
      const path =
        (slot &&
          nameOf(slot)
            ?.parts.map(part => part.name)
            .join('.')) ??
        '';
      const other = seen.get(name);
      // Tables of different schemas keep their own names apart; a path into a SUPER value has none.
      const isRepeated = other && (alias || other.aliased || other.path === path);
      if (isRepeated) report({ at: named, message: say`${named.text} is the name of another relation of this FROM clause already` });
      else seen.set(name, { path, aliased: alias !== undefined });
    }
  },
};

/** The tables and derived tables of a FROM clause, without those of subqueries. */
function factorsOf(node: SyntaxNode): SyntaxNode[] {
  return node.nodes.flatMap(child => {
    if (child.kind === 'NamedTable' || child.kind === 'DerivedTable') return [child];
    return ['TableReference', 'TableFactor', 'JoinClause'].includes(child.kind) ? factorsOf(child) : [];
  });
}
