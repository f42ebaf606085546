// GRT051: the mighty system roles are not for everyday users.

import { readGrantees } from '../../semantics/grantReading.ts';
import { simpleNameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { oneLine } from './wording.ts';

/** https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
const powers: Record<string, () => string> = {
  'sys:superuser': () => say`every system permission there is`,
  'sys:secadmin': () => say`users, roles and every security policy`,
  'sys:dba': () => say`creating and dropping every schema and table`,
};

export const powerfulSystemRole: Rule = {
  id: 'GRT051',
  name: 'powerful-system-role',
  severity: 'warning',
  title: 'sys:superuser, sys:secadmin or sys:dba granted to a user directly or with ADMIN OPTION',
  explanation: `A user who holds one of these roles directly has its power in every session, and with \`ADMIN OPTION\` hands it on. Make a role with the
permissions that the task needs and grant that.`,
  pages: ['r_roles-default'],
  examples: {
    wrong: [
      'GRANT ROLE sys:superuser TO ann;',
      'GRANT ROLE sys:secadmin, ROLE reader TO ROLE sec, ann WITH ADMIN OPTION;',
      'GRANT ROLE "sys:dba" TO "Ann";',
    ],
    right: [
      'CREATE ROLE ops; GRANT ROLE sys:operator TO ROLE ops; GRANT ROLE ops TO ann;',
      'GRANT ROLE sys:monitor TO ann;',
      'GRANT ROLE sys:dba TO ROLE admin_tasks;',
      'REVOKE ROLE sys:superuser FROM ann;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantRoles', 'GrantRoleUnmarked'],
  check(form, { report }) {
    const user = readGrantees(form).find(({ kind }) => kind === 'user');
    if (!user) return;
    const granted = form.child('RoleList')?.descendants('role-name') ?? form.childrenOf('bare-role-name');
    for (const slot of granted) {
      const name = simpleNameOf(slot);
      const power = name && powers[name];
      if (!power) continue;

      report({
        at: slot,
        message: user.adminOption
          ? say`“${name}” gives ${oneLine(user.node)} ${power()} and may hand it on: grant a role of your own with what the task needs`
          : say`“${name}” gives ${oneLine(user.node)} ${power()}: grant a role of your own with what the task needs`,
      });
    }
  },
};
