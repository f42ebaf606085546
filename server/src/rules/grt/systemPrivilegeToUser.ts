// GRT005: system permissions belong to roles.

import { readPrivileges } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { granteesOtherThanRoles, writeRole } from './granteeFixes.ts';
import { granteeNoun, oneOf } from './wording.ts';

/** Anyone may hold CREATE MODEL; the security permissions have a rule of their own (GRT006). */
const notJudged = ['create model', 'ignore rls', 'explain rls', 'explain masking'];

export const systemPrivilegeToUser: Rule = {
  id: 'GRT005',
  name: 'system-privilege-to-user',
  severity: 'error',
  title: 'System permission granted to something that is not a role',
  explanation: `\`CREATE USER\`, \`DROP ROLE\`, \`VACUUM\` and the other system permissions can be held by roles only; Redshift refuses a user, a group or
\`PUBLIC\`. (\`CREATE MODEL\` is the exception.)

Grant it to a role and the role to the user.`,
  pages: ['r_GRANT', 'r_roles-system-privileges'],
  examples: {
    wrong: [
      'GRANT CREATE USER TO ann;',
      'GRANT CREATE ROLE, DROP ROLE TO ROLE role_admin, GROUP admins;',
      'GRANT VACUUM, ANALYZE TO PUBLIC;',
      'GRANT CREATE OR REPLACE EXTERNAL FUNCTION TO "Ann", ROLE etl;',
      'REVOKE ALTER DEFAULT PRIVILEGES FROM ann;',
      'GRANT ALL PRIVILEGES TO ann;',
    ],
    right: [
      'GRANT CREATE USER TO ROLE user_admin;',
      'GRANT CREATE USER, DROP USER, TRUNCATE TABLE TO ROLE user_admin, ROLE sec;',
      'GRANT CREATE MODEL TO ann;',
      'GRANT CREATE MODEL TO GROUP scientists;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantSystemPrivileges', 'RevokeSystemPrivileges'],
  check(form, { report }) {
    const privileges = readPrivileges(form.child('SystemPrivilegeList')!).filter(({ name }) => !notJudged.includes(name));
    if (privileges.length === 0) return;
    const what = oneOf(
      privileges.map(({ name }) => (name === 'all' ? say`ALL system permissions` : name.toUpperCase())),
      'and',
    );
    for (const grantee of granteesOtherThanRoles(form)) {
      report({
        at: grantee.node,
        message: say`${what} can be held by roles only, not by ${granteeNoun(grantee)}`,
        fixes: writeRole(grantee),
      });
    }
  },
};
