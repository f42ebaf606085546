// GRT008: PUBLIC is everybody, now and later.

import { privilegeName } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { oneOf } from './wording.ts';

export const grantToPublic: Rule = {
  id: 'GRT008',
  name: 'grant-to-public',
  severity: 'warning',
  title: 'Privilege granted to PUBLIC',
  explanation: `\`PUBLIC\` stands for every user there is and every user there will be. What it holds cannot be taken from a single user, and it comes back
with each new one.

Grant to a role, and the role to those who need it.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT SELECT ON hr.salary TO PUBLIC;',
      'GRANT ALL ON SCHEMA hr TO ROLE hr_admin, public;',
      'GRANT EXECUTE ON PROCEDURE adm.purge(integer) TO PUBLIC;',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA hr GRANT SELECT ON TABLES TO PUBLIC;',
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/loader' TO PUBLIC FOR COPY;",
    ],
    right: [
      'GRANT SELECT ON hr.salary TO ROLE hr_reader;',
      'REVOKE ALL ON hr.salary FROM PUBLIC;',
      'GRANT SELECT ON hr.salary TO "public_reader";',
    ],
  },
  needs: 'offline',
  kinds: ['PublicGrantee'],
  check(grantee, { report }) {
    const form = grantee.ancestor('GrantPrivileges', 'DefaultPrivilegesGrant', 'GrantAssumeRole', 'GrantConnect');
    if (!form || form.child('ScopedTarget')) return;
    const privileges = form.child('PrivilegeList')?.childrenOf('Privilege') ?? [];
    const words = privileges.map(node =>
      privilegeName(node.child('ObjectPrivilege', 'ToleratedPrivilege') ?? node.nodes[0] ?? node).toUpperCase(),
    );
    const what =
      form.kind === 'GrantAssumeRole' ? 'ASSUMEROLE' : form.kind === 'GrantConnect' ? 'CONNECT' : oneOf(words.map(firstWord), 'and');
    report({ at: grantee, message: say`PUBLIC is every user, present and future: grant ${what} to a role instead` });
  },
};

/** Without PRIVILEGES and a column list. */
const firstWord = (words: string) => words.split(/[\s(]/)[0]!;
