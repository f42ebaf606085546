// GRT044: a column list narrows nothing for those who hold the table.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { identitiesOf, principalText, sourcesOf } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const columnGrantWithoutEffect: Rule = {
  id: 'GRT044',
  name: 'column-grant-without-effect',
  severity: 'warning',
  title: 'Column grant has no effect: the grantee holds the table-level privilege',
  explanation: `Whoever holds the privilege on the whole table, directly or through a role, a group, \`PUBLIC\` or a scoped permission, keeps every column. Reading
the script one would think that access was narrowed.

Revoke the privilege on the table first.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'GRANT SELECT ON hr.emp TO ann; GRANT SELECT (name) ON hr.emp TO ann;',
      'CREATE TABLE hr.emp (id int, name varchar(50)); GRANT ALL ON ALL TABLES IN SCHEMA hr TO ROLE r; GRANT SELECT (id, name) ON hr.emp TO ROLE r;',
      'GRANT SELECT ON hr.emp TO ROLE reader; GRANT ROLE reader TO ann; GRANT SELECT (name) ON hr.emp TO ann;',
      'GRANT SELECT FOR TABLES IN SCHEMA hr TO ann; GRANT SELECT (name) ON hr.emp TO ann;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA hr TO ROLE r; GRANT SELECT (id) ON hr.emp TO ROLE r;',
      'GRANT UPDATE ON hr.emp TO PUBLIC; GRANT UPDATE (name) ON hr.emp TO ROLE r;',
      'GRANT SELECT ON hr.emp TO ann; ALTER SCHEMA hr RENAME TO people; GRANT SELECT (name) ON people.emp TO ann;',
      'CREATE GROUP g; ALTER GROUP g ADD USER ann; GRANT SELECT ON hr.emp TO GROUP g; GRANT SELECT (name) ON hr.emp TO ann;',
    ],
    right: [
      'GRANT SELECT ON hr.emp TO ann; DROP USER ann; CREATE USER ann PASSWORD DISABLE; GRANT SELECT (name) ON hr.emp TO ann;',
      'CREATE GROUP g WITH USER ann; GRANT SELECT ON hr.emp TO GROUP g; ALTER GROUP g DROP USER ann; GRANT SELECT (name) ON hr.emp TO ann;',
      'GRANT SELECT ON hr.emp TO ann; DROP SCHEMA hr CASCADE; CREATE SCHEMA hr; CREATE TABLE hr.emp (id int, name text); GRANT USAGE ON SCHEMA hr TO ann; GRANT SELECT (name) ON hr.emp TO ann;',
      'REVOKE SELECT ON hr.emp FROM ann; GRANT SELECT (name) ON hr.emp TO ann;',
      'GRANT SELECT ON hr.emp TO ann; REVOKE SELECT ON hr.emp FROM ann; GRANT SELECT (id, name) ON hr.emp TO ann;',
      'GRANT SELECT ON hr.emp TO ann; GRANT UPDATE (name) ON hr.emp TO ann;',
      'GRANT SELECT ON hr.emp TO bob; GRANT SELECT (name) ON hr.emp TO ann;',
    ],
  },
  needs: 'script',
  kinds: ['GrantPrivileges'],
  check(node, { report, before, inBody }) {
    const form = readRightsForm(node);
    if (inBody || form.target?.kind !== 'relation' || isToPolicies(form) || !form.privileges.some(({ columns }) => columns)) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      for (const grantee of form.grantees) {
        const to = principalOf(before, grantee);
        if (!to) continue;
        const identities = identitiesOf(before, to);
        for (const privilege of form.privileges) {
          const list = privilege.node.child('PrivilegeColumns');
          if (!list) continue;
          const names = privilege.name === 'all' ? ['select', 'update'] : [privilege.name];
          const source = names.flatMap(name => sourcesOf(before, identities, name, on))[0];
          if (!source) continue;
          const through =
            source.on.kind === 'scope'
              ? say`by a scoped permission`
              : principalText(source.to) === principalText(to)
                ? say`already`
                : say`through ${principalText(source.to)}`;
          report({
            at: list,
            message: say`${oneLine(grantee.node)} holds ${source.privilege.toUpperCase()} on the whole of ${writtenName(written)} ${through}: the columns narrow nothing`,
          });
        }
      }
    }
  },
};
