// GRT053: what a role may be called.

import { roleAt, userAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const roleName: Rule = {
  id: 'GRT053',
  name: 'role-name',
  severity: 'error',
  title: 'Role name with an invalid character, a reserved word or the name of a user of the workspace',
  explanation: `A role's name holds no colon, slash, dot or line break, also not in double quotes; it is no reserved word, and no user is called so.
\`namespace:name\` is the form of roles that an identity provider maintains.`,
  pages: ['r_role-usage-notes', 'r_CREATE_ROLE'],
  examples: {
    wrong: [
      'CREATE ROLE "a.b";',
      'CREATE ROLE "sales/reader";',
      'CREATE ROLE "public";',
      'CREATE ROLE "select";',
      'CREATE ROLE user;',
      'CREATE USER ann PASSWORD DISABLE; CREATE ROLE Ann;',
      'CREATE ROLE ann; CREATE USER ann PASSWORD DISABLE;',
      'ALTER ROLE reader RENAME TO "sales.reader";',
    ],
    right: [
      'CREATE ROLE a_b;',
      'CREATE ROLE "Sales reader";',
      'CREATE ROLE "awsidc:sales-readers";',
      'CREATE USER ann PASSWORD DISABLE; DROP USER ann; CREATE ROLE ann;',
    ],
  },
  needs: 'script',
  kinds: ['new-role-name', 'new-user-name', 'ReservedRoleName'],
  check(slot, { report, before, inBody }) {
    if (slot.kind === 'ReservedRoleName') {
      report({ at: slot, message: say`${slot.text.toUpperCase()} is a reserved word, which no role can be called, in quotes neither` });
      return;
    }
    const parts = nameOf(slot)?.parts;
    if (!parts) return;
    const name = resolveSimple(before, parts);
    if (slot.kind === 'new-user-name') {
      if (!inBody && roleAt(before, name).state === 'known')
        report({ at: slot, message: say`${sentenceName(slot.text)} is a role already: a user and a role cannot have the same name` });
      return;
    }
    const written = parts.map(part => part.written).join('.');
    if (!/^[^:]+:[^:]/.test(written)) {
      const wrong = /[:/.\n]/.exec(written)?.[0];
      if (wrong) {
        report({
          at: slot,
          message: say`The name of a role holds no ${wrong === '\n' ? say`line break` : `“${wrong}”`}: write ${written.replace(/[:/.\n]+/g, '_')}`,
        });
        return;
      }
    }
    if (name === 'public') report({ at: slot, message: say`PUBLIC is everybody: no role can be called so` });
    else if (isReserved(name)) {
      // In quotes it is a name for the parser; the page forbids it all the same.
      report({ at: slot, message: say`${name.toUpperCase()} is a reserved word, which no role can be called`, severity: 'warning' });
    }
    if (!inBody && userAt(before, name).state === 'known')
      report({ at: slot, message: say`${sentenceName(slot.text)} is a user already: a role and a user cannot have the same name` });
  },
};

const sentenceName = (text: string) => (text.startsWith('"') ? text : `“${text}”`);

function isReserved(name: string): boolean {
  const { keywords, reserved } = redshiftLanguage().grammar;
  const kind = keywords.kindOf(name.toUpperCase());
  return kind !== undefined && reserved[kind] === 1;
}
