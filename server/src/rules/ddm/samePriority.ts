// DDM001: of two policies on one column Redshift must know which one wins.

import { maskingAttachmentsOn } from '../../semantics/lookup.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';
import { sameMask, writtenAttachments } from './maskParts.ts';

export const samePriority: Rule = {
  id: 'DDM001',
  name: 'same-masking-priority',
  severity: 'error',
  title: 'Two policies with the same priority on one column',
  explanation: `Where several masking policies apply to a user, the one with the highest \`PRIORITY\` wins. Redshift refuses to attach a policy to a column at a
priority that another policy already has there. Without \`PRIORITY\` it is 0; the same policy may repeat its priority for another user or role.`,
  pages: ['r_ATTACH_MASKING_POLICY', 't_ddm-hierarchy'],
  examples: {
    wrong: [
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r1;\nATTACH MASKING POLICY b ON t(c) TO ROLE r2;',
      'ATTACH MASKING POLICY a ON s.t(c, d) TO PUBLIC PRIORITY 10;\nATTACH MASKING POLICY b ON s.t(d) TO ann PRIORITY 10;',
    ],
    right: [
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r1 PRIORITY 10;\nATTACH MASKING POLICY b ON t(c) TO ROLE r2 PRIORITY 20;',
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r1;\nATTACH MASKING POLICY a ON t(c) TO ROLE r2;',
      'ATTACH MASKING POLICY a ON t(c) TO ROLE r1;\nDETACH MASKING POLICY a ON t(c) FROM ROLE r1;\nATTACH MASKING POLICY b ON t(c) TO ROLE r2;',
    ],
  },
  needs: 'script',
  kinds: ['AttachMaskingPolicy'],
  check(attach, { before, report }) {
    for (const { attachment, column, node } of writtenAttachments(attach, before)) {
      const there = maskingAttachmentsOn(before, attachment.relation);
      const rival = there.find(
        other =>
          other.priority === attachment.priority &&
          other.policy !== attachment.policy &&
          other.columns.includes(column) &&
          !sameMask(other.to, attachment.to),
      );
      if (!rival) continue;
      const taken = there.flatMap(({ columns, priority }) => (columns.includes(column) ? [priority] : []));
      const free = taken.reduce((most, priority) => Math.max(most, priority)) + 10;
      report({
        at: attach.child('MaskingPriority') ?? node,
        message: say`Policy ${rival.policy} is attached to ${column} at priority ${rival.priority} already: ${attachment.policy} needs another priority`,
        fixes: [withPriority(attach, free)],
      });
      return;
    }
  },
};

function withPriority(attach: SyntaxNode, priority: number): Fix {
  const clause = attach.child('MaskingPriority');
  const edit = clause
    ? { start: clause.start, end: clause.end, newText: `PRIORITY ${priority}` }
    : { start: attach.end, end: attach.end, newText: ` PRIORITY ${priority}` };
  return { title: say`Use priority ${priority}`, edits: [edit], safe: false };
}
