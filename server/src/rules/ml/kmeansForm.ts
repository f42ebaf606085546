// ML011: KMEANS with AUTO ON, with TARGET, or without K.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const kmeansForm: Rule = {
  id: 'ML011',
  name: 'kmeans-form',
  severity: 'warning',
  title: 'KMEANS with AUTO ON, with TARGET, or without K',
  explanation: `K-means groups rows without a target: \`AUTO OFF MODEL_TYPE KMEANS … HYPERPARAMETERS DEFAULT EXCEPT (K '5')\`, no \`TARGET\`.`,
  pages: ['r_create_model_use_cases'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE KMEANS SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      `CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS '[{"ColumnSet":["*"],"Transformers":["NumericPassthrough"]}]' HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'b');`,
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.type !== 'KMEANS') return;
    if (!model.autoOff) report({ at: model.auto ?? model.typeNode!, message: say`K-means needs AUTO OFF` });
    else if (model.target) report({ at: model.target, message: say`K-means has no TARGET: it groups rows` });
    else if (!model.hyperparameters?.descendants('ModelHyperparameter').some(parameter => /^"?k\b/i.test(parameter.text)))
      report({
        at: model.hyperparameters ?? model.typeNode!,
        message: say`K-means needs the number of groups: HYPERPARAMETERS DEFAULT EXCEPT (K '5')`,
      });
  },
};
