// ML028: columns that leave the warehouse for a model of Amazon Bedrock.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { calledModel } from './modelFunctions.ts';

export const dataToExternalModel: Rule = {
  id: 'ML028',
  name: 'data-to-external-model',
  // Whether a column holds personal data cannot be told from a script: every use of such a function would be reported.
  severity: 'off',
  title: 'Column data sent to an external model: check personal data',
  explanation: `The function of an external model sends what it is given to Amazon Bedrock. Send no names, addresses or free text of customers that were not cleared or
anonymised. Since a script does not say what a column holds, the rule is off unless you turn it on.`,
  pages: ['r_create_external_model', 'machine-learning-br'],
  examples: {
    wrong: [
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'amazon.titan', PROMPT 'Summarize:');\nSELECT f(comment) FROM customers;",
      "CREATE EXTERNAL MODEL ai.m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'amazon.titan', PROMPT 'Summarize:');\nSELECT ai.f('Dear ' || c.name) FROM customers c;",
    ],
    right: [
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'amazon.titan', PROMPT 'Summarize:');\nSELECT f('a text');",
      'SELECT f(anonymised_comment) FROM customers_clean;',
    ],
  },
  needs: 'script',
  kinds: ['FunctionCall'],
  check(call, { before, report }) {
    const columns = call.child('Arguments')?.descendants('ColumnReference') ?? [];
    const [first] = columns;
    if (!first || calledModel(call, before)?.kind !== 'CreateExternalModel') return;
    report({
      at: first,
      message: say`${first.text} is sent to an external model: make sure that it holds no personal data`,
      severity: 'warning',
    });
  },
};
