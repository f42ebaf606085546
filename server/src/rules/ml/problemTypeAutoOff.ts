// ML007: PROBLEM_TYPE with AUTO OFF.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const problemTypeAutoOff: Rule = {
  id: 'ML007',
  name: 'problem-type-with-auto-off',
  severity: 'error',
  title: 'PROBLEM_TYPE with AUTO OFF',
  explanation: `With \`AUTO OFF\` the objective says what is predicted: delete \`PROBLEM_TYPE\`.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST PROBLEM_TYPE REGRESSION OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PROBLEM_TYPE REGRESSION SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.autoOff || !model.problemType) return;
    const { end } = model.problemType;
    const start = node.statement.text.slice(0, model.problemType.start).trimEnd().length;
    report({
      at: model.problemType,
      message: say`PROBLEM_TYPE does not go with AUTO OFF: OBJECTIVE says it`,
      fixes: [{ title: say`Delete PROBLEM_TYPE`, edits: [{ start, end, newText: '' }], safe: true }],
    });
  },
};
