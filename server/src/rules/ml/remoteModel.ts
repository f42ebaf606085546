// ML018: remote BYOM with FROM, TARGET or S3_BUCKET.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const remoteModel: Rule = {
  id: 'ML018',
  name: 'remote-model-clauses',
  severity: 'warning',
  title: 'Remote BYOM with FROM, TARGET or S3_BUCKET',
  explanation: `A remote model runs at its SageMaker endpoint: nothing is trained or stored, so it has no \`FROM\`, \`TARGET\` or bucket.`,
  pages: ['r_create_model_use_cases'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t FUNCTION f (int) RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT;",
      "CREATE MODEL m FUNCTION f (int) RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FUNCTION f (int) RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT;",
      "CREATE MODEL m FUNCTION f (int) RETURNS int SAGEMAKER 'ep' IAM_ROLE DEFAULT SETTINGS (MAX_BATCH_ROWS 100);",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.endpoint) return;
    for (const clause of [model.source, model.target, model.setting('S3_BUCKET')?.node])
      if (clause)
        report({ at: clause, message: say`A remote model has no ${clause.tokens()[0]!.text.toUpperCase()}: it runs at its endpoint` });
  },
};
