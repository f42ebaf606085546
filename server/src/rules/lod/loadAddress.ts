// LOD004: COPY reads from, and UNLOAD writes to, addresses of AWS only.

import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { addressOf } from './loadOptions.ts';

export const loadAddress: Rule = {
  id: 'LOD004',
  name: 'load-address',
  severity: 'error',
  title: 'COPY from or UNLOAD to something that is not a known URL',
  explanation: `COPY reads \`s3://\`, \`emr://\` and \`dynamodb://\`, UNLOAD writes \`s3://\`. There is no path to a file of the client or of the warehouse's own disk.`,
  pages: ['r_COPY', 'r_UNLOAD'],
  examples: {
    wrong: [
      "COPY t FROM '/data/x.csv' IAM_ROLE DEFAULT;",
      "COPY t FROM 'https://b.s3.amazonaws.com/x.csv' IAM_ROLE DEFAULT;",
      "UNLOAD ('select 1') TO 'dynamodb://t' IAM_ROLE DEFAULT;",
      "UNLOAD ('select 1') TO 'bucket/prefix' IAM_ROLE DEFAULT;",
      "COPY t FROM 's3a://bucket/data/' IAM_ROLE DEFAULT PARQUET;",
      "COPY t FROM 's3:/bucket/data/' IAM_ROLE DEFAULT CSV;",
      "COPY t FROM 'arn:aws:s3:::bucket/data/' IAM_ROLE DEFAULT CSV;",
    ],
    right: [
      "COPY t FROM 's3://b/x.csv' IAM_ROLE DEFAULT;",
      "COPY t FROM 'emr://j-SAMPLE/out/part-*' IAM_ROLE DEFAULT;",
      "COPY t FROM 'dynamodb://t' IAM_ROLE DEFAULT READRATIO 50;",
      "COPY t FROM '{{ path }}' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'UnloadStatement'],
  check(node, { report }) {
    const address = addressOf(node);
    const text = address && stringValue(address);
    if (!address || text === undefined) return;
    const isCopy = node.kind === 'CopyStatement';
    if ((isCopy ? /^(?:s3|emr|dynamodb):\/\/./i : /^s3:\/\/./i).test(text.trim())) return;
    const written = address.text.slice(1, -1);
    const meant = addressInS3(written);
    report({
      at: address,
      message: isCopy
        ? say`COPY reads from s3://…, emr://… or dynamodb://…, not “${written}”`
        : say`UNLOAD writes to s3://…, not “${written}”`,
      fixes: meant
        ? [{ title: say`Change to '${meant}'`, edits: [{ start: address.start, end: address.end, newText: `'${meant}'` }], safe: false }]
        : [],
    });
  },
};

/** Other ways to say where an object of S3 is. */
const waysToS3: readonly RegExp[] = [
  /^s3[an]:\/\/([^/]+\/?.*)$/i,
  /^s3:\/?([^/].*)$/i,
  /^arn:aws[\w-]*:s3:::(.+)$/,
  /^https?:\/\/s3[.-][\w.-]*amazonaws\.com(?:\.cn)?\/(.+)$/,
];

function addressInS3(written: string): string | undefined {
  if (/['\\?\s]/.test(written)) return undefined;
  const hosted = /^https?:\/\/([\w.-]+)\.s3[.-][\w.-]*amazonaws\.com(?:\.cn)?\/(.*)$/.exec(written);
  if (hosted) return `s3://${hosted[1]}/${hosted[2]}`;
  const path = waysToS3.map(way => way.exec(written)?.[1]).find(found => found !== undefined);
  return path && `s3://${path}`;
}
