// EXS001: each source of an external schema has clauses that it cannot do without.

import { externalSchemaClauses, externalSources } from '../../dialect/externalSchemas.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { sourceOf, streams } from './externalSource.ts';

export const missingSourceClause: Rule = {
  id: 'EXS001',
  name: 'missing-source-clause',
  severity: 'error',
  title: 'External schema source without a required clause',
  explanation: `Each source needs its own clauses: \`DATABASE\` for the Data Catalog, Hive, PostgreSQL, MySQL and Redshift; \`IAM_ROLE\` for Hive, the
federated databases and Kinesis; \`SECRET_ARN\` for the federated databases; \`AUTHENTICATION\` for Kafka. (\`URI\` is EXS003.)

Add the clause that the message names. The Data Catalog does without \`IAM_ROLE\` only in a session of IAM Identity Center, so that it is not asked for.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      'CREATE EXTERNAL SCHEMA s FROM DATA CATALOG IAM_ROLE DEFAULT;',
      "CREATE EXTERNAL SCHEMA s FROM IAM_ROLE DEFAULT REGION 'us-west-2';",
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM MYSQL URI 'h' SECRET_ARN 'a' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' URI '10.0.0.1' PORT 9083;",
      'CREATE EXTERNAL SCHEMA IF NOT EXISTS s FROM KINESIS;',
      "CREATE EXTERNAL SCHEMA s FROM KAFKA URI 'b:9092';",
      "CREATE EXTERNAL SCHEMA s FROM REDSHIFT SCHEMA 'public';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'db' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'db' CATALOG_ID '123456789012';",
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      'CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE DEFAULT;',
      "CREATE EXTERNAL SCHEMA s FROM REDSHIFT DATABASE 'd';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalSchema'],
  check(create, { report }) {
    const source = sourceOf(create);
    const at = create.child('ExternalSchemaSource') ?? create.keyword('FROM') ?? create;
    const missing = externalSources[source].required.filter(kind => kind !== 'ExternalSchemaUri' && !create.child(kind));
    const told = missing.map(kind => externalSchemaClauses[kind]);
    // Kafka without AUTHENTICATION stands in running scripts.
    const certain = missing.some(kind => kind !== 'ExternalSchemaAuthentication');
    if (source === 'MSK' && !create.child('ExternalSchemaUri', 'ExternalSchemaCluster')) told.push(say`URI (or CLUSTER_ARN)`);
    // The page leaves the role out for Kafka, though it asks for one with IAM; the page of the older spelling had no form without it.
    const asksForRole = source === 'MSK' || create.child('ExternalSchemaAuthentication')?.keyword('IAM');
    if (streams.has(source) && asksForRole && !create.child('IamRole')) told.push('IAM_ROLE');
    if (told.length === 0) return;
    report({
      at,
      message: say`An external schema FROM ${source} needs ${told.join(say` and `)}`,
      ...(certain ? {} : { severity: 'warning' }),
    });
  },
};
