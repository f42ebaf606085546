// GRT064: the schema public is everybody's.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readRightsForm } from './rightsForm.ts';

export const publicSchemaOpened: Rule = {
  id: 'GRT064',
  name: 'public-schema-opened',
  severity: 'warning',
  title: 'PUBLIC keeps CREATE and USAGE on schema public',
  explanation: `A new database lets everybody create tables in the schema \`public\`, which stands in everybody's \`search_path\`: a table made there can take the
place of one that others mean. Revoke it once: \`REVOKE CREATE ON SCHEMA public FROM PUBLIC\`.

Whether that was ever done cannot be told from one script. What is reported is a script that opens the schema again.`,
  pages: ['r_REVOKE-usage-notes', 'r_Privileges'],
  examples: {
    wrong: ['GRANT CREATE ON SCHEMA public TO PUBLIC;', 'GRANT ALL ON SCHEMA sales, "public" TO ROLE r, PUBLIC;'],
    right: [
      'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
      'GRANT CREATE ON SCHEMA public TO ROLE etl;',
      'GRANT USAGE ON SCHEMA public TO PUBLIC;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantPrivileges'],
  check(node, { report }) {
    const { target, privileges, grantees } = readRightsForm(node);
    if (target?.kind !== 'schema' || !target.names.some(parts => parts.at(-1)!.name === 'public')) return;
    const create = privileges.find(({ name }) => name === 'create' || name === 'all');
    if (!create || !grantees.some(({ kind }) => kind === 'public')) return;
    report({
      at: create.node,
      message: say`Everybody can then put tables into the schema public, which stands in everybody’s search_path: grant CREATE to a role`,
    });
  },
};
