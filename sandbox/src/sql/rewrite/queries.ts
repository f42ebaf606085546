// Queries: TOP becomes LIMIT, QUALIFY a query around the query, MINUS EXCEPT; aliases may be used later in the same select list.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { notInSandbox, SqlError } from '../sqlResult.ts';
import type { RenderContext } from './context.ts';
import { partsOf, quoteParts, simpleName } from './names.ts';
import { type Renderer, render, renderChildren } from './render.ts';

function renderQuery(node: SyntaxNode, context: RenderContext): string {
  const single = node.childrenOf('SetOperation').length === 0;
  const top = single ? topOf(node.child('QueryTerm')?.child('SelectStatement')) : undefined;
  const text = renderChildren(node, context);
  return top ? `${text} LIMIT ${renderTop(top, context)}` : text;
}

const topOf = (select: SyntaxNode | undefined): SyntaxNode | undefined => select?.child('TopClause');
const renderTop = (top: SyntaxNode, context: RenderContext): string =>
  top.nodes.map(child => render(child, context)).join('') || (top.tokens().at(-1)?.text ?? '');

/** A part of a UNION that has its own TOP needs parentheses for its LIMIT. */
function renderQueryTerm(node: SyntaxNode, context: RenderContext): string {
  const select = node.child('SelectStatement');
  const top = topOf(select);
  const inUnion = node.parent?.kind === 'SetOperation' || (node.parent?.childrenOf('SetOperation').length ?? 0) > 0;
  const text = renderChildren(node, context);
  return top && inUnion ? `(${text} LIMIT ${renderTop(top, context)})` : text;
}

function renderSetOperation(node: SyntaxNode, context: RenderContext): string {
  const minus = node.keyword('MINUS');
  return minus ? `EXCEPT${renderChildren(node, context, child => child.start === minus.start)}` : renderChildren(node, context);
}

interface SelectedItem {
  readonly node: SyntaxNode;
  readonly alias: string | undefined;
  readonly expression: SyntaxNode | undefined;
}

function itemsOf(select: SyntaxNode, context: RenderContext): readonly SelectedItem[] {
  return (select.child('SelectList')?.childrenOf('SelectItem') ?? []).map(node => {
    const alias = node.child('new-label', 'new-column-alias', 'label', 'alias');
    const [expression] = node.nodes;
    return { node, alias: alias && simpleName(alias, context.caseSensitive), expression: expression === alias ? undefined : expression };
  });
}

/** A name is put in where PostgreSQL would give another one than Redshift. */
function renderSelect(node: SyntaxNode, context: RenderContext): string {
  if (node.child('StartWithClause', 'ConnectByClause')) throw notInSandbox('CONNECT BY');
  if (node.child('ExcludeClause')) throw notInSandbox('EXCLUDE in a select list');
  const distinctOn = node.child('UnsupportedDistinctOn');
  if (distinctOn) throw new SqlError('SELECT DISTINCT ON is not supported', { sqlState: '0A000', position: distinctOn.start + 1 });
  const qualify = node.child('QualifyClause');
  const prepared = registerUnnesting(node, context);
  const leftOut = isLeftOut(context);
  const inner = context.lateralAliases ? renderWithLateralAliases(node, prepared) : renderChildren(node, prepared, leftOut);
  return qualify ? wrapQualify(node, qualify, inner, prepared) : inner;
}

/** TOP and QUALIFY are said elsewhere; INTO a new table is a statement of its own, but in a procedure it fills variables. */
const isLeftOut =
  (context: RenderContext) =>
  (child: { readonly kind: unknown }): boolean =>
    child.kind === 'TopClause' || child.kind === 'QualifyClause' || (child.kind === 'IntoClause' && !context.inBody);

/** FROM t, t.items i: `i` is a value from here on, so that i.price is a path into it. */
function registerUnnesting(select: SyntaxNode, context: RenderContext): RenderContext {
  for (const table of select.child('FromClause')?.descendants('NamedTable') ?? []) {
    const path = unnestedPath(table, context);
    const alias = table.child('TableAlias')?.child('new-table-alias', 'table-alias', 'alias');
    if (path && alias) context.unnested.add(simpleName(alias, context.caseSensitive));
  }
  return context;
}

/** `t.items` in FROM, where t stands before it: a SUPER array, not schema and table. */
function unnestedPath(table: SyntaxNode, context: RenderContext): readonly string[] | undefined {
  const slot = table.child('table-path');
  const parts = slot ? partsOf(slot, context.caseSensitive) : [];
  const [, second] = parts;
  const isPath = parts.length > 1 && parts.slice(1).some((part, index) => context.superColumns.has(part) && index === 0 && second === part);
  return isPath || (parts.length > 1 && context.unnested.has(parts[0] ?? '')) ? parts : undefined;
}

