// ML004: AUTO OFF without MODEL_TYPE.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const autoOffType: Rule = {
  id: 'ML004',
  name: 'auto-off-without-type',
  severity: 'warning',
  title: 'AUTO OFF without MODEL_TYPE',
  explanation: `With \`AUTO OFF\` nothing is chosen for you: the algorithm must be named, XGBOOST or KMEANS.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE MLP PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO ON MODEL_TYPE MLP SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.auto || !model.autoOff) return;
    if (!model.typeNode) report({ at: model.auto, message: say`AUTO OFF needs MODEL_TYPE XGBOOST or KMEANS` });
    else if (model.type !== 'XGBOOST' && model.type !== 'KMEANS')
      report({ at: model.typeNode, message: say`AUTO OFF trains XGBOOST or KMEANS, not ${model.type}`, severity: 'warning' });
  },
};
