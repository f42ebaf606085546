// ML020: TARGET column not in the select list of FROM.
import { nameOf, nearest } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import { didYouMean, renameFix } from '../nam/nameChecks.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';
import { trainingColumns } from './trainingTypes.ts';

export const targetNotSelected: Rule = {
  id: 'ML020',
  name: 'target-not-selected',
  severity: 'error',
  title: 'TARGET column not in the select list of FROM',
  explanation: `The column to predict must be among the columns of the training data.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM (SELECT a, b FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, t.y AS label FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE TABLE t (a int, churned int);\nCREATE MODEL m FROM t TARGET churn FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, CASE WHEN b > 1 THEN 1 ELSE 0 END FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM (SELECT a, b, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, t.* FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      `CREATE MODEL m FROM (SELECT a, b AS "Y" FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');`,
      "CREATE MODEL m FROM (SELECT a, y::int FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT {{ columns }} FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'script',
  kinds: ['CreateModel'],
  check(node, { before, report }) {
    const { target, source, brought } = readModel(node);
    const slot = target?.child('target-column-name');
    const part = slot && nameOf(slot)?.parts.at(-1);
    const names = source && !brought && trainingColumns(source, before)?.map(({ name }) => name);
    if (!slot || !part || !names || names.includes(part.name)) return;
    const meant = nearest(part.name, names);
    const relation = source.child('relation-name')?.text ?? say`The query behind FROM`;
    report({ at: slot, message: say`${relation} has no column ${slot.text}` + didYouMean(meant), fixes: renameFix(part, meant) });
  },
};
