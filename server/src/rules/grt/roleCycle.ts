// GRT049: a role that holds itself.

import { readGrantees } from '../../semantics/grantReading.ts';
import { rolesOf } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const roleCycle: Rule = {
  id: 'GRT049',
  name: 'role-cycle',
  severity: 'error',
  title: 'Role cycle',
  explanation: `Roles inherit from the roles granted to them, and Redshift refuses a circle: “cannot grant this role, a circular dependency was detected between
these roles”. Revoke one of the grants.`,
  pages: ['r_role-usage-notes', 't_role_hierarchy'],
  examples: {
    wrong: [
      'GRANT ROLE a TO ROLE b; GRANT ROLE b TO ROLE a;',
      'GRANT ROLE a TO ROLE b; GRANT ROLE b TO ROLE c; GRANT ROLE x, ROLE c TO ann, ROLE "A";',
      'GRANT ROLE a TO ROLE a;',
    ],
    right: [
      'GRANT ROLE a TO ROLE b;',
      'GRANT ROLE a TO ROLE b; GRANT ROLE b TO ROLE c; GRANT ROLE a TO ROLE c;',
      'GRANT ROLE a TO ROLE b; REVOKE ROLE a FROM ROLE b; GRANT ROLE b TO ROLE a;',
      'GRANT ROLE a TO ROLE b; DROP ROLE a FORCE; CREATE ROLE a; GRANT ROLE b TO ROLE a;',
    ],
  },
  needs: 'script',
  kinds: ['GrantRoles', 'GrantRoleUnmarked'],
  check(form, { report, before, inBody }) {
    if (inBody) return;
    const granted = form.child('RoleList')?.descendants('role-name') ?? form.childrenOf('bare-role-name');
    for (const { kind, name: written, node } of readGrantees(form)) {
      if (kind !== 'role' || !written) continue;
      const member = resolveSimple(before, written);
      for (const slot of granted) {
        const parts = nameOf(slot)?.parts;
        if (!parts) continue;
        const role = resolveSimple(before, parts);
        if (role === member) report({ at: node, message: say`“${role}” cannot be granted to itself` });
        else if (rolesOf(before, { kind: 'role', name: role }).includes(member))
          report({
            at: node,
            message: say`“${role}” holds the role ${member} already, itself or through others: granting it to ${member} closes a circle`,
          });
      }
    }
  },
};
