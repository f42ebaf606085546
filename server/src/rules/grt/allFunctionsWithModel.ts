// GRT042: ALL FUNCTIONS stumbles over the function of a model.

import { nameOf } from '../../semantics/names.ts';
import { resolveInDatabase } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const allFunctionsWithModel: Rule = {
  id: 'GRT042',
  name: 'all-functions-with-model',
  severity: 'warning',
  title: 'ALL FUNCTIONS IN SCHEMA on a schema that holds an ML function fails',
  explanation: `A statement on all functions of a schema fails when one of them belongs to a model. Grant on the functions by name and on the model, or keep
models in a schema of their own.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ml TO ann;",
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sales, ml FROM PUBLIC;",
    ],
    right: [
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); GRANT EXECUTE ON MODEL ml.churn TO ann;",
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sales TO ann;",
      'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ml TO ann;',
    ],
  },
  needs: 'script',
  kinds: ['AllInSchemaTarget'],
  check(target, { report, before }) {
    if (!target.keyword('FUNCTIONS')) return;
    for (const slot of target.childrenOf('schema-name')) {
      const parts = nameOf(slot)?.parts;
      const schema = parts && resolveInDatabase(before, parts);
      if (!schema || schema.database) continue;
      const found = modelFunctionIn(before, schema.name);
      if (found)
        report({
          at: slot,
          message: say`This fails: ${found} in ${slot.text} belongs to a model. Name the functions one by one, and grant ON MODEL`,
        });
    }
  },
};

function modelFunctionIn(model: Parameters<typeof resolveInDatabase>[0], schema: string): string | undefined {
  for (const fact of model.all('models')) if (fact.is === 'model' && fact.function?.schema === schema) return fact.function.name;
  for (const [name, overloads] of model.catalog?.contents.get(schema)?.functions ?? [])
    if (overloads.some(({ kind }) => kind === 'model-function')) return name;
  return undefined;
}