function renderNamedTable(node: SyntaxNode, context: RenderContext): string {
  if (node.child('TablePivot')) throw notInSandbox(node.descendants('UnpivotClause').length > 0 ? 'UNPIVOT' : 'PIVOT');
  const path = unnestedPath(node, context);
  if (!path && !node.child('PathStep')) return renderChildren(node, context);
  const alias = node.child('TableAlias')?.child('new-table-alias', 'table-alias', 'alias');
  if (!path || !alias) throw notInSandbox('Unnesting this SUPER value without an alias');
  const unnestedHere = context.unnested.has(path[0] ?? '');
  const columnParts = unnestedHere ? 1 : 2;
  const steps = [
    ...path.slice(columnParts).map(step => `['${step.replaceAll("'", "''")}']`),
    ...node.childrenOf('PathStep').map(step => renderPathStep(step, context)),
  ];
  const value = `${quoteParts(path.slice(0, columnParts))}${steps.join('')}`;
  const name = quoteIdentifier(simpleName(alias, context.caseSensitive));
  return `LATERAL jsonb_array_elements(CASE jsonb_typeof(${value}) WHEN 'array' THEN ${value} WHEN 'null' THEN '[]' ELSE jsonb_build_array(${value}) END) AS ${name} (${name})`;
}

const renderPathStep = (step: SyntaxNode, context: RenderContext): string =>
  step.text.startsWith('.') ? `['${step.text.slice(1).trim()}']` : renderChildren(step, context);

/** SELECT a + 1 AS x, x * 2: what PostgreSQL does not take, and Redshift does. */
function renderWithLateralAliases(select: SyntaxNode, context: RenderContext): string {
  const known = new Map(context.aliases);
  const rendered = new Map<SyntaxNode, string>();
  for (const { node, alias, expression } of itemsOf(select, context)) {
    rendered.set(node, renderChildren(node, { ...context, aliases: new Map(known) }));
    if (alias !== undefined && expression) known.set(alias, render(expression, { ...context, aliases: new Map(known) }));
  }
  const list = select.child('SelectList');
  const source = select.statement.text;
  let text = '';
  let end = select.start;
  for (const child of select.children) {
    text += source.slice(end, Math.max(end, child.start));
    end = Math.max(end, child.end);
    if (isLeftOut(context)(child)) continue;
    const isList = list !== undefined && child.start === list.start && (child as SyntaxNode).kind === 'SelectList';
    const aliased =
      (child as SyntaxNode).kind === 'WhereClause' || (child as SyntaxNode).kind === 'HavingClause'
        ? { ...context, aliases: known }
        : context;
    text += isList ? [...rendered.values()].join(', ') : render(child, aliased);
  }
  return text;
}

/** SELECT … QUALIFY condition → SELECT … FROM (SELECT …, condition) WHERE condition. */
function wrapQualify(select: SyntaxNode, qualify: SyntaxNode, inner: string, context: RenderContext): string {
  const items = itemsOf(select, context);
  const hasStar = items.some(({ node }) => node.text.trim().endsWith('*') && !node.text.includes('('));
  const aliases = new Map(context.aliases);
  for (const { alias, expression } of items) if (alias !== undefined && expression) aliases.set(alias, render(expression, context));
  const condition = qualify.nodes.map(child => render(child, { ...context, aliases })).join('');
  const list = select.child('SelectList');
  const listText = list ? render(list, context) : '*';
  const at = inner.indexOf(listText);
  if (at < 0) throw notInSandbox('QUALIFY in this query');
  const withCondition = `${inner.slice(0, at + listText.length)}, (${condition}) AS "sandbox qualify"${inner.slice(at + listText.length)}`;
  // Every column but the last; a row type keeps the order and names of a star, whatever it stands for.
  if (hasStar) throw notInSandbox('QUALIFY with * in the select list: name the columns');
  const columns = items.map((_, index) => `c${index}`);
  const outputs = items.map((item, index) => `q.c${index} AS ${quoteIdentifier(item.alias ?? outputName(item, context))}`);
  return `SELECT ${outputs.join(', ')} FROM (${withCondition}) AS q (${[...columns, 'condition'].join(', ')}) WHERE q.condition`;
}

function outputName({ expression }: SelectedItem, context: RenderContext): string {
  if (expression?.kind === 'ColumnReference') {
    const slot = expression.child('column-reference');
    return slot ? (partsOf(slot, context.caseSensitive).at(-1) ?? '?column?') : '?column?';
  }
  const name = expression?.kind === 'FunctionCall' ? expression.child('function-name') : undefined;
  return name ? (partsOf(name, context.caseSensitive).at(-1) ?? '?column?') : '?column?';
}

export const queryRenderers: Readonly<Record<string, Renderer>> = {
  Query: renderQuery,
  QueryTerm: renderQueryTerm,
  SetOperation: renderSetOperation,
  SelectStatement: renderSelect,
  NamedTable: renderNamedTable,
  TopClause: () => '',
  GroupByClause: (node, context) => {
    if (node.keyword('ALL')) throw notInSandbox('GROUP BY ALL');
    return renderChildren(node, context);
  },
  ObjectUnpivot: () => {
    throw notInSandbox('UNPIVOT');
  },
  TablePivot: () => {
    throw notInSandbox('PIVOT');
  },
};
