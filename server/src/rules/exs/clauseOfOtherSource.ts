// EXS002: a clause that the source of the external schema does not take.

import { externalSchemaClauses, externalSources } from '../../dialect/externalSchemas.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { roleSort, sourceOf } from './externalSource.ts';

export const clauseOfOtherSource: Rule = {
  id: 'EXS002',
  name: 'clause-of-other-source',
  severity: 'error',
  title: 'Clause not allowed for the source',
  explanation: `Every source of an external schema takes its own clauses: MySQL has no \`SCHEMA\`, Kinesis nothing but \`IAM_ROLE\`, a Redshift database
neither role nor \`URI\`, only the Data Catalog \`REGION\`, \`CATALOG_ROLE\` and \`CATALOG_ID\`.

Delete the clause, or name the source that it belongs to.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM MYSQL DATABASE 'd' SCHEMA 'x' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA s FROM KINESIS DATABASE 'd' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM REDSHIFT DATABASE 'd' SCHEMA 'x' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' URI 'h' PORT 5432 IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a' CATALOG_ID '123456789012';",
      "CREATE EXTERNAL SCHEMA s FROM MYSQL DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a' CREATE EXTERNAL DATABASE IF NOT EXISTS;",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM MYSQL DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA s FROM REDSHIFT DATABASE 'd' SCHEMA 'x';",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' REGION 'us-west-2' IAM_ROLE DEFAULT CREATE EXTERNAL DATABASE IF NOT EXISTS;",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalSchema'],
  check(create, { report }) {
    const source = sourceOf(create);
    const { required, optional } = externalSources[source];
    for (const clause of create.nodes) {
      const word = externalSchemaClauses[clause.kind];
      if (!word || required.includes(clause.kind) || optional.includes(clause.kind)) continue;
      // Rules of their own: EXS004, and EXS005 for roles of the session.
      if (clause.kind === 'ExternalSchemaCreateDatabase' && source === 'HIVE METASTORE') continue;
      if (clause.kind.endsWith('Role') && roleSort(clause) === 'session') continue;
      report({
        at: clause,
        message: say`An external schema FROM ${source} takes no ${word}`,
        // The general form on the page has REGION for every source.
        ...(clause.kind === 'ExternalSchemaRegion' ? { severity: 'warning' } : {}),
        fixes: [{ title: say`Delete ${word}`, edits: [{ start: clause.start, end: clause.end, newText: '' }], safe: false }],
      });
    }
  },
};
