// ML002: clauses out of order.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html */
const order: Readonly<Record<string, number>> = {
  ModelSource: 1,
  ModelTargetColumn: 2,
  ModelFunction: 3,
  ModelReturns: 4,
  ModelEndpoint: 5,
  IamRole: 6,
  ModelAuto: 7,
  ModelType: 8,
  ExternalModelType: 8,
  ModelProblemType: 9,
  ModelObjective: 10,
  ModelPreprocessors: 11,
  ModelHyperparameters: 11,
  ModelSettings: 12,
  ExternalModelSettings: 12,
};
/** Of these no example of AWS has another order. */
const certain = new Set(['ModelSource', 'ModelTargetColumn', 'ModelFunction', 'ModelReturns']);

export const clauseOrder: Rule = {
  id: 'ML002',
  name: 'model-clause-order',
  severity: 'error',
  title: 'Clauses out of order',
  explanation: `The clauses of CREATE MODEL stand in one order: FROM, TARGET, FUNCTION, RETURNS, SAGEMAKER, IAM_ROLE, AUTO, MODEL_TYPE, PROBLEM_TYPE, OBJECTIVE, PREPROCESSORS, HYPERPARAMETERS, SETTINGS. PREPROCESSORS and HYPERPARAMETERS may change places.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM t FUNCTION f TARGET y IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m TARGET y FROM t FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE EXTERNAL MODEL m FUNCTION f MODEL_TYPE BEDROCK IAM_ROLE DEFAULT SETTINGS (MODEL_ID 'anthropic.claude-v2');",
    ],
    right: [
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' HYPERPARAMETERS DEFAULT PREPROCESSORS 'none' SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel', 'CreateExternalModel'],
  check(node, { report }) {
    const clauses = node.nodes.filter(child => child.kind in order);
    let last = clauses[0];
    for (const clause of clauses) {
      const place = order[clause.kind]!;
      if (place < order[last!.kind]!) {
        const severity = certain.has(clause.kind) && certain.has(last!.kind) ? {} : ({ severity: 'warning' } as const);
        report({
          at: clause.tokens()[0]!,
          message: say`${wordOf(clause)} stands before ${wordOf(last!)} in CREATE ${node.kind === 'CreateModel' ? '' : 'EXTERNAL '}MODEL`,
          ...severity,
          fixes: [reordered(clauses)],
        });
        return;
      }
      last = clause;
    }
  },
};

const wordOf = (clause: SyntaxNode) => clause.tokens()[0]!.text.toUpperCase();

/** The same clauses, each in its place. */
function reordered(clauses: readonly SyntaxNode[]): Fix {
  const sorted = [...clauses].sort((a, b) => order[a.kind]! - order[b.kind]!);
  const edits = clauses.map((clause, i) => ({ start: clause.start, end: clause.end, newText: sorted[i]!.text }));
  return { title: say`Put the clauses in order`, edits: edits.filter(({ newText }, i) => newText !== clauses[i]!.text), safe: true };
}
