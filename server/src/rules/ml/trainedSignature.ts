// ML019: RETURNS or argument types on a model that is trained here.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const trainedSignature: Rule = {
  id: 'ML019',
  name: 'trained-model-signature',
  severity: 'warning',
  title: 'RETURNS or argument types on a model that is trained here',
  explanation: `Redshift derives arguments and result from the training data: write \`FUNCTION name\` alone.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f (int) RETURNS int IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, y FROM t) TARGET y FUNCTION f RETURNS int IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM 'job-1' FUNCTION f (int) RETURNS int IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.brought || !model.source) return;
    if (model.returns) report({ at: model.returns, message: say`RETURNS is for models from SageMaker: here the target column decides` });
    else if (model.arguments)
      report({ at: model.arguments, message: say`Types of arguments are for models from SageMaker: here the training data decide` });
  },
};
