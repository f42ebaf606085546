// ML014: FORECAST without HORIZON or FREQUENCY, or with FUNCTION.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const forecastForm: Rule = {
  id: 'ML014',
  name: 'forecast-form',
  severity: 'warning',
  title: 'FORECAST without HORIZON or FREQUENCY, or with FUNCTION',
  explanation: `A forecast needs how far it looks (\`HORIZON\`) and in what steps (\`FREQUENCY\`); it is read from a table, so it has no \`FUNCTION\`.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5);",
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', FREQUENCY 'D');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY 'D');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y IAM_ROLE DEFAULT AUTO ON MODEL_TYPE FORECAST SETTINGS (S3_BUCKET 'b', HORIZON 5, FREQUENCY 'D');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (model.type !== 'FORECAST') return;
    if (model.function) report({ at: model.function, message: say`A forecast has no FUNCTION: its result is read from a table` });
    const missing = ['HORIZON', 'FREQUENCY'].filter(name => !model.setting(name));
    if (missing.length > 0)
      report({ at: model.settingsNode ?? model.typeNode!, message: say`A forecast needs ${missing.join(say` and `)} in its SETTINGS` });
  },
};
