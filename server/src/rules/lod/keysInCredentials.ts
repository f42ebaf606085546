// LOD002: CREDENTIALS with keys instead of a role.

import { stringText, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { optionsOf } from './loadOptions.ts';

export const keysInCredentials: Rule = {
  id: 'LOD002',
  name: 'keys-in-credentials',
  severity: 'error',
  title: 'CREDENTIALS with keys',
  explanation: `\`CREDENTIALS 'aws_access_key_id=…;aws_secret_access_key=…'\` lays an access key open to everybody who reads the script or the query log. Write \`IAM_ROLE\`
with \`DEFAULT\` or the ARN of a role that is attached to the warehouse, and deactivate the key.`,
  pages: ['copy-parameters-authorization'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' CREDENTIALS 'aws_access_key_id=AKIA;aws_secret_access_key=x';",
      "UNLOAD ('select 1') TO 's3://b/p' WITH CREDENTIALS AS 'aws_access_key_id=AKIA;aws_secret_access_key=x;token=y';",
      "CREATE LIBRARY f LANGUAGE plpythonu FROM 's3://b/f.zip' CREDENTIALS 'aws_access_key_id=AKIA;aws_secret_access_key=x';",
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "COPY t FROM 's3://b/p' CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/r';",
      "COPY t FROM 's3://b/p' CREDENTIALS 'aws_access_key_id=<access-key-id>;aws_secret_access_key=<secret-access-key>';",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'UnloadStatement', 'CreateLibrary'],
  check(node, { report }) {
    for (const { name, node: option } of optionsOf(node)) {
      if (name !== 'CREDENTIALS') continue;
      const token = stringToken(option);
      const secret = token && /aws_secret_access_key\s*=\s*([^;]*)/i.exec(stringText(token) ?? '')?.[1];
      if (!token || !secret || /^(?:<.*>|\$\{.*|\{\{.*|:.*|%.*|\*+|x{6,}|\.\.\.|your.*|\[.*\])$/i.test(secret)) continue;
      report({
        at: token,
        // What is too short to be a key is likely an example's.
        ...(secret.length < 16 && { severity: 'warning' }),
        message: say`An access key stands open in the script: use an IAM role, and deactivate the key`,
        fixes: [
          { title: say`Use IAM_ROLE DEFAULT`, edits: [{ start: option.start, end: option.end, newText: 'IAM_ROLE DEFAULT' }], safe: false },
        ],
      });
    }
  },
};
