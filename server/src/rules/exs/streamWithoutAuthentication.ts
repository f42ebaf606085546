// EXS009: brokers that take anybody.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const streamWithoutAuthentication: Rule = {
  id: 'EXS009',
  name: 'stream-without-authentication',
  severity: 'warning',
  title: 'KAFKA/MSK with AUTHENTICATION none',
  explanation: `With \`AUTHENTICATION none\` the brokers let in everybody who reaches them, and what they send is not encrypted. Use \`iam\` with a role, or
\`mtls\` with a certificate.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA', 'materialized-view-streaming-ingestion-getting-started-MSK'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM KAFKA URI 'b:9092' AUTHENTICATION none;",
      "CREATE EXTERNAL SCHEMA IF NOT EXISTS s FROM MSK AUTHENTICATION NONE IAM_ROLE DEFAULT URI 'b:9092';",
      'ALTER EXTERNAL SCHEMA s AUTHENTICATION none;',
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM KAFKA IAM_ROLE DEFAULT URI 'b:9098' AUTHENTICATION iam;",
      'ALTER EXTERNAL SCHEMA s AUTHENTICATION iam IAM_ROLE DEFAULT;',
    ],
  },
  needs: 'offline',
  kinds: ['ExternalSchemaAuthentication'],
  check(clause, { report }) {
    if (!clause.keyword('NONE')) return;
    report({ at: clause, message: say`AUTHENTICATION none lets everybody in who reaches the brokers: use iam or mtls` });
  },
};
