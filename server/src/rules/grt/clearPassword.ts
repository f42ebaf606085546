// GRT056: a password that everybody who reads the script can read.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { passwordOf } from './passwordText.ts';

export const clearPassword: Rule = {
  id: 'GRT056',
  name: 'clear-password',
  severity: 'warning',
  title: 'Password in clear text in a script',
  explanation: `A script ends up in version control, in query logs and on screens. Give a hash (\`'sha256|digest|salt'\`), let the deployment fill in a
parameter, or write \`PASSWORD DISABLE\` and let people log in through IAM or an identity provider.

\`'sha256|password'\` makes Redshift hash the text, but the text still stands in the script.`,
  pages: ['r_CREATE_USER'],
  examples: {
    wrong: [
      "CREATE USER ann PASSWORD 'Secret123';",
      "ALTER USER ann WITH PASSWORD 'Other456word' VALID UNTIL '2027-01-01';",
      "CREATE USER ann WITH CREATEDB PASSWORD 'sha256|Secret123';",
    ],
    right: [
      "CREATE USER ann PASSWORD 'sha256|<digest>|<salt>';",
      'CREATE USER ann PASSWORD DISABLE;',
      "CREATE USER ann PASSWORD '{{ password }}';",
      "CREATE USER ann PASSWORD 'md5153c434b4b77c89e6b94f12c5393af5b';",
    ],
  },
  needs: 'offline',
  kinds: ['UserPassword'],
  check(clause, { report }) {
    const password = passwordOf(clause);
    if (password?.form !== 'clear') return;
    report({
      at: password.token,
      message: password.hashing
        ? say`This password can be read by everybody who sees the script: behind sha256| give the digest and the salt`
        : say`This password can be read by everybody who sees the script: give a hash ('sha256|digest|salt') or PASSWORD DISABLE`,
      fixes: [
        {
          title: say`Write PASSWORD DISABLE`,
          edits: [{ start: password.token.start, end: password.token.end, newText: 'DISABLE' }],
          safe: false,
        },
      ],
    });
  },
};
