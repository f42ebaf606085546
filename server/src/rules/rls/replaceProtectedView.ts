// RLS029: a view with policies can be replaced by administrators only.

import { rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveNew } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const replaceProtectedView: Rule = {
  id: 'RLS029',
  name: 'replace-protected-view',
  severity: 'warning',
  title: 'CREATE OR REPLACE VIEW on a view with policies',
  explanation: `Once a view has row-level security policies, only superusers and members of \`sys:secadmin\` can replace it; for its owner the statement fails.

Detach the policies, replace the view, and attach them again, in one transaction.`,
  pages: ['t_rls_usage'],
  examples: {
    wrong: ['ATTACH RLS POLICY p ON v TO ROLE r;\nALTER TABLE v ROW LEVEL SECURITY ON;\nCREATE OR REPLACE VIEW v AS SELECT 1 AS a;'],
    right: [
      'ATTACH RLS POLICY p ON v TO ROLE r;\nALTER TABLE v ROW LEVEL SECURITY ON;\nDETACH RLS POLICY p ON v FROM ROLE r;\nCREATE OR REPLACE VIEW v AS SELECT 1 AS a;\nATTACH RLS POLICY p ON v TO ROLE r;',
      'CREATE OR REPLACE VIEW v AS SELECT 1 AS a;',
    ],
  },
  needs: 'script',
  kinds: ['CreateView'],
  check(view, { before, report }) {
    const slot = view.child('new-view-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!parts || !view.keyword('REPLACE')) return;
    const attached = rlsAttachmentsOn(before, resolveNew(before, parts));
    if (attached.length > 0)
      report({
        at: slot!,
        message: say`Policy ${attached[0]!.policy} is attached to ${slot!.text}: only superusers and sys:secadmin can replace it`,
      });
  },
};
