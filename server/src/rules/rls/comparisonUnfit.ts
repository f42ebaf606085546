// RLS032: a comparison that the declared type can never satisfy.
import { integerValue, stringValue } from '../../semantics/literals.ts';
import { familyOf, readType } from '../../semantics/types.ts';
import { type SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import type { Rule } from '../rule.ts';
import { columnReferences, conditionOf, declaredColumns } from './policyParts.ts';

export const comparisonUnfit: Rule = {
  id: 'RLS032',
  name: 'policy-comparison-unfit',
  severity: 'warning',
  title: 'Comparison with a literal that does not fit the type declared in WITH',
  explanation: `The columns of a policy have the types of its \`WITH\` clause. A text that is longer than the declared length can never be equal to the column, and a word
compared with a number fails when it is evaluated: the policy hides everything, or breaks every query.`,
  pages: ['r_CREATE_RLS_POLICY'],
  examples: {
    wrong: [
      "CREATE RLS POLICY p WITH (c VARCHAR(5)) USING (c = 'Concerts');",
      "CREATE RLS POLICY p WITH (c char(3)) AS x USING (x.c IN ('EUR', 'DOLLAR'));",
      "CREATE RLS POLICY p WITH (tenant int) USING (tenant = 'seven');",
    ],
    right: [
      "CREATE RLS POLICY p WITH (c VARCHAR(10)) USING (c = 'Concerts');",
      "CREATE RLS POLICY p WITH (tenant int, d date) USING (tenant = '7' AND d > '2024-01-01');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy'],
  check(policy, { report }) {
    const condition = conditionOf(policy);
    if (!condition) return;
    const types = new Map(declaredColumns(policy).flatMap(({ name, type }) => (type ? [[name, readType(type.text)] as const] : [])));
    for (const comparison of condition.descendants('BinaryExpression', 'InExpression')) {
      const isEquality =
        comparison.kind === 'InExpression' ||
        comparison.children.some(child => child instanceof SyntaxToken && ['=', '<>', '!='].includes(child.text));
      const column = comparison.nodes.find(node => node.kind === 'ColumnReference');
      const reference = column && columnReferences(column)[0];
      const type = reference && types.get(reference.parts.at(-1)!.name);
      if (!isEquality || !type) continue;
      for (const literal of literalsOf(comparison)) {
        const text = stringValue(literal);
        if (text === undefined) continue;
        const family = familyOf(type);
        if (family === 'text' && type.length !== undefined && byteLength(text) > type.length) {
          report({
            at: literal,
            message: `${literal.text} is longer than the ${type.length} bytes that ${column!.text} is declared with: they can never be equal`,
          });
        } else if (
          (family === 'integer' || family === 'decimal' || family === 'float') &&
          !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)
        ) {
          report({ at: literal, message: `${literal.text} is no number, but ${column!.text} is declared as ${type.base}` });
        }
      }
    }
  },
};

/** The literals that a comparison has directly, or in its IN list. */
function literalsOf(comparison: SyntaxNode): SyntaxNode[] {
  const direct = comparison.nodes.flatMap(node => (node.kind === 'ParenthesizedExpression' ? node.nodes : [node]));
  return direct.filter(node => node.kind === 'Literal' && integerValue(node) === undefined);
}

/** In UTF-8, as Redshift counts lengths. */
const byteLength = (text: string): number => new TextEncoder().encode(text).length;
