// ML001: SETTINGS without S3_BUCKET.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const missingBucket: Rule = {
  id: 'ML001',
  name: 'model-without-bucket',
  severity: 'warning',
  title: 'SETTINGS without S3_BUCKET',
  explanation: `Training data and model pass through a bucket of your account: \`SETTINGS (S3_BUCKET '…')\` names it. Only a remote model (\`SAGEMAKER\`) does without.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      'CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (MAX_CELLS 1000);',
      'CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT;',
      "CREATE MODEL m FROM 'job-1' FUNCTION f (int) RETURNS int IAM_ROLE DEFAULT SETTINGS (TAGS 'a');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b', MAX_CELLS 1000);",
      "CREATE MODEL m FUNCTION f (int) RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.endpoint || model.setting('S3_BUCKET') || !model.source) return;
    report({
      at: model.settingsNode ?? node.child('new-model-name') ?? node,
      message: say`CREATE MODEL needs SETTINGS (S3_BUCKET …): the bucket that training data and model pass through`,
    });
  },
};
