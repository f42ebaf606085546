// Queries: TOP becomes LIMIT, QUALIFY a query around the query, MINUS EXCEPT; aliases may be used later in the same select list.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { notInSandbox, SqlError } from '../sqlResult.ts';
import type { RenderContext } from './context.ts';
import { columnNameOf } from './functions.ts';
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
function renderSelectItem(node: SyntaxNode, context: RenderContext): string {
  const text = renderChildren(node, context);
  const [only, alias] = node.nodes;
  const name = only?.kind === 'FunctionCall' && !alias ? columnNameOf(only) : undefined;
  return name === undefined || context.inBody ? text : `${text} AS ${quoteIdentifier(name)}`;
}

function renderSelect(node: SyntaxNode, context: RenderContext): string {
  if (node.child('StartWithClause', 'ConnectByClause')) throw notInSandbox('CONNECT BY');
  const distinctOn = node.child('UnsupportedDistinctOn');
  if (distinctOn) throw new SqlError('SELECT DISTINCT ON is not supported', { sqlState: '0A000', position: distinctOn.start + 1 });
  const prepared = registerUnnesting(node, context);
  const inner = renderPlainSelect(node, prepared);
  return node.child('QualifyClause', 'ExcludeClause') ? wrapFiltered(node, inner, prepared) : inner;
}

const renderPlainSelect = (node: SyntaxNode, context: RenderContext): string =>
  context.lateralAliases ? renderWithLateralAliases(node, context) : renderChildren(node, context, isLeftOut(context));

const hasStar = (select: SyntaxNode): boolean =>
  (select.child('SelectList')?.childrenOf('SelectItem') ?? []).some(item => /(^|\.)\s*\*$/.test(item.text.trim()));

/** Whether the names of the columns must be known before the query can be written out. */
export const needsColumns = (select: SyntaxNode): boolean =>
  select.child('ExcludeClause') !== undefined || (select.child('QualifyClause') !== undefined && hasStar(select));

/** The query as it is before QUALIFY and EXCLUDE. */
export const renderWithoutFilter = (select: SyntaxNode, context: RenderContext): string =>
  renderPlainSelect(select, registerUnnesting(select, context));

/** TOP, QUALIFY and EXCLUDE are said elsewhere; INTO a new table is a statement of its own, but in a procedure it fills variables. */
const isLeftOut =
  (context: RenderContext) =>
  (child: { readonly kind: unknown }): boolean =>
    child.kind === 'TopClause' ||
    child.kind === 'QualifyClause' ||
    child.kind === 'ExcludeClause' ||
    (child.kind === 'IntoClause' && !context.inBody);

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

/** PostgreSQL's own catalog of constraints has none of Redshift's, which nobody enforces: a view beside it has them. */
function isConstraintCatalog(slot: SyntaxNode | undefined, context: RenderContext): boolean {
  const name = slot ? partsOf(slot, context.caseSensitive).join('.') : '';
  return name === 'pg_constraint' || name === 'pg_catalog.pg_constraint';
}

function renderNamedTable(node: SyntaxNode, context: RenderContext): string {
  if (node.child('TablePivot')) throw notInSandbox(node.descendants('UnpivotClause').length > 0 ? 'UNPIVOT' : 'PIVOT');
  const path = unnestedPath(node, context);
  const slot = node.child('table-path');
  if (isConstraintCatalog(slot, context))
    return `sandbox_catalog.pg_constraint${renderChildren(node, context, child => child.start === slot?.start)}`;
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
    rendered.set(node, renderSelectItem(node, { ...context, aliases: new Map(known) }));
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

/** SELECT … QUALIFY condition → SELECT … FROM (SELECT …, condition) WHERE condition; EXCLUDE leaves columns of the inner query out. */
function wrapFiltered(select: SyntaxNode, inner: string, context: RenderContext): string {
  const items = itemsOf(select, context);
  const names =
    context.starColumns.get(select.index) ??
    (needsColumns(select) ? undefined : items.map(item => item.alias ?? outputName(item, context)));
  if (!names) throw notInSandbox(select.child('ExcludeClause') ? 'EXCLUDE in this query' : 'QUALIFY with * in this query');
  const excluded = new Set(
    select
      .child('ExcludeClause')
      ?.descendants('column-name')
      .map(slot => simpleName(slot, context.caseSensitive)),
  );
  const outputs = names.map((name, index) => ({ name, index })).filter(({ name }) => !excluded.has(name));
  const list = outputs.map(({ name, index }) => `q.c${index} AS ${quoteIdentifier(name)}`).join(', ');
  const columns = names.map((_, index) => `c${index}`);
  const qualify = select.child('QualifyClause');
  if (!qualify) return `SELECT ${list} FROM (${inner}) AS q (${columns.join(', ')})`;
  const aliases = new Map(context.aliases);
  for (const { alias, expression } of items) if (alias !== undefined && expression) aliases.set(alias, render(expression, context));
  const condition = qualify.nodes.map(child => render(child, { ...context, aliases })).join('');
  const selectList = select.child('SelectList');
  const listText = selectList ? render(selectList, context) : '*';
  const at = inner.indexOf(listText);
  if (at < 0) throw notInSandbox('QUALIFY in this query');
  const end = at + listText.length;
  const withCondition = `${inner.slice(0, end)}, (${condition}) AS "sandbox qualify"${inner.slice(end)}`;
  return `SELECT ${list} FROM (${withCondition}) AS q (${[...columns, 'condition'].join(', ')}) WHERE q.condition`;
}

function outputName({ expression }: SelectedItem, context: RenderContext): string {
  if (expression?.kind === 'ColumnReference') {
    const slot = expression.child('column-reference');
    return slot ? (partsOf(slot, context.caseSensitive).at(-1) ?? '?column?') : '?column?';
  }
  const name = expression?.kind === 'FunctionCall' ? expression.child('function-name') : undefined;
  return name ? (partsOf(name, context.caseSensitive).at(-1) ?? '?column?') : '?column?';
}

const aggregates = new Set([
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'listagg',
  'stddev',
  'stddev_samp',
  'stddev_pop',
  'variance',
  'var_samp',
  'var_pop',
  'any_value',
  'bool_and',
  'bool_or',
  'bit_and',
  'bit_or',
  'percentile_cont',
  'percentile_disc',
  'approximate',
]);

/** GROUP BY ALL: every column of the select list that has no aggregate in it. */
function renderGroupByAll(node: SyntaxNode, context: RenderContext): string {
  const select = node.parent;
  if (!select || hasStar(select)) throw notInSandbox('GROUP BY ALL with *');
  const isAggregate = ({ node: item }: SelectedItem): boolean =>
    item
      .descendants('FunctionCall')
      .some(call => !call.child('OverClause') && aggregates.has(call.child('function-name')?.text.toLowerCase() ?? ''));
  const places = itemsOf(select, context).flatMap((item, index) => (isAggregate(item) ? [] : [index + 1]));
  return places.length > 0 ? `GROUP BY ${places.join(', ')}` : '';
}

export const queryRenderers: Readonly<Record<string, Renderer>> = {
  Query: renderQuery,
  QueryTerm: renderQueryTerm,
  SetOperation: renderSetOperation,
  SelectStatement: renderSelect,
  SelectItem: renderSelectItem,
  NamedTable: renderNamedTable,
  TopClause: () => '',
  GroupByClause: (node, context) => (node.keyword('ALL') ? renderGroupByAll(node, context) : renderChildren(node, context)),
  ObjectUnpivot: () => {
    throw notInSandbox('UNPIVOT');
  },
  TablePivot: () => {
    throw notInSandbox('PIVOT');
  },
};
