// DDM008: one grantee a statement.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const severalMaskGrantees: Rule = {
  id: 'DDM008',
  name: 'several-mask-grantees',
  severity: 'warning',
  title: 'More than one grantee in ATTACH or DETACH MASKING POLICY',
  explanation: `The syntax of \`ATTACH MASKING POLICY\` and \`DETACH MASKING POLICY\` has one user, role or \`PUBLIC\`. One example in the AWS documentation shows a list, so
whether your version accepts it is uncertain.

Write a statement for each.`,
  pages: ['r_ATTACH_MASKING_POLICY', 'r_DETACH_MASKING_POLICY'],
  examples: {
    wrong: ['ATTACH MASKING POLICY m ON t(c) TO ROLE a, ROLE b;', 'DETACH MASKING POLICY m ON t(c, d) FROM ann, PUBLIC;'],
    right: ['ATTACH MASKING POLICY m ON t(c) TO ROLE a;\nATTACH MASKING POLICY m ON t(c) TO ROLE b;'],
  },
  needs: 'offline',
  kinds: ['AttachMaskingPolicy', 'DetachMaskingPolicy'],
  check(statement, { report }) {
    const subjects = statement.childrenOf('PolicySubject');
    const [first, second] = subjects;
    if (!first || !second) return;
    const last = subjects.at(-1)!;
    const head = statement.text.slice(0, first.start - statement.start);
    const tail = statement.text.slice(last.end - statement.start);
    const newText = subjects.map(subject => head + subject.text + tail).join(';\n');
    // Detaching shows values that nobody saw while the statement was refused: not without being asked.
    const safe = statement.kind === 'AttachMaskingPolicy';
    report({
      at: { start: second.start, end: last.end },
      message: say`A masking policy is attached to, and detached from, one grantee at a time`,
      fixes: [{ title: say`Write one statement for each grantee`, edits: [{ start: statement.start, end: statement.end, newText }], safe }],
    });
  },
};
