// EXS010: mtls and the certificate belong together.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { sourceOf, streams } from './externalSource.ts';

export const mtlsWithoutCertificate: Rule = {
  id: 'EXS010',
  name: 'mtls-without-certificate',
  severity: 'error',
  title: 'mtls without AUTHENTICATION_ARN or SECRET_ARN, or these without mtls',
  explanation: `\`AUTHENTICATION mtls\` needs the client's certificate: from Certificate Manager with \`AUTHENTICATION_ARN\`, or from Secrets Manager with
\`SECRET_ARN\`. \`none\` and \`iam\` take neither.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA', 'r_ALTER_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM KAFKA URI 'b:9094' AUTHENTICATION mtls;",
      "CREATE EXTERNAL SCHEMA s FROM MSK IAM_ROLE DEFAULT AUTHENTICATION mtls URI 'b:9094';",
      "CREATE EXTERNAL SCHEMA s FROM KAFKA IAM_ROLE DEFAULT URI 'b:9098' AUTHENTICATION iam SECRET_ARN 'arn:aws:secretsmanager:us-west-2:123456789012:secret:k';",
      "CREATE EXTERNAL SCHEMA s FROM KAFKA URI 'b:9092' AUTHENTICATION_ARN 'arn:aws:acm:us-east-1:123456789012:certificate/c' AUTHENTICATION none;",
      "ALTER EXTERNAL SCHEMA s AUTHENTICATION iam AUTHENTICATION_ARN 'arn:aws:acm:us-east-1:123456789012:certificate/c';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM KAFKA URI 'b:9094' AUTHENTICATION mtls SECRET_ARN 'arn:aws:secretsmanager:us-west-2:123456789012:secret:k';",
      "CREATE EXTERNAL SCHEMA s FROM KAFKA IAM_ROLE DEFAULT URI 'b:9098' AUTHENTICATION iam;",
      "ALTER EXTERNAL SCHEMA s AUTHENTICATION mtls AUTHENTICATION_ARN 'arn:aws:acm:us-east-1:123456789012:certificate/c';",
      "ALTER EXTERNAL SCHEMA s SECRET_ARN 'arn:aws:secretsmanager:us-west-2:123456789012:secret:k';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalSchema', 'AlterExternalSchema'],
  check(node, { report }) {
    const creates = node.kind === 'CreateExternalSchema';
    if (creates && !streams.has(sourceOf(node))) return;
    const authentication = node.child('ExternalSchemaAuthentication');
    const certificate = node.child('ExternalSchemaCertificate', 'ExternalSchemaSecret');
    if (!authentication) return;
    const word = authentication.keyword('MTLS', 'IAM', 'NONE')?.keyword.toLowerCase();
    if (word === 'mtls' && !certificate) {
      report({
        at: authentication,
        message: say`AUTHENTICATION mtls needs the certificate: add AUTHENTICATION_ARN or SECRET_ARN`,
        // The schema may have one from before.
        ...(creates ? {} : { severity: 'warning' }),
      });
    } else if (word && word !== 'mtls' && certificate) {
      report({
        at: certificate,
        message: say`${certificate.tokens()[0]!.text.toUpperCase()} goes with AUTHENTICATION mtls, not with ${word}`,
      });
    }
  },
};
