// ML029: a model's function called while the model is still in training.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';
import { calledModel } from './modelFunctions.ts';

export const functionBeforeTraining: Rule = {
  id: 'ML029',
  name: 'function-before-training-ended',
  severity: 'info',
  oncePerScript: true,
  title: "The function of a model can't run until training ended",
  explanation: `\`CREATE MODEL\` comes back at once, and training goes on for minutes or hours. Until \`SHOW MODEL\` says READY every call of the function fails: put the queries
into a script of their own.`,
  pages: ['r_create_model_usage_notes', 'r_SHOW_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM (SELECT a, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nSELECT f(a) FROM t;",
      "CREATE MODEL ml.m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nSHOW MODEL ml.m;\nCREATE TABLE p AS SELECT ml.f(a) AS y FROM t;",
    ],
    right: [
      'SHOW MODEL m;',
      'SELECT f(a) FROM t;',
      "CREATE MODEL m FROM (SELECT a, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nCREATE VIEW v AS SELECT f(a) AS y FROM t;",
      "CREATE MODEL m FUNCTION f (int) RETURNS int SAGEMAKER 'endpoint-1' IAM_ROLE DEFAULT;\nSELECT f(a) FROM t;",
    ],
  },
  needs: 'script',
  kinds: ['FunctionCall'],
  check(call, { before, inBody, statement, report }) {
    // What is only defined here runs later.
    const slot = call.child('function-name');
    if (!slot || inBody || statement.kind === 'CreateView') return;
    const create = calledModel(call, before);
    if (create?.kind !== 'CreateModel' || readModel(create).endpoint) return;
    const model = create.child('new-model-name')?.text ?? say`the model`;
    report({ at: slot, message: say`${slot.text} fails until the training of ${model} has ended: wait for READY in SHOW MODEL ${model}` });
  },
};
