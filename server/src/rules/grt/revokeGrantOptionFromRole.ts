// GRT018: what only users hold can be revoked from users only.

import { readGrantees } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { granteeNoun, sentence } from './wording.ts';

export const revokeGrantOptionFromRole: Rule = {
  id: 'GRT018',
  name: 'revoke-grant-option-from-role',
  severity: 'error',
  title: 'REVOKE GRANT OPTION FOR from a role, group or PUBLIC',
  explanation: `Only users hold the grant option, so it can be revoked from users only.

To take the privilege itself from a role or group, leave \`GRANT OPTION FOR\` out.`,
  pages: ['r_REVOKE'],
  examples: {
    wrong: [
      'REVOKE GRANT OPTION FOR SELECT ON t FROM GROUP g;',
      'REVOKE GRANT OPTION FOR USAGE, CREATE ON SCHEMA sales FROM ann, ROLE analyst;',
      'REVOKE GRANT OPTION FOR SELECT FOR TABLES IN SCHEMA sales FROM ROLE analyst;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl REVOKE GRANT OPTION FOR EXECUTE ON FUNCTIONS FROM PUBLIC;',
    ],
    right: ['REVOKE SELECT ON t FROM GROUP g;', 'REVOKE GRANT OPTION FOR SELECT ON t FROM ann, "Bob";'],
  },
  needs: 'offline',
  kinds: ['GrantOptionFor'],
  check(option, { report }) {
    const wrong = readGrantees(option.parent!).find(({ kind }) => kind === 'role' || kind === 'group' || kind === 'public');
    if (!wrong) return;
    const next = option.parent!.children.find(child => child.start >= option.end);
    report({
      at: option,
      message: say`${sentence(granteeNoun(wrong))} holds no grant option that could be revoked: only users do`,
      fixes: next
        ? [{ title: say`Revoke the privilege itself`, edits: [{ start: option.start, end: next.start, newText: '' }], safe: false }]
        : [],
    });
  },
};
