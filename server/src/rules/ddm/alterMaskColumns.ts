// DDM014: the inputs of a masking policy are fixed when it is created.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const alterMaskColumns: Rule = {
  id: 'DDM014',
  name: 'alter-mask-with-columns',
  severity: 'error',
  title: 'ALTER MASKING POLICY that changes the inputs',
  explanation: `\`ALTER MASKING POLICY\` changes the expression only. The input columns and their types are those the policy was created with.

For other inputs create a new policy, attach it, and detach the old one.`,
  pages: ['r_ALTER_MASKING_POLICY'],
  examples: {
    wrong: ['ALTER MASKING POLICY m WITH (c int) USING (0::int);', 'ALTER MASKING POLICY m WITH (c int) USING (0);'],
    right: ["ALTER MASKING POLICY m USING ('000'::TEXT);"],
  },
  needs: 'offline',
  kinds: ['AlterMaskingPolicy'],
  check(alter, { report }) {
    const columns = alter.child('ToleratedPolicyColumns');
    const expressions = alter.child('MaskingExpressions');
    if (!columns || !expressions) return;
    report({
      at: columns,
      message: say`The inputs of a masking policy cannot be changed: ALTER MASKING POLICY takes only USING`,
      fixes: [{ title: say`Delete the WITH clause`, edits: [{ start: columns.start, end: expressions.start, newText: '' }], safe: true }],
    });
  },
};
