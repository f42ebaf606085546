// GRT031: USAGE on an external schema is SELECT on all its tables.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { externalSchemaAt } from './externalSchemaFacts.ts';
import { thingsOf } from './meaning.ts';
import { readRightsForm, writtenName } from './rightsForm.ts';

export const externalSchemaToPublic: Rule = {
  id: 'GRT031',
  name: 'external-schema-to-public',
  severity: 'warning',
  title: 'USAGE on an external schema opens every table in it',
  explanation: `In a local schema \`USAGE\` lets nobody read a table; in an external schema it lets the grantee read all of them, those added to the catalog
later included. Given to \`PUBLIC\`, that is everybody. Grant it to a role.`,
  pages: ['r_GRANT', 'r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      'GRANT USAGE ON SCHEMA spectrum TO PUBLIC;',
      "CREATE EXTERNAL TABLE spectrum.sales (id int) STORED AS PARQUET LOCATION 's3://bucket/sales/'; GRANT USAGE ON SCHEMA spectrum TO PUBLIC;",
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT USAGE ON SCHEMA spectrum TO PUBLIC;",
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT ALL ON SCHEMA sales, spectrum TO ROLE r, PUBLIC;",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; REVOKE USAGE ON SCHEMA spectrum FROM PUBLIC;",
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT; GRANT USAGE ON SCHEMA spectrum TO ROLE spectrum_reader;",
      'CREATE SCHEMA sales; GRANT USAGE ON SCHEMA sales TO PUBLIC;',
    ],
  },
  needs: 'script',
  kinds: ['SchemaTarget'],
  check(target, { report, before, final }) {
    const node = target.ancestor('GrantPrivileges');
    const form = node && readRightsForm(node);
    const everybody = form?.grantees.find(({ kind }) => kind === 'public');
    if (!form?.target || !everybody || !form.privileges.some(({ name }) => name === 'usage' || name === 'all')) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      const schema = on.kind === 'schema' && !on.database ? externalSchemaAt({ before, final }, on.name) : undefined;
      if (!schema) continue;
      report({
        at: everybody.node,
        message: schema.certain
          ? say`USAGE on the external schema ${writtenName(written)} opens every table in it, here to everybody: grant it to a role`
          : say`${writtenName(written)} seems to be an external schema: USAGE on it opens every table in it, here to everybody; grant it to a role`,
      });
    }
  },
};
