// DDM004: masking for some leaves the column clear for all others.

import { maskingAttachmentsOn } from '../../semantics/lookup.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { writtenAttachments } from './maskParts.ts';

export const unmaskedForOthers: Rule = {
  id: 'DDM004',
  name: 'masked-for-roles-only',
  severity: 'warning',
  title: 'Column masked for roles only: users without those roles see clear data',
  explanation: `A masking policy applies to the users and roles it is attached to, and to nobody else: whoever may select from the table and does not hold the role sees
the clear values. Forgetting to give someone a role then reveals data instead of hiding it.

Attach a full mask to \`PUBLIC\` at priority 0, and milder masks to roles above it.`,
  pages: ['t_ddm', 't_ddm-hierarchy'],
  examples: {
    wrong: [
      'ATTACH MASKING POLICY m ON t(c) TO ROLE analyst PRIORITY 10;',
      'ATTACH MASKING POLICY m ON t(c) TO PUBLIC;\nATTACH MASKING POLICY n ON t(d) TO ann;',
    ],
    right: [
      'ATTACH MASKING POLICY m_full ON t(c) TO PUBLIC;\nATTACH MASKING POLICY m ON t(c) TO ROLE analyst PRIORITY 10;',
      'ATTACH MASKING POLICY m ON t(c) TO ROLE analyst PRIORITY 10;\nATTACH MASKING POLICY m_full ON public.t(c) TO PUBLIC;',
    ],
  },
  needs: 'script',
  kinds: ['AttachMaskingPolicy'],
  check(attach, { before, final, report }) {
    const clear = new Map<string, SyntaxNode>();
    for (const { attachment, column, node } of writtenAttachments(attach, before)) {
      const isMasked = ({ columns }: { readonly columns: readonly string[] }) => columns.includes(column);
      if (clear.has(column) || maskingAttachmentsOn(before, attachment.relation).some(isMasked)) continue;
      const all = maskingAttachmentsOn(final, attachment.relation).filter(isMasked);
      if (all.length === 0 || all.some(({ to }) => to.kind === 'public')) continue;
      clear.set(column, node);
    }
    // One mask may be attached to many columns: they are told together.
    const [first, second] = [...clear.values()];
    if (!first) return;
    const more = clear.size - 2;
    report({
      at: first,
      message: !second
        ? say`${first.text} stays clear for everybody else: attach a full mask to PUBLIC at priority 0`
        : more === 0
          ? say`${first.text} and ${second.text} stay clear for everybody else: attach a full mask to PUBLIC at priority 0`
          : say`${first.text}, ${second.text} and ${more} more columns stay clear for everybody else: attach a full mask to PUBLIC at priority 0`,
    });
  },
};
