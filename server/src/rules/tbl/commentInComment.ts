// TBL021: a comment that another one inside has left open.
import { commentsEndingEarly } from '../../syntax/statementMarks.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const commentInComment: Rule = {
  id: 'TBL021',
  name: 'comment-left-open-by-another',
  severity: 'warning',
  title: 'Comment that is left open by another inside it',
  explanation: `Comments nest, as in PostgreSQL: each \`/*\` inside a comment wants a \`*/\` of its own. Where one is missing, Redshift takes everything behind it for a comment, or refuses the
script for a comment that never ends; clients that send statement by statement may hide that. Here what comes is read as if the comment ended at the first \`*/\`.`,
  pages: ['c_redshift-and-postgres-sql'],
  examples: {
    wrong: [
      '/* Replace the role of the script\n\n/* Data preparation */\nCREATE TABLE t (a int);',
      'SELECT 1 /* one /* two */;\nSELECT 2;',
    ],
    right: [
      '/* Replace the role of the script */\n\n/* Data preparation */\nCREATE TABLE t (a int);',
      '/* one /* two */ three */\nSELECT 1;',
      "SELECT '/* a /* b */';",
    ],
  },
  needs: 'offline',
  kinds: ['Statement'],
  check(_, { parsed, inBody, report }) {
    if (inBody || parsed.comments.length === 0) return;
    for (const { start, inside } of commentsEndingEarly(parsed))
      report({
        at: { start, end: start + 2 },
        message: say`Another comment begins inside this one, and only one of them is closed: comments nest`,
        fixes: [{ title: say`Close it before the next`, edits: [{ start: inside, end: inside, newText: '*/ ' }], safe: false }],
      });
  },
};
