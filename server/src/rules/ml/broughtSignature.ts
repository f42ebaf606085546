// ML017: BYOM without argument types or RETURNS.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const broughtSignature: Rule = {
  id: 'ML017',
  name: 'brought-model-signature',
  severity: 'warning',
  title: 'BYOM without argument types or RETURNS',
  explanation: `Of a model that was trained elsewhere Redshift knows neither what goes in nor what comes out: \`FUNCTION f (int, float) RETURNS int\`.`,
  pages: ['r_create_model_use_cases'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM 'job-1' FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM 's3://b/model.tar.gz' FUNCTION f (int) IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FUNCTION f RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT;",
    ],
    right: [
      "CREATE MODEL m FROM 'job-1' FUNCTION f (int, float) RETURNS int IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FUNCTION f (int) RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.brought || !model.function) return;
    const missing = [...(model.arguments ? [] : [say`the types of its arguments`]), ...(model.returns ? [] : ['RETURNS'])];
    if (missing.length > 0)
      report({ at: model.function, message: say`The function of a model from SageMaker needs ${missing.join(say` and `)}` });
  },
};
