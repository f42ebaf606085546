// NAM006: a bare column name that two of the relations have.

import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';
import { columnUses } from './columnUses.ts';
import { alsoInsideUnload } from './insideUnload.ts';

export const ambiguousColumn: Rule = {
  id: 'NAM006',
  name: 'ambiguous-column',
  severity: 'error',
  title: 'Ambiguous column',
  explanation: `Two of the relations in \`FROM\` have a column of this name, and Redshift cannot tell which is meant. Put the table's alias in front.`,
  pages: ['r_FROM_clause30'],
  examples: {
    wrong: [
      'CREATE TABLE a (id int, x int);\nCREATE TABLE b (id int, y int);\nSELECT id, x FROM a JOIN b ON a.id = b.id;',
      'CREATE TABLE a (id int);\nSELECT a.id FROM a, (SELECT id FROM a) s WHERE id = 3;',
    ],
    right: [
      'CREATE TABLE a (id int, x int);\nCREATE TABLE b (id int, y int);\nSELECT a.id, x FROM a JOIN b ON a.id = b.id ORDER BY b.id;',
      'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT id FROM a JOIN b USING (id);',
      'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT a.id AS id FROM a JOIN b ON a.id = b.id ORDER BY id;',
      'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT a.id FROM a JOIN b ON a.id = b.id ORDER BY id;',
      'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE id = 1);',
    ],
  },
  needs: 'catalog',
  kinds: ['Statement'],
  check: alsoInsideUnload((root, { statement, before, inBody, report }) => {
    if (inBody || root.nodes[0]?.index !== statement.index) return;
    for (const { reference, parts, scopes } of columnUses(root, before)) {
      const name = parts[0]!.name;
      if (parts.length > 1 || isJoined(reference, name) || isOutput(reference, name)) continue;
      // The innermost scope that has it decides.
      const scope = scopes.find(candidate =>
        candidate.relations.some(relation => relation.columns()?.some(column => column.name === name)),
      );
      if (!scope || scope.aliases.some(alias => alias.name === name)) continue;
      const having = scope.relations.filter(relation => relation.columns()?.some(column => column.name === name));
      if (having.length < 2 || having.some(relation => relation.name === undefined)) continue;
      const fixes: Fix[] = having.map(relation => ({
        title: say`Use ${relation.written}.${reference.text}`,
        edits: [{ start: reference.start, end: reference.start, newText: `${relation.written}.` }],
        safe: false,
      }));
      report({
        at: reference,
        message: say`${reference.text} may be a column of ${having.map(({ written }) => written).join(say` or of `)}: put the one that is meant in front`,
        fixes,
      });
    }
  }),
};

/** ORDER BY and GROUP BY mean a column of the select list first: SELECT a.id … ORDER BY id. */
function isOutput(reference: SyntaxNode, name: string): boolean {
  const clause = reference.ancestor('OrderByClause', 'GroupByClause', 'SelectStatement');
  if (!clause || clause.kind === 'SelectStatement') return false;
  const items = clause.ancestor('SelectStatement', 'Query')?.descendants('SelectItem') ?? [];
  return items.some(item => {
    const slot = item.child('ColumnReference')?.child('column-reference');
    return slot !== undefined && nameOf(slot)?.parts.at(-1)?.name === name;
  });
}

/** Whether USING or NATURAL makes one column of both. */
function isJoined(reference: SyntaxNode, name: string): boolean {
  for (
    let select = reference.ancestor('SelectStatement', 'UpdateStatement', 'DeleteStatement', 'Query');
    select;
    select = select.parent?.ancestor('SelectStatement', 'Query')
  ) {
    const joins = select.descendants('JoinClause');
    if (joins.some(join => join.keyword('NATURAL'))) return true;
    if (
      joins.some(join =>
        join
          .child('JoinCondition')
          ?.child('ColumnList')
          ?.childrenOf('column-name')
          .some(slot => nameOf(slot)?.parts[0]?.name === name),
      )
    )
      return true;
  }
  return false;
}
