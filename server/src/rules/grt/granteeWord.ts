// GRT021: users stand without a word, roles and groups behind theirs.

import { groupAt, roleAt, userAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const granteeWord: Rule = {
  id: 'GRT021',
  name: 'grantee-word',
  severity: 'error',
  title: 'Grantee word ROLE or GROUP missing or unknown',
  explanation: `A bare name is a user. Roles are written \`ROLE name\`, groups \`GROUP name\`; the word \`USER\` does not exist here.

A missing word is reported where the name is that of a role or group that the script or the database has, and of no user.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT SELECT ON t TO USER ann;',
      'REVOKE USAGE ON SCHEMA sales FROM ROLE r, USER "Ann";',
      'GRANT SELECT ON t TO ROLES analyst;',
      'CREATE ROLE analyst; GRANT SELECT ON t TO analyst;',
      'CREATE GROUP readers; GRANT USAGE ON SCHEMA sales TO readers;',
      'CREATE ROLE a; CREATE ROLE b; GRANT ROLE a TO b;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO USER ann;',
    ],
    right: [
      'GRANT SELECT ON t TO ann;',
      'CREATE ROLE analyst; GRANT SELECT ON t TO ROLE analyst;',
      'CREATE USER etl PASSWORD DISABLE; CREATE GROUP etl; GRANT SELECT ON t TO etl;',
      'CREATE ROLE analyst; DROP ROLE analyst; GRANT SELECT ON t TO analyst;',
    ],
  },
  needs: 'script',
  kinds: ['ToleratedUserGrantee', 'UserGrantee'],
  check(grantee, { report, before, inBody }) {
    const slot = grantee.nodes[0]!;
    if (grantee.kind === 'ToleratedUserGrantee') {
      const word = grantee.children[0]!;
      const meant = meantBy[word.text.toUpperCase()] ?? '';
      report({
        at: word,
        message: meant
          ? say`The word is ${meant.trim()}, once for each name: write ${meant}${slot.text}`
          : say`A user stands without a word: write ${slot.text}, not ${word.text.toUpperCase()} ${slot.text}`,
        fixes: [
          {
            title: meant ? say`Write ${meant + slot.text}` : say`Delete ${word.text.toUpperCase()}`,
            edits: [{ start: grantee.start, end: slot.start, newText: meant }],
            safe: meant === '',
          },
        ],
      });
      return;
    }
    const written = nameOf(slot)?.parts;
    if (inBody || !written || !grantee.ancestor('GrantStatement', 'RevokeStatement', 'AlterDefaultPrivileges')) return;
    const name = resolveSimple(before, written);
    const user = userAt(before, name).state;
    if (user === 'known') return;
    const word = roleAt(before, name).state === 'known' ? 'ROLE' : groupAt(before, name).state === 'known' ? 'GROUP' : undefined;
    if (!word) return;
    report({
      at: slot,
      message:
        word === 'ROLE'
          ? say`${slot.text} is a role, and a bare name means a user: write ${word} ${slot.text}`
          : say`${slot.text} is a group, and a bare name means a user: write ${word} ${slot.text}`,
      // A group may be called like a user that the script does not know.
      ...(word === 'GROUP' && user === 'unknown' && { severity: 'warning' }),
      fixes: [
        { title: say`Write ${word} ${slot.text}`, edits: [{ start: slot.start, end: slot.start, newText: `${word} ` }], safe: false },
      ],
    });
  },
};

/** The right word, with the space behind it. */
const meantBy: Record<string, string> = { ROLES: 'ROLE ', GROUPS: 'GROUP ' };
