// GRT016: default privileges belong to the user who creates the objects.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const defaultPrivilegesForCurrentUser: Rule = {
  id: 'GRT016',
  name: 'default-privileges-for-current-user',
  severity: 'info',
  title: 'ALTER DEFAULT PRIVILEGES without FOR USER acts for the current user only',
  explanation: `Default privileges apply to objects that the *named* user creates. Without \`FOR USER\` that is whoever runs this statement, often an administrator
who never creates a table.

Name the user who creates the objects: \`FOR USER etl\`. Reported once per script.`,
  pages: ['r_ALTER_DEFAULT_PRIVILEGES'],
  examples: {
    wrong: [
      'ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON PROCEDURES TO GROUP etl;',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA s, t REVOKE INSERT ON TABLES FROM ann;',
    ],
    right: [
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl, ann REVOKE INSERT ON TABLES FROM bob;',
      'SET SESSION AUTHORIZATION etl; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['AlterDefaultPrivileges'],
  check(statement, { report, before }) {
    if (statement.child('DefaultPrivilegesForUser') || before.session.user.kind === 'user') return;
    const words = statement.children[2]!;
    report({
      at: { start: statement.start, end: words.end },
      message: say`Without FOR USER this acts only for objects that the user who runs it creates. Name the user who creates the objects: FOR USER name`,
    });
  },
};
