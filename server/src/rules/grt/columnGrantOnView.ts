// GRT046: which views take rights on columns.

import { factOf, relationAt } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { thingsOf } from './meaning.ts';
import { isToPolicies, objectRightsForms, readRightsForm, writtenName } from './rightsForm.ts';

export const columnGrantOnView: Rule = {
  id: 'GRT046',
  name: 'column-grant-on-view',
  severity: 'error',
  title: 'Column grant on a late-binding view, or UPDATE columns on a view',
  explanation: `The columns of a late-binding view (\`WITH NO SCHEMA BINDING\`) are found when it is queried, so rights on them cannot be kept. On other views and
materialized views columns take \`SELECT\` only.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'CREATE VIEW rpt.lbv AS SELECT a, b FROM s.t WITH NO SCHEMA BINDING; GRANT SELECT (a) ON rpt.lbv TO ann;',
      'CREATE VIEW rpt.v AS SELECT a, b FROM s.t; GRANT SELECT (a), UPDATE (b) ON TABLE rpt.v TO ROLE r;',
      'CREATE VIEW rpt.lbv AS SELECT a, b FROM s.t WITH NO SCHEMA BINDING; REVOKE SELECT (a) ON s.t, rpt.lbv FROM ann;',
    ],
    right: [
      'CREATE VIEW rpt.lbv AS SELECT a, b FROM s.t WITH NO SCHEMA BINDING; GRANT SELECT ON rpt.lbv TO ann;',
      'CREATE VIEW rpt.v AS SELECT a, b FROM s.t; GRANT SELECT (a) ON rpt.v TO ann;',
      'GRANT SELECT (a) ON rpt.lbv TO ann;',
      'CREATE TABLE rpt.t (a int); GRANT UPDATE (a), SELECT ON rpt.t TO ann;',
    ],
  },
  needs: 'script',
  kinds: objectRightsForms,
  check(node, { report, before, inBody }) {
    const form = readRightsForm(node);
    if (inBody || form.target?.kind !== 'relation' || isToPolicies(form) || !form.privileges.some(({ columns }) => columns)) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      const kind = on.kind === 'relation' ? factOf(relationAt(before, on.relation))?.kind : undefined;
      for (const { name, node: at } of form.privileges) {
        const list = at.child('PrivilegeColumns');
        if (!list) continue;
        if (kind === 'late-binding-view')
          report({
            at: list,
            message: say`${writtenName(written)} is a late-binding view, whose columns cannot be granted: leave the list out`,
          });
        else if ((kind === 'view' || kind === 'materialized-view') && name === 'update')
          report({ at, message: say`${writtenName(written)} is a view: its columns take SELECT only` });
      }
    }
  },
};
