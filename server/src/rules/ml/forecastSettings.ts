// ML016: HORIZON, FREQUENCY or PERCENTILES outside FORECAST.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const forecastSettings: Rule = {
  id: 'ML016',
  name: 'forecast-settings-elsewhere',
  severity: 'warning',
  title: 'HORIZON, FREQUENCY or PERCENTILES outside FORECAST',
  explanation: `These settings belong to \`MODEL_TYPE FORECAST\` alone.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b', HORIZON 5);",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO ON MODEL_TYPE XGBOOST SETTINGS (S3_BUCKET 'b', FREQUENCY 'D');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY 'D');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.type === 'FORECAST') return;
    for (const name of ['HORIZON', 'FREQUENCY', 'PERCENTILES']) {
      const setting = model.setting(name);
      if (setting) report({ at: setting.node, message: say`${name} goes only with MODEL_TYPE FORECAST` });
    }
  },
};
