// GRT052: sys: and ds: are Redshift's own.

import { simpleNameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const reservedPrefix: Rule = {
  id: 'GRT052',
  name: 'reserved-prefix',
  severity: 'error',
  title: 'Role or user name with the reserved prefix sys: or ds:',
  explanation: `\`sys:\` belongs to the roles that Redshift defines, \`ds:\` to the identities of datashares. Names that begin so are refused.`,
  pages: ['r_roles-default', 'r_role-usage-notes'],
  examples: {
    wrong: [
      'CREATE ROLE sys:reader;',
      'CREATE ROLE "ds:share_reader";',
      'CREATE USER sys:ann PASSWORD DISABLE;',
      'ALTER ROLE reader RENAME TO sys:reader;',
      'ALTER USER ann RENAME TO "SYS:ann";',
    ],
    right: ['CREATE ROLE reader;', 'CREATE ROLE sys_reader;', 'GRANT ROLE sys:monitor TO ROLE reader;'],
  },
  needs: 'offline',
  kinds: ['new-role-name', 'new-user-name'],
  check(slot, { report }) {
    const name = simpleNameOf(slot);
    const prefix = name && /^(?:sys|ds):/.exec(name)?.[0];
    if (prefix) report({ at: slot, message: say`Names that begin with ${prefix} are reserved for Redshift: choose another` });
  },
};
