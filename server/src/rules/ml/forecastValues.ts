// ML015: FREQUENCY or PERCENTILES value not valid.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const forecastValues: Rule = {
  id: 'ML015',
  name: 'forecast-values',
  severity: 'warning',
  title: 'FREQUENCY or PERCENTILES value not valid',
  explanation: `\`FREQUENCY\` is one of Y, M, W, D, H, 30min, 15min, 10min, 5min, 1min. \`PERCENTILES\` is a list of at most five numbers from 0.01 to 0.99, or \`mean\`.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY '2D', PERCENTILES '0.1,0.2,0.3,0.4,0.5,0.6');",
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY 'D', PERCENTILES '0.1,1.5');",
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY 'daily');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY 'D', PERCENTILES '0.1,0.5,0.9');",
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY '30min', PERCENTILES 'mean');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    const frequency = model.setting('FREQUENCY');
    if (frequency?.value !== undefined && !/^(?:[YMWDH]|30min|15min|10min|5min|1min)$/i.test(frequency.value))
      report({
        at: frequency.node,
        message: say`There is no FREQUENCY “${frequency.value}”: it is Y, M, W, D, H, 30min, 15min, 10min, 5min or 1min`,
      });
    const percentiles = model.setting('PERCENTILES');
    const list = percentiles?.value?.split(',').map(part => part.trim());
    if (!percentiles || !list) return;
    const wrong = list.find(part => !/^mean$/i.test(part) && !(Number(part) >= 0.01 && Number(part) <= 0.99));
    if (list.length > 5) report({ at: percentiles.node, message: say`PERCENTILES takes at most five values, not ${list.length}` });
    else if (wrong !== undefined) report({ at: percentiles.node, message: say`PERCENTILES takes 0.01 to 0.99 and mean, not “${wrong}”` });
  },
};
