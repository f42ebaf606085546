// GRT027: without USAGE on the schema the rights on its tables are of no use.

import { type Principal, type Securable, samePrincipal } from '../../semantics/facts.ts';
import { factOf, isMissing, knowsRightsOn, schemaAt, userAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { holds, holdsInWarehouse, isGoneIn } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, qualified, readRightsForm } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const grantWithoutSchemaUsage: Rule = {
  id: 'GRT027',
  name: 'grant-without-schema-usage',
  severity: 'info',
  title: 'USAGE on the schema is missing in a script that grants on its tables',
  explanation: `Whoever may read a table still needs \`USAGE\` on its schema, else the query fails with “permission denied for schema”. The script does not grant
it to this grantee, directly, through a role or group, or by a scoped permission. Another script may have: hence a hint, once per script; a warning where
the script itself makes the schema. With a connection the rights in the warehouse count too: who has \`USAGE\` there is not spoken of, and where all rights
can be seen (by a superuser, or with \`sys:monitor\`) and it is not among them, that is said as a warning.`,
  pages: ['r_GRANT', 'r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'GRANT SELECT ON sales.orders TO ROLE analyst, ann, GROUP readers; GRANT USAGE ON SCHEMA sales TO ann;',
      'GRANT SELECT ON sales.orders TO ROLE analyst;',
      'CREATE SCHEMA sales; GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ROLE analyst;',
      'GRANT USAGE ON SCHEMA hr TO ROLE analyst; GRANT SELECT, INSERT ON TABLE sales.orders TO ROLE analyst;',
      'GRANT USAGE ON SCHEMA etl TO ann; GRANT EXECUTE ON PROCEDURE etl.load(integer) TO bob;',
      'GRANT SELECT FOR TABLES IN SCHEMA sales TO ROLE analyst;',
    ],
    right: [
      'GRANT USAGE ON SCHEMA sales TO ROLE r; GRANT SELECT ON sales.orders TO ROLE r; ALTER ROLE r RENAME TO q;',
      'CREATE ROLE r; GRANT USAGE ON SCHEMA sales TO ROLE r; GRANT SELECT ON sales.orders TO ROLE r; REVOKE USAGE ON SCHEMA sales FROM ROLE r; DROP ROLE r;',
      'GRANT USAGE ON SCHEMA sales TO ROLE analyst; GRANT SELECT ON sales.orders TO ROLE analyst;',
      'GRANT SELECT ON sales.orders TO ROLE analyst; GRANT ALL ON SCHEMA sales TO ROLE analyst;',
      'GRANT USAGE ON SCHEMA sales TO PUBLIC; GRANT SELECT ON sales.orders TO ann;',
      'GRANT USAGE ON SCHEMA sales TO ROLE reader; GRANT ROLE reader TO ann; GRANT SELECT ON sales.orders TO ann;',
      'GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE analyst; GRANT SELECT ON sales.orders TO ROLE analyst;',
      'GRANT SELECT ON orders TO ann;',
      'GRANT SELECT ON public.orders TO ann;',
      'CREATE SCHEMA AUTHORIZATION ann; GRANT SELECT ON ann.orders TO ann;',
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['GrantPrivileges'],
  check(node, { report, before, final, insertBefore, inBody }) {
    const form = readRightsForm(node);
    if (inBody || isToPolicies(form) || !form.target) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      const schema = schemaOf(on, written.length);
      if (schema === undefined || schema === 'public') continue;
      const answer = schemaAt(final, schema);
      const fact = factOf(answer);
      if (isMissing(answer) || fact?.kind === 'system' || fact?.kind === 'external') continue;
      const usage: Securable = { kind: 'schema', name: schema };
      const lacking = form.grantees.filter(grantee => {
        const to = principalOf(before, grantee);
        if (!to || (to.kind !== 'user' && to.kind !== 'role' && to.kind !== 'group' && to.kind !== 'public')) return false;
        if (passesAnyway(final, to) || (fact?.owner && samePrincipal(fact.owner, to)) || isGoneIn(final, to)) return false;
        return !holds(before, to, 'usage', usage) && !holds(final, to, 'usage', usage) && !holdsInWarehouse(before, to, 'usage', schema);
      });
      if (lacking.length === 0) continue;
      const who = lacking.map(({ node }) => oneLine(node));
      const part = written.length > 1 && on.kind !== 'all-in-schema' && on.kind !== 'scope' ? written.at(-2)! : written.at(-1)!;
      const isCertain = knowsRightsOn(before, schema);
      report({
        at: part,
        message: isCertain
          ? say`Without USAGE on the schema ${part.written}, which neither the warehouse nor this script grants, this is of no use to ${who.join(', ')}`
          : who.length === 1
            ? say`${who[0]} also needs USAGE on the schema ${part.written}, which this script does not grant`
            : say`${who.join(', ')} also need USAGE on the schema ${part.written}, which this script does not grant`,
        ...((isCertain || (fact?.origin && !fact.ifNotExists)) && { severity: 'warning' }),
        fixes: [
          {
            title: say`Grant USAGE ON SCHEMA ${part.written}`,
            edits: [insertBefore(`GRANT USAGE ON SCHEMA ${qualified(schema)} TO ${who.join(', ')}`)],
            safe: false,
          },
        ],
      });
      return;
    }
  },
};

/** The schema of the connected database that a thing lives in; undefined where the statement does not say it. */
function schemaOf(on: Securable, parts: number): string | undefined {
  switch (on.kind) {
    case 'relation':
    case 'routine':
      return parts === 2 && !on.relation.database && on.relation.schema !== 'pg_temp' ? on.relation.schema : undefined;
    case 'all-in-schema':
    case 'scope':
      return on.database ? undefined : on.schema;
    default:
      return undefined;
  }
}

const passesAnyway = (model: Model, to: Principal) => to.kind === 'user' && factOf(userAt(model, to.name))?.superuser === true;
