// DDM009: masks are for roles, users and PUBLIC.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const maskToGroup: Rule = {
  id: 'DDM009',
  name: 'mask-to-group',
  severity: 'error',
  title: 'Masking policy attached to a group',
  explanation: `A masking policy can be attached to users, roles and \`PUBLIC\`. Groups are refused.

Make a role for the members of the group and attach the policy to it.`,
  pages: ['r_ATTACH_MASKING_POLICY', 'r_DETACH_MASKING_POLICY'],
  examples: {
    wrong: ['ATTACH MASKING POLICY m ON t(c) TO GROUP g;', 'DETACH MASKING POLICY m ON t(c) FROM GROUP g;'],
    right: ['ATTACH MASKING POLICY m ON t(c) TO ROLE r;'],
  },
  needs: 'offline',
  kinds: ['ToleratedGroupGrantee'],
  check(grantee, { statement, report }) {
    if (grantee.ancestor('AttachMaskingPolicy', 'DetachMaskingPolicy') === undefined) return;
    report({
      at: grantee,
      message:
        statement.kind === 'DetachMaskingPolicy'
          ? say`A masking policy cannot be detached from a group: use a role`
          : say`A masking policy cannot be attached to a group: use a role`,
    });
  },
};
