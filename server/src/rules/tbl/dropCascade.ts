// TBL018: DROP … CASCADE.

import { relationNamed } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const dropCascade: Rule = {
  id: 'TBL018',
  name: 'drop-cascade',
  severity: 'warning',
  title: 'DROP ... CASCADE',
  explanation: `\`CASCADE\` drops what depends on the object too, without a list and without asking: views, views on these views, constraints, with a schema everything in it, with
their grants, row-level security and masking attachments. \`RESTRICT\`, which is what Redshift does when nothing is said, refuses instead, and tells what depends on it.`,
  pages: ['r_DROP_TABLE', 'r_DROP_VIEW', 'r_DROP_SCHEMA', 'r_DROP_FUNCTION'],
  examples: {
    wrong: [
      'DROP TABLE sales.orders CASCADE;',
      'DROP SCHEMA IF EXISTS sales CASCADE;',
      'DROP VIEW sales.v, sales.w CASCADE;',
      'DROP MATERIALIZED VIEW sales.mv CASCADE;',
      'ALTER TABLE sales.orders DROP COLUMN a CASCADE;',
      'DROP FUNCTION f(int) CASCADE;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  DROP TABLE IF EXISTS sales.orders CASCADE;\nEND;\n$$ LANGUAGE plpgsql;',
    ],
    right: [
      'DROP TABLE sales.orders RESTRICT;',
      'DROP TABLE IF EXISTS sales.orders;',
      'DROP TABLE #orders CASCADE;',
      'CREATE TEMP TABLE x (a int);\nDROP TABLE x CASCADE;',
      'ALTER TABLE sales.orders DROP CONSTRAINT orders_pk CASCADE;',
    ],
  },
  needs: 'script',
  kinds: ['DropTable', 'DropView', 'DropMaterializedView', 'DropSchema', 'DropFunction', 'DropProcedure', 'DropColumn'],
  check(node, context) {
    const word = node.keyword('CASCADE');
    if (!word || isTemporary(node, context)) return;
    const edits = [{ start: word.start, end: word.end, newText: 'RESTRICT' }];
    context.report({
      at: word,
      message: say`CASCADE drops ${lost()[node.kind]} unasked: write RESTRICT, and drop by name what else is to go`,
      fixes: [{ title: say`Write RESTRICT`, edits, safe: false }],
    });
  },
};

const lost = (): Record<string, string> => ({
  DropTable: say`the views and constraints that depend on the table, with their grants,`,
  DropView: say`the views that depend on the view, with their grants,`,
  DropMaterializedView: say`the views that depend on the view, with their grants,`,
  DropSchema: say`everything in the schema, and the views elsewhere that read it,`,
  DropFunction: say`what depends on the function`,
  DropProcedure: say`what depends on the procedure`,
  DropColumn: say`the views that read the column, with their grants,`,
});

/** Whether only temporary tables are dropped. */
function isTemporary(node: SyntaxNode, { before }: RuleContext): boolean {
  const slots = node.childrenOf('table-name');
  return (
    slots.length > 0 &&
    slots.every(slot => {
      const parts = nameOf(slot)?.parts;
      return parts && (parts.at(-1)!.name.startsWith('#') || relationNamed(before, parts)?.temporary);
    })
  );
}
