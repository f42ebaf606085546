// ML003: TARGET missing.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const missingTarget: Rule = {
  id: 'ML003',
  name: 'model-without-target',
  severity: 'error',
  title: 'TARGET missing',
  explanation: `Supervised training needs the column to predict: \`TARGET column\`. Only K-means and models brought from SageMaker have none.`,
  pages: ['r_create_model_use_cases', 'r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, y FROM t) FUNCTION f IAM_ROLE DEFAULT AUTO ON MODEL_TYPE XGBOOST SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM 'job-1' FUNCTION f (int) RETURNS int IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.target || model.brought || model.type === 'KMEANS' || !model.source) return;
    report({ at: model.source, message: say`CREATE MODEL needs TARGET, the column to predict` });
  },
};
