// LOD019: READRATIO belongs to DynamoDB, and DynamoDB needs it.

import { integerValue, stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { addressOf, negativeValue, optionNamed, optionsOf } from './loadOptions.ts';

export const readRatio: Rule = {
  id: 'LOD019',
  name: 'dynamodb-readratio',
  severity: 'warning',
  title: 'READRATIO missing for DynamoDB, or out of 1..200',
  explanation:
    'COPY from a DynamoDB table uses up its read capacity: `READRATIO` says how many percent of it, 1 to 200; AWS recommends less than the average unused capacity.',
  pages: ['copy-parameters-data-source-dynamodb'],
  examples: {
    wrong: [
      "COPY t FROM 'dynamodb://t' IAM_ROLE DEFAULT;",
      "COPY t FROM 'dynamodb://t' IAM_ROLE DEFAULT READRATIO 201;",
      "COPY t FROM 'dynamodb://t' IAM_ROLE DEFAULT READRATIO AS 0;",
      "COPY t FROM 'dynamodb://t' IAM_ROLE DEFAULT READRATIO -5;",
    ],
    right: ["COPY t FROM 'dynamodb://t' IAM_ROLE DEFAULT READRATIO 50;", "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT;"],
  },
  needs: 'offline',
  kinds: ['CopyStatement'],
  check(node, { report }) {
    const address = addressOf(node);
    const ratio = optionNamed(optionsOf(node), 'READRATIO');
    const literal = ratio?.node.descendants('Literal')[0];
    const value = literal && integerValue(literal);
    if (literal && value !== undefined && (value < 1 || value > 200))
      report({ at: literal, message: say`READRATIO takes 1 to 200, not ${value}` });
    if (!address || ratio || !/^dynamodb:/i.test(stringValue(address) ?? '')) return;
    report({
      at: address,
      message: say`COPY from DynamoDB needs READRATIO, the percentage of the table’s read capacity it may use`,
      fixes: [{ title: say`Add READRATIO 50`, edits: [{ start: node.end, end: node.end, newText: ' READRATIO 50' }], safe: false }],
    });
  },
  explain: (problem, code) =>
    negativeValue(problem, code, /\bREADRATIO(?:\s+AS)?\s*$/i, number => say`READRATIO takes 1 to 200, not ${number}`),
};
