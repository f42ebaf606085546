// EXS015: how much Redshift may send to Lambda at once.

import { lambdaBatch } from '../../dialect/externalSchemas.ts';
import { integerValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const lambdaBatchRange: Rule = {
  id: 'EXS015',
  name: 'lambda-batch-range',
  severity: 'error',
  title: 'MAX_BATCH_ROWS or MAX_BATCH_SIZE out of range',
  explanation: `\`MAX_BATCH_SIZE\` is 1 KB to 5 MB (a number without a unit counts kilobytes), for Lambda takes no larger payload. \`MAX_BATCH_ROWS\` is 1 to
2,147,483,647.`,
  pages: ['r_CREATE_EXTERNAL_FUNCTION'],
  examples: {
    wrong: [
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT MAX_BATCH_SIZE 10 MB;",
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE MAX_BATCH_SIZE 6000 LAMBDA 'l' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT MAX_BATCH_SIZE 0 KB;",
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT MAX_BATCH_ROWS 2147483648;",
      "CREATE OR REPLACE EXTERNAL FUNCTION f(int) RETURNS int STABLE LAMBDA 'l' IAM_ROLE DEFAULT RETRY_TIMEOUT 0 MAX_BATCH_ROWS 0;",
    ],
    right: [
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT MAX_BATCH_SIZE 5 MB;",
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT MAX_BATCH_ROWS 2147483647 MAX_BATCH_SIZE 5120;",
    ],
  },
  needs: 'offline',
  kinds: ['ExternalFunctionMaxBatchRows', 'ExternalFunctionMaxBatchSize'],
  check(clause, { report }) {
    const literal = clause.child('Literal');
    const value = literal && integerValue(literal);
    if (value === undefined) return;
    if (clause.kind === 'ExternalFunctionMaxBatchRows') {
      if (value < 1 || value > lambdaBatch.maximumRows)
        report({ at: clause, message: say`MAX_BATCH_ROWS is 1 to ${lambdaBatch.maximumRows}, not ${value}` });
      return;
    }
    const kilobytes = clause.keyword('MB') ? value * 1024 : value;
    if (kilobytes >= 1 && kilobytes <= lambdaBatch.maximumKilobytes) return;
    const unit = clause.keyword('MB', 'KB')?.keyword ?? say`KB (a number without a unit counts kilobytes)`;
    report({ at: clause, message: say`MAX_BATCH_SIZE is 1 KB to 5 MB, not ${value} ${unit}` });
  },
};
