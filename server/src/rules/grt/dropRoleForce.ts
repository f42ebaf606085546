// GRT054: FORCE takes the role from everybody who has it.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const dropRoleForce: Rule = {
  id: 'GRT054',
  name: 'drop-role-force',
  severity: 'warning',
  title: 'DROP ROLE ... FORCE removes the role from every member',
  explanation: `With \`FORCE\` the role is first taken from every user and role that has it, without a word about who they were. \`RESTRICT\`, the default, fails
while the role is granted: \`SELECT * FROM svv_user_grants WHERE role_name = '…'\` tells to whom.`,
  pages: ['r_DROP_ROLE'],
  examples: {
    wrong: ['DROP ROLE analyst FORCE;', 'DROP ROLE "Sales reader" force;'],
    right: ['DROP ROLE analyst RESTRICT;', 'DROP ROLE analyst;'],
  },
  needs: 'offline',
  kinds: ['DropRole'],
  check(statement, { report }) {
    const force = statement.keyword('FORCE');
    if (!force) return;
    const name = statement.child('role-name')!;
    report({
      at: force,
      message: say`FORCE takes ${name.text} from everybody who has it before it is dropped: RESTRICT fails instead while somebody has it`,
      fixes: [{ title: say`Write RESTRICT`, edits: [{ start: force.start, end: force.end, newText: 'RESTRICT' }], safe: false }],
    });
  },
};
