// ML023: S3_GARBAGE_COLLECT OFF leaves training data in the bucket; no KMS_KEY_ID.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const trainingDataKept: Rule = {
  id: 'ML023',
  name: 'training-data-kept',
  severity: 'warning',
  title: 'S3_GARBAGE_COLLECT OFF leaves training data in the bucket; no KMS_KEY_ID',
  explanation: `With \`S3_GARBAGE_COLLECT OFF\` copies of the training data stay in the bucket after the training, readable to all who may read it. A missing \`KMS_KEY_ID\` alone is not told.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: ["CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b', S3_GARBAGE_COLLECT OFF);"],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b', S3_GARBAGE_COLLECT ON, KMS_KEY_ID 'key');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b', S3_GARBAGE_COLLECT OFF, KMS_KEY_ID 'key');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    const setting = model.setting('S3_GARBAGE_COLLECT');
    if (setting?.value === 'OFF' && !model.setting('KMS_KEY_ID'))
      report({ at: setting.node, message: say`Training data stay in the bucket after the training, without a key of their own` });
  },
};
