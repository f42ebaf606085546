// GRT011: each scoped form has its own privileges.

import { allScopedPrivileges } from '../../dialect/allPrivileges.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { objectRightsForms, readRightsForm } from './rightsForm.ts';
import { objectNoun, oneLine, oneOf } from './wording.ts';

/** RULE and TRIGGER have a milder rule of their own (GRT023). */
const judgedElsewhere = ['rule', 'trigger'];

export const scopedPrivilegeUnfit: Rule = {
  id: 'GRT011',
  name: 'scoped-privilege-unfit',
  severity: 'error',
  title: 'Privilege not allowed in the scoped form',
  explanation: `| Form | Privileges |
|---|---|
| \`FOR SCHEMAS\` | CREATE, USAGE, ALTER, DROP, ALL |
| \`FOR TABLES\` | SELECT, INSERT, UPDATE, DELETE, DROP, ALTER, TRUNCATE, REFERENCES, ALL |
| \`FOR FUNCTIONS\`, \`FOR PROCEDURES\` | EXECUTE, ALL |
| \`FOR LANGUAGES\` | USAGE |
| \`FOR COPY JOBS\` | CREATE, ALTER, DROP, ALL |
| \`FOR TEMPLATES\` | ALTER, DROP, USAGE, ALL |

None of them takes columns.`,
  pages: ['r_GRANT', 't_scoped-permissions'],
  examples: {
    wrong: [
      'GRANT SELECT FOR SCHEMAS IN DATABASE dev TO ROLE r;',
      'GRANT SELECT, USAGE FOR TABLES IN SCHEMA sales TO ann;',
      'GRANT CREATE FOR TABLES IN DATABASE dev TO ROLE etl;',
      'REVOKE SELECT FOR FUNCTIONS IN SCHEMA sales FROM ROLE r;',
      'GRANT ALL FOR LANGUAGES IN DATABASE dev TO ann;',
      'GRANT EXECUTE FOR COPY JOBS IN DATABASE dev TO ann;',
      'GRANT SELECT (id) FOR TABLES IN SCHEMA sales TO ann;',
    ],
    right: [
      'GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE r;',
      'GRANT SELECT, TRUNCATE, REFERENCES FOR TABLES IN SCHEMA sales DATABASE dev TO ROLE r;',
      'GRANT EXECUTE FOR PROCEDURES IN DATABASE dev TO ROLE r;',
      'GRANT CREATE FOR COPY JOBS IN DATABASE dev TO ann;',
      'GRANT USAGE FOR TEMPLATES IN SCHEMA sales TO ROLE r;',
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    if (!node.child('ScopedTarget')) return;
    const { target, privileges } = readRightsForm(node);
    if (target?.kind !== 'scope') return;
    const allowed: readonly string[] = allScopedPrivileges[target.objects] ?? [];
    const all = target.objects === 'languages' ? [] : ['ALL'];
    for (const privilege of privileges) {
      const list = privilege.node.child('PrivilegeColumns');
      if (list) report({ at: list, message: say`A scoped permission takes no columns: it is for all ${objectNoun(target.objects)}` });
      if (allowed.includes(privilege.name) || judgedElsewhere.includes(privilege.name)) continue;
      if (privilege.name === 'all' && target.objects !== 'languages') continue;
      report({
        at: privilege.node,
        message: say`${oneLine(privilege.node).toUpperCase()} cannot be held for ${objectNoun(target.objects)}: ${oneOf([...allowed.map(word => word.toUpperCase()), ...all])} can`,
      });
    }
  },
};
