// GRT030: who may use an external schema may read all its tables.

import { factOf, relationAt } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { externalSchemaAt, isOfCatalog } from './externalSchemaFacts.ts';
import { thingsOf } from './meaning.ts';
import { isToPolicies, objectRightsForms, qualified, readRightsForm, writtenName } from './rightsForm.ts';

export const grantOnExternalTable: Rule = {
  id: 'GRT030',
  name: 'grant-on-external-table',
  severity: 'error',
  title: 'Table-level GRANT on an external table',
  explanation: `Rights on single external tables cannot be granted to or revoked from users, roles and groups of the database: \`USAGE\` on the schema opens all
its tables. To separate readers, make an external schema for each, or grant in AWS Lake Formation: \`ON EXTERNAL TABLE … TO IAM_ROLE\`.

Reported where the script or the database shows that the schema stands for a data catalog; as a warning where it is only called \`spectrum\`.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      'GRANT SELECT ON spectrum.sales TO ROLE analyst;',
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT SELECT ON spectrum.sales TO ROLE analyst;",
      "CREATE EXTERNAL SCHEMA hive FROM HIVE METASTORE DATABASE 'h' URI '10.1.1.1' IAM_ROLE DEFAULT; REVOKE SELECT ON TABLE public.t, hive.sales FROM ann;",
      "CREATE EXTERNAL TABLE spectrum.sales (id int) STORED AS PARQUET LOCATION 's3://bucket/sales/'; GRANT SELECT ON spectrum.sales TO GROUP readers;",
      "CREATE EXTERNAL TABLE spectrum.sales (id int) STORED AS PARQUET LOCATION 's3://bucket/sales/'; GRANT SELECT ON spectrum.clicks TO GROUP readers;",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT USAGE ON SCHEMA spectrum TO ROLE analyst;",
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT SELECT ON EXTERNAL TABLE spectrum.sales TO IAM_ROLE 'arn:aws:iam::123456789012:role/analyst';",
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT SELECT ON ALL TABLES IN SCHEMA spectrum TO ROLE analyst;",
      'GRANT SELECT ON lake.sales TO ROLE analyst;',
    ],
  },
  needs: 'script',
  kinds: objectRightsForms,
  check(node, { report, before, final }) {
    const form = readRightsForm(node);
    if (form.target?.kind !== 'relation' || isToPolicies(form)) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      if (on.kind !== 'relation' || on.relation.database) continue;
      const schema = externalSchemaAt({ before, final }, on.relation.schema);
      const table = factOf(relationAt(before, on.relation));
      const isExternal = schema ? isOfCatalog(schema) || schema.source === undefined : table?.kind === 'external-table';
      if (!isExternal) continue;
      const last = written.at(-1)!;
      report({
        at: { start: written[0]!.start, end: last.end },
        message:
          schema?.certain === false
            ? say`${writtenName(written)} seems to be an external table: rights on it come with USAGE ON SCHEMA ${qualified(on.relation.schema)}, or from Lake Formation (ON EXTERNAL TABLE … TO IAM_ROLE)`
            : say`${writtenName(written)} is an external table: rights on it come with USAGE ON SCHEMA ${qualified(on.relation.schema)}, or from Lake Formation (ON EXTERNAL TABLE … TO IAM_ROLE)`,
        // A schema of which only this is known that it is external may stand for another database, but not for what the script made in it.
        ...(schema && schema.source === undefined && !(table?.kind === 'external-table' && table.origin) && { severity: 'warning' }),
      });
    }
  },
};
