// GRT040: every IAM role, or every command, is more than anybody needs.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const assumeRoleForAll: Rule = {
  id: 'GRT040',
  name: 'assumerole-for-all',
  severity: 'warning',
  title: 'ASSUMEROLE ON ALL or FOR ALL is broader than needed',
  explanation: `\`ON ALL\` lets the grantee use every IAM role of the cluster, also those attached later; \`FOR ALL\` in every command. Name the role and the
commands.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT ASSUMEROLE ON ALL TO ann FOR ALL;',
      'GRANT ASSUMEROLE ON ALL TO ROLE etl FOR COPY;',
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/loader' TO GROUP etl FOR ALL;",
    ],
    right: [
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/loader' TO ann FOR COPY;",
      'GRANT ASSUMEROLE ON DEFAULT TO ann FOR COPY, UNLOAD;',
      'REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantAssumeRole'],
  check(form, { report }) {
    const everyRole = form.child('AssumeRoleTarget')?.keyword('ALL');
    const everyCommand = form
      .child('AssumeRoleCommands')
      ?.childrenOf('AssumeRoleCommand')
      .find(command => command.keyword('ALL'));
    if (everyRole)
      report({ at: everyRole, message: say`ON ALL is every IAM role of the cluster, also those attached later: name the role` });
    if (everyCommand)
      report({
        at: everyCommand,
        message: say`FOR ALL is COPY, UNLOAD, EXTERNAL FUNCTION and CREATE MODEL: name the commands that are needed`,
      });
  },
};
