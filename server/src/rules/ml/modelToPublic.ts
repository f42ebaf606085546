// ML024: EXECUTE on a model granted to PUBLIC.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const modelToPublic: Rule = {
  id: 'ML024',
  name: 'model-to-public',
  severity: 'warning',
  title: 'EXECUTE on a model granted to PUBLIC',
  explanation: `Each call of a model may cost money at SageMaker, and predictions can give away what the model has learnt. Grant it to the roles that need it.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: ['GRANT EXECUTE ON MODEL m TO PUBLIC;', 'GRANT ALL ON MODEL ml.m TO ROLE r, PUBLIC;'],
    right: ['GRANT EXECUTE ON MODEL m TO ROLE analyst;', 'REVOKE EXECUTE ON MODEL m FROM PUBLIC;'],
  },
  needs: 'offline',
  kinds: ['GrantPrivileges'],
  check(node, { report }) {
    if (node.descendants('ModelTarget').length === 0) return;
    for (const grantee of node.descendants('PublicGrantee'))
      report({ at: grantee, message: say`Everybody may call the model, and each call may cost: grant it to a role` });
  },
};
