// LOD016: what a copy job does not take.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deleteOption, keyOptions, optionNamed, optionsOf } from './loadOptions.ts';

const refused = new Set(['MAXERROR', 'IGNOREALLERRORS', 'MANIFEST', 'CREDENTIALS', ...keyOptions]);

export const copyJobOptions: Rule = {
  id: 'LOD016',
  name: 'copy-job-options',
  severity: 'error',
  title: 'COPY JOB with MAXERROR, IGNOREALLERRORS, MANIFEST, keys or IAM_ROLE DEFAULT',
  explanation: `A copy job runs by itself whenever files arrive. It needs a role by its ARN, since \`DEFAULT\` may change under it, and neither keys nor a manifest nor a tolerance for errors
are taken.`,
  pages: ['r_COPY-JOB', 'loading-data-copy-job'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT JOB CREATE j AUTO ON;",
      "COPY t FROM 's3://b/p' IAM_ROLE 'arn:aws:iam::123456789012:role/r' MAXERROR 3 JOB CREATE j;",
      "COPY t FROM 's3://b/p' IAM_ROLE 'arn:aws:iam::123456789012:role/r' MANIFEST JOB CREATE j AUTO OFF;",
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE 'arn:aws:iam::123456789012:role/r' JOB CREATE j AUTO ON;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MAXERROR 3;",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement'],
  check(node, { report }) {
    const options = optionsOf(node);
    if (!optionNamed(options, 'JOB')) return;
    for (const { name, node: option } of options) {
      if (refused.has(name)) {
        // One half of a pair of keys alone would be no better.
        const fixes = keyOptions.includes(name) ? [] : [deleteOption({ name, node: option })];
        report({ at: option, message: say`A copy job does not take ${name}`, fixes });
      } else if (name === 'IAM_ROLE' && option.tokens().some(token => token.keyword === 'DEFAULT'))
        report({ at: option, message: say`A copy job needs the ARN of its role, not DEFAULT` });
    }
  },
};
