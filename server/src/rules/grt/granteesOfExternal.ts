// GRT032: Lake Formation knows IAM roles, the database knows users, roles and groups.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { isToPolicies, objectRightsForms, readRightsForm } from './rightsForm.ts';
import { granteeNoun, sentence } from './wording.ts';

export const granteesOfExternal: Rule = {
  id: 'GRT032',
  name: 'grantees-of-external',
  severity: 'error',
  title: 'ON EXTERNAL TABLE / ON EXTERNAL SCHEMA with a database user, role or group',
  explanation: `\`ON EXTERNAL TABLE\` and \`ON EXTERNAL SCHEMA\` write permissions into AWS Lake Formation, which knows IAM roles: \`TO IAM_ROLE 'arn:aws:iam::…'\`
(and \`PUBLIC\` for tables). An IAM role in turn can be granted nothing else.

For users, roles and groups of the database: \`GRANT USAGE ON SCHEMA name\`, which opens the tables of an external schema.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT SELECT ON EXTERNAL TABLE s.t TO ROLE analyst;',
      'REVOKE ALL ON EXTERNAL TABLE s.t FROM GROUP g, ann;',
      'GRANT CREATE ON EXTERNAL SCHEMA s TO ann;',
      'GRANT ALL ON EXTERNAL SCHEMA s TO PUBLIC;',
      "GRANT SELECT ON sales.orders TO IAM_ROLE 'arn:aws:iam::123456789012:role/analyst';",
    ],
    right: [
      "GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/analyst';",
      'GRANT SELECT ON EXTERNAL TABLE s.t TO PUBLIC;',
      'GRANT USAGE ON SCHEMA s TO ROLE analyst;',
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    const form = readRightsForm(node);
    const kind = form.target?.kind;
    if (isToPolicies(form) || !kind) return;
    const isExternal = kind === 'external-table' || kind === 'external-schema';
    for (const grantee of form.grantees) {
      if (isExternal && grantee.kind !== 'iam-role' && !(kind === 'external-table' && grantee.kind === 'public')) {
        const noun = granteeNoun(grantee);
        report({
          at: grantee.node,
          message:
            kind === 'external-table'
              ? say`ON EXTERNAL TABLE is granted to IAM roles or PUBLIC, not to ${noun}: write IAM_ROLE 'arn:…', or USAGE ON SCHEMA for the database's own`
              : say`ON EXTERNAL SCHEMA is granted to IAM roles, not to ${noun}: write IAM_ROLE 'arn:…', or USAGE ON SCHEMA for the database's own`,
        });
      } else if (!isExternal && grantee.kind === 'iam-role') {
        report({
          at: grantee.node,
          message: say`${sentence(granteeNoun(grantee))} can hold rights ON EXTERNAL TABLE and ON EXTERNAL SCHEMA only`,
        });
      }
    }
  },
};
