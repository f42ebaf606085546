// GRT034: Lake Formation's columns are those of one table and one IAM role.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { objectRightsForms, readRightsForm } from './rightsForm.ts';

export const externalColumnList: Rule = {
  id: 'GRT034',
  name: 'external-column-list',
  severity: 'error',
  title: 'Column list on several external tables, or column list to PUBLIC',
  explanation: `With columns, \`ON EXTERNAL TABLE\` takes one table, and IAM roles as grantees. Write a statement for each table.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      "GRANT SELECT (a) ON EXTERNAL TABLE s.t, s.u TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      'GRANT SELECT (a, b) ON EXTERNAL TABLE s.t TO PUBLIC;',
      "REVOKE ALL (a) ON EXTERNAL TABLE s.t, s.u FROM IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
    ],
    right: [
      "GRANT SELECT (a) ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "GRANT SELECT ON EXTERNAL TABLE s.t, s.u TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      'GRANT SELECT ON EXTERNAL TABLE s.t TO PUBLIC;',
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    const { target, targetNode, privileges, grantees } = readRightsForm(node);
    if (target?.kind !== 'external-table' || !privileges.some(({ columns }) => columns)) return;
    const second = targetNode!.childrenOf('external-table-name')[1];
    if (second)
      report({ at: second, message: say`With columns one external table can be named: write another statement for ${second.text}` });
    for (const { kind, node: at } of grantees)
      if (kind === 'public') report({ at, message: say`Columns of an external table can be granted to IAM roles only, not to PUBLIC` });
  },
};
