// GRT038: ASSUMEROLE is granted for commands, and cannot be passed on.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const assumeRoleClauses: Rule = {
  id: 'GRT038',
  name: 'assumerole-clauses',
  severity: 'error',
  title: 'ASSUMEROLE without FOR, or with WITH GRANT OPTION',
  explanation: `\`GRANT ASSUMEROLE\` and its \`REVOKE\` end with the commands that the IAM role is used in: \`FOR COPY, UNLOAD, EXTERNAL FUNCTION, CREATE MODEL\`
or \`ALL\`. The right cannot be passed on.`,
  pages: ['r_GRANT', 'r_REVOKE'],
  examples: {
    wrong: [
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann;",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann WITH GRANT OPTION FOR COPY;",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ROLE etl FOR COPY WITH GRANT OPTION;",
      "REVOKE ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' FROM ann;",
    ],
    right: [
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann FOR COPY, UNLOAD;",
      'REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL;',
      'GRANT ASSUMEROLE ON DEFAULT TO ROLE etl FOR EXTERNAL FUNCTION;',
    ],
  },
  needs: 'offline',
  kinds: ['GrantAssumeRole', 'RevokeAssumeRole'],
  check(form, { report }) {
    const word = form.keyword('ASSUMEROLE')!;
    if (!form.child('AssumeRoleCommands'))
      report({
        at: word,
        message: say`ASSUMEROLE names the commands it is for: end with FOR COPY, UNLOAD, EXTERNAL FUNCTION, CREATE MODEL or ALL`,
      });
    const options = [
      ...form.childrenOf('GrantRecipient').flatMap(recipient => recipient.child('GrantOption') ?? []),
      ...form.childrenOf('ToleratedGrantOption'),
    ];
    for (const option of options) {
      const before = (option.parent!.children.findLast(child => child.end <= option.start) ?? option).end;
      report({
        at: option,
        message: say`ASSUMEROLE cannot be passed on: delete WITH GRANT OPTION`,
        fixes: [{ title: say`Delete WITH GRANT OPTION`, edits: [{ start: before, end: option.end, newText: '' }], safe: true }],
      });
    }
  },
};
