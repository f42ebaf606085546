// GRT036: what an IAM role's ARN looks like.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { flawOf, iamRoleKinds, iamRoleTexts, longestChain } from './iamRoleTexts.ts';

export const malformedIamRole: Rule = {
  id: 'GRT036',
  name: 'malformed-iam-role',
  severity: 'error',
  title: 'Malformed IAM role ARN',
  explanation: `An IAM role is written \`arn:aws:iam::123456789012:role/path/name\`: the partition (\`aws\`, \`aws-cn\`, \`aws-us-gov\`), no region, an account of 12
digits. A chain holds at most ten of them, with commas and no spaces.

An error in \`GRANT\` and \`REVOKE\`; a warning in \`COPY\`, \`UNLOAD\`, \`CREATE EXTERNAL SCHEMA\` and the like, where scripts often hold a made-up number.`,
  pages: ['r_GRANT', 'https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service-chaining-roles.html'],
  examples: {
    wrong: [
      "GRANT ASSUMEROLE ON 'arn:aws:iam::12345:role/r' TO ann FOR COPY;",
      "REVOKE ASSUMEROLE ON 'arn:aws:iam::123456789012:user/r' FROM ann FOR COPY;",
      "GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:s3:::bucket/r';",
      "GRANT ASSUMEROLE ON 'my-role' TO ann FOR UNLOAD;",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/a,arn:aws:iam::1234567890123:role/b' TO ROLE etl FOR COPY;",
      "COPY sales.orders FROM 's3://bucket/orders/' IAM_ROLE 'arn:aws:iam::12345:role/r' FORMAT AS PARQUET;",
      "UNLOAD ('SELECT 1') TO 's3://bucket/x' CREDENTIALS 'aws_iam_role=arn:aws:iam::12345:role/r';",
    ],
    right: [
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann FOR COPY;",
      "GRANT ASSUMEROLE ON 'arn:aws-us-gov:iam::123456789012:role/service-role/r' TO ann FOR COPY;",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::<account>:role/r' TO ann FOR COPY;",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::{{ account }}:role/r' TO ann FOR COPY;",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'SESSION' CATALOG_ID '123456789012';",
    ],
  },
  needs: 'offline',
  kinds: iamRoleKinds,
  check(node, { report }) {
    const isRight = node.kind === 'IamRoleGrantee' || node.kind === 'AssumeRoleTarget';
    for (const { token, text, start: first } of iamRoleTexts(node)) {
      const links = text.split(',');
      let start = first;
      for (const link of links) {
        const arn = link.trim();
        const flaw = flawOf(arn);
        const at = start + link.indexOf(arn);
        start += link.length + 1;
        if (!flaw || (!isRight && arn.includes(documentationAccount))) continue;
        // A page of AWS grants to a bare name.
        const isBareName = node.kind === 'IamRoleGrantee' && !arn.includes(':');
        report({
          at: arn === '' ? token : { start: at, end: at + arn.length },
          message: arn === '' ? say`Nothing is no ARN of an IAM role: ${flaw}` : say`“${arn}” is no ARN of an IAM role: ${flaw}`,
          ...((!isRight || isBareName) && { severity: 'warning' }),
        });
        break;
      }
      if (links.length > longestChain)
        report({
          at: token,
          message: say`A chain holds at most ${longestChain} roles, this one ${links.length}`,
          ...(!isRight && { severity: 'warning' }),
        });
    }
  },
};

/** With 13 digits, in examples all over the AWS pages. */
const documentationAccount = ':0123456789012:';
