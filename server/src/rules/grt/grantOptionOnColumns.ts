// GRT003: column-level privileges have no grant option.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const grantOptionOnColumns: Rule = {
  id: 'GRT003',
  name: 'grant-option-on-columns',
  severity: 'error',
  title: 'WITH GRANT OPTION on a column-level grant',
  explanation: `Privileges on single columns cannot be passed on: Redshift refuses \`WITH GRANT OPTION\` behind a grant with a column list, and
\`GRANT OPTION FOR\` in its \`REVOKE\`. Only the Lake Formation form \`ON EXTERNAL TABLE … TO IAM_ROLE\` has it.

Delete the option. Where another user shall grant these columns, let that user own a view with them.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'GRANT SELECT (name) ON hr.emp TO ann WITH GRANT OPTION;',
      'GRANT SELECT (id, name), UPDATE (name) ON TABLE hr.emp TO ROLE hr_reader, "Ann" WITH GRANT OPTION;',
      'GRANT ALL PRIVILEGES (name) ON hr.emp TO ann WITH GRANT OPTION;',
      'REVOKE GRANT OPTION FOR SELECT (name) ON hr.emp FROM ann;',
    ],
    right: [
      'GRANT SELECT (name) ON hr.emp TO ann;',
      'GRANT SELECT ON hr.emp TO ann WITH GRANT OPTION;',
      "GRANT SELECT (name) ON EXTERNAL TABLE lake.emp TO IAM_ROLE 'arn:aws:iam::123456789012:role/hr' WITH GRANT OPTION;",
      'REVOKE SELECT (name) ON hr.emp FROM ann;',
    ],
  },
  needs: 'offline',
  kinds: ['PrivilegeList'],
  check(list, { report }) {
    const form = list.parent!;
    const columns = list.childrenOf('Privilege').some(privilege => privilege.child('PrivilegeColumns'));
    if (!columns || form.child('GrantTarget')?.child('ExternalTableTarget')) return;

    const optionFor = form.child('GrantOptionFor');
    if (optionFor) report({ at: optionFor, message: say`Privileges on columns cannot be passed on: there is no grant option to revoke` });
    for (const recipient of form.childrenOf('GrantRecipient')) {
      const option = recipient.child('GrantOption');
      const grantee = recipient.child('Grantee');
      // Behind a role, a group or PUBLIC it is wrong for two reasons (GRT001).
      if (!option || !grantee) continue;
      report({
        at: option,
        message: say`Privileges on columns cannot be passed on: delete WITH GRANT OPTION`,
        fixes: [{ title: say`Delete WITH GRANT OPTION`, edits: [{ start: grantee.end, end: option.end, newText: '' }], safe: true }],
      });
    }
  },
};
