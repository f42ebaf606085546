// ML010: unknown hyperparameter, value out of range, unquoted value, or OBJECTIVE inside HYPERPARAMETERS.

import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

/** Name → least and greatest value that SageMaker tunes in; none where it says nothing. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html */
const ranges: Readonly<Record<string, readonly number[]>> = {
  num_class: [],
  num_round: [],
  tree_method: [],
  max_depth: [0, 10],
  min_child_weight: [0, 120],
  subsample: [0.5, 1],
  gamma: [0, 5],
  alpha: [0, 1000],
  eta: [0.1, 0.5],
  colsample_bylevel: [0.1, 1],
  colsample_bynode: [0.1, 1],
  colsample_bytree: [0.5, 1],
  lambda: [0, 1000],
  max_delta_step: [0, 10],
};

export const hyperparameterValues: Rule = {
  id: 'ML010',
  name: 'hyperparameter-values',
  severity: 'error',
  title: 'Unknown hyperparameter, value out of range, unquoted value, or OBJECTIVE inside HYPERPARAMETERS',
  explanation: `Values of hyperparameters are strings: \`(ETA '0.3')\`. The objective has a clause of its own. Ranges are those that SageMaker tunes in; XGBoost takes more, so a value outside is a warning, as is an unknown name.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (ETA 0.9) SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (ETA '7') SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (learning_rate '0.1') SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (OBJECTIVE 'reg:squarederror') SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (ETA '0.3', num_round '100') SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    for (const parameter of model.hyperparameters?.descendants('ModelHyperparameter') ?? []) {
      const tokens = parameter.tokens();
      const name = tokens[0]!.text.toLowerCase().replace(/"/g, '');
      const value = tokens.at(-1)!;
      if (name === 'objective') {
        report({ at: parameter, message: say`The objective has a clause of its own: OBJECTIVE …, before PREPROCESSORS` });
        continue;
      }
      if (value.type === 'number') {
        const { start, end } = parameter.descendants('Literal').at(-1) ?? value;
        const fixes = [
          { title: say`Quote the value`, edits: [{ start, end, newText: `'${parameter.statement.text.slice(start, end)}'` }], safe: true },
        ];
        report({ at: { start, end }, message: say`The value of ${name} must be a string`, fixes });
      }
      if (model.type !== 'XGBOOST') continue;
      const range = ranges[name];
      if (range === undefined) report({ at: tokens[0]!, message: say`XGBOOST has no hyperparameter ${name}`, severity: 'warning' });
      const number = Number(value.type === 'number' ? value.text : stringValue(value));
      if (!range || range.length === 0 || Number.isNaN(number)) continue;
      if (number < range[0]! || number > range[1]!)
        report({ at: value, message: say`${name} is tuned between ${range[0]} and ${range[1]}`, severity: 'warning' });
    }
  },
};
