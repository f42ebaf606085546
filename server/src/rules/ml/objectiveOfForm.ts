// ML008: OBJECTIVE not valid for the form.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html */
const objectives: Readonly<Record<string, readonly string[]>> = {
  AUTO: ['MSE', 'Accuracy', 'F1', 'F1_Macro', 'F1Macro', 'AUC'],
  XGBOOST: [
    'reg:squarederror', 'reg:squaredlogerror', 'reg:logistic', 'reg:pseudohubererror', 'reg:tweedie', 'binary:logistic', 'binary:hinge', 'multi:softmax', 'rank:pairwise', 'rank:ndcg',
  ], // biome-ignore format: one list
  FORECAST: ['RMSE', 'WAPE', 'MAPE', 'MASE', 'AverageWeightedQuantileLoss'],
};

export const objectiveOfForm: Rule = {
  id: 'ML008',
  name: 'objective-of-form',
  severity: 'error',
  title: 'OBJECTIVE not valid for the form',
  explanation: `\`AUTO ON\` takes MSE, Accuracy, F1, F1_Macro or AUC; \`AUTO OFF\` with XGBOOST takes objectives of XGBoost such as \`'reg:squarederror'\` or \`'binary:logistic'\`; FORECAST takes RMSE, WAPE, MAPE, MASE or AverageWeightedQuantileLoss.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT OBJECTIVE 'binary:logistic' SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'MSE' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PROBLEM_TYPE BINARY_CLASSIFICATION OBJECTIVE 'Precision' SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT OBJECTIVE 'F1' SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT OBJECTIVE 'f1macro' SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.objective || model.objectiveText === undefined || model.brought) return;
    if (model.type === 'KMEANS') {
      const message = say`K-means has no OBJECTIVE: leave the clause out`;
      report({ at: model.objective, message, severity: 'warning' });
      return;
    }
    const form =
      model.type === 'FORECAST' ? 'FORECAST' : model.autoOff && model.type === 'XGBOOST' ? 'XGBOOST' : model.autoOff ? undefined : 'AUTO';
    const legal = form && objectives[form];
    if (!legal || legal.some(name => name.toLowerCase() === model.objectiveText!.toLowerCase())) return;
    const what = form === 'FORECAST' ? 'MODEL_TYPE FORECAST' : form === 'XGBOOST' ? say`AUTO OFF with XGBOOST` : 'AUTO ON';
    report({
      at: model.objective.child('Literal') ?? model.objective,
      message: say`${what} has no objective “${model.objectiveText}”: it takes ${legal.join(', ')}`,
    });
  },
};
