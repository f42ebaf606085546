// GRT010: scoped permissions are for users and roles.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { writeRole } from './granteeFixes.ts';
import { objectRightsForms, readRightsForm } from './rightsForm.ts';
import { granteeNoun, sentence } from './wording.ts';

export const scopedGrantToGroup: Rule = {
  id: 'GRT010',
  name: 'scoped-grant-to-group',
  severity: 'error',
  title: 'Scoped grant to a group or PUBLIC',
  explanation: `Scoped permissions (\`FOR TABLES IN SCHEMA …\`, \`FOR SCHEMAS IN DATABASE …\`) can be held by users and roles. Redshift refuses groups and
\`PUBLIC\`.

Grant to a role, or use \`ON ALL TABLES IN SCHEMA\` with \`ALTER DEFAULT PRIVILEGES\` for the group.`,
  pages: ['t_scoped-permissions-considerations'],
  examples: {
    wrong: [
      'GRANT SELECT FOR TABLES IN SCHEMA sales TO GROUP readers;',
      'GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE reader, PUBLIC;',
      'REVOKE EXECUTE FOR FUNCTIONS IN DATABASE dev FROM GROUP "Readers";',
      'GRANT ALL FOR COPY JOBS IN DATABASE dev TO PUBLIC;',
    ],
    right: [
      'GRANT SELECT FOR TABLES IN SCHEMA sales TO ROLE readers;',
      'GRANT SELECT FOR TABLES IN SCHEMA sales TO ann WITH GRANT OPTION, ROLE readers;',
      'REVOKE SELECT FOR TABLES IN SCHEMA sales FROM ROLE readers;',
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    if (!node.child('ScopedTarget')) return;
    for (const grantee of readRightsForm(node).grantees) {
      if (grantee.kind !== 'group' && grantee.kind !== 'public') continue;
      report({
        at: grantee.node,
        message: say`${sentence(granteeNoun(grantee))} cannot hold a scoped permission: only users and roles can`,
        fixes: writeRole(grantee),
      });
    }
  },
};
