// GRT028: UPDATE and DELETE read before they write.

import { type Securable, samePrincipal } from '../../semantics/facts.ts';
import { grantsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { holds, identitiesOf, isGoneIn, sourcesOf } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, type RightsForm, readRightsForm } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const changeWithoutSelect: Rule = {
  id: 'GRT028',
  name: 'change-without-select',
  severity: 'warning',
  title: 'UPDATE or DELETE granted without SELECT',
  explanation: `An \`UPDATE\` or \`DELETE\` with a condition reads the table, and fails without \`SELECT\`. Grant both.

Silent where the script grants \`SELECT\` to the same grantee in another statement.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT UPDATE ON sales.orders TO ROLE app;',
      'GRANT INSERT, DELETE ON TABLE sales.orders, sales.lines TO ann;',
      'GRANT DELETE ON ALL TABLES IN SCHEMA sales TO GROUP cleaners;',
      'GRANT UPDATE, INSERT FOR TABLES IN SCHEMA sales TO ROLE app;',
      'GRANT UPDATE (status) ON sales.orders TO ROLE app;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA sales GRANT DELETE ON TABLES TO ROLE app;',
    ],
    right: [
      'GRANT SELECT ON sales.orders TO ROLE app; GRANT UPDATE ON sales.orders TO ROLE app; REVOKE ALL ON sales.orders FROM ROLE app;',
      'GRANT SELECT, UPDATE ON sales.orders TO ROLE app;',
      'GRANT ALL ON sales.orders TO ROLE app;',
      'GRANT SELECT ON sales.orders TO ROLE app; GRANT DELETE ON sales.orders TO ROLE app;',
      'GRANT UPDATE ON sales.orders TO ann; GRANT SELECT FOR TABLES IN SCHEMA sales TO ROLE reader; GRANT ROLE reader TO ann;',
      'GRANT SELECT (id), UPDATE (status) ON sales.orders TO ROLE app;',
      'REVOKE UPDATE ON sales.orders FROM ROLE app;',
    ],
  },
  needs: 'script',
  kinds: ['GrantPrivileges', 'DefaultPrivilegesGrant'],
  check(node, { report, before, final }) {
    const form = readRightsForm(node);
    const changing = form.privileges.find(({ name }) => name === 'update' || name === 'delete');
    if (!changing || isToPolicies(form) || form.privileges.some(({ name }) => name === 'select' || name === 'all')) return;
    if (!isLacking(form, before, final)) return;
    report({
      at: changing.node,
      message: say`${changing.name.toUpperCase()} needs SELECT on the same table: grant both`,
      fixes: [
        {
          title: say`Add SELECT`,
          edits: [{ start: form.privileges[0]!.node.start, end: form.privileges[0]!.node.start, newText: 'SELECT, ' }],
          safe: false,
        },
      ],
    });
  },
};

/** Whether somebody gets the right to change something here, and SELECT on it nowhere in the script. */
function isLacking(form: RightsForm, before: Model, final: Model): boolean {
  const principals = form.grantees.flatMap(grantee => principalOf(before, grantee) ?? []);
  if (principals.length === 0) return false;
  if (form.node.kind === 'DefaultPrivilegesGrant') {
    const names = form.node.parent!.child('DefaultPrivilegesInSchema')?.childrenOf('schema-name').map(oneLine) ?? [''];
    const defaults = ['', ...names.map(name => name.replaceAll('"', '').toLowerCase())].flatMap(
      key => final.get('defaultPrivileges', key) ?? [],
    );
    return principals.some(to => {
      const identities = identitiesOf(final, to);
      return !defaults.some(entry => entry.privilege === 'select' && identities.some(one => samePrincipal(one, entry.to)));
    });
  }
  const { target } = form;
  if (target?.kind !== 'relation' && target?.kind !== 'all-in-schema' && target?.kind !== 'scope') return false;
  if (target.kind === 'scope' && target.objects !== 'tables') return false;
  const things: Securable[] =
    target.kind === 'scope' && !target.schema
      ? [{ kind: 'scope', objects: 'tables', ...(target.database && { database: target.database.at(-1)!.name }) }]
      : thingsOf(before, target).map(({ on }) => on);
  return things.some(on =>
    principals.some(to => {
      if (isGoneIn(final, to)) return false;
      const identities = identitiesOf(final, to);
      if (holds(before, to, 'select', on) || sourcesOf(final, identities, 'select', on).length > 0) return false;
      const onColumns = grantsOn(final, on).some(
        grant => grant.privilege === 'select' && grant.columns && identities.some(one => samePrincipal(one, grant.to)),
      );
      return !onColumns;
    }),
  );
}
