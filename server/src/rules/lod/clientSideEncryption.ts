// LOD008: keys for client-side encryption are no longer taken.
import { stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { optionNamed, optionsOf } from './loadOptions.ts';

export const clientSideEncryption: Rule = {
  id: 'LOD008',
  name: 'client-side-encryption-ended',
  severity: 'warning',
  title: 'Client-side encryption (MASTER_SYMMETRIC_KEY) ended on April 30, 2026',
  explanation: `\`MASTER_SYMMETRIC_KEY\` and \`CREDENTIALS '…master_symmetric_key=…'\` put the root key into the script, and the service ended on April 30, 2026. UNLOAD with
\`KMS_KEY_ID '…' ENCRYPTED\`; COPY reads files that S3 encrypts by itself.`,
  pages: ['r_COPY', 'r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT MASTER_SYMMETRIC_KEY 'k' ENCRYPTED;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MASTER_SYMMETRIC_KEY 'k' ENCRYPTED;",
      "COPY t FROM 's3://b/p' CREDENTIALS '{{ credentials }}' ENCRYPTED CSV;",
      "COPY t FROM 's3://b/p' CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/r;master_symmetric_key=k' ENCRYPTED;",
    ],
    right: ["UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT KMS_KEY_ID 'k' ENCRYPTED;", "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CSV;"],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'UnloadStatement'],
  check(node, { report }) {
    const options = optionsOf(node);
    const key =
      optionNamed(options, 'MASTER_SYMMETRIC_KEY') ??
      options.find(o => o.name === 'CREDENTIALS' && /master_symmetric_key/i.test(o.node.text));
    const unload = node.kind === 'UnloadStatement';
    // ENCRYPTED of COPY means files that the client has encrypted; that of UNLOAD may mean KMS.
    const encrypted = unload ? undefined : optionNamed(options, 'ENCRYPTED');
    if (!key) {
      const message = say`COPY reads ENCRYPTED as client-side encryption, which ended on April 30, 2026: leave it out, S3 decrypts by itself`;
      if (encrypted) report({ at: encrypted.node, message });
      return;
    }
    report({
      at: (key.name === 'CREDENTIALS' && stringToken(key.node)) || key.node,
      message: say`Client-side encryption ended on April 30, 2026` + (unload ? say`: use KMS_KEY_ID with ENCRYPTED` : ''),
    });
  },
};
