// ICE001: who decides where the files of an Iceberg table lie.

import { hasPlaceholder } from '../../semantics/literals.ts';
import { factOf, schemaAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { catalogOf, icebergClauses, isS3Tables } from './icebergTable.ts';

export const icebergLocation: Rule = {
  id: 'ICE001',
  name: 'iceberg-location',
  severity: 'error',
  title: 'LOCATION with an S3 table bucket, or missing for an external schema / awsdatacatalog',
  explanation: `S3 Tables keep their files themselves: a table in \`"bucket@s3tablescatalog"\` takes no \`LOCATION\`. For a table of the Glue catalog, in an external schema or
in \`awsdatacatalog\`, it is required, and names an empty folder.`,
  pages: ['iceberg-writes-sql-syntax'],
  examples: {
    wrong: [
      `CREATE TABLE "b@s3tablescatalog".d.t (a int) USING ICEBERG LOCATION 's3://b/p/';`,
      `CREATE TABLE "b@s3tablescatalog".d.t USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (a) AS SELECT 1 AS a;`,
      'CREATE TABLE lake.t (a int) USING ICEBERG;',
      'CREATE TABLE IF NOT EXISTS awsdatacatalog.d.t (a int, b date) USING ICEBERG PARTITIONED BY (day(b));',
      "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nCREATE TABLE lake.t USING ICEBERG AS SELECT 1 AS a;",
    ],
    right: [
      `CREATE TABLE "b@s3tablescatalog".d.t (a int) USING ICEBERG;`,
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/';",
      'CREATE TABLE "some_catalog".d.t (a int) USING ICEBERG;',
      "CREATE EXTERNAL SCHEMA tables FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'SESSION' CATALOG_ID '123456789012:s3tablescatalog/b';\nCREATE TABLE tables.t (a int) USING ICEBERG;",
    ],
  },
  needs: 'script',
  kinds: ['CreateTable'],
  check(create, context) {
    const clauses = icebergClauses(create);
    const slot = create.child('new-table-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!clauses || !slot || !parts || parts.length < 2) return;
    const catalog = catalogOf(slot) ?? context.before.session.database;
    const location = clauses.child('ExternalLocation');
    if (location) {
      if (!isS3Tables(catalog)) return;
      context.report({
        at: location,
        message: say`${slot.text} lies in an S3 table bucket, which places the files itself: delete LOCATION`,
        fixes: [{ title: say`Delete LOCATION`, edits: [{ start: location.start, end: location.end, newText: '' }], safe: true }],
      });
      return;
    }
    if (isS3Tables(catalog) || (parts.length > 2 && catalog !== 'awsdatacatalog')) return;
    if (parts.length === 2) {
      const schema = factOf(schemaAt(context.before, parts[0]!.name));
      if (schema && (schema.kind !== 'external' || isPerhapsS3Tables(schema.origin?.statement.text ?? ''))) return;
    }
    context.report({
      at: clauses.keyword('ICEBERG') ?? clauses,
      message: say`Iceberg table ${slot.text} needs LOCATION: an empty folder in S3`,
    });
  },
};

const isPerhapsS3Tables = (createSchema: string): boolean => createSchema.includes('s3tablescatalog') || hasPlaceholder(createSchema);
