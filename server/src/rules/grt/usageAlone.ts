// GRT048: USAGE on a schema reads no table.

import { type Principal, samePrincipal } from '../../semantics/facts.ts';
import { factOf, grantsOn, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { coveringSecurables, identitiesOf, isGoneIn } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const usageAlone: Rule = {
  id: 'GRT048',
  name: 'usage-alone',
  severity: 'info',
  title: 'A grant on a view does not open its tables, a grant on a schema does not open its tables',
  explanation: `\`USAGE\` on a schema lets the grantee name what is in it. To read its tables, \`SELECT\` is needed as well: \`GRANT SELECT ON ALL TABLES IN SCHEMA\`,
or \`GRANT SELECT FOR TABLES IN SCHEMA\`. (In an external schema \`USAGE\` is enough.) In the same way a right on a view is none on the tables behind it.

Reported once per script, and not where the script grants something in the schema to the same grantee.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'GRANT USAGE ON SCHEMA s TO ann;',
      'GRANT USAGE ON SCHEMA s, t TO ROLE r; GRANT SELECT ON s.orders TO ROLE r;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA s TO bob; GRANT USAGE ON SCHEMA s TO GROUP g;',
    ],
    right: [
      'CREATE ROLE r; GRANT USAGE ON SCHEMA s TO ROLE r; GRANT SELECT ON s.t TO ROLE r; DROP ROLE r;',
      'GRANT USAGE ON SCHEMA s TO ann; GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann;',
      'GRANT USAGE ON SCHEMA s TO ROLE r; GRANT SELECT ON s.orders TO ROLE r;',
      'GRANT USAGE ON SCHEMA s TO ROLE r; GRANT SELECT FOR TABLES IN SCHEMA s TO ROLE r;',
      'GRANT USAGE, CREATE ON SCHEMA s TO ROLE etl;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r; GRANT USAGE ON SCHEMA s TO ROLE r;',
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['SchemaTarget'],
  check(target, { report, before, final, inBody, insertAfter }) {
    const node = target.ancestor('GrantPrivileges');
    const form = node && readRightsForm(node);
    if (inBody || !form?.target || isToPolicies(form) || form.privileges.some(({ name }) => name !== 'usage')) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      if (on.kind !== 'schema' || on.database || on.name === 'public' || factOf(schemaAt(final, on.name))?.kind === 'external') continue;
      const lacking = form.grantees.filter(grantee => {
        const to = principalOf(before, grantee);
        if (!to || to.kind === 'datashare' || isGoneIn(final, to)) return false;
        return !holdsSomethingIn(before, on.name, to) && !holdsSomethingIn(final, on.name, to);
      });
      if (lacking.length === 0) continue;
      const schema = writtenName(written);
      const who = lacking.map(({ node: word }) => oneLine(word)).join(', ');
      report({
        at: form.privileges[0]!.node,
        message: say`USAGE on ${schema} does not let ${who} read its tables, and this script grants nothing else there: SELECT is needed as well`,
        fixes: [
          {
            title: say`Grant SELECT ON ALL TABLES IN SCHEMA ${schema}`,
            edits: [insertAfter(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${who}`)],
            safe: false,
          },
        ],
      });
      return;
    }
  },
};

/** So many things are looked at; a script that gives rights on more of them does not stop at USAGE. */
const lookedAt = 100;

function holdsSomethingIn(model: Model, schema: string, to: Principal): boolean {
  const identities = identitiesOf(model, to);
  const isMeant = (grant: { readonly to: Principal }) => identities.some(identity => samePrincipal(identity, grant.to));
  for (const key of ['', schema]) if ((model.get('defaultPrivileges', key) ?? []).some(isMeant)) return true;
  for (const objects of ['tables', 'functions', 'procedures'] as const) {
    const covering = coveringSecurables(model, { kind: 'all-in-schema', objects, schema });
    if (covering.some(on => grantsOn(model, on).some(isMeant))) return true;
  }
  let count = 0;
  for (const list of model.all('grants')) {
    if (++count > lookedAt) return true;
    const on = list[0]?.on;
    if (on && 'relation' in on && on.relation.schema === schema && list.some(isMeant)) return true;
  }
  return false;
}
