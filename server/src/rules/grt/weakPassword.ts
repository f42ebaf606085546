// GRT057: passwords that Redshift refuses.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { passwordOf } from './passwordText.ts';
import { oneOf } from './wording.ts';

export const weakPassword: Rule = {
  id: 'GRT057',
  name: 'weak-password',
  // The pages forbid such passwords; examples in books hold them all the same.
  severity: 'warning',
  title: 'Clear password breaks the rules (8-64, upper, lower, digit, no \' " \\ / @)',
  explanation: `A password in clear text has 8 to 64 characters, at least one upper-case and one lower-case letter and one digit, and only printable ASCII
without \`'\`, \`"\`, \`\\\`, \`/\`, \`@\` and spaces.`,
  pages: ['r_CREATE_USER'],
  examples: {
    wrong: [
      "CREATE USER ann PASSWORD 'abc';",
      "ALTER USER ann PASSWORD 'alllowercase1';",
      "CREATE USER ann PASSWORD 'NoDigitsHere';",
      "CREATE USER ann PASSWORD 'Slash/1234';",
      "CREATE USER ann PASSWORD 'sha256|short';",
      "CREATE USER ann PASSWORD 'Back\\\\slash1';",
    ],
    right: [
      'CREATE USER ann PASSWORD DISABLE;',
      "CREATE USER ann PASSWORD 'Secret123';",
      "CREATE USER ann PASSWORD 'sha256|<digest>|<salt>';",
    ],
  },
  needs: 'offline',
  kinds: ['UserPassword'],
  check(clause, { report }) {
    const password = passwordOf(clause);
    if (password?.form !== 'clear') return;
    const { text } = password;
    const lacks = [
      ...(/[A-Z]/.test(text) ? [] : [say`an upper-case letter`]),
      ...(/[a-z]/.test(text) ? [] : [say`a lower-case letter`]),
      ...(/[0-9]/.test(text) ? [] : [say`a digit`]),
    ];
    const flaws = [
      ...(text.length < 8 || text.length > 64 ? [say`does not have 8 to 64 characters`] : []),
      ...(lacks.length > 0 ? [say`lacks ${oneOf(lacks, 'and')}`] : []),
      ...(/[^!-~]|['"\\/@]/.test(text) ? [say`holds a character that is not allowed (' " \\ / @, a space or no ASCII)`] : []),
    ];
    if (flaws.length === 0 && password.token.text.includes('\\')) {
      report({
        at: password.token,
        message: say`A backslash in this password does not reach Redshift as such, and would be refused: leave it out`,
        severity: 'warning',
      });
      return;
    }
    if (flaws.length > 0) report({ at: password.token, message: say`Redshift refuses this password: it ${oneOf(flaws, 'and')}` });
  },
};
