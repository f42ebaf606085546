// GRT019: REVOKE has no CASCADE.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const revokeCascade: Rule = {
  id: 'GRT019',
  name: 'revoke-cascade',
  severity: 'warning',
  title: 'REVOKE ... CASCADE is not part of the grammar',
  explanation: `The pages know \`RESTRICT\` only, which is the default. To take a right from those who received it from the grantee, revoke it from each of them
(\`SHOW GRANTS ON …\` names the grantor).`,
  pages: ['r_REVOKE'],
  examples: {
    wrong: [
      'REVOKE SELECT ON t FROM ann CASCADE;',
      'REVOKE GRANT OPTION FOR ALL ON SCHEMA sales FROM ann CASCADE;',
      'REVOKE ROLE analyst FROM ann CASCADE;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl REVOKE SELECT ON TABLES FROM ann CASCADE;',
    ],
    right: ['REVOKE SELECT ON t FROM ann RESTRICT;', 'REVOKE SELECT ON t FROM ann;', 'DROP SCHEMA sales CASCADE;'],
  },
  needs: 'offline',
  kinds: ['RevokeBehavior'],
  check(behavior, { report }) {
    if (!behavior.keyword('CASCADE')) return;
    const before = behavior.parent!.children.findLast(child => child.end <= behavior.start)!;
    report({
      at: behavior,
      message: say`REVOKE takes RESTRICT only, which is the default: rights that were passed on must be revoked one by one`,
      fixes: [{ title: say`Delete CASCADE`, edits: [{ start: before.end, end: behavior.end, newText: '' }], safe: false }],
    });
  },
};
