// GRT039: as long as PUBLIC may assume every role, granting it changes nothing.

import { revokedOn } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const assumeRoleStillPublic: Rule = {
  id: 'GRT039',
  name: 'assumerole-still-public',
  severity: 'info',
  title: "ASSUMEROLE granted, but PUBLIC's default right is never revoked in the workspace",
  explanation: `At first everybody may use every IAM role of the cluster, and \`GRANT ASSUMEROLE\` has no effect. It begins to count when a superuser has run,
once: \`REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL\`.

Where that was done outside this script, the hint does not apply. Reported once per script.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann FOR COPY;",
      "REVOKE ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' FROM PUBLIC FOR COPY; GRANT ASSUMEROLE ON DEFAULT TO ROLE etl FOR COPY, UNLOAD;",
    ],
    right: [
      "REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL; GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann FOR COPY;",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' TO ann FOR COPY; revoke assumerole on all from public for all;",
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['GrantAssumeRole'],
  check(form, { report, final, insertBefore }) {
    if (revokedOn(final, { kind: 'iam-role', name: 'all' }).some(({ to }) => to.kind === 'public')) return;
    report({
      at: form.keyword('ASSUMEROLE')!,
      message: say`This counts only once REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL was run: until then everybody may use every IAM role`,
      fixes: [
        { title: say`Add the REVOKE from PUBLIC`, edits: [insertBefore('REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL')], safe: false },
      ],
    });
  },
};
