// LOD013: UNLOAD without a key of one's own.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { optionNamed, optionsOf } from './loadOptions.ts';

export const unloadUnencrypted: Rule = {
  id: 'LOD013',
  name: 'unload-without-encrypted',
  severity: 'info',
  oncePerScript: true,
  title: 'UNLOAD without ENCRYPTED',
  explanation: `Without \`ENCRYPTED\` the files are encrypted with keys that S3 manages (SSE-S3): everybody who may read the bucket reads them. With \`KMS_KEY_ID '…' ENCRYPTED\`, or
\`ENCRYPTED AUTO\` and a bucket with a default key, reading needs the right to use that key too. Told once a script.`,
  pages: ['r_UNLOAD', 't_unloading_encrypted_files'],
  examples: {
    wrong: [
      "UNLOAD ('select * from hr.salary') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET;",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT CSV GZIP;",
    ],
    right: [
      "UNLOAD ('select * from hr.salary') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET ENCRYPTED AUTO;",
      "UNLOAD ('select * from hr.salary') TO 's3://b/p' IAM_ROLE DEFAULT KMS_KEY_ID 'k' ENCRYPTED;",
    ],
  },
  needs: 'offline',
  kinds: ['UnloadStatement'],
  check(node, { report }) {
    const options = optionsOf(node);
    if (optionNamed(options, 'ENCRYPTED', 'KMS_KEY_ID')) return;
    report({
      at: node.keyword('UNLOAD')!,
      message: say`The files will be readable to everybody who may read the bucket: consider ENCRYPTED with a KMS key`,
    });
  },
};
