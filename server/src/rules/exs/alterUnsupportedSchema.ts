// EXS011: only schemas of the Data Catalog and of Kafka can be altered.

import { alterableSources } from '../../dialect/externalSchemas.ts';
import { factOf, schemaAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const told: Readonly<Record<string, () => string>> = {
  hive: () => say`a Hive metastore`,
  postgres: () => 'PostgreSQL',
  mysql: () => 'MySQL',
  kinesis: () => 'Kinesis',
  redshift: () => say`another Redshift database`,
};

export const alterUnsupportedSchema: Rule = {
  id: 'EXS011',
  name: 'alter-unsupported-schema',
  severity: 'error',
  title: 'ALTER EXTERNAL SCHEMA on a source it does not support',
  explanation: `\`ALTER EXTERNAL SCHEMA\` changes schemas \`FROM DATA CATALOG\`, \`KAFKA\` and \`MSK\`. Others are dropped and created again; grants on them must be given again too.`,
  pages: ['r_ALTER_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA pg_data FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';\nALTER EXTERNAL SCHEMA pg_data IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA clicks FROM KINESIS IAM_ROLE DEFAULT;\nALTER EXTERNAL SCHEMA clicks IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "CREATE EXTERNAL SCHEMA other FROM REDSHIFT DATABASE 'd';\nALTER EXTERNAL SCHEMA \"other\" URI 'h';",
      'CREATE SCHEMA sales;\nALTER EXTERNAL SCHEMA sales IAM_ROLE DEFAULT;',
    ],
    right: [
      "DROP SCHEMA pg_data;\nCREATE EXTERNAL SCHEMA pg_data FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nALTER EXTERNAL SCHEMA lake IAM_ROLE 'SESSION';",
      "CREATE EXTERNAL SCHEMA k FROM MSK IAM_ROLE DEFAULT URI 'b:9098' AUTHENTICATION iam;\nALTER EXTERNAL SCHEMA k URI 'c:9098';",
      'ALTER EXTERNAL SCHEMA somewhere IAM_ROLE DEFAULT;',
    ],
  },
  needs: 'script',
  kinds: ['AlterExternalSchema'],
  check(alter, { report, before }) {
    const slot = alter.child('external-schema-name');
    const name = slot && nameOf(slot)?.parts;
    if (!name) return;
    const schema = factOf(schemaAt(before, resolveSimple(before, name)));
    if (!schema || (schema.source && alterableSources.has(schema.source))) return;
    if (schema.kind === 'external' && !schema.source) return;
    report({
      at: slot,
      message: schema.source
        ? say`${slot.text} stands for ${told[schema.source]?.()}, which ALTER EXTERNAL SCHEMA does not change: drop it and create it again`
        : say`${slot.text} is no external schema, which ALTER EXTERNAL SCHEMA does not change: use ALTER SCHEMA`,
    });
  },
};
