// GRT004: only SELECT, UPDATE and ALL of a table can be limited to columns.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { allRightsForms, isToPolicies, privilegesOn, readRightsForm } from './rightsForm.ts';
import { oneLine } from './wording.ts';

const forColumns = ['select', 'update', 'all'];

export const columnListOfPrivilege: Rule = {
  id: 'GRT004',
  name: 'column-list-of-privilege',
  severity: 'error',
  title: 'Column list with a privilege other than SELECT, UPDATE or ALL',
  explanation: `A column list narrows \`SELECT\`, \`UPDATE\` and \`ALL\` on one table or view. Rows are inserted, deleted and truncated as a whole, so the other
privileges take no list; nor do schemas, databases, functions and \`ALL TABLES IN SCHEMA\`.

Deleting the list grants the privilege on the whole object: check that this is meant.`,
  pages: ['r_GRANT-usage-notes', 'r_GRANT'],
  examples: {
    wrong: [
      'GRANT DELETE (name) ON hr.emp TO ann;',
      'GRANT SELECT (id), INSERT (id, name) ON TABLE hr.emp TO ROLE app;',
      'REVOKE REFERENCES (id) ON hr.emp FROM GROUP readers;',
      'GRANT SELECT (name) ON ALL TABLES IN SCHEMA hr TO ROLE reader;',
      'REVOKE TRUNCATE ("Name") ON hr.emp, hr.dept FROM PUBLIC;',
    ],
    right: [
      'GRANT DELETE ON hr.emp TO ann;',
      'GRANT SELECT (id, name), UPDATE (name) ON hr.emp TO ROLE app;',
      'GRANT ALL (name) ON hr.emp TO ROLE app;',
      "GRANT SELECT (id) ON EXTERNAL TABLE lake.emp TO IAM_ROLE 'arn:aws:iam::123456789012:role/hr';",
      'GRANT SELECT (name), DELETE ON hr.emp TO ROLE app;',
    ],
  },
  needs: 'offline',
  kinds: allRightsForms,
  check(node, { report }) {
    const form = readRightsForm(node);
    // The scoped form and default privileges have no columns at all: GRT011 and GRT017 say so.
    if (isToPolicies(form) || !form.target || form.target.kind === 'scope') return;
    const isTable = form.target.kind === 'relation' || form.target.kind === 'external-table';
    const allowed = form.target.kind === 'external-table' ? ['select', 'all'] : forColumns;
    const isFederated = form.target.kind === 'relation' && form.target.names.some(([first]) => first?.name.includes('@'));
    for (const privilege of form.privileges) {
      const list = privilege.node.child('PrivilegeColumns');
      if (!list || (isTable && allowed.includes(privilege.name))) continue;
      // What does not fit the object at all has a rule of its own (GRT022).
      if (!isTable && privilege.name !== 'all' && !privilegesOn(form.target).includes(privilege.name)) continue;
      const word = privilege.name.toUpperCase();
      report({
        at: list,
        message: isTable
          ? say`${word} is held on whole tables, not on ${oneLine(list)}: only SELECT, UPDATE and ALL take columns`
          : say`Columns can be named for a table or view only, not for ${oneLine(form.targetNode!)}`,
        ...(isFederated && privilege.name === 'delete' && { severity: 'warning' }),
        fixes: [
          {
            title: say`Delete the columns: ${word} on everything`,
            edits: [{ start: privilege.node.nodes[0] === list ? list.start : privilege.node.nodes[0]!.end, end: list.end, newText: '' }],
            safe: false,
          },
        ],
      });
    }
  },
};
