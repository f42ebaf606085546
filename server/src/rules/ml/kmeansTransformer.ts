// ML012: k-means transformer other than StandardScaler, MinMax, NumericPassthrough.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';
import { kmeansTransformers, placeOfTransformer, preprocessorsOf } from './preprocessors.ts';

export const kmeansTransformer: Rule = {
  id: 'ML012',
  name: 'kmeans-transformer',
  severity: 'error',
  title: 'K-means transformer other than StandardScaler, MinMax, NumericPassthrough',
  explanation: `K-means measures distances, so it takes only the transformers that keep numbers: StandardScaler, MinMax and NumericPassthrough.`,
  pages: ['r_create_model_use_cases'],
  examples: {
    wrong: [
      `CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS '[{"ColumnSet":["*"],"Transformers":["PCA"]}]' HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'b');`,
      `CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS '[{"ColumnSet":["a"],"Transformers":["MinMax"]},{"ColumnSet":["b"],"Transformers":["OneHotEncoder"]}]' HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'b');`,
    ],
    right: [
      `CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS '[{"ColumnSet":["*"],"Transformers":["StandardScaler"]}]' HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'b');`,
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.type !== 'KMEANS') return;
    const other = preprocessorsOf(model.preprocessorsText)?.transformers.find(name => !kmeansTransformers.includes(name));
    if (other !== undefined)
      report({
        at: placeOfTransformer(model.preprocessors!, other),
        message: say`K-means does not take the transformer ${other}: it takes ${kmeansTransformers.join(', ')}`,
      });
  },
};
