// GRT050: roles are granted to users and roles.

import { readGrantees } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { granteeNoun } from './wording.ts';

export const roleToGroup: Rule = {
  id: 'GRT050',
  name: 'role-to-group',
  severity: 'error',
  title: 'Role granted to a group',
  explanation: `A role can be granted to users and to other roles, not to a group. Grant it to the members, or make a role of the group.

\`PUBLIC\` is named in the text of the page, but not in its syntax: a warning.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT ROLE analyst TO GROUP g;',
      'GRANT ROLE analyst, ROLE reader TO ann, GROUP "Readers";',
      'REVOKE ROLE analyst FROM GROUP g;',
      'GRANT ROLE analyst TO PUBLIC;',
    ],
    right: ['GRANT ROLE analyst TO ann;', 'GRANT ROLE analyst TO ROLE lead, ann WITH ADMIN OPTION;', 'GRANT SELECT ON t TO GROUP g;'],
  },
  needs: 'offline',
  kinds: ['GrantRoles', 'RevokeRoles', 'GrantRoleUnmarked', 'RevokeRoleUnmarked'],
  check(form, { report }) {
    for (const grantee of readGrantees(form)) {
      if (grantee.kind === 'user' || grantee.kind === 'role') continue;
      const noun = granteeNoun(grantee);
      report({
        at: grantee.node,
        message:
          say`Roles are granted to users and roles, not to ${noun}` + (grantee.kind === 'group' ? say`: grant it to the members` : ''),
        ...(grantee.kind === 'public' && { severity: 'warning' }),
      });
    }
  },
};
