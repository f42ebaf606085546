// What a text is put together from: the operands of `||`, and the names in it that nothing has quoted.
import { lastPart, nameOf } from '../../semantics/names.ts';
import { familyOf, readType } from '../../semantics/types.ts';
import { SyntaxNode, type SyntaxToken } from '../../syntax/tree.ts';

/** The operands of a chain of `||`, or of CONCAT, in order; the expression itself where there is none. */
export function operandsOf(expression: SyntaxNode): SyntaxNode[] {
  if (expression.kind === 'DynamicExecute') return expression.nodes.flatMap(operandsOf);
  if (isConcatenation(expression)) return expression.nodes.flatMap(operandsOf);
  if (calledName(expression) === 'concat')
    return expression
      .child('Arguments')!
      .childrenOf('Argument')
      .flatMap(({ nodes }) => nodes.flatMap(operandsOf));
  const inner = expression.kind === 'ParenthesizedExpression' ? expression.nodes : [];
  return inner.length === 1 ? operandsOf(inner[0]!) : [expression];
}

/** The folded name of a function that is called. */
function calledName(node: SyntaxNode): string | undefined {
  const slot = node.kind === 'FunctionCall' ? node.child('function-name') : undefined;
  const name = slot && nameOf(slot);
  return name && node.child('Arguments') ? lastPart(name).name : undefined;
}

const isConcatenation = (node: SyntaxNode) =>
  node.kind === 'BinaryExpression' && node.children.some(child => !(child instanceof SyntaxNode) && (child as SyntaxToken).text === '||');

/** Functions whose result is safe as a part of SQL. */
const quoting: ReadonlySet<string> = new Set(['quote_ident', 'quote_literal', 'quote_nullable', 'len', 'length', 'sha2', 'md5']);

/** Types whose text cannot hold SQL. */
export const isHarmlessType = (written: string): boolean =>
  ['integer', 'decimal', 'float', 'boolean', 'date', 'time'].includes(familyOf(readType(written)));

/** The references in an operand whose text goes into the whole unquoted: `a`, `lower(a)`, `a::varchar`; not `quote_ident(a)`, nor `a::int`. */
export function unquotedReferences(node: SyntaxNode): SyntaxNode[] {
  switch (node.kind) {
    case 'ColumnReference':
      return [node];
    case 'Literal':
      return isNumbered(node) ? [node] : [];
    case 'FunctionCall': {
      if (quoting.has(calledName(node) ?? '')) return [];
      return node.child('Arguments')?.nodes.flatMap(unquotedReferences) ?? [];
    }
    case 'BinaryExpression':
      return isConcatenation(node) ? node.nodes.flatMap(unquotedReferences) : [];
    case 'CaseExpression':
      return node.descendants('WhenClause', 'ElseClause').flatMap(branch => unquotedReferences(branch.nodes.at(-1)!));
    case 'ParenthesizedQuery':
      return [];
    default: {
      const type = node.child('DataType');
      if (type && isHarmlessType(type.text)) return [];
      return node.nodes.flatMap(unquotedReferences);
    }
  }
}

/** `$1`: a parameter by its number. */
const isNumbered = (literal: SyntaxNode) => /^\$\d+$/.test(literal.text);

/** The folded name of a reference of one part; `$1` as it is. */
export function referenceName(reference: SyntaxNode): string | undefined {
  if (reference.kind === 'Literal') return reference.text;
  const slot = reference.child('column-reference');
  const name = slot && nameOf(slot);
  return name?.parts.length === 1 ? name.parts[0]!.name : undefined;
}
