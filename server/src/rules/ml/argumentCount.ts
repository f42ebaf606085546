// ML030: calls of a model's function with more or fewer arguments than the model has features.

import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';
import { calledModel } from './modelFunctions.ts';
import { trainingColumns } from './trainingTypes.ts';

export const argumentCount: Rule = {
  id: 'ML030',
  name: 'model-function-argument-count',
  severity: 'error',
  title: 'Wrong number of arguments in a call of a model function',
  explanation: `The function takes one argument for each column of the training data, in their order, without the target. A model from SageMaker takes those that
\`FUNCTION name (types)\` lists.`,
  pages: ['r_CREATE_MODEL', 'r_create_external_model'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM (SELECT a, b, c, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nSELECT f(a) FROM t;",
      "CREATE TABLE t (a int, b int, y int);\nCREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nSELECT f(a, b, y) FROM t;",
      "CREATE MODEL m FUNCTION f (int, varchar) RETURNS int SAGEMAKER 'endpoint-1' IAM_ROLE DEFAULT;\nSELECT f(a) FROM t;",
    ],
    right: [
      'SELECT f(a, b, c) FROM t;',
      "CREATE MODEL m FROM (SELECT a, b, c, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nSELECT f(a, b, c) FROM t;",
      "CREATE MODEL m FROM (SELECT * FROM s) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');\nSELECT f(a) FROM t;",
      "CREATE MODEL m FUNCTION f (int, varchar) RETURNS int SAGEMAKER 'endpoint-1' IAM_ROLE DEFAULT;\nSELECT f(a, 'x') FROM t;",
    ],
  },
  needs: 'script',
  kinds: ['FunctionCall'],
  check(call, { before, report }) {
    const slot = call.child('function-name');
    const create = slot && calledModel(call, before);
    const list = call.child('Arguments');
    if (!slot || create?.kind !== 'CreateModel' || list?.child('AllColumns')) return;
    const given = list?.childrenOf('Argument').length ?? 0;
    const wanted = argumentsOf(create, before);
    if (wanted === undefined || wanted === given) return;
    report({ at: list ?? slot, message: say`${slot.text} takes ${told(wanted)}, one for each feature of the model, not ${given}` });
  },
};

const told = (count: number) => (count === 1 ? say`1 argument` : say`${count} arguments`);

/** How many arguments the function of a model takes; undefined where that cannot be told. */
function argumentsOf(create: SyntaxNode, before: Model): number | undefined {
  const model = readModel(create);
  if (model.type === 'FORECAST' || !model.source)
    return model.endpoint ? model.arguments?.childrenOf('SignatureArgument').length : undefined;
  if (model.brought) return model.arguments?.childrenOf('SignatureArgument').length;
  const columns = trainingColumns(model.source, before);
  if (!columns) return undefined;
  const slot = model.target?.child('target-column-name');
  const target = slot && nameOf(slot)?.parts.at(-1)?.name;
  if (!slot) return model.type === 'KMEANS' ? columns.length : undefined;
  return columns.some(({ name }) => name === target) ? columns.length - 1 : undefined;
}
