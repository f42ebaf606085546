// ML009: multi:softmax without NUM_CLASS.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const softmaxClasses: Rule = {
  id: 'ML009',
  name: 'softmax-without-classes',
  severity: 'error',
  title: 'multi:softmax without NUM_CLASS',
  explanation: `\`'multi:softmax'\` must know how many classes there are: \`HYPERPARAMETERS DEFAULT EXCEPT (NUM_CLASS '3')\`.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'multi:softmax' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100') SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'multi:softmax' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'multi:softmax' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100', num_class '3') SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!/^multi:softmax$/i.test(model.objectiveText ?? '') || !model.objective || !model.autoOff) return;
    if (model.hyperparameters?.descendants('ModelHyperparameter').some(parameter => /^"?num_class\b/i.test(parameter.text))) return;
    report({ at: model.hyperparameters ?? model.objective, message: say`multi:softmax needs NUM_CLASS, the number of classes` });
  },
};
