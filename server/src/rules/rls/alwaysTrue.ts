// RLS027: a condition that is always true protects nothing.

import { allRlsAttachments } from '../../semantics/lookup.ts';
import { simpleNameOf } from '../../semantics/names.ts';
import { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { conditionOf } from './policyParts.ts';

export const alwaysTrue: Rule = {
  id: 'RLS027',
  name: 'policy-always-true',
  severity: 'warning',
  title: 'USING (true), or a predicate that is always true',
  explanation: `A policy whose condition is always true shows every row. That is right for one role that shall see everything; attached to \`PUBLIC\`, or with nobody
in sight to attach it to, it switches the protection off.`,
  pages: ['r_CREATE_RLS_POLICY'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (a int) USING (a IS NULL OR a IS NOT NULL);',
      'CREATE RLS POLICY p USING (1 = 1);',
      'CREATE RLS POLICY p WITH (a int) USING (a = 3 OR true);',
      'CREATE RLS POLICY everything USING (true);\nATTACH RLS POLICY everything ON t TO PUBLIC;\nALTER TABLE t ROW LEVEL SECURITY ON;',
    ],
    right: [
      'CREATE RLS POLICY p WITH (a int, b int) USING (1 = 2 OR a = b OR a IS NULL OR b IS NOT NULL);',
      'CREATE RLS POLICY p WITH (tenant int) USING (tenant = 7);',
      'CREATE RLS POLICY everything USING (true);\nATTACH RLS POLICY everything ON t TO ROLE auditor;\nALTER TABLE t ROW LEVEL SECURITY ON;',
    ],
  },
  needs: 'script',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { final, report }) {
    const condition = conditionOf(policy);
    const slot = policy.child('new-policy-name', 'policy-name');
    const name = slot && simpleNameOf(slot);
    if (!condition || !name || truthOf(condition) !== true) return;
    const attached = [...allRlsAttachments(final)].filter(attachment => attachment.policy === name);
    const toPublic = attached.some(({ to }) => to.kind === 'public');
    if (attached.length > 0 && !toPublic) return;
    report({
      at: condition,
      message: toPublic
        ? say`The condition is always true: everybody sees every row`
        : say`The condition is always true: whoever it is attached to sees every row`,
    });
  },
};

/** The value of a condition where it does not depend on anything; undefined where it does. */
function truthOf(node: SyntaxNode): boolean | undefined {
  switch (node.kind) {
    case 'Literal':
      return /^true$/i.test(node.text) ? true : /^false$/i.test(node.text) ? false : undefined;
    case 'ParenthesizedExpression':
      return node.nodes.length === 1 ? truthOf(node.nodes[0]!) : undefined;
    case 'UnaryExpression': {
      const inner = node.nodes[0] && truthOf(node.nodes[0]);
      return node.keyword('NOT') && inner !== undefined ? !inner : undefined;
    }
    case 'BinaryExpression':
      return truthOfBinary(node);
    case 'CastOperator':
    case 'CastExpression':
      return node.nodes[0] && truthOf(node.nodes[0]);
    case 'IsExpression':
      return /\bis\s+true$/i.test(node.text) && node.nodes[0] && truthOf(node.nodes[0]) === true ? true : undefined;
    default:
      return undefined;
  }
}

function truthOfBinary(node: SyntaxNode): boolean | undefined {
  const operators = node.children.filter((child): child is SyntaxToken => child instanceof SyntaxToken);
  const operands = node.children.filter((child): child is SyntaxNode => child instanceof SyntaxNode);
  if (operators.every(({ keyword }) => keyword === 'OR'))
    return operands.some(operand => truthOf(operand) === true) || coverBothCases(operands) ? true : undefined;
  if (operators.every(({ keyword }) => keyword === 'AND')) return operands.every(operand => truthOf(operand) === true) ? true : undefined;
  const [left, right] = operands;
  const [operator] = operators;
  if (operators.length !== 1 || !operator || !left || !right) return undefined;
  // `a = a` holds for every row that has a value at all.
  if (left.kind === 'ColumnReference' && right.kind === 'ColumnReference')
    return ['=', '<=', '>='].includes(operator.text) && sameText(left, right) ? true : undefined;
  return left.kind === 'Literal' && right.kind === 'Literal' ? compare(left, operator.text, right) : undefined;
}

const sameText = (a: SyntaxNode, b: SyntaxNode): boolean => a.text.toLowerCase() === b.text.toLowerCase();

/** Two numbers, or two texts of which it only matters whether they are the same. */
function compare(left: SyntaxNode, operator: string, right: SyntaxNode): boolean | undefined {
  const a = Number(left.text);
  const b = Number(right.text);
  const equal = Number.isNaN(a) || Number.isNaN(b) ? sameText(left, right) : a === b;
  switch (operator) {
    case '=':
      return equal;
    case '<>':
    case '!=':
      return !equal;
    case '<':
    case '<=':
      return Number.isNaN(a) || Number.isNaN(b) ? undefined : a < b || (equal && operator === '<=');
    case '>':
    case '>=':
      return Number.isNaN(a) || Number.isNaN(b) ? undefined : a > b || (equal && operator === '>=');
    default:
      return undefined;
  }
}

/** `a IS NULL OR a IS NOT NULL`. */
function coverBothCases(operands: readonly SyntaxNode[]): boolean {
  const tests = operands.filter(({ kind, nodes }) => kind === 'IsExpression' && nodes.length > 0);
  return tests.some(test =>
    tests.some(
      other =>
        !test.keyword('NOT') && other.keyword('NOT') && sameText(test.nodes[0]!, other.nodes[0]!) && isNullTest(test) && isNullTest(other),
    ),
  );
}

const isNullTest = (test: SyntaxNode): boolean => /\bnull$/i.test(test.text);
