// ML022: SELECT * as training data takes identifiers and secrets along.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const allColumnsAsTraining: Rule = {
  id: 'ML022',
  name: 'all-columns-as-training',
  severity: 'warning',
  title: 'SELECT * as training data takes identifiers and secrets along',
  explanation: `Every column of the training data leaves the warehouse for S3 and SageMaker. Name the columns that the model may learn from: a key says nothing, and personal data do not belong there.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM customers TARGET churn FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT c.*, 1 AS x FROM customers c) TARGET churn FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT * FROM customers) TARGET churn FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM (SELECT age, plan, churn FROM customers) TARGET churn FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM 'job-1' FUNCTION f (int) RETURNS int IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const { source, sourceKind, brought } = readModel(node);
    if (!source || brought) return;
    const all = source
      .child('Query')
      ?.child('QueryTerm')
      ?.child('SelectStatement')
      ?.child('SelectList')
      ?.childrenOf('SelectItem')
      .find(item => item.child('AllColumns') ?? item.child('ColumnReference')?.text.endsWith('*'));
    if (sourceKind === 'relation')
      report({
        at: source.child('relation-name')!,
        message: say`Every column of ${source.child('relation-name')!.text} goes to S3 and SageMaker: select those the model needs`,
      });
    else if (all) report({ at: all, message: say`Every column goes to S3 and SageMaker: select those the model needs` });
  },
};
