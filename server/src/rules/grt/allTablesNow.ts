// GRT014: ON ALL TABLES is about today.

import { allDefaultPrivileges, allScopedPrivileges } from '../../dialect/allPrivileges.ts';
import { samePrincipal } from '../../semantics/facts.ts';
import { factOf, grantsOn, schemaAt } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';
import { coveringSecurables } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, type RightsForm, readRightsForm, writtenName } from './rightsForm.ts';
import { objectNoun, oneLine, sentence } from './wording.ts';

export const allTablesNow: Rule = {
  id: 'GRT014',
  name: 'all-tables-now',
  severity: 'info',
  title: 'ON ALL TABLES IN SCHEMA does not cover tables made later',
  explanation: `The statement grants on the tables and views that exist when it runs; nothing is kept for those that come later. Add
\`ALTER DEFAULT PRIVILEGES\` for the user who creates them, or grant to a role or user with a scoped permission: \`GRANT SELECT FOR TABLES IN SCHEMA …\`.

The same holds for \`ALL FUNCTIONS\` and \`ALL PROCEDURES\`. Reported once per script, and not where the script does one of the two.`,
  pages: ['r_GRANT', 'r_ALTER_DEFAULT_PRIVILEGES', 't_scoped-permissions'],
  examples: {
    wrong: [
      'GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ROLE analyst;',
      'GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA sales, hr TO GROUP readers;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ROLE analyst; ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA hr GRANT SELECT ON TABLES TO ROLE analyst;',
      'GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA etl TO ROLE runner;',
    ],
    right: [
      'GRANT SELECT FOR TABLES IN SCHEMA sales TO ROLE analyst;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ROLE analyst; ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA sales GRANT SELECT ON TABLES TO ROLE analyst;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl GRANT SELECT ON TABLES TO GROUP readers; GRANT SELECT ON ALL TABLES IN SCHEMA sales TO GROUP readers;',
      'REVOKE SELECT ON ALL TABLES IN SCHEMA sales FROM ROLE analyst;',
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['GrantPrivileges'],
  check(node, { report, final, before, insertAfter }) {
    if (!node.child('GrantTarget')?.child('AllInSchemaTarget')) return;
    const form = readRightsForm(node);
    if (form.target?.kind !== 'all-in-schema' || isToPolicies(form)) return;
    const { objects } = form.target;
    for (const { on, written } of thingsOf(before, form.target)) {
      if (on.kind !== 'all-in-schema' || factOf(schemaAt(before, on.schema))?.kind === 'external') continue;
      const defaults = ['', on.schema].flatMap(key => final.get('defaultPrivileges', key) ?? []).filter(entry => entry.objects === objects);
      const uncovered = form.grantees.some(grantee => {
        const principal = principalOf(before, grantee);
        if (!principal || defaults.some(({ to }) => samePrincipal(to, principal))) return false;
        return !coveringSecurables(final, on)
          .slice(1)
          .some(scope => grantsOn(final, scope).some(({ to }) => samePrincipal(to, principal)));
      });
      if (!uncovered) continue;
      const words = form.targetNode!;
      report({
        at: { start: words.start, end: words.children[1]!.end },
        message:
          say`${sentence(objectNoun(objects))} that are made later in ${writtenName(written)} are not covered: add ALTER DEFAULT PRIVILEGES` +
          (objects === 'tables' ? say`, or grant FOR TABLES IN SCHEMA` : ''),
        fixes: fixesOf(form, objects, insertAfter),
      });
      return;
    }
  },
};

function fixesOf(
  form: RightsForm,
  objects: 'tables' | 'functions' | 'procedures',
  insertAfter: (sql: string) => Fix['edits'][number],
): Fix[] {
  if (form.target?.kind !== 'all-in-schema') return [];
  const fixes: Fix[] = [];
  const allowed: readonly string[] = [...allDefaultPrivileges[objects], 'all'];
  const list = form.node.child('PrivilegeList')!;
  const words = objects.toUpperCase();
  const schemas = form.target.names.map(writtenName);
  const recipients = form.node.childrenOf('GrantRecipient').map(oneLine).join(', ');
  if (form.privileges.every(({ name, columns }) => allowed.includes(name) && !columns)) {
    fixes.push({
      title: say`Add ALTER DEFAULT PRIVILEGES for what the current user creates`,
      edits: [insertAfter(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schemas.join(', ')} GRANT ${oneLine(list)} ON ${words} TO ${recipients}`)],
      safe: false,
    });
  }
  const isScopable = form.privileges.every(
    ({ name, columns }) => (allScopedPrivileges.tables as readonly string[]).concat('all').includes(name) && !columns,
  );
  if (objects === 'tables' && isScopable && schemas.length === 1 && form.grantees.every(({ kind }) => kind === 'user' || kind === 'role')) {
    const on = form.node.keyword('ON')!;
    fixes.push({
      title: say`Grant FOR TABLES IN SCHEMA ${schemas[0]}`,
      edits: [{ start: on.start, end: form.targetNode!.end, newText: `FOR TABLES IN SCHEMA ${schemas[0]}` }],
      safe: false,
    });
  }
  return fixes;
}
