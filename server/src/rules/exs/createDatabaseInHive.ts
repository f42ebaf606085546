// EXS004: CREATE EXTERNAL DATABASE does not work with a Hive metastore.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { sourceOf } from './externalSource.ts';

export const createDatabaseInHive: Rule = {
  id: 'EXS004',
  name: 'create-database-in-hive',
  severity: 'error',
  title: 'CREATE EXTERNAL DATABASE IF NOT EXISTS with a Hive metastore',
  explanation: `Redshift creates databases in the Data Catalog only. Create the database in Hive, and delete the clause.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' URI 'h' IAM_ROLE DEFAULT CREATE EXTERNAL DATABASE IF NOT EXISTS;",
      "CREATE EXTERNAL SCHEMA IF NOT EXISTS s FROM HIVE METASTORE CREATE EXTERNAL DATABASE IF NOT EXISTS DATABASE 'd' URI 'h' PORT 9083 IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' URI 'h' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT CREATE EXTERNAL DATABASE IF NOT EXISTS;",
    ],
  },
  needs: 'offline',
  kinds: ['ExternalSchemaCreateDatabase'],
  check(clause, { report }) {
    if (!clause.parent || sourceOf(clause.parent) !== 'HIVE METASTORE') return;
    report({
      at: clause,
      message: say`Redshift cannot create a database in a Hive metastore: create it in Hive`,
      fixes: [
        {
          title: say`Delete CREATE EXTERNAL DATABASE IF NOT EXISTS`,
          edits: [{ start: clause.start, end: clause.end, newText: '' }],
          safe: true,
        },
      ],
    });
  },
};
