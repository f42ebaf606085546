// TBL002: TRUNCATE ends the transaction that it stands in.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const truncateCommits: Rule = {
  id: 'TBL002',
  name: 'truncate-commits',
  severity: 'warning',
  title: 'TRUNCATE commits the open transaction',
  explanation: `\`TRUNCATE\` commits itself and everything that the transaction did before it. A later \`ROLLBACK\`, or a failure of the \`INSERT\` behind it, leaves an empty
table, and other sessions see it empty meanwhile. \`DELETE FROM\` keeps the transaction whole; it is slower and wants a \`VACUUM\` later.`,
  pages: ['r_TRUNCATE', 'stored-procedure-transaction-management'],
  examples: {
    wrong: [
      'BEGIN; TRUNCATE t; INSERT INTO t SELECT * FROM s; ROLLBACK;',
      'START TRANSACTION;\nUPDATE log SET done = true WHERE id = 1;\nTRUNCATE TABLE staging.orders;\nCOMMIT;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  INSERT INTO log VALUES (1);\n  TRUNCATE staging.orders;\nEND;\n$$ LANGUAGE plpgsql;',
    ],
    right: [
      'BEGIN; DELETE FROM t; INSERT INTO t SELECT * FROM s; COMMIT;',
      'TRUNCATE t;\nINSERT INTO t SELECT * FROM s;',
      'BEGIN;\nINSERT INTO t SELECT 1;\nCOMMIT;\nTRUNCATE s;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  TRUNCATE staging.orders;\n  INSERT INTO staging.orders SELECT * FROM s;\nEND;\n$$ LANGUAGE plpgsql;',
      'CREATE PROCEDURE p() NONATOMIC AS $$\nBEGIN\n  INSERT INTO log VALUES (1);\n  TRUNCATE staging.orders;\nEND;\n$$ LANGUAGE plpgsql;',
    ],
  },
  needs: 'script',
  kinds: ['TruncateStatement'],
  check(node, context) {
    const table = node.child('table-name');
    const word = node.keyword('TRUNCATE');
    if (!table || !word) return;
    const fixes = [
      {
        title: say`Write DELETE FROM ${table.text}`,
        edits: [{ start: node.start, end: table.start, newText: 'DELETE FROM ' }],
        safe: false,
      },
    ];
    if (!context.inBody) {
      if (!context.before.inTransaction) return;
      context.report({
        at: word,
        message: say`TRUNCATE commits what the transaction did so far: ROLLBACK no longer brings back ${table.text}`,
        fixes,
      });
      return;
    }
    const nonatomic = context.statement.childrenOf('ProcedureAttribute').some(attribute => attribute.keyword('NONATOMIC'));
    const before = nonatomic ? undefined : changeBefore(node);
    if (!before) return;
    const message = say`TRUNCATE commits what the procedure did before it (${firstWords(before)}), and what its caller did`;
    context.report({ at: word, message, fixes, severity: 'info' });
  },
};

/** A statement before it in the same body that changes rows, with no COMMIT between them. */
function changeBefore(truncate: SyntaxNode): SyntaxNode | undefined {
  const body = truncate.ancestor('PlpgsqlBody');
  const before = body?.descendants(...changes, 'TruncateStatement', 'TransactionControl').filter(({ start }) => start < truncate.start);
  const last = before?.at(-1);
  return last && changes.includes(last.kind) ? last : undefined;
}

const changes = ['InsertStatement', 'UpdateStatement', 'DeleteStatement', 'MergeStatement'];

const firstWords = (statement: SyntaxNode) => {
  const table = statement.child('table-name');
  return table ? statement.statement.text.slice(statement.start, table.end).replace(/\s+/g, ' ') : statement.tokens()[0]!.text;
};
