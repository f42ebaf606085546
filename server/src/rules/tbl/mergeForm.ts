// TBL011: what MERGE needs and refuses.

import { lastPart, nameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const mergeForm: Rule = {
  id: 'TBL011',
  name: 'merge-form',
  severity: 'error',
  title: 'MERGE with only one WHEN clause, an alias on the target, WITH, or the target inside the source',
  explanation: `\`MERGE INTO target USING source ON … WHEN MATCHED THEN … WHEN NOT MATCHED THEN INSERT …\`: both clauses, once each, no \`WITH\`, no alias on the target, and a
source that does not read the target. For only one side use \`UPDATE … FROM\`, \`DELETE … USING\`, or \`INSERT … SELECT\`.`,
  pages: ['r_MERGE'],
  examples: {
    wrong: [
      'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.a > 1 THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.a);',
      'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a;',
      'MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.a);',
      'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT VALUES (s.id);',
      'MERGE INTO sales.t AS x USING s ON x.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);',
      'WITH n AS (SELECT 1 AS id) MERGE INTO t USING n ON t.id = n.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (n.id);',
      'MERGE INTO t USING (SELECT s.id FROM s JOIN t ON s.id = t.id) n ON t.id = n.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (n.id);',
      'MERGE INTO sales.t USING sales.t AS s ON sales.t.id = s.id REMOVE DUPLICATES;',
    ],
    right: [
      'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.a);',
      'MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.a) WHEN MATCHED THEN DELETE;',
      'MERGE INTO sales.t USING (SELECT id FROM staging.t) AS s ON sales.t.id = s.id REMOVE DUPLICATES;',
    ],
  },
  needs: 'offline',
  kinds: ['MergeStatement'],
  check(node, context) {
    const { report } = context;
    const target = node.child('table-name');
    if (!target) return;
    const clause = node.child('WithClause');
    if (clause) report({ at: clause.keyword('WITH') ?? clause, message: say`MERGE takes no WITH: put the query into USING (SELECT …)` });
    const alias = node.child('TableAlias');
    if (alias) report({ at: alias, message: say`The target of MERGE takes no alias: write ${target.text} instead of ${aliasName(alias)}` });
    checkClauses(node, context);
    const source = node.child('MergeSource');
    const name = nameOf(target);
    const own = source && name && relationSlots(source).find(slot => sameTable(slot, target));
    if (own)
      report({
        at: own,
        message: say`The source of MERGE cannot read its target ${target.text}: copy the rows to a temporary table first`,
      });
  },
  explain({ start, end }, text) {
    if (!/^\s*MERGE\b[^;]*\bMATCHED\s+$/i.test(text.slice(0, start))) return undefined;
    const at = { start, end };
    if (/^AND\b/i.test(text.slice(start)))
      return { at, message: say`MERGE takes no condition behind MATCHED: filter the source in USING, or use CASE`, covers: text.length };
    const by = /^BY\s+(?:SOURCE|TARGET)\b/i.exec(text.slice(start))?.[0];
    if (!by) return undefined;
    const message = say`MERGE knows MATCHED and NOT MATCHED, no ${by.toUpperCase()}: delete what the source no longer has with DELETE`;
    return { at: { start, end: start + by.length }, message, covers: text.length };
  },
};

const aliasName = (alias: SyntaxNode) => alias.child('new-table-alias')?.text ?? alias.text;

function checkClauses(merge: SyntaxNode, { report }: RuleContext): void {
  const clauses = merge.childrenOf('MergeWhen');
  const [first] = clauses;
  if (!first) return;
  const isNot = (clause: SyntaxNode) => clause.keyword('NOT') !== undefined;
  const words = (clause: SyntaxNode) => ({ start: clause.start, end: (clause.keyword('MATCHED') ?? clause).end });
  for (const [told, group] of [
    ['WHEN MATCHED', clauses.filter(clause => !isNot(clause))],
    ['WHEN NOT MATCHED', clauses.filter(isNot)],
  ] as const) {
    if (group.length === 0) {
      const instead =
        told === 'WHEN MATCHED'
          ? say`use INSERT with SELECT where only new rows are wanted`
          : say`use UPDATE … FROM or DELETE … USING where nothing is added`;
      report({ at: words(first), message: say`MERGE needs ${told} as well: ${instead}` });
    } else if (group[1]) report({ at: words(group[1]), message: say`MERGE takes ${told} once` });
  }
}

/** By the parts that both names have; another schema that is not named may be meant, but hardly is. */
function sameTable(a: SyntaxNode, b: SyntaxNode): boolean {
  const [left, right] = [nameOf(a), nameOf(b)];
  if (!left || !right || lastPart(left).name !== lastPart(right).name || left.parts.length !== right.parts.length) return false;
  return left.parts.every((part, i) => part.name === right.parts[i]!.name);
}
