// LOD017: names of copy jobs, and where they are made.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const copyJobName: Rule = {
  id: 'LOD017',
  name: 'copy-job-name',
  severity: 'error',
  title: 'Copy job name with a hyphen; JOB CREATE or DROP in a transaction block',
  explanation:
    'The name of a copy job has no hyphen, quoted or not: write an underscore. A job is created and dropped outside of transaction blocks.',
  pages: ['r_COPY-JOB'],
  examples: {
    wrong: [
      'COPY JOB DROP my-job;',
      'COPY JOB RUN "my-job";',
      "COPY t FROM 's3://b/p' IAM_ROLE 'arn:aws:iam::123456789012:role/r' JOB CREATE my-job-2 AUTO ON;",
      'BEGIN;\nCOPY JOB DROP my_job;\nCOMMIT;',
    ],
    right: ['COPY JOB DROP my_job;', 'BEGIN;\nCOMMIT;\nCOPY JOB DROP my_job;', 'COPY JOB LIST;'],
  },
  needs: 'script',
  kinds: ['NewJobName', 'JobName', 'CopyJobStatement', 'CopyJobClause'],
  check(node, context) {
    if (node.kind === 'NewJobName' || node.kind === 'JobName') {
      if (!node.text.includes('-')) return;
      const fixed = node.text.replace(/"/g, '').replace(/\s*-\s*/g, '_');
      const fixes = /^[a-z_][\w$]*$/i.test(fixed)
        ? [{ title: say`Change to ${fixed}`, edits: [{ start: node.start, end: node.end, newText: fixed }], safe: false }]
        : [];
      context.report({ at: node, message: say`The name of a copy job has no hyphen: ${node.text}`, fixes });
      return;
    }
    const word = node.keyword('CREATE', 'DROP');
    if (!word || context.inBody || !context.before.inTransaction) return;
    context.report({
      at: word,
      message:
        word.keyword === 'DROP'
          ? say`A copy job cannot be dropped between BEGIN and COMMIT`
          : say`A copy job cannot be created between BEGIN and COMMIT`,
    });
  },
};
