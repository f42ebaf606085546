// RLS011: policies are for roles, users and PUBLIC.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const policyToGroup: Rule = {
  id: 'RLS011',
  name: 'row-policy-to-group',
  severity: 'error',
  title: 'Row-level security policy attached to a group',
  explanation: `A row-level security policy can be attached to users, roles and \`PUBLIC\`. Groups are refused.

Make a role for the members of the group and attach the policy to it.`,
  pages: ['r_ATTACH_RLS_POLICY', 'r_DETACH_RLS_POLICY'],
  examples: {
    wrong: ['ATTACH RLS POLICY p ON t TO GROUP g;', 'DETACH RLS POLICY p ON TABLE s.t FROM ROLE r, GROUP g;'],
    right: ['ATTACH RLS POLICY p ON t TO ROLE r;', 'ATTACH RLS POLICY p ON t TO ann, PUBLIC;'],
  },
  needs: 'offline',
  kinds: ['ToleratedGroupGrantee'],
  check(grantee, { statement, report }) {
    if (grantee.ancestor('AttachRlsPolicy', 'DetachRlsPolicy') === undefined) return;
    const detaches = statement.kind === 'DetachRlsPolicy';
    report({
      at: grantee,
      message: detaches
        ? say`A policy cannot be detached from a group: use a role`
        : say`A policy cannot be attached to a group: use a role`,
    });
  },
};
