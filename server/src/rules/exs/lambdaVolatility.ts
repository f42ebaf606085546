// EXS013: Lambda functions are VOLATILE or STABLE.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const lambdaVolatility: Rule = {
  id: 'EXS013',
  name: 'lambda-volatility',
  severity: 'warning',
  title: 'External function declared IMMUTABLE, or without volatility',
  explanation: `What a Lambda function answers is outside of Redshift's knowledge: the page of \`CREATE EXTERNAL FUNCTION\` asks for \`VOLATILE\` or
\`STABLE\` and does not know \`IMMUTABLE\` (older pages did, and scripts with it run).

\`STABLE\` lets Redshift call it once for equal arguments in one statement; \`VOLATILE\` calls it for each row.`,
  pages: ['r_CREATE_EXTERNAL_FUNCTION'],
  examples: {
    wrong: [
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int IMMUTABLE LAMBDA 'l' IAM_ROLE DEFAULT;",
      "CREATE OR REPLACE EXTERNAL FUNCTION f(int, varchar) RETURNS varchar(10) LAMBDA 'l' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL FUNCTION tools.f() RETURNS int LAMBDA 'l:prod' IAM_ROLE DEFAULT IMMUTABLE;",
    ],
    right: [
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int STABLE LAMBDA 'l' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalFunction'],
  check(create, { report }) {
    const volatility = create.child('ExternalFunctionVolatility');
    const name = create.child('new-function-name');
    if (!volatility) {
      const returns = create.child('DataType');
      if (!name || !returns) return;
      report({
        at: name,
        message: say`${name.text} is declared without VOLATILE or STABLE, and an external function needs one of them`,
        fixes: [{ title: say`Add VOLATILE`, edits: [{ start: returns.end, end: returns.end, newText: ' VOLATILE' }], safe: false }],
      });
    } else if (volatility.keyword('IMMUTABLE')) {
      report({
        at: volatility,
        message: say`An external function is VOLATILE or STABLE: Redshift cannot know what a Lambda function will answer`,
        fixes: [{ title: say`Make it STABLE`, edits: [{ start: volatility.start, end: volatility.end, newText: 'STABLE' }], safe: false }],
      });
    }
  },
};
