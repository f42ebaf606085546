// Expressions that PostgreSQL words differently: paths into SUPER values, casts, CONVERT, SYSDATE and the like.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteLiteral } from '../quote.ts';
import { notInSandbox } from '../sqlResult.ts';
import type { RenderContext } from './context.ts';
import { partsOf, quoteParts } from './names.ts';
import { type Renderer, render, renderChildren } from './render.ts';

/** `a`, `t.a`, `s.t.a`; with a SUPER column in it the rest is a path: j.k → "j"['k']. */
function renderColumnReference(node: SyntaxNode, context: RenderContext): string {
  const slot = node.child('column-reference');
  if (!slot) return renderChildren(node, context);
  const parts = partsOf(slot, context.caseSensitive);
  const star = node.text.endsWith('*') ? '.*' : '';
  const [first = '', ...rest] = parts;
  if (parts.length === 1 && star === '') {
    const expression = context.aliases.get(first);
    if (expression !== undefined) return `(${expression})`;
  }
  const qualifier = parts.length > 1 || star ? context.qualifiers.get(first) : undefined;
  if (qualifier !== undefined) return `${qualifier}${rest.length > 0 ? `.${quoteParts(rest)}` : ''}${star}`;
  const superAt = parts.findIndex(part => context.superColumns.has(part) || context.unnested.has(part));
  if (superAt >= 0 && superAt < parts.length - 1)
    return `${quoteParts(parts.slice(0, superAt + 1))}${parts
      .slice(superAt + 1)
      .map(step => `[${quoteLiteral(step)}]`)
      .join('')}`;
  return `${quoteParts(parts)}${star}`;
}

/** Whether an expression is a SUPER column or a path into one. */
function isSuperPath(node: SyntaxNode | undefined, context: RenderContext): boolean {
  if (!node) return false;
  if (node.kind === 'Subscript' || node.kind === 'FieldAccess') return isSuperPath(node.nodes[0], context);
  if (node.kind !== 'ColumnReference') return false;
  const slot = node.child('column-reference');
  return (
    slot !== undefined && partsOf(slot, context.caseSensitive).some(part => context.superColumns.has(part) || context.unnested.has(part))
  );
}

function renderFieldAccess(node: SyntaxNode, context: RenderContext): string {
  const [base, field] = [node.nodes[0], node.tokens().at(-1)];
  if (!base || !field) return renderChildren(node, context);
  return `${render(base, context)}[${quoteLiteral(field.text.replaceAll('"', ''))}]`;
}

/** A cast of a SUPER value takes the value itself, not its JSON text. */
function renderCastOperator(node: SyntaxNode, context: RenderContext): string {
  const [operand] = node.nodes;
  if (!operand || !isSuperPath(operand, context)) return renderChildren(node, context);
  const type = node.nodes.at(-1);
  return `(${render(operand, context)} #>> '{}')::${type ? render(type, context) : 'text'}`;
}

/** CONVERT(type, expression). */
function renderConvert(node: SyntaxNode, context: RenderContext): string {
  const [type, expression] = node.nodes;
  return type && expression ? `CAST(${render(expression, context)} AS ${render(type, context)})` : renderChildren(node, context);
}

function renderCast(node: SyntaxNode, context: RenderContext): string {
  if (node.keyword('TRY_CAST')) throw notInSandbox('TRY_CAST');
  const [operand] = node.nodes;
  if (!operand || !isSuperPath(operand, context)) return renderChildren(node, context);
  const type = node.child('DataType');
  return `CAST(${render(operand, context)} #>> '{}' AS ${type ? render(type, context) : 'text'})`;
}

function renderSessionValue(node: SyntaxNode, context: RenderContext): string {
  const word = node.tokens()[0]?.keyword ?? '';
  if (word === 'SYSDATE') return 'pg_catalog.sysdate()';
  if (word === 'CURRENT_USER_ID') return 'pg_catalog.current_user_id()';
  if (['CURRENT_USER', 'SESSION_USER', 'USER', 'CURRENT_DATE'].includes(word)) return word;
  return renderChildren(node, context).replace('()', '');
}

/** EXTRACT(day FROM x): names of parts that PostgreSQL does not know are brought to those it knows. */
function renderDatePart(node: SyntaxNode): string {
  const names: Readonly<Record<string, string>> = {
    DOW: 'dow', DAYOFWEEK: 'dow', DW: 'dow', WEEKDAY: 'dow', DOY: 'doy', DAYOFYEAR: 'doy', DY: 'doy', YEARDAY: 'doy',
    YEARS: 'year', Y: 'year', YR: 'year', YRS: 'year', QTR: 'quarter', QTRS: 'quarter', QUARTERS: 'quarter', MON: 'month', MONS: 'month', MONTHS: 'month', W: 'week', WEEKS: 'week',
    D: 'day', DAYS: 'day', H: 'hour', HR: 'hour', HRS: 'hour', HOURS: 'hour', M: 'minute', MIN: 'minute', MINS: 'minute', MINUTES: 'minute', S: 'second', SEC: 'second', SECS: 'second', SECONDS: 'second',
    MS: 'millisecond', MSEC: 'millisecond', MILLISECONDS: 'millisecond', US: 'microsecond', USEC: 'microsecond', MICROSECONDS: 'microsecond',
  }; // biome-ignore format: one table
  return names[node.text.toUpperCase()] ?? node.text;
}

export const expressionRenderers: Readonly<Record<string, Renderer>> = {
  ColumnReference: renderColumnReference,
  FieldAccess: renderFieldAccess,
  CastOperator: renderCastOperator,
  ConvertCall: renderConvert,
  CastExpression: renderCast,
  SessionValue: renderSessionValue,
  DatePart: renderDatePart,
  ApproximateCall: (node, context) => renderAllNodes(node, context),
  PriorValue: () => {
    throw notInSandbox('CONNECT BY');
  },
  OuterJoinMark: () => {
    throw notInSandbox('The outer join operator (+)');
  },
};

const renderAllNodes = (node: SyntaxNode, context: RenderContext): string => node.nodes.map(child => render(child, context)).join(' ');
