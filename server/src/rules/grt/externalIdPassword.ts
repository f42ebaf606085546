// GRT060: users of an identity provider have no password here.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const externalIdPassword: Rule = {
  id: 'GRT060',
  name: 'externalid-password',
  severity: 'error',
  title: 'EXTERNALID without PASSWORD DISABLE',
  explanation: `A user with \`EXTERNALID\` logs in through the identity provider, so the password must be disabled: \`PASSWORD DISABLE\`.`,
  pages: ['r_CREATE_USER'],
  examples: {
    wrong: [
      'CREATE USER aad:bob EXTERNALID "ABC123" PASSWORD \'Xyz12345\';',
      'CREATE USER aad:bob EXTERNALID "ABC123";',
      'CREATE USER "aad:bob" PASSWORD \'sha256|<digest>|<salt>\' CONNECTION LIMIT 5 EXTERNALID "ABC123";',
      'ALTER USER "aad:bob" EXTERNALID "ABC123" PASSWORD \'Xyz12345\';',
    ],
    right: [
      'CREATE USER aad:bob EXTERNALID "ABC123" PASSWORD DISABLE;',
      'ALTER USER "aad:bob" EXTERNALID "ABC124";',
      "CREATE USER bob PASSWORD 'Xyz12345';",
      'CREATE ROLE "aad:team" EXTERNALID "ABC123";',
    ],
  },
  needs: 'offline',
  kinds: ['CreateUser', 'AlterUser'],
  check(statement, { report }) {
    const identity = statement.child('ExternalIdentity');
    const password = statement.child('UserPassword');
    if (!identity || password?.keyword('DISABLE') || (!password && statement.kind === 'AlterUser')) return;
    report({
      at: password ?? identity,
      message: say`With EXTERNALID the password must be disabled: write PASSWORD DISABLE`,
      fixes: [
        {
          title: say`Write PASSWORD DISABLE`,
          edits: [
            password
              ? { start: password.start, end: password.end, newText: 'PASSWORD DISABLE' }
              : { start: identity.end, end: identity.end, newText: ' PASSWORD DISABLE' },
          ],
          safe: false,
        },
      ],
    });
  },
};
