// RLS032: a comparison that the declared type can never satisfy.

import { stringValue } from '../../semantics/literals.ts';
import { factOf, rlsPolicyAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveInDatabase } from '../../semantics/resolve.ts';
import { type DataType, familyOf, readType } from '../../semantics/types.ts';
import { type SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { callsOf, columnReferences, conditionOf, declaredColumns } from './policyParts.ts';

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
      "CREATE RLS POLICY p WITH (c VARCHAR(5)) USING (lower(c) = 'concerts'::varchar(10));",
      "CREATE RLS POLICY p WITH (c varchar(3)) USING (c = 'ab');\nALTER RLS POLICY p USING (c LIKE 'Concerts%');",
      'CREATE RLS POLICY p WITH (tenant varchar(10)) USING (tenant = 7);',
      "CREATE RLS POLICY p WITH (c VARCHAR(5)) USING (c = 'Concerts');",
      "CREATE RLS POLICY p WITH (c char(3)) AS x USING (x.c IN ('EUR', 'DOLLAR'));",
      "CREATE RLS POLICY p WITH (tenant int) USING (tenant = 'seven');",
    ],
    right: [
      "CREATE RLS POLICY p WITH (c varchar(5), b boolean) USING (c LIKE 'Co%' AND upper(c) = 'ABCDE' AND b = 'yes');",
      "CREATE RLS POLICY p WITH (c VARCHAR(10)) USING (c = 'Concerts');",
      "CREATE RLS POLICY p WITH (tenant int, d date) USING (tenant = '7' AND d > '2024-01-01');",
    ],
  },
  needs: 'catalog',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { before, report }) {
    const condition = conditionOf(policy);
    if (!condition) return;
    const types = typesOf(policy, before);
    for (const comparison of condition.descendants('BinaryExpression', 'InExpression', 'LikeExpression')) {
      if (!comparesValues(comparison)) continue;
      const column = comparison.nodes.map(columnUnder).find(found => found !== undefined);
      const reference = column && columnReferences(column)[0];
      const type = reference && types.get(reference.parts.at(-1)!.name);
      if (!type) continue;
      for (const literal of literalsOf(comparison)) {
        const why = unfitness(literal, type, comparison.kind === 'LikeExpression', column!.text);
        if (why) report({ at: literal, message: why });
      }
    }
  },
};

/** The columns of the policy with their types: those it declares, or those of the policy that is altered. */
function typesOf(policy: SyntaxNode, model: Model): Map<string, DataType> {
  if (policy.kind === 'CreateRlsPolicy')
    return new Map(declaredColumns(policy).flatMap(({ name, type }) => (type ? [[name, readType(type.text)] as const] : [])));
  const slot = policy.child('policy-name');
  const parts = slot && nameOf(slot)?.parts;
  const columns = parts && factOf(rlsPolicyAt(model, resolveInDatabase(model, parts).name))?.columns;
  return new Map((columns ?? []).flatMap(({ name, type }) => (type ? [[name, readType(type)] as const] : [])));
}

/** Whether a comparison asks for equal values: by =, <>, IN or LIKE. */
const comparesValues = (comparison: SyntaxNode): boolean =>
  comparison.kind === 'InExpression' ||
  (comparison.kind === 'LikeExpression' && comparison.keyword('LIKE', 'ILIKE') !== undefined) ||
  comparison.children.some(child => child instanceof SyntaxToken && ['=', '<>', '!='].includes(child.text));

/** Functions that give a text no longer than their argument. */
const neverLonger: ReadonlySet<string> = new Set(['lower', 'upper', 'trim', 'btrim', 'ltrim', 'rtrim', 'initcap']);

/** The column that an operand is, or is made from without getting longer. */
function columnUnder(operand: SyntaxNode): SyntaxNode | undefined {
  if (operand.kind === 'ColumnReference') return operand;
  if (operand.kind !== 'FunctionCall' || callsOf(operand, neverLonger)[0]?.index !== operand.index) return undefined;
  const given = operand.child('Arguments')?.childrenOf('Argument') ?? [];
  return given.length === 1 && given[0]!.nodes[0] ? columnUnder(given[0]!.nodes[0]) : undefined;
}

/** The literals that a comparison has directly, or in its IN list, with or without a cast. */
function literalsOf(comparison: SyntaxNode): SyntaxNode[] {
  return comparison.nodes
    .flatMap(node => (node.kind === 'ParenthesizedExpression' ? node.nodes : [node]))
    .map(node => (isTextCast(node) ? node.nodes[0]! : node))
    .filter(({ kind }) => kind === 'Literal');
}

function isTextCast(node: SyntaxNode): boolean {
  const type = node.kind === 'CastOperator' || node.kind === 'CastExpression' ? node.child('DataType') : undefined;
  return type !== undefined && familyOf(readType(type.text)) === 'text' && node.nodes[0]?.kind === 'Literal';
}

const number = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const booleans = /^\s*(?:t(?:rue)?|y(?:es)?|1|f(?:alse)?|no?|0)\s*$/i;

/** Why a literal can never equal a value of the type; undefined where it may. */
function unfitness(literal: SyntaxNode, type: DataType, isPattern: boolean, column: string): string | undefined {
  const family = familyOf(type);
  const text = stringValue(literal);
  if (text === undefined)
    return family === 'text' && !isPattern && number.test(literal.text)
      ? say`${literal.text} is a number, but ${column} is declared as ${type.base}: write it as text`
      : undefined;
  switch (family) {
    case 'text': {
      // What a pattern matches is at least as long as its letters; with an escape in it that is not certain.
      if (isPattern && text.includes('\\')) return undefined;
      const least = byteLength(isPattern ? text.replaceAll('%', '') : text.trimEnd());
      return type.length !== undefined && least > type.length
        ? say`${literal.text} is longer than the ${type.length} bytes that ${column} is declared with: they can never be equal`
        : undefined;
    }
    case 'integer':
    case 'decimal':
    case 'float':
      return isPattern || number.test(text) ? undefined : say`${literal.text} is no number, but ${column} is declared as ${type.base}`;
    case 'boolean':
      return isPattern || booleans.test(text)
        ? undefined
        : say`${literal.text} is neither true nor false, but ${column} is declared as boolean`;
    case 'date':
      return isPattern || /\d|^\s*(?:now|today|tomorrow|yesterday|epoch|-?infinity)\s*$/i.test(text)
        ? undefined
        : say`${literal.text} is no date, but ${column} is declared as ${type.base}`;
    default:
      return undefined;
  }
}

/** In UTF-8, as Redshift counts lengths. */
const byteLength = (text: string): number => new TextEncoder().encode(text).length;
