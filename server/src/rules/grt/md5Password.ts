// GRT058: MD5 is broken.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { passwordOf } from './passwordText.ts';

export const md5Password: Rule = {
  id: 'GRT058',
  name: 'md5-password',
  severity: 'warning',
  title: 'MD5 password hash',
  explanation: `Whoever has an MD5 hash finds the password behind it in minutes. Use \`'sha256|digest|salt'\`, or no password at all: \`PASSWORD DISABLE\`.`,
  pages: ['r_CREATE_USER'],
  examples: {
    wrong: [
      "CREATE USER ann PASSWORD 'md5153c434b4b77c89e6b94f12c5393af5b';",
      "ALTER USER ann PASSWORD 'md5153C434B4B77C89E6B94F12C5393AF5B';",
    ],
    right: [
      "CREATE USER ann PASSWORD 'sha256|<digest>|<salt>';",
      "CREATE USER ann PASSWORD 'sha256|4e2bf2c96c5cad3d65a85b5dc0d5236a933e8d1285f4beefabf769afe633b1b5|5df545aa401d27d9c5c2d2704299b8d1';",
      'CREATE USER md5 PASSWORD DISABLE;',
    ],
  },
  needs: 'offline',
  kinds: ['UserPassword'],
  check(clause, { report }) {
    const password = passwordOf(clause);
    if (password?.form === 'md5')
      report({ at: password.token, message: say`An MD5 hash is soon reversed: give 'sha256|digest|salt', or PASSWORD DISABLE` });
  },
};
