// GRT055: CREATEUSER does not mean what it says.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const createUserSuperuser: Rule = {
  id: 'GRT055',
  name: 'createuser-superuser',
  severity: 'warning',
  title: 'CREATEUSER makes a superuser',
  explanation: `\`CREATEUSER\` does not only let a user create users: it makes a superuser, who passes every permission check, row-level security and masking.

To let somebody create users, \`GRANT CREATE USER TO ROLE …\`.`,
  pages: ['r_CREATE_USER', 'r_superusers'],
  examples: {
    wrong: [
      'CREATE USER ann PASSWORD DISABLE CREATEUSER;',
      'CREATE USER ann WITH CREATEDB CREATEUSER PASSWORD DISABLE;',
      'ALTER USER ann CREATEUSER;',
    ],
    right: ['CREATE USER ann PASSWORD DISABLE;', 'ALTER USER ann NOCREATEUSER;', 'CREATE USER createuser PASSWORD DISABLE;'],
  },
  needs: 'offline',
  kinds: ['UserSuperuserCapability'],
  check(capability, { report }) {
    if (!capability.keyword('CREATEUSER')) return;
    const statement = capability.parent!;
    const name = statement.child('new-user-name', 'user-name')!;
    const before = statement.children.findLast(child => child.end <= capability.start)!;
    report({
      at: capability,
      message: say`CREATEUSER makes ${name.text} a superuser, who passes every permission check. To create users, the system permission CREATE USER is enough`,
      fixes: [
        statement.kind === 'AlterUser'
          ? {
              title: say`Write NOCREATEUSER`,
              edits: [{ start: capability.start, end: capability.end, newText: 'NOCREATEUSER' }],
              safe: false,
            }
          : { title: say`Delete CREATEUSER`, edits: [{ start: before.end, end: capability.end, newText: '' }], safe: false },
      ],
    });
  },
};
