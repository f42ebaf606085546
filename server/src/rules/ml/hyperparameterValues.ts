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
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (TREE_METHOD hist) SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (MAX_DEPTH 'deep') SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (K 'five') SETTINGS (S3_BUCKET 'b');",
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
      const text = stringValue(value);
      if (model.type === 'KMEANS') {
        const known = kmeansParameters.has(name);
        if (!known) report({ at: tokens[0]!, message: say`K-means has no hyperparameter ${name}`, severity: 'warning' });
        if (name === 'k' && text !== undefined && !/^[1-9]\d*$/.test(text.trim()))
          report({ at: value, message: say`${name} is a whole number, not ${text}`, severity: 'warning' });
      }
      if (model.type !== 'XGBOOST') continue;
      const range = ranges[name];
      if (range === undefined) report({ at: tokens[0]!, message: say`XGBOOST has no hyperparameter ${name}`, severity: 'warning' });
      if (range === undefined || name === 'tree_method') continue;
      const number = Number(value.type === 'number' ? value.text : text);
      if (text !== undefined && (Number.isNaN(number) || text.trim() === ''))
        report({ at: value, message: say`${name} is a number, not “${text}”`, severity: 'warning' });
      else if (range.length === 0 && number <= 0)
        report({ at: value, message: say`${name} is a whole number above 0`, severity: 'warning' });
      if (range.length === 0 || Number.isNaN(number)) continue;
      if (number < range[0]! || number > range[1]!)
        report({ at: value, message: say`${name} is tuned between ${range[0]} and ${range[1]}`, severity: 'warning' });
    }
  },
  explain({ start, end }, code) {
    const name = /\bHYPERPARAMETERS\s+DEFAULT\s+EXCEPT\s*\([^)]*?(\w+)\s+$/i.exec(code.slice(0, start))?.[1];
    const word = /^\w+/.exec(code.slice(start))?.[0];
    if (!name || !word) return undefined;
    const fixes = [{ title: say`Quote the value`, edits: [{ start, end: start + word.length, newText: `'${word}'` }], safe: false }];
    return {
      at: { start, end: Math.max(end, start + word.length) },
      message: say`The value of ${name.toLowerCase()} must be a string`,
      fixes,
    };
  },
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/k-means-api-config.html */
const kmeansParameters: ReadonlySet<string> = new Set(
  `feature_dim k epochs eval_metrics extra_center_factor half_life_time_size init_method local_lloyd_init_method local_lloyd_max_iter local_lloyd_num_trials
  local_lloyd_tol mini_batch_size`.split(/\s+/),
);
