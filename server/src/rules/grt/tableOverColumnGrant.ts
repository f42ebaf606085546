// GRT043: rights on a table and on its columns do not stand beside each other.

import { bulkKey } from '../../semantics/bulkRights.ts';
import { samePrincipal } from '../../semantics/facts.ts';
import { grantsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, privilegesOn, qualified, type RightsForm, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const tableOverColumnGrant: Rule = {
  id: 'GRT043',
  name: 'table-over-column-grant',
  severity: 'error',
  title: 'Table-level grant where the grantee holds the same privilege on columns',
  explanation: `Redshift refuses a privilege on a table for somebody who already holds it on columns of that table. Revoke it first: a \`REVOKE\` without columns
takes both.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'GRANT SELECT (name) ON hr.emp TO ann; GRANT SELECT ON hr.emp TO ann;',
      'GRANT UPDATE (name), SELECT (id) ON hr.emp TO ROLE r; GRANT INSERT, UPDATE ON TABLE hr.dept, hr.emp TO GROUP g, ROLE r;',
      'GRANT SELECT (name) ON hr.emp TO PUBLIC; GRANT ALL ON hr.emp TO PUBLIC;',
      'GRANT SELECT (name) ON hr.emp TO ann; GRANT SELECT ON ALL TABLES IN SCHEMA sales, hr TO ROLE r, ann;',
    ],
    right: [
      'GRANT SELECT (name) ON hr.emp TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA hr FROM ann; GRANT SELECT ON hr.emp TO ann;',
      'GRANT SELECT (name) ON hr.emp TO ann; GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ann; GRANT INSERT ON ALL TABLES IN SCHEMA hr TO ann;',
      'GRANT SELECT (name) ON hr.emp TO ann; REVOKE SELECT ON hr.emp FROM ann; GRANT SELECT ON hr.emp TO ann;',
      'REVOKE SELECT ON hr.emp FROM ann; GRANT SELECT ON hr.emp TO ann;',
      'GRANT SELECT (name) ON hr.emp TO ann; GRANT SELECT ON hr.emp TO bob;',
      'GRANT SELECT (name) ON hr.emp TO ann; GRANT INSERT ON hr.emp TO ann;',
      'GRANT SELECT (name) ON hr.emp TO ann; GRANT SELECT (id) ON hr.emp TO ann;',
    ],
  },
  needs: 'script',
  kinds: ['GrantPrivileges'],
  check(node, { report, before, inBody, insertBefore }) {
    const form = readRightsForm(node);
    if (inBody || isToPolicies(form)) return;
    const { target } = form;
    if (target?.kind === 'all-in-schema' && target.objects === 'tables') return checkAllTables(form, before, report);
    if (target?.kind !== 'relation') return;
    for (const { on, written } of thingsOf(before, target)) {
      for (const grantee of form.grantees) {
        const to = principalOf(before, grantee);
        const onColumns = to ? grantsOn(before, on).filter(grant => grant.columns && samePrincipal(grant.to, to)) : [];
        for (const privilege of form.privileges) {
          if (privilege.columns) continue;
          const names = privilege.name === 'all' ? privilegesOn(target) : [privilege.name];
          const held = onColumns.filter(grant => names.includes(grant.privilege));
          if (held.length === 0) continue;
          const who = oneLine(grantee.node);
          const word = held.map(grant => grant.privilege.toUpperCase()).join(', ');
          const columns = [...new Set(held.flatMap(grant => grant.columns!))].join(', ');
          report({
            at: privilege.node,
            message: say`${who} holds ${word} on columns of ${writtenName(written)} (${columns}): revoke that before granting it on the table`,
            fixes: [
              {
                title: say`Revoke ${word} first`,
                edits: [insertBefore(`REVOKE ${word} ON ${writtenName(written)} FROM ${who}`)],
                safe: false,
              },
            ],
          });
          return;
        }
      }
    }
  },
};

/** The tables of a schema on columns of which somebody was given rights, and perhaps others. */
const keysWithColumnRights = (model: Model, schema: string): string[] => {
  const isOnAll = model.get('bulkRights', bulkKey('tables', schema))?.onColumns;
  const keys = isOnAll ? [...model.keysWithRightsIn(schema)] : [...model.entriesIn('columnRights', schema)].map(([key]) => key);
  return keys.filter(key => key.startsWith('relation:'));
};

/** ON ALL TABLES comes to the tables that somebody holds on columns too. */
function checkAllTables(form: RightsForm, before: Model, report: RuleContext['report']): void {
  const schemas = thingsOf(before, form.target!).flatMap(({ on }) => (on.kind === 'all-in-schema' && !on.database ? [on.schema] : []));
  const grants = schemas
    .flatMap(schema => keysWithColumnRights(before, schema))
    .flatMap(key => before.get('grants', key)?.filter(({ columns }) => columns) ?? []);
  for (const grantee of form.grantees) {
    const to = principalOf(before, grantee);
    const there = to && grants.filter(grant => samePrincipal(grant.to, to));
    for (const { name, node: at } of form.privileges) {
      const grant = there?.find(({ privilege }) => name === 'all' || name === privilege);
      if (grant?.on.kind !== 'relation') continue;
      const { schema, name: table } = grant.on.relation;
      report({
        at,
        message: say`${oneLine(grantee.node)} holds ${grant.privilege.toUpperCase()} on columns of ${qualified(schema, table)} (${grant.columns!.join(', ')}): revoke that before granting it on all tables`,
        severity: 'warning',
      });
      return;
    }
  }
}
