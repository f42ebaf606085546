// GRT006: EXPLAIN RLS, EXPLAIN MASKING and IGNORE RLS belong to roles.

import { readPrivileges } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { granteesOtherThanRoles, writeRole } from './granteeFixes.ts';
import { granteeNoun, oneOf } from './wording.ts';

const judged = ['ignore rls', 'explain rls', 'explain masking'];

export const securityPrivilegeToUser: Rule = {
  id: 'GRT006',
  name: 'security-privilege-to-user',
  severity: 'error',
  title: 'EXPLAIN RLS, EXPLAIN MASKING or IGNORE RLS granted to a user, group or PUBLIC',
  explanation: `The permissions around row-level security and masking are held by roles only. (Until 2023 the pages allowed a user for \`EXPLAIN MASKING\`;
the present grammar does not.)

Grant it to a role and the role to the few users who need it.`,
  pages: ['r_GRANT', 't_rls_ownership'],
  examples: {
    wrong: [
      'GRANT IGNORE RLS TO ann;',
      'GRANT EXPLAIN RLS, EXPLAIN MASKING TO GROUP auditors;',
      'GRANT EXPLAIN MASKING TO ROLE auditor, PUBLIC;',
      'REVOKE IGNORE RLS FROM "Ann";',
    ],
    right: [
      'GRANT IGNORE RLS TO ROLE rls_exempt;',
      'GRANT EXPLAIN RLS TO ROLE auditor, ROLE sec;',
      'REVOKE EXPLAIN MASKING FROM ROLE auditor;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantSystemPrivileges', 'RevokeSystemPrivileges'],
  check(form, { report }) {
    const privileges = readPrivileges(form.child('SystemPrivilegeList')!).filter(({ name }) => judged.includes(name));
    if (privileges.length === 0) return;
    const what = oneOf(
      privileges.map(({ name }) => name.toUpperCase()),
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
