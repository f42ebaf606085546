// GRT037: the roles of a chain stand without spaces.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { iamRoleKinds, iamRoleTexts } from './iamRoleTexts.ts';

export const spaceInRoleChain: Rule = {
  id: 'GRT037',
  name: 'space-in-role-chain',
  severity: 'error',
  title: 'Space in a chained role list',
  explanation: `Chained IAM roles are one text: \`'arn:aws:iam::…:role/a,arn:aws:iam::…:role/b'\`. A space behind the comma becomes part of the name.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA', 'https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service-chaining-roles.html'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'arn:aws:iam::123456789012:role/a, arn:aws:iam::123456789012:role/b';",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/a ,arn:aws:iam::123456789012:role/b' TO ann FOR COPY;",
      "UNLOAD ('SELECT 1') TO 's3://bucket/x' IAM_ROLE 'arn:aws:iam::123456789012:role/a, arn:aws:iam::210987654321:role/b';",
      "COPY t FROM 's3://bucket/x' CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/a, arn:aws:iam::210987654321:role/b' CSV;",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'arn:aws:iam::123456789012:role/a,arn:aws:iam::123456789012:role/b';",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/b' TO ann FOR COPY;",
    ],
  },
  needs: 'offline',
  kinds: iamRoleKinds,
  check(node, { report }) {
    for (const { token, text, start } of iamRoleTexts(node)) {
      if (!text.includes(',') || !/\s/.test(text)) continue;
      report({
        at: token,
        message: say`Chained roles stand without spaces: only a comma between two ARNs`,
        fixes: [
          {
            title: say`Delete the spaces`,
            edits: [{ start, end: start + text.length, newText: text.replace(/\s+/g, '') }],
            safe: true,
          },
        ],
      });
    }
  },
};
