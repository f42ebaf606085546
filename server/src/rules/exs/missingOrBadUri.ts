// EXS003: where the metastore, database or brokers are, without a protocol.

import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { sourceOf } from './externalSource.ts';

const needsUri = new Set(['HIVE METASTORE', 'POSTGRES', 'MYSQL', 'KAFKA']);

export const missingOrBadUri: Rule = {
  id: 'EXS003',
  name: 'missing-or-bad-uri',
  severity: 'error',
  title: 'URI missing for HIVE METASTORE, POSTGRES, MYSQL or KAFKA; or with a protocol',
  explanation: `\`URI\` is the host name or address of the metastore, the database or the brokers, and nothing else: no \`http://\`, no \`jdbc:\`.
The port of a metastore or database is the clause \`PORT\`; brokers are written \`host:port,host:port\`.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA', 'r_ALTER_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' URI 'http://10.0.0.1' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM MYSQL DATABASE 'd' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'jdbc:postgresql://h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA s FROM KAFKA IAM_ROLE DEFAULT AUTHENTICATION iam URI 'https://b:9098';",
      "ALTER EXTERNAL SCHEMA s URI 'https://b-1:9098';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' URI '10.0.0.1' PORT 9083 IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM KAFKA IAM_ROLE DEFAULT URI 'b-1:9098,b-2:9098' AUTHENTICATION iam;",
      "CREATE EXTERNAL SCHEMA s FROM MSK IAM_ROLE DEFAULT AUTHENTICATION iam CLUSTER_ARN 'arn:aws:kafka:us-east-1:123456789012:cluster/c';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalSchema', 'AlterExternalSchema'],
  check(node, { report }) {
    const clause = node.child('ExternalSchemaUri');
    if (!clause) {
      if (node.kind !== 'CreateExternalSchema') return;
      const source = sourceOf(node);
      if (!needsUri.has(source)) return;
      report({
        at: node.child('ExternalSchemaSource') ?? node,
        message: say`An external schema FROM ${source} needs URI: the host that it reads from`,
      });
      return;
    }
    const value = stringValue(clause);
    const protocol = value && /^(?:[a-z][\w+.-]*:)+\/\//i.exec(value)?.[0];
    const literal = clause.child('Literal');
    if (!protocol || !literal) return;
    report({
      at: literal,
      message: say`URI is a host name without a protocol: delete ${protocol}`,
      // The metastore's own protocol stands in running scripts.
      ...(protocol.toLowerCase() === 'thrift://' ? { severity: 'warning' } : {}),
      fixes: [
        {
          title: say`Delete ${protocol}`,
          edits: [{ start: literal.start, end: literal.end, newText: literal.text.replace(protocol, '').replace(/\/'$/, "'") }],
          safe: true,
        },
      ],
    });
  },
};
