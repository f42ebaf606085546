// DDM002: one column, one user or role, one policy.

import type { Principal } from '../../semantics/facts.ts';
import { maskingAttachmentsOn } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { sameMask, writtenAttachments } from './maskParts.ts';

export const twoPoliciesOneGrantee: Rule = {
  id: 'DDM002',
  name: 'two-masks-for-one-grantee',
  severity: 'error',
  title: 'Two policies for the same column and the same user or role',
  explanation: `A column can have one masking policy for each user, each role and \`PUBLIC\`. Redshift refuses a second one, at whatever priority.

Detach the old policy first.`,
  pages: ['r_ATTACH_MASKING_POLICY'],
  examples: {
    wrong: [
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r PRIORITY 1;\nATTACH MASKING POLICY b ON t(c) TO ROLE r PRIORITY 2;',
      'ATTACH MASKING POLICY a ON s.t(c, d) USING (c, d) TO PUBLIC;\nATTACH MASKING POLICY b ON s.t(d) TO PUBLIC PRIORITY 5;',
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r PRIORITY 1;\nALTER TABLE t RENAME COLUMN c TO d;\nATTACH MASKING POLICY b ON t(d) TO ROLE r PRIORITY 2;',
    ],
    right: [
      'DETACH MASKING POLICY a ON t(c) FROM ROLE r;\nATTACH MASKING POLICY b ON t(c) TO ROLE r PRIORITY 2;',
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r PRIORITY 1;\nDETACH MASKING POLICY a ON t(c) FROM ROLE r;\nATTACH MASKING POLICY b ON t(c) TO ROLE r PRIORITY 2;',
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r;\nATTACH MASKING POLICY b ON t(d) TO ROLE r;',
    ],
  },
  needs: 'script',
  kinds: ['AttachMaskingPolicy'],
  check(attach, { before, report }) {
    for (const { attachment, column, node } of writtenAttachments(attach, before)) {
      const there = maskingAttachmentsOn(before, attachment.relation).find(
        other => sameMask(other.to, attachment.to) && other.columns.includes(column),
      );
      if (!there) continue;
      report({ at: node, message: say`${wordFor(attachment.to)} has policy ${there.policy} on ${column} already: detach it first` });
    }
  },
};

const wordFor = (principal: Principal) =>
  !('name' in principal) ? 'PUBLIC' : principal.kind === 'role' ? say`Role ${principal.name}` : say`User ${principal.name}`;
