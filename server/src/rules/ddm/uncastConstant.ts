// DDM005: a constant mask has no type of its own.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { declaredColumns } from '../rls/policyParts.ts';
import type { Fix, Rule } from '../rule.ts';
import { bare, expressionsOf } from './maskParts.ts';

export const uncastConstant: Rule = {
  id: 'DDM005',
  name: 'uncast-constant-mask',
  severity: 'warning',
  title: 'Constant without a type as mask',
  explanation: `The type that a mask gives must match the masked column. A quoted constant has no type until it is cast, and Redshift may refuse
the policy or the queries on the column.

Cast it to the type of the input column: \`'XXXX'::VARCHAR(16)\`. Numbers and \`NULL\` are better cast too.`,
  pages: ['r_CREATE_MASKING_POLICY'],
  examples: {
    wrong: [
      "CREATE MASKING POLICY m WITH (c VARCHAR(16)) USING ('XXXX');",
      "CREATE MASKING POLICY m WITH (a int, c text) USING (a, ('***'));",
      'CREATE MASKING POLICY m WITH (salary int) USING (0);',
      'ALTER MASKING POLICY m USING (NULL);',
      'CREATE MASKING POLICY m WITH (balance numeric(10,2)) USING (-1.5);',
    ],
    right: [
      "CREATE MASKING POLICY m WITH (c VARCHAR(16)) USING ('XXXX'::VARCHAR(16));",
      "CREATE MASKING POLICY m WITH (c VARCHAR(16)) USING (CAST('XXXX' AS VARCHAR(16)));",
      'CREATE MASKING POLICY m WITH (c int) USING (NULL::int);',
    ],
  },
  needs: 'offline',
  kinds: ['CreateMaskingPolicy', 'AlterMaskingPolicy'],
  check(policy, { report }) {
    const columns = declaredColumns(policy);
    const expressions = expressionsOf(policy);
    expressions.forEach((expression, i) => {
      const constant = bare(expression);
      const isSigned = constant.kind === 'UnaryExpression' && constant.nodes[0]?.kind === 'Literal';
      if (constant.kind !== 'Literal' && constant.kind !== 'NullLiteral' && !isSigned) return;
      const isText = constant.text.startsWith("'");
      if (!isText && !/^(?:null|[+-]?\s*[\d.]+)$/i.test(constant.text)) return;
      const type = columns.length === expressions.length ? columns[i]?.type : undefined;
      report({
        at: constant,
        message: say`${constant.text} has no type: cast it to the type of the masked column`,
        fixes: type ? [castTo(constant, type)] : [],
      });
    });
  },
};

const castTo = (constant: SyntaxNode, type: SyntaxNode): Fix => ({
  title: say`Cast to ${type.text}`,
  // A cast binds closer than a sign.
  edits:
    constant.kind === 'UnaryExpression'
      ? [{ start: constant.start, end: constant.end, newText: `(${constant.text})::${type.text}` }]
      : [{ start: constant.end, end: constant.end, newText: `::${type.text}` }],
  safe: true,
});
