// ML005: AUTO OFF XGBOOST without PREPROCESSORS 'none'.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const preprocessorsNone: Rule = {
  id: 'ML005',
  name: 'xgboost-preprocessors',
  severity: 'error',
  title: "AUTO OFF XGBOOST without PREPROCESSORS 'none'",
  explanation: `\`AUTO OFF MODEL_TYPE XGBOOST\` wants \`PREPROCESSORS 'none'\`: the data must be numbers already.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'auto' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO ON SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.autoOff || model.type !== 'XGBOOST') return;
    if (!model.preprocessors) {
      const end = (model.objective ?? model.typeNode)!.end;
      report({
        at: model.typeNode!,
        message: say`AUTO OFF with XGBOOST needs PREPROCESSORS 'none'`,
        fixes: [{ title: say`Insert PREPROCESSORS 'none'`, edits: [{ start: end, end, newText: " PREPROCESSORS 'none'" }], safe: true }],
      });
    } else if (model.preprocessorsText !== undefined && model.preprocessorsText.toLowerCase() !== 'none') {
      report({ at: model.preprocessors, message: say`AUTO OFF with XGBOOST takes PREPROCESSORS 'none' only` });
    }
  },
};
