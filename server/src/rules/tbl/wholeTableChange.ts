// TBL019: DELETE and UPDATE of every row.

import { relationNamed } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const wholeTableChange: Rule = {
  id: 'TBL019',
  name: 'no-where',
  severity: 'warning',
  title: 'DELETE or UPDATE without WHERE',
  explanation: `Without \`WHERE\` every row is deleted or changed, and once committed only a snapshot brings them back. Where that is meant, say so (\`WHERE true\`), or use
\`TRUNCATE\` outside of a transaction. Temporary tables are left alone.`,
  pages: ['r_DELETE', 'r_UPDATE'],
  examples: {
    wrong: [
      'DELETE FROM sales.orders;',
      'DELETE sales.orders;',
      "UPDATE sales.orders SET state = 'x';",
      'UPDATE sales.orders SET state = s.state FROM staging.orders s;',
      'DELETE FROM sales.orders USING staging.orders;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  DELETE FROM sales.orders;\nEND;\n$$ LANGUAGE plpgsql;',
    ],
    right: [
      'DELETE FROM sales.orders WHERE id = 1;',
      'UPDATE sales.orders SET state = s.state FROM staging.orders s WHERE s.id = sales.orders.id;',
      'UPDATE sales.orders SET state = s.state FROM staging.orders s JOIN sales.orders o ON o.id = s.id;',
      'DELETE FROM #orders;',
      'CREATE TEMPORARY TABLE x (a int);\nDELETE FROM x;\nUPDATE x SET a = 1;',
      'DELETE FROM sales.orders WHERE true;',
    ],
  },
  needs: 'script',
  kinds: ['DeleteStatement', 'UpdateStatement'],
  check(node, { before, report }) {
    const table = node.child('table-name');
    const parts = table && nameOf(table)?.parts;
    if (!table || node.child('WhereClause')) return;
    // A join in FROM or USING can say which rows are meant.
    if (node.child('FromClause', 'UsingClause')?.descendants('JoinCondition').length) return;
    if (parts && (parts.at(-1)!.name.startsWith('#') || relationNamed(before, parts)?.temporary)) return;
    const verb = node.kind === 'DeleteStatement' ? 'DELETE' : 'UPDATE';
    const word = node.keyword(verb);
    if (!word) return;
    report({
      at: { start: word.start, end: table.end },
      message:
        verb === 'DELETE'
          ? say`DELETE without WHERE deletes every row of ${table.text}`
          : say`UPDATE without WHERE changes every row of ${table.text}`,
    });
  },
};
