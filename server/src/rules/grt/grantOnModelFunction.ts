// GRT041: the function of a model belongs to the model.

import { type RelationName, relationKey } from '../../semantics/facts.ts';
import { routinesAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { qualified } from './rightsForm.ts';

export const grantOnModelFunction: Rule = {
  id: 'GRT041',
  name: 'grant-on-model-function',
  severity: 'warning',
  title: 'EXECUTE granted on an ML function instead of the model',
  explanation: `The prediction function of \`CREATE MODEL … FUNCTION\` is managed with its model: rights on it are those on the model.
Write \`GRANT EXECUTE ON MODEL ml.churn TO …\`.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      "GRANT EXECUTE ON FUNCTION ml.predict_churn(int) TO ann; CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket');",
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); GRANT EXECUTE ON FUNCTION predict_churn(int) TO ann;",
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); GRANT EXECUTE ON FUNCTION ml.predict_churn(int) TO ann;",
      "CREATE MODEL churn FROM customers TARGET churned FUNCTION predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); REVOKE EXECUTE ON FUNCTION f_net(int), predict_churn(int, varchar) FROM ROLE r;",
    ],
    right: [
      "GRANT EXECUTE ON FUNCTION ml.predict_churn(int) TO ann; CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket');",
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); CREATE FUNCTION predict_churn(int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql; GRANT EXECUTE ON FUNCTION predict_churn(int) TO ann;",
      "CREATE MODEL ml.churn FROM ml.customers TARGET churned FUNCTION ml.predict_churn IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket'); GRANT EXECUTE ON MODEL ml.churn TO ann;",
      'GRANT EXECUTE ON FUNCTION ml.predict_churn(int) TO ann;',
    ],
  },
  needs: 'script',
  kinds: ['FunctionTarget'],
  check(target, { report, before, final }) {
    const routines = target.childrenOf('FunctionSignature', 'ToleratedBareFunction');
    for (const routine of routines) {
      const slot = routine.child('function-name');
      const parts = slot && nameOf(slot)?.parts;
      if (!slot || !parts) continue;
      const name = resolveExisting(before, parts, 'routines');
      const { routines } = routinesAt(before, name);
      const other = parts.length === 1 && routines.length === 0 ? modelElsewhere(before, name.name) : undefined;
      // What nothing is known of yet is what the script makes of it later.
      const model = modelOf(before, name) ?? other ?? (routines.length === 0 ? modelOf(final, name) : undefined);
      if (!model && !routines.some(({ kind }) => kind === 'model-function')) continue;
      const written = model && qualified(parts.length > 1 || other ? model.schema : undefined, model.name);
      report({
        at: slot,
        message: written
          ? say`${slot.text} is the function of the model ${written}: rights on it are those on the model`
          : say`${slot.text} is the function of a model: rights on it are those on the model`,
        fixes:
          written && routines.length === 1
            ? [
                {
                  title: say`Write ON MODEL ${written}`,
                  edits: [{ start: target.start, end: target.end, newText: `MODEL ${written}` }],
                  safe: false,
                },
              ]
            : [],
      });
    }
  },
};

/** The model that has a function of this name in a schema that is not searched: a bare name can mean nothing else the script knows. */
function modelElsewhere(model: Model, name: string): RelationName | undefined {
  const found: RelationName[] = [];
  for (const fact of model.all('models')) if (fact.is === 'model' && fact.function?.name === name) found.push(fact.name);
  return found.length === 1 ? found[0] : undefined;
}

function modelOf(model: Model, name: RelationName): RelationName | undefined {
  const key = relationKey(name);
  for (const fact of model.all('models')) if (fact.is === 'model' && fact.function && relationKey(fact.function) === key) return fact.name;
  return undefined;
}
