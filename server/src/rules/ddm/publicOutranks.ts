// DDM003: a mask for everybody must not win over the masks for some.

import { maskingAttachmentsOn } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { writtenAttachments } from './maskParts.ts';

export const publicOutranks: Rule = {
  id: 'DDM003',
  name: 'public-mask-outranks-roles',
  severity: 'warning',
  title: 'PUBLIC policy outranks the role policies',
  explanation: `Everybody belongs to \`PUBLIC\`. A policy attached to \`PUBLIC\` at a higher priority than those of roles wins for the members of these roles too, and
their policies never apply.

Give the policy for \`PUBLIC\` the lowest priority.`,
  pages: ['r_ATTACH_MASKING_POLICY', 't_ddm-hierarchy'],
  examples: {
    wrong: [
      'ATTACH MASKING POLICY full_mask ON t(c) TO PUBLIC PRIORITY 50;\nATTACH MASKING POLICY part ON t(c) TO ROLE r PRIORITY 10;',
      'ATTACH MASKING POLICY part ON t(c) TO ROLE r;\nATTACH MASKING POLICY full_mask ON t(c) TO PUBLIC PRIORITY 1;',
    ],
    right: [
      'ATTACH MASKING POLICY full_mask ON t(c) TO PUBLIC PRIORITY 50;\nATTACH MASKING POLICY part ON t(c) TO ROLE r PRIORITY 10;\nDETACH MASKING POLICY full_mask ON t(c) FROM PUBLIC;\nATTACH MASKING POLICY full_mask ON t(c) TO PUBLIC PRIORITY 0;',
      'ATTACH MASKING POLICY full_mask ON t(c) TO PUBLIC PRIORITY 0;\nATTACH MASKING POLICY part ON t(c) TO ROLE r PRIORITY 10;',
    ],
  },
  needs: 'script',
  kinds: ['AttachMaskingPolicy'],
  check(attach, { before, final, report }) {
    for (const { attachment, column, node } of writtenAttachments(attach, before)) {
      if (attachment.to.kind !== 'public') continue;
      const there = maskingAttachmentsOn(final, attachment.relation);
      const { policy, priority } = attachment;
      if (!there.some(other => other.policy === policy && other.to.kind === 'public' && other.priority === priority)) continue;
      const outranked = there.find(
        other => other.columns.includes(column) && other.to.kind !== 'public' && other.priority < attachment.priority,
      );
      if (!outranked) continue;
      report({
        at: attach.child('MaskingPriority') ?? node,
        message: say`For everybody ${attachment.policy} wins on ${column}: ${outranked.policy}, at priority ${outranked.priority}, never applies`,
      });
      return;
    }
  },
};
