// GRT029: nobody creates local tables in an external schema.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { externalSchemaAt } from './externalSchemaFacts.ts';
import { thingsOf } from './meaning.ts';
import { readRightsForm, writtenName } from './rightsForm.ts';

export const createOnExternalSchema: Rule = {
  id: 'GRT029',
  name: 'create-on-external-schema',
  severity: 'error',
  title: 'GRANT CREATE ON SCHEMA for an external schema',
  explanation: `Of the rights on schemas, an external schema takes \`USAGE\`, which opens its tables. External tables are created by the schema's owner and by
superusers: \`ALTER SCHEMA spectrum OWNER TO etl_user\`.

Reported where the script or the database shows that the schema is external; as a warning where it is only called \`spectrum\`.`,
  pages: ['r_GRANT', 'r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      'GRANT CREATE ON SCHEMA spectrum TO ROLE etl;',
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT CREATE ON SCHEMA spectrum TO ROLE etl;",
      "CREATE EXTERNAL TABLE spectrum.sales (id int) STORED AS PARQUET LOCATION 's3://bucket/sales/'; GRANT CREATE ON SCHEMA spectrum TO ROLE etl;",
      "GRANT CREATE ON SCHEMA spectrum TO ROLE etl; CREATE EXTERNAL SCHEMA IF NOT EXISTS spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA IF NOT EXISTS crm FROM POSTGRES DATABASE 'crm' URI 'h.example.com' IAM_ROLE DEFAULT SECRET_ARN 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:crm-AbCdEf'; GRANT USAGE, CREATE ON SCHEMA sales, crm TO GROUP etl;",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT USAGE ON SCHEMA spectrum TO ROLE etl;",
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; DROP SCHEMA spectrum; CREATE SCHEMA spectrum; GRANT CREATE ON SCHEMA spectrum TO ROLE etl;",
      'CREATE SCHEMA sales; GRANT CREATE ON SCHEMA sales TO ROLE etl;',
      'GRANT CREATE ON SCHEMA lake TO ROLE etl;',
      'ALTER SCHEMA spectrum OWNER TO etl_user;',
    ],
  },
  needs: 'script',
  kinds: ['SchemaTarget'],
  check(target, { report, before, final }) {
    const node = target.ancestor('GrantPrivileges');
    const form = node && readRightsForm(node);
    const create = form?.privileges.find(({ name }) => name === 'create');
    if (!form?.target || !create) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      const schema = on.kind === 'schema' && !on.database ? externalSchemaAt({ before, final }, on.name) : undefined;
      if (!schema) continue;
      report({
        at: create.node,
        message: schema.certain
          ? say`${writtenName(written)} is an external schema: only its owner creates tables in it, and USAGE is what others can be given`
          : say`${writtenName(written)} seems to be an external schema: only its owner creates tables in it, and USAGE is what others can be given`,
        // Schemas of other clusters may be written to where the share allows it.
        ...((schema.source === 'redshift' || !schema.certain) && { severity: 'warning' }),
      });
      return;
    }
  },
};
