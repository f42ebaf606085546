// DDM021: priorities are whole numbers.

import { integerValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const priorityNoInteger: Rule = {
  id: 'DDM021',
  name: 'masking-priority-no-integer',
  severity: 'error',
  title: 'PRIORITY is not an integer',
  explanation: `The priority of an attached masking policy is a whole number; the highest wins, and without \`PRIORITY\` it is 0.`,
  pages: ['r_ATTACH_MASKING_POLICY'],
  examples: {
    wrong: [
      'ATTACH MASKING POLICY m ON t(c) TO ROLE r PRIORITY high;',
      'ATTACH MASKING POLICY m ON t(c) TO ROLE r PRIORITY 1.5;',
      "ATTACH MASKING POLICY m ON t(c) TO PUBLIC PRIORITY '10';",
    ],
    right: ['ATTACH MASKING POLICY m ON t(c) TO ROLE r PRIORITY 10;', 'ATTACH MASKING POLICY m ON t(c) TO ROLE r PRIORITY :priority;'],
  },
  needs: 'offline',
  kinds: ['MaskingPriority'],
  check(priority, { report }) {
    const value = priority.nodes[0];
    if (!value || integerValue(value) !== undefined || value.tokens().some(({ type }) => type === 'parameter' || type === 'template'))
      return;
    report({ at: value, message: say`PRIORITY must be a whole number, not ${value.text}` });
  },
};
