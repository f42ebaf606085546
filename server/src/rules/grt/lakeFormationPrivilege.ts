// GRT033: Lake Formation's own privileges.

import { allPrivileges } from '../../dialect/allPrivileges.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { objectRightsForms, readRightsForm } from './rightsForm.ts';
import { objectNoun, oneOf } from './wording.ts';

export const lakeFormationPrivilege: Rule = {
  id: 'GRT033',
  name: 'lake-formation-privilege',
  severity: 'error',
  title: 'Lake Formation privilege not in the list',
  explanation: `\`ON EXTERNAL TABLE\` takes SELECT, ALTER, DROP, DELETE, INSERT and ALL; \`ON EXTERNAL SCHEMA\` takes CREATE, ALTER, DROP and ALL.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      "GRANT TRUNCATE ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "REVOKE SELECT, UPDATE ON EXTERNAL TABLE s.t, s.u FROM IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "GRANT USAGE ON EXTERNAL SCHEMA s TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      'GRANT REFERENCES ON EXTERNAL TABLE s.t TO PUBLIC;',
    ],
    right: [
      "GRANT DELETE ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "GRANT CREATE, ALTER, DROP ON EXTERNAL SCHEMA s TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    const { target, privileges } = readRightsForm(node);
    if (target?.kind !== 'external-table' && target?.kind !== 'external-schema') return;
    const allowed: readonly string[] = allPrivileges[target.kind];
    for (const { name, node: at } of privileges) {
      if (allowed.includes(name) || name === 'all' || name === 'rule' || name === 'trigger') continue;
      const noun = objectNoun(target.kind === 'external-table' ? 'tables' : 'schemas');
      report({
        at,
        message: say`Lake Formation has no ${name.toUpperCase()} on ${noun}: only ${oneOf([...allowed.map(one => one.toUpperCase()), 'ALL'], 'and')}`,
      });
    }
  },
};
