// GRT017: default privileges exist for tables, functions and procedures only.

import { allDefaultPrivileges } from '../../dialect/allPrivileges.ts';
import { readPrivileges } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { objectNoun, oneLine, oneOf } from './wording.ts';

/** RULE and TRIGGER have a milder rule of their own (GRT023). */
const judgedElsewhere = ['rule', 'trigger', 'all'];

export const defaultPrivilegesUnsupported: Rule = {
  id: 'GRT017',
  name: 'default-privileges-unsupported',
  severity: 'error',
  title: 'Unsupported object word or privilege in ALTER DEFAULT PRIVILEGES',
  explanation: `Redshift knows \`ON TABLES\` (views included), \`ON FUNCTIONS\` and \`ON PROCEDURES\`; the words \`SCHEMAS\`, \`SEQUENCES\`, \`LANGUAGES\`, \`TYPES\`,
\`VIEWS\` and \`FOR ROLE\` are PostgreSQL's. For tables there are SELECT, INSERT, UPDATE, DELETE, DROP, REFERENCES, TRUNCATE and ALL (not ALTER), for
functions and procedures EXECUTE and ALL; none takes columns.

For everything in a database use a scoped permission: \`GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE r\`.`,
  pages: ['r_ALTER_DEFAULT_PRIVILEGES'],
  examples: {
    wrong: [
      'ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT ALL ON SEQUENCES TO ann;',
      'ALTER DEFAULT PRIVILEGES FOR ROLE etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl GRANT ALTER ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl REVOKE SELECT ON FUNCTIONS FROM PUBLIC;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl GRANT SELECT (id) ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON VIEWS TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON ALL TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR GROUP etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON MATERIALIZED VIEWS TO ROLE r;',
    ],
    right: [
      'GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT, DROP, TRUNCATE ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;',
    ],
  },
  needs: 'offline',
  kinds: ['AlterDefaultPrivileges'],
  check(statement, { report }) {
    const roleWord = statement.child('DefaultPrivilegesForUser')?.child('ToleratedRoleWord');
    if (roleWord) {
      report({
        at: roleWord,
        message: say`Default privileges are those of users: write FOR USER and the user who creates the objects`,
        fixes: [{ title: say`Write USER`, edits: [{ start: roleWord.start, end: roleWord.end, newText: 'USER' }], safe: false }],
      });
    }
    const form = statement.child('DefaultPrivilegesGrant', 'DefaultPrivilegesRevoke');
    const objects = form?.child('DefaultPrivilegesObjects');
    if (!form || !objects) return;
    const unknown = objects.child('ToleratedDefaultObjects');
    if (unknown) {
      const all = unknown.keyword('ALL');
      if (all) {
        const word = unknown.children[1]!;
        report({
          at: unknown,
          message: say`Default privileges are for what is made later, so ALL has no place here: write ON ${word.text.toUpperCase()}`,
          fixes: [{ title: say`Delete ALL`, edits: [{ start: unknown.start, end: word.start, newText: '' }], safe: false }],
        });
        return;
      }
      const isViews = unknown.keyword('VIEWS') !== undefined;
      report({
        at: unknown,
        message: isViews
          ? say`There are no default privileges on ${oneLine(unknown).toUpperCase()}: only on TABLES (views among them), FUNCTIONS and PROCEDURES`
          : say`There are no default privileges on ${oneLine(unknown).toUpperCase()}: only on TABLES, FUNCTIONS and PROCEDURES`,
        ...(isViews && {
          fixes: [{ title: say`Write TABLES`, edits: [{ start: unknown.start, end: unknown.end, newText: 'TABLES' }], safe: false }],
        }),
      });
      return;
    }
    const word = objects.text.toLowerCase() as keyof typeof allDefaultPrivileges;
    const allowed: readonly string[] | undefined = allDefaultPrivileges[word];
    // A template stands for the objects.
    if (!allowed) return;
    for (const privilege of readPrivileges(form.child('PrivilegeList')!)) {
      const list = privilege.node.child('PrivilegeColumns');
      if (list) report({ at: list, message: say`Default privileges take no columns: they are for whole tables that do not exist yet` });
      if (allowed.includes(privilege.name) || judgedElsewhere.includes(privilege.name)) continue;
      report({
        at: privilege.node,
        message: say`${privilege.name.toUpperCase()} is no default privilege on ${objectNoun(word)}: ${oneOf([...allowed.map(name => name.toUpperCase()), 'ALL'])} can be given`,
      });
    }
  },
};
