// GRT001: only users may hold the grant option.
import type { Rule } from '../rule.ts';

export const grantOptionToRole: Rule = {
  id: 'GRT001',
  name: 'grant-option-to-role',
  severity: 'error',
  title: 'WITH GRANT OPTION given to a role, group or PUBLIC',
  explanation: `Only a user can hold the right to pass a privilege on. Redshift refuses \`WITH GRANT OPTION\` behind a role, a group or \`PUBLIC\`, also
in the scoped forms (\`GRANT … FOR TABLES IN SCHEMA …\`) and in \`ALTER DEFAULT PRIVILEGES\`.

Delete the words, or grant to the one user who shall pass the privilege on.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT SELECT ON sales.orders TO ROLE analyst WITH GRANT OPTION;',
      'GRANT SELECT FOR TABLES IN SCHEMA sales TO ROLE analyst WITH GRANT OPTION;',
      'GRANT USAGE ON SCHEMA sales TO ann WITH GRANT OPTION, GROUP readers WITH GRANT OPTION;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA sales GRANT SELECT ON TABLES TO GROUP readers WITH GRANT OPTION;',
    ],
    right: ['GRANT SELECT ON sales.orders TO ROLE analyst;', 'GRANT SELECT ON sales.orders TO ann WITH GRANT OPTION;'],
  },
  needs: 'offline',
  kinds: ['GrantRecipient'],
  check(recipient, { report }) {
    const option = recipient.child('GrantOption');
    const grantee = recipient.child('Grantee')?.child('RoleGrantee', 'GroupGrantee', 'PublicGrantee');
    if (!option || !grantee) return;
    const who = { RoleGrantee: 'a role', GroupGrantee: 'a group', PublicGrantee: 'PUBLIC' }[grantee.kind];
    report({
      at: option,
      message: `${who![0]!.toUpperCase()}${who!.slice(1)} cannot hold the grant option: only users can`,
      fixes: [{ title: 'Delete WITH GRANT OPTION', edits: [{ start: grantee.end, end: option.end, newText: '' }], safe: true }],
    });
  },
};
