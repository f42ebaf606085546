// GRT002: only users may hold the admin option of a role.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { oneLine } from './wording.ts';

export const adminOptionToRole: Rule = {
  id: 'GRT002',
  name: 'admin-option-to-role',
  severity: 'error',
  title: 'WITH ADMIN OPTION given to a role',
  explanation: `The right to grant a role to others belongs to users. A role that receives another role cannot carry \`WITH ADMIN OPTION\`, and
\`REVOKE ADMIN OPTION FOR\` has nothing to take from one.

Grant the role without the option, and give the option to the users who administer it. What roles have is called \`ADMIN\` option; \`WITH GRANT OPTION\`
is for privileges on objects.`,
  pages: ['r_GRANT', 't_role_assignment'],
  examples: {
    wrong: [
      'GRANT ROLE r1 TO ROLE "Lead", ROLE r2 WITH ADMIN OPTION;',
      'GRANT ROLE r1 TO ROLE r2 WITH ADMIN OPTION;',
      'GRANT ROLE r1, ROLE r2 TO ann WITH ADMIN OPTION, ROLE "Lead" WITH ADMIN OPTION;',
      'GRANT ROLE r1 TO ann WITH GRANT OPTION;',
      'REVOKE ADMIN OPTION FOR ROLE r1 FROM ROLE r2;',
      'GRANT CREATE USER TO ROLE r1 WITH ADMIN OPTION;',
      'GRANT SELECT ON t TO ann WITH ADMIN OPTION;',
    ],
    right: [
      'GRANT ROLE r1 TO ann WITH ADMIN OPTION;',
      'GRANT ROLE r1 TO ROLE r2, ann WITH ADMIN OPTION;',
      'REVOKE ADMIN OPTION FOR ROLE r1 FROM ann;',
      'REVOKE ROLE r1 FROM ROLE r2;',
    ],
  },
  needs: 'offline',
  kinds: ['RoleRecipient', 'GrantRecipient', 'AdminOptionFor'],
  check(node, { report }) {
    if (node.kind === 'AdminOptionFor') {
      const role = node.parent!.childrenOf('Grantee').find(grantee => grantee.child('RoleGrantee'));
      if (role) report({ at: node, message: say`${role.text} cannot hold the admin option: only users can. Revoke the role itself` });
      return;
    }
    const grantee = node.child('Grantee')?.nodes[0];
    const admin = node.child('AdminOption');
    if (admin && grantee && grantee.kind !== 'UserGrantee' && grantee.kind !== 'ToleratedUserGrantee') {
      report({
        at: admin,
        message: say`${oneLine(grantee)} cannot hold the admin option of a role: only users can`,
        fixes: [{ title: say`Delete WITH ADMIN OPTION`, edits: [{ start: grantee.end, end: admin.end, newText: '' }], safe: true }],
      });
    }
    const misplaced = node.child('ToleratedAdminOption');
    if (misplaced) {
      const isUser = grantee?.kind === 'UserGrantee';
      report({
        at: misplaced,
        message: isUser
          ? say`Privileges are passed on WITH GRANT OPTION: the admin option is for roles`
          : say`The admin option is for users who are granted a role: delete WITH ADMIN OPTION`,
        fixes: [
          isUser
            ? {
                title: say`Write WITH GRANT OPTION`,
                edits: [{ start: misplaced.start, end: misplaced.end, newText: 'WITH GRANT OPTION' }],
                safe: false,
              }
            : { title: say`Delete WITH ADMIN OPTION`, edits: [{ start: grantee!.end, end: misplaced.end, newText: '' }], safe: true },
        ],
      });
    }
    const grant = node.child('ToleratedGrantOption');
    if (grant && grantee?.kind === 'UserGrantee') {
      report({
        at: grant,
        message: say`Roles are passed on WITH ADMIN OPTION: the grant option is for privileges on objects`,
        fixes: [
          {
            title: say`Write WITH ADMIN OPTION`,
            edits: [{ start: grant.start, end: grant.end, newText: 'WITH ADMIN OPTION' }],
            safe: false,
          },
        ],
      });
    }
  },
};
