// ML027: REQUEST_TYPE RAW without RESPONSE_TYPE SUPER, or with PROMPT/SUFFIX.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const rawRequest: Rule = {
  id: 'ML027',
  name: 'raw-request',
  severity: 'error',
  title: 'REQUEST_TYPE RAW without RESPONSE_TYPE SUPER, or with PROMPT/SUFFIX',
  explanation: `A raw request is the JSON that you pass, and a raw answer is JSON too: \`RESPONSE_TYPE SUPER\`, no \`PROMPT\`, no \`SUFFIX\`.`,
  pages: ['r_create_external_model'],
  examples: {
    wrong: [
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'm', REQUEST_TYPE RAW, PROMPT 'x');",
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'm', REQUEST_TYPE RAW);",
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'm', REQUEST_TYPE RAW, RESPONSE_TYPE VARCHAR);",
    ],
    right: [
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'm', REQUEST_TYPE RAW, RESPONSE_TYPE SUPER);",
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'm', PROMPT 'x');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalModel'],
  check(node, { report }) {
    const model = readModel(node);
    const request = model.setting('REQUEST_TYPE');
    if (request?.value !== 'RAW') return;
    const words = model.setting('PROMPT') ?? model.setting('SUFFIX');
    if (words) report({ at: words.node, message: say`${words.name} does not go with REQUEST_TYPE RAW` });
    else if (model.setting('RESPONSE_TYPE')?.value !== 'SUPER')
      report({ at: request.node, message: say`REQUEST_TYPE RAW needs RESPONSE_TYPE SUPER` });
  },
};
