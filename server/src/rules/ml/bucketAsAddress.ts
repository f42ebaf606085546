// ML025: S3_BUCKET given as s3:// URL.

import { stringText, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const bucketAsAddress: Rule = {
  id: 'ML025',
  name: 'bucket-as-address',
  severity: 'error',
  title: 'S3_BUCKET given as s3:// URL',
  explanation: `The setting takes the name of the bucket, without \`s3://\` and without a path.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 's3://bucket');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 's3://bucket/path/', MAX_CELLS 1000);",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 's3://{{ bucket }}/models');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'bucket');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET '{{ bucket }}');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const setting = readModel(node).setting('S3_BUCKET');
    const literal = setting?.node.child('Literal');
    const token = literal && stringToken(literal);
    // What a template fills in may be the bucket: the address around it is wrong all the same.
    const name = /^s3:\/\/([^/]+)/i.exec((token && stringText(token)) ?? '')?.[1];
    if (!literal || name === undefined) return;
    report({
      at: literal,
      message: say`S3_BUCKET takes the bucket’s name: ${name}`,
      fixes: [{ title: say`Change to '${name}'`, edits: [{ start: literal.start, end: literal.end, newText: `'${name}'` }], safe: true }],
    });
  },
};
