// GRT009: ALL gives more than the reader of the statement thinks of.

import { allDefaultPrivileges, allPrivileges, allScopedPrivileges } from '../../dialect/allPrivileges.ts';
import type { WrittenTarget } from '../../semantics/grantReading.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { isToPolicies, privilegesOn, readRightsForm } from './rightsForm.ts';
import { oneOf } from './wording.ts';

export const allPrivilegesGranted: Rule = {
  id: 'GRT009',
  name: 'all-privileges-granted',
  severity: 'warning',
  title: 'ALL PRIVILEGES granted',
  explanation: `\`ALL\` on a table also gives \`DROP\`, \`ALTER\`, \`TRUNCATE\` and \`REFERENCES\`; on a schema it gives \`CREATE\`, \`ALTER\` and \`DROP\`; without an
object it gives every system permission. Privileges that a later release adds come with it.

Name the privileges that are needed.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT ALL ON SCHEMA finance TO ROLE analyst;',
      'GRANT ALL PRIVILEGES ON finance.ledger TO ann;',
      'GRANT ALL ON ALL TABLES IN SCHEMA finance TO GROUP analysts;',
      'GRANT ALL FOR TABLES IN SCHEMA finance TO ROLE analyst;',
      'GRANT ALL TO ROLE helpers;',
      'GRANT ALL (iban) ON finance.ledger TO ROLE analyst;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA finance GRANT ALL ON TABLES TO ROLE analyst;',
      'GRANT ALL ON FUNCTION f_net(numeric) TO ROLE analyst;',
    ],
    right: [
      'GRANT USAGE ON SCHEMA finance TO ROLE analyst;',
      'GRANT SELECT, INSERT ON finance.ledger TO ann;',
      'REVOKE ALL ON SCHEMA finance FROM ROLE analyst;',
      'GRANT EXECUTE ON FUNCTION f_net(numeric) TO ROLE analyst;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantPrivileges', 'DefaultPrivilegesGrant', 'GrantSystemPrivileges'],
  check(node, { report }) {
    if (node.kind === 'GrantSystemPrivileges') {
      const all = node
        .child('SystemPrivilegeList')!
        .childrenOf('SystemPrivilege')
        .find(privilege => privilege.keyword('ALL'));
      if (all)
        report({
          at: all,
          message: say`ALL gives every system permission, IGNORE RLS and CREATE USER among them. Name those that are needed`,
        });
      return;
    }
    const form = readRightsForm(node);
    const all = form.privileges.find(({ name }) => name === 'all');
    if (!all || isToPolicies(form)) return;
    const words = all.columns ? allPrivileges.columns : meaningOf(form.target, node.child('DefaultPrivilegesObjects'));
    if (!words) return;
    const meant = oneOf(
      words.map(word => word.toUpperCase()),
      'and',
    );
    if (words.length === 1) {
      // Nothing more than the one privilege there is: only the wording could be plainer.
      report({
        at: all.node,
        message: say`ALL is ${meant} here: write ${meant}`,
        severity: 'info',
        fixes: [{ title: say`Write ${meant}`, edits: [{ start: all.node.start, end: all.node.end, newText: meant }], safe: true }],
      });
      return;
    }
    report({ at: all.node, message: say`ALL gives ${meant}. Name the privileges that are needed` });
  },
};

function meaningOf(target: WrittenTarget | undefined, objects: SyntaxNode | undefined): readonly string[] | undefined {
  if (!target) return allDefaultPrivileges[objects?.text.toLowerCase() as keyof typeof allDefaultPrivileges];
  return target.kind === 'scope' ? allScopedPrivileges[target.objects] : privilegesOn(target);
}
