// GRT001: only users may hold the grant option.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const nouns = (): Record<string, string> => ({
  RoleGrantee: say`A role`,
  GroupGrantee: say`A group`,
  PublicGrantee: 'PUBLIC',
  NamespaceGrantee: say`A namespace`,
  AccountGrantee: say`An AWS account`,
});

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
      'GRANT EXECUTE ON PROCEDURE etl.load(integer) TO PUBLIC WITH GRANT OPTION;',
      'GRANT CREATE USER TO ROLE user_admin WITH GRANT OPTION;',
      'GRANT ROLE analyst TO ROLE lead WITH GRANT OPTION;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA sales GRANT SELECT ON TABLES TO GROUP readers WITH GRANT OPTION;',
    ],
    right: [
      'GRANT SELECT ON sales.orders TO ROLE analyst;',
      'GRANT SELECT ON sales.orders TO ann WITH GRANT OPTION, ROLE analyst;',
      "GRANT SELECT ON EXTERNAL TABLE lake.orders TO IAM_ROLE 'arn:aws:iam::123456789012:role/analyst' WITH GRANT OPTION;",
    ],
  },
  needs: 'offline',
  kinds: ['GrantRecipient', 'RoleRecipient'],
  check(recipient, { report }) {
    const option = recipient.child('GrantOption', 'ToleratedGrantOption');
    const grantee = recipient.child('Grantee')?.nodes[0];
    const noun = grantee && nouns()[grantee.kind];
    if (!option || !noun || recipient.parent?.kind === 'GrantAssumeRole') return;
    report({
      at: option,
      message: say`${noun} cannot hold the grant option: only users can`,
      fixes: [{ title: say`Delete WITH GRANT OPTION`, edits: [{ start: grantee.end, end: option.end, newText: '' }], safe: true }],
    });
  },
};
