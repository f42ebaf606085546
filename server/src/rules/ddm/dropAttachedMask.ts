// DDM013: a masking policy is detached before it is dropped.

import { allMaskingAttachments } from '../../semantics/lookup.ts';
import { simpleNameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const dropAttachedMask: Rule = {
  id: 'DDM013',
  name: 'drop-attached-mask',
  severity: 'error',
  title: 'DROP MASKING POLICY while still attached, or with CASCADE',
  explanation: `Redshift refuses to drop a masking policy that is attached to a column, and \`DROP MASKING POLICY\` has no \`CASCADE\`.

Detach it from every column first: \`SVV_ATTACHED_MASKING_POLICY\` lists where it is attached.`,
  pages: ['r_DROP_MASKING_POLICY'],
  examples: {
    wrong: ['DROP MASKING POLICY m CASCADE;', 'ATTACH MASKING POLICY m ON t(c) TO PUBLIC;\nDROP MASKING POLICY m;'],
    right: [
      'DETACH MASKING POLICY m ON t(c) FROM ROLE r;\nDROP MASKING POLICY m;',
      'ATTACH MASKING POLICY m ON t(c) TO PUBLIC;\nDETACH MASKING POLICY m ON t(c) FROM PUBLIC;\nDROP MASKING POLICY m;',
    ],
  },
  needs: 'script',
  kinds: ['DropMaskingPolicy'],
  check(drop, { before, report }) {
    const slot = drop.child('masking-policy-name');
    const name = slot && simpleNameOf(slot);
    const behavior = drop.child('ToleratedDropBehavior');
    if (!slot || !name) return;
    if (behavior) {
      const fix = { title: say`Delete ${behavior.text}`, edits: [{ start: slot.end, end: behavior.end, newText: '' }], safe: false };
      report({
        at: behavior,
        message: say`DROP MASKING POLICY has no ${behavior.text.toUpperCase()}: detach the policy, then drop it`,
        fixes: [fix],
      });
    }
    const attached = [...allMaskingAttachments(before)].find(({ policy }) => policy === name);
    if (attached)
      report({
        at: slot,
        message: say`${slot.text} is still attached to ${attached.relation.schema}.${attached.relation.name}(${attached.columns.join(', ')}): detach it first`,
      });
  },
};
