// GRT045: a column cannot be taken out of a right on the table.

import { type Grant, samePrincipal } from '../../semantics/facts.ts';
import { factOf, grantsOn, relationAt } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { sourcesOf } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, qualified, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const columnRevokeUnderTable: Rule = {
  id: 'GRT045',
  name: 'column-revoke-under-table',
  severity: 'error',
  title: 'Column REVOKE while the grantee holds the table-level privilege',
  explanation: `A privilege on the whole table cannot lose single columns: Redshift refuses the \`REVOKE\`. Revoke it on the table and grant it on the columns that
remain.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'GRANT SELECT ON hr.emp TO ann; REVOKE SELECT (ssn) ON hr.emp FROM ann;',
      'CREATE TABLE hr.emp (id int, name varchar(50), ssn char(9)); GRANT SELECT, UPDATE ON hr.emp TO ROLE r; REVOKE UPDATE (ssn) ON TABLE hr.emp FROM GROUP g, ROLE r;',
      'GRANT ALL ON hr.emp TO ann; REVOKE ALL (ssn) ON hr.emp FROM ann;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA hr TO ann; REVOKE SELECT (ssn) ON hr.emp FROM ann;',
    ],
    right: [
      'REVOKE SELECT ON hr.emp FROM ann; GRANT SELECT (id, name) ON hr.emp TO ann;',
      'GRANT SELECT (id, ssn) ON hr.emp TO ann; REVOKE SELECT (ssn) ON hr.emp FROM ann;',
      'GRANT SELECT ON hr.emp TO ann; REVOKE SELECT ON hr.emp FROM ann;',
      'REVOKE SELECT (ssn) ON hr.emp FROM ann;',
    ],
  },
  needs: 'script',
  kinds: ['RevokePrivileges'],
  check(node, { report, before, inBody, parsed, statement }) {
    const form = readRightsForm(node);
    if (inBody || form.target?.kind !== 'relation' || isToPolicies(form) || !form.privileges.some(({ columns }) => columns)) return;
    const things = thingsOf(before, form.target);
    for (const { on, written } of things) {
      if (on.kind !== 'relation') continue;
      for (const grantee of form.grantees) {
        const to = principalOf(before, grantee);
        if (!to) continue;
        const own = grantsOn(before, on).filter(grant => !grant.columns && samePrincipal(grant.to, to));
        const held: Grant[] =
          own.length > 0 ? own : ['select', 'update'].flatMap(name => sourcesOf(before, [to], name, on).filter(isOfAllTables));
        for (const privilege of form.privileges) {
          const list = privilege.node.child('PrivilegeColumns');
          const names = privilege.name === 'all' ? ['select', 'update'] : [privilege.name];
          const there = list && held.find(grant => names.includes(grant.privilege));
          if (!list || !there) continue;
          const word = there.privilege.toUpperCase();
          const who = oneLine(grantee.node);
          const taken = new Set(privilege.columns?.map(parts => parts.at(-1)!.name));
          // Whether this table was among all tables is not certain.
          const isLikely = isOfAllTables(there);
          const left = factOf(relationAt(before, on.relation))
            ?.columns?.map(({ name }) => name)
            .filter(name => !taken.has(name));
          const isAlone = things.length === 1 && form.grantees.length === 1 && form.privileges.length === 1 && privilege.name !== 'all';
          const end = parsed.text.trimEnd().endsWith(';') ? '' : ';';
          report({
            at: list,
            ...(isLikely && { severity: 'warning' }),
            message: say`${who} holds ${word} on the whole of ${writtenName(written)}, which cannot lose a column: revoke ${word} and grant it on the columns that remain`,
            fixes:
              isAlone && left && left.length > 0
                ? [
                    {
                      title: say`Revoke ${word}, and grant it on the other columns`,
                      edits: [
                        {
                          start: statement.start,
                          end: statement.end,
                          newText: `REVOKE ${word} ON ${writtenName(written)} FROM ${who};\nGRANT ${word} (${left.map(name => qualified(name)).join(', ')}) ON ${writtenName(written)} TO ${who}${end}`,
                        },
                      ],
                      safe: false,
                    },
                  ]
                : [],
          });
          return;
        }
      }
    }
  },
};

const isOfAllTables = ({ on }: Grant) => on.kind === 'all-in-schema';
