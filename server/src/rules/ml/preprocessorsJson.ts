// ML013: PREPROCESSORS is not valid JSON, or names an unknown transformer.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';
import { placeOfTransformer, preprocessorsOf, transformers } from './preprocessors.ts';

export const preprocessorsJson: Rule = {
  id: 'ML013',
  name: 'preprocessors-json',
  severity: 'warning',
  title: 'PREPROCESSORS is not valid JSON, or names an unknown transformer',
  explanation: `\`PREPROCESSORS\` is 'none' or a JSON list of \`{"ColumnSet": ["column"], "Transformers": ["OneHotEncoder"]}\`.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      `CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PREPROCESSORS '[{"ColumnSet":["a"],"Transformers":["OneHot"]}]' SETTINGS (S3_BUCKET 'b');`,
      `CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PREPROCESSORS '[{"ColumnSet":["a"]' SETTINGS (S3_BUCKET 'b');`,
      `CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PREPROCESSORS '{"ColumnSet":["a"],"Transformers":["PCA"]}' SETTINGS (S3_BUCKET 'b');`,
    ],
    right: [
      `CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PREPROCESSORS '[{"ColumnSet":["a"],"Transformers":["OneHotEncoder"]}]' SETTINGS (S3_BUCKET 'b');`,
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT PREPROCESSORS 'none' SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    const read = preprocessorsOf(model.preprocessorsText);
    if (!read) return;
    const unknown = read.transformers.find(name => !transformers.includes(name));
    if (!read.valid)
      report({ at: model.preprocessors!, message: say`PREPROCESSORS must be a JSON list of objects with ColumnSet and Transformers` });
    else if (unknown !== undefined) {
      const near = transformers.find(name => name.toLowerCase().startsWith(unknown.toLowerCase()));
      const at = placeOfTransformer(model.preprocessors!, unknown);
      report({
        at,
        fixes: near ? [{ title: say`Change to ${near}`, edits: [{ start: at.start, end: at.end, newText: near }], safe: false }] : [],
        message: near
          ? say`There is no transformer ${unknown}. Did you mean ${near}?`
          : say`There is no transformer ${unknown}: there are ${transformers.join(', ')}`,
      });
    }
  },
};
