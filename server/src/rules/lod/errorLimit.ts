// LOD007: how many errors COPY may tolerate.

import { integerValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deleteOption, negativeValue, optionNamed, optionsOf } from './loadOptions.ts';

export const errorLimit: Rule = {
  id: 'LOD007',
  name: 'error-limit',
  severity: 'error',
  title: 'MAXERROR together with IGNOREALLERRORS, or out of 0..100000',
  explanation: '`MAXERROR` takes 0 to 100000. `IGNOREALLERRORS` has no limit at all and cannot stand beside it.',
  pages: ['copy-parameters-data-load'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MAXERROR 10 IGNOREALLERRORS;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT IGNOREALLERRORS CSV MAXERROR AS 1;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MAXERROR 100001;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MAXERROR -1 CSV;",
    ],
    right: ["COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MAXERROR 10;", "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT MAXERROR AS 100000 CSV;"],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'CreateTemplate'],
  check(node, { report }) {
    const options = optionsOf(node);
    const limit = optionNamed(options, 'MAXERROR');
    if (!limit) return;
    if (optionNamed(options, 'IGNOREALLERRORS'))
      report({
        at: limit.node,
        message: say`MAXERROR does not go with IGNOREALLERRORS: delete one of the two`,
        fixes: [deleteOption(limit)],
      });
    const literal = limit.node.descendants('Literal')[0];
    const value = literal && integerValue(literal);
    if (literal && value !== undefined && value > 100_000) report({ at: literal, message: say`MAXERROR takes 0 to 100000, not ${value}` });
  },
  explain: (problem, code) =>
    negativeValue(problem, code, /\bMAXERROR(?:\s+AS)?\s*$/i, number => say`MAXERROR takes 0 to 100000, not ${number}`),
};
