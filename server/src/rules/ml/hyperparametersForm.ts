// ML006: AUTO OFF without HYPERPARAMETERS, or HYPERPARAMETERS with AUTO ON.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const hyperparametersForm: Rule = {
  id: 'ML006',
  name: 'hyperparameters-and-auto',
  severity: 'warning',
  title: 'AUTO OFF without HYPERPARAMETERS, or HYPERPARAMETERS with AUTO ON',
  explanation: `\`AUTO ON\`, which is the default, tunes the hyperparameters itself and takes none; \`AUTO OFF\` needs \`HYPERPARAMETERS DEFAULT\`, with \`EXCEPT (…)\` for those that differ.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO ON MODEL_TYPE XGBOOST HYPERPARAMETERS DEFAULT EXCEPT (ETA '0.2') SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.brought) return;
    if (model.autoOff && !model.hyperparameters) report({ at: model.auto!, message: say`AUTO OFF needs HYPERPARAMETERS DEFAULT` });
    if (!model.autoOff && model.hyperparameters && model.type !== 'KMEANS')
      report({ at: model.hyperparameters, message: say`HYPERPARAMETERS goes only with AUTO OFF` });
  },
};
