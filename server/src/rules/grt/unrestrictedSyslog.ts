// GRT059: query texts hold other people's data.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const unrestrictedSyslog: Rule = {
  id: 'GRT059',
  name: 'unrestricted-syslog',
  severity: 'warning',
  title: 'SYSLOG ACCESS UNRESTRICTED lets a user read the query texts of others',
  explanation: `System views then show the rows of every user, and with them the texts of their queries: literals, names, sometimes secrets.

For monitoring grant the role \`sys:monitor\`, which can be revoked and shows up in the role views.`,
  pages: ['r_CREATE_USER'],
  examples: {
    wrong: [
      'ALTER USER ann SYSLOG ACCESS UNRESTRICTED;',
      'CREATE USER ann PASSWORD DISABLE SYSLOG ACCESS UNRESTRICTED CONNECTION LIMIT 5;',
    ],
    right: ['ALTER USER ann SYSLOG ACCESS RESTRICTED;', 'GRANT ROLE sys:monitor TO ann;'],
  },
  needs: 'offline',
  kinds: ['UserSyslogAccess'],
  check(clause, { report }) {
    const word = clause.keyword('UNRESTRICTED');
    if (!word) return;
    const name = clause.parent!.child('new-user-name', 'user-name')!;
    report({
      at: clause,
      message: say`This shows the query texts of all users to ${name.text}: grant the role sys:monitor where monitoring is meant`,
      fixes: [{ title: say`Write RESTRICTED`, edits: [{ start: word.start, end: word.end, newText: 'RESTRICTED' }], safe: false }],
    });
  },
};
