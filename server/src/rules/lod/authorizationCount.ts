// LOD003: COPY and UNLOAD need one authorization.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { addressOf, deleteOption, keyOptions, optionNamed, optionsOf } from './loadOptions.ts';

export const authorizationCount: Rule = {
  id: 'LOD003',
  name: 'one-authorization',
  severity: 'error',
  title: 'No authorization, or two of them',
  explanation: `COPY and UNLOAD reach S3 with the rights of an IAM role that the statement names: \`IAM_ROLE DEFAULT\`, \`IAM_ROLE 'arn…'\`, or the old \`CREDENTIALS\`.
Without one the statement is refused, with two as well.`,
  pages: ['r_COPY', 'copy-parameters-authorization'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' CSV;",
      "UNLOAD ('select 1') TO 's3://b/p' PARQUET;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/r' CSV;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CSV;",
      "UNLOAD ('select 1') TO 's3://b/p' CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/r';",
      "COPY t FROM 's3://b/p' IAM_ROLE :role CSV;",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'UnloadStatement'],
  check(node, { report }) {
    const options = optionsOf(node);
    const given = options.filter(({ name }) => name === 'IAM_ROLE' || name === 'CREDENTIALS' || name === 'ACCESS_KEY_ID');
    const word = node.kind === 'CopyStatement' ? 'COPY' : 'UNLOAD';
    if (given.length > 1) {
      const second = given[1]!;
      const message =
        second.name === given[0]!.name
          ? say`${word} takes one authorization: delete one ${second.name}`
          : say`${word} takes one authorization: delete ${second.name} or ${given[0]!.name}`;
      report({ at: second.node, message, fixes: second.name === 'ACCESS_KEY_ID' ? [] : [deleteOption(second)] });
      return;
    }
    const address = addressOf(node);
    const hidden = node.tokens().some(token => token.type === 'template' || token.type === 'parameter');
    if (given.length > 0 || !address || hidden || optionNamed(options, ...keyOptions)) return;
    report({
      at: address,
      message: say`${word} needs an authorization: add IAM_ROLE DEFAULT or the ARN of a role`,
      fixes: [
        { title: say`Add IAM_ROLE DEFAULT`, edits: [{ start: address.end, end: address.end, newText: ' IAM_ROLE DEFAULT' }], safe: false },
      ],
    });
  },
};
