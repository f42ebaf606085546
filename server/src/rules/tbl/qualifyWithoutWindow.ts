// TBL012: QUALIFY filters by a window function.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const qualifyWithoutWindow: Rule = {
  id: 'TBL012',
  name: 'qualify-without-window',
  severity: 'error',
  title: 'QUALIFY without a window function',
  explanation: `\`QUALIFY\` needs a window function, in its condition or in the select list of the same \`SELECT\`. What can be told of a single row belongs into \`WHERE\`, what can
be told of a group into \`HAVING\`.`,
  pages: ['r_QUALIFY_clause'],
  examples: {
    wrong: [
      'SELECT a FROM t QUALIFY a > 1;',
      'SELECT a, count(*) AS n FROM t GROUP BY a QUALIFY n > 1;',
      'SELECT a FROM (SELECT a, row_number() OVER (ORDER BY a) AS rn FROM t) x QUALIFY rn = 1;',
      'CREATE VIEW v AS SELECT a FROM t QUALIFY rank() = 1;',
    ],
    right: [
      'SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1;',
      'SELECT a, rank() OVER (PARTITION BY b ORDER BY c) AS r FROM t QUALIFY r = 1;',
      'SELECT a FROM t GROUP BY a QUALIFY sum(count(*)) OVER (ORDER BY a) < 10;',
    ],
  },
  needs: 'offline',
  kinds: ['QualifyClause'],
  check(node, { report }) {
    const select = node.parent;
    const list = select?.child('SelectList');
    if (!select || hasWindow(node, select) || (list && hasWindow(list, select))) return;
    // What a star brings may be called a window function's result by whoever wrote it: then it is no certain refusal.
    const hasStar = list?.childrenOf('SelectItem').some(item => item.child('AllColumns'));
    const isGrouped = select.child('GroupByClause') !== undefined;
    report({
      at: node,
      message: say`QUALIFY needs a window function such as row_number() OVER (…): without one write ${isGrouped ? 'HAVING' : 'WHERE'}`,
      ...(hasStar && { severity: 'warning' }),
    });
  },
};

/** Whether a window function stands below the node, not in a subquery. */
const hasWindow = (node: SyntaxNode, select: SyntaxNode) =>
  node.descendants('OverClause').some(over => over.ancestor('SelectStatement')?.index === select.index);
