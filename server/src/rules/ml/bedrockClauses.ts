// ML026: CREATE EXTERNAL MODEL without MODEL_TYPE BEDROCK or MODEL_ID.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const bedrockClauses: Rule = {
  id: 'ML026',
  name: 'bedrock-clauses',
  severity: 'error',
  title: 'CREATE EXTERNAL MODEL without MODEL_TYPE BEDROCK or MODEL_ID',
  explanation: `An external model is one of Amazon Bedrock: \`MODEL_TYPE BEDROCK SETTINGS (MODEL_ID '…')\`.`,
  pages: ['r_create_external_model'],
  examples: {
    wrong: [
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT SETTINGS (MODEL_ID 'anthropic.claude-v2');",
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (PROMPT 'Say:');",
      'CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK;',
      "CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE XGBOOST SETTINGS (MODEL_ID 'anthropic.claude-v2');",
    ],
    right: ["CREATE EXTERNAL MODEL m FUNCTION f IAM_ROLE DEFAULT MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'anthropic.claude-v2');"],
  },
  needs: 'offline',
  kinds: ['CreateExternalModel'],
  check(node, { report }) {
    const model = readModel(node);
    if (!model.typeNode) report({ at: node.child('new-model-name')!, message: say`CREATE EXTERNAL MODEL needs MODEL_TYPE BEDROCK` });
    if (!model.setting('MODEL_ID'))
      report({
        at: model.settingsNode ?? node.child('new-model-name')!,
        message: say`CREATE EXTERNAL MODEL needs MODEL_ID in its SETTINGS`,
      });
  },
  explain({ start, end }, text) {
    if (!/^\s*CREATE\s+EXTERNAL\s+MODEL\b[^;]*\bMODEL_TYPE\s+$/i.test(text.slice(0, start))) return undefined;
    const word = text.slice(start, end);
    return {
      at: { start, end },
      message: say`An external model is one of Amazon Bedrock: MODEL_TYPE BEDROCK, not ${word}`,
      fixes: [{ title: say`Write BEDROCK`, edits: [{ start, end, newText: 'BEDROCK' }], safe: false }],
    };
  },
};
