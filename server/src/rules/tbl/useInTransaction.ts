// TBL014: USE comes before everything else of a transaction.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const useInTransaction: Rule = {
  id: 'TBL014',
  name: 'use-in-transaction',
  severity: 'error',
  title: 'USE after another command in a transaction',
  explanation: `The database of a session cannot be set or reset in a transaction in which a command ran before. Say \`USE\` (and \`RESET USE\`) in front of \`BEGIN\`.`,
  pages: ['r_USE_command'],
  examples: {
    wrong: [
      'BEGIN; SELECT 1; USE db2;',
      'START TRANSACTION;\nINSERT INTO t VALUES (1);\nUSE "lake@s3tablescatalog";\nCOMMIT;',
      'USE db2;\nBEGIN;\nSELECT 1;\nRESET USE;\nCOMMIT;',
    ],
    right: ['USE db2; BEGIN; SELECT 1;', 'BEGIN;\nSELECT 1;\nCOMMIT;\nUSE db2;', 'RESET USE;', 'BEGIN;\nUSE db2;\nSELECT 1;\nCOMMIT;'],
  },
  needs: 'script',
  kinds: ['UseStatement', 'ResetStatement'],
  check(node, context) {
    const isReset = node.kind === 'ResetStatement';
    if (context.inBody || !context.before.ranInTransaction || (isReset && !node.keyword('USE'))) return;
    context.report({
      at: node,
      message: say`${isReset ? 'RESET USE' : 'USE'} is refused in a transaction in which a command ran before: write it in front of BEGIN`,
    });
  },
};
