// Function calls that PostgreSQL cannot take as they stand: other syntax, or bare words as arguments.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteLiteral } from '../quote.ts';
import { notInSandbox, SqlError } from '../sqlResult.ts';
import type { RenderContext } from './context.ts';
import { partsOf } from './names.ts';
import { type Renderer, render, renderChildren } from './render.ts';

/** What version() says; https://docs.aws.amazon.com/redshift/latest/dg/r_VERSION.html */
export const versionText =
  'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.118026 (local sandbox)';

interface Call {
  readonly node: SyntaxNode;
  readonly context: RenderContext;
  readonly argumentNodes: readonly SyntaxNode[];
  /** The arguments as PostgreSQL. */
  readonly values: readonly string[];
  /** OVER (…) with a space in front, or nothing. */
  readonly over: string;
}

type CallRenderer = (call: Call) => string | undefined;

/** DATEADD(month, …) and DATEADD('month', …) are the same. */
function renderUnit(node: SyntaxNode | undefined, value: string): string {
  const expression = node?.nodes[0];
  return expression?.kind === 'ColumnReference' || expression?.kind === 'SessionValue'
    ? quoteLiteral(expression.text.replaceAll('"', '').toLowerCase())
    : value;
}

const withUnit =
  (name: string): CallRenderer =>
  ({ argumentNodes, values }) => {
    const [unit = '', ...rest] = values;
    return `pg_catalog.${name}(${[renderUnit(argumentNodes[0], unit), ...rest].join(', ')})`;
  };

/** date_part('dow', x): Redshift's abbreviations and all. */
const datePart: CallRenderer = ({ argumentNodes, values }) => {
  const unit = renderUnit(argumentNodes[0], values[0] ?? '').replaceAll("'", '');
  const [moment = ''] = values.slice(1);
  const isDayName = ['dow', 'dayofweek', 'dw', 'weekday', 'doy', 'dayofyear', 'dy', 'yearday', 'epoch'].includes(unit);
  const part = isDayName
    ? ({ dayofweek: 'dow', dw: 'dow', weekday: 'dow', dayofyear: 'doy', dy: 'doy', yearday: 'doy' }[unit] ?? unit)
    : undefined;
  return part === undefined
    ? `date_part(sandbox_catalog.date_part_name(${quoteLiteral(unit)}), ${moment})`
    : `date_part(${quoteLiteral(part)}, ${moment})`;
};

/** DECODE(expression, search, result …, default): NULL matches NULL. */
const decode: CallRenderer = ({ values }) => {
  const [expression = '', ...rest] = values;
  const cases: string[] = [];
  let index = 0;
  for (; index + 1 < rest.length; index += 2)
    cases.push(`WHEN (${expression}) IS NOT DISTINCT FROM (${rest[index]}) THEN ${rest[index + 1]}`);
  const otherwise = index < rest.length ? ` ELSE ${rest[index]}` : '';
  return `CASE ${cases.join(' ')}${otherwise} END`;
};

/** LISTAGG(x, ',') WITHIN GROUP (ORDER BY y) → string_agg(x, ',' ORDER BY y). */
const listagg: CallRenderer = ({ node, context, values, over }) => {
  if (over) throw notInSandbox('LISTAGG as a window function');
  const distinct = node.child('Arguments')?.keyword('DISTINCT') ? 'DISTINCT ' : '';
  const order = node.child('WithinGroup')?.child('OrderByClause');
  const [value = '', separator = "''"] = values;
  return `string_agg(${distinct}(${value})::text, ${separator}${order ? ` ${render(order, context)}` : ''})::varchar(65535)`;
};

/** Redshift replaces every match; PostgreSQL only the first, unless told. */
const regexpReplace: CallRenderer = ({ values }) => {
  const [source = '', pattern = '', replacement = "''", position, flags] = values;
  const options = flags === undefined ? "'g'" : `('g' || replace(${flags}, 'p', ''))`;
  return position === undefined
    ? `regexp_replace(${source}, ${pattern}, ${replacement}, 'g')`
    : `(left(${source}, ${position} - 1) || regexp_replace(substr(${source}, ${position}), ${pattern}, ${replacement}, ${options}))`;
};

/** AVG of integers is an integer in Redshift; the minimum tells the function which type it has. https://docs.aws.amazon.com/redshift/latest/dg/r_AVG.html */
const average: CallRenderer = ({ node, values, over }) => {
  const distinct = node.child('Arguments')?.keyword('DISTINCT') ? 'DISTINCT ' : '';
  return values.length === 1 ? `sandbox_catalog.avg(avg(${distinct}${values[0]})${over}, min(${values[0]})${over})` : undefined;
};

/** The schema of temporary tables is in the search path for its tables only. */
const currentSchema: CallRenderer = () =>
  "(SELECT s FROM unnest(current_schemas(false)) WITH ORDINALITY AS p (s, place) WHERE s NOT LIKE 'sandbox\\_temp\\_%' ORDER BY place LIMIT 1)";

const refused =
  (what: string): CallRenderer =>
  () => {
    throw notInSandbox(what);
  };

const calls: Readonly<Record<string, CallRenderer>> = {
  avg: average,
  current_schema: currentSchema,
  nvl: ({ values }) => `COALESCE(${values.join(', ')})`,
  isnull: ({ values }) => (values.length === 2 ? `COALESCE(${values.join(', ')})` : undefined),
  nvl2: ({ values: [tested, whenNotNull, whenNull] }) => `CASE WHEN (${tested}) IS NOT NULL THEN ${whenNotNull} ELSE ${whenNull} END`,
  decode,
  dateadd: withUnit('dateadd'),
  date_add: withUnit('dateadd'),
  datediff: withUnit('datediff'),
  date_diff: withUnit('datediff'),
  date_trunc: ({ argumentNodes, values }) =>
    `date_trunc(${[renderUnit(argumentNodes[0], values[0] ?? ''), ...values.slice(1)].join(', ')})`,
  date_part: datePart,
  pgdate_part: datePart,
  listagg,
  regexp_replace: regexpReplace,
  version: ({ values }) => (values.length === 0 ? `${quoteLiteral(versionText)}::text` : undefined),
  ratio_to_report: ({ values: [value], over }) => `((${value})::float8 / sum((${value})::float8)${over})`,
  sysdate: () => 'pg_catalog.sysdate()',
  current_database: () => 'current_database()',
  to_number: ({ values }) => (values.length === 1 ? `(${values[0]})::numeric` : undefined),
  strpos: ({ values }) => `strpos((${values[0]})::text, (${values[1]})::text)`,
  random: ({ values }) => (values.length === 0 ? 'random()' : undefined),
  approximate_percentile_disc: refused('APPROXIMATE PERCENTILE_DISC'),
  object_transform: refused('OBJECT_TRANSFORM'),
  explain_model: refused('EXPLAIN_MODEL'),
};

/** What Redshift calls the column of such a call, where PostgreSQL's name for what it was rewritten to is another. */
const columnNames: Readonly<Record<string, string>> = {
  listagg: 'listagg',
  version: 'version',
  current_schema: 'current_schema',
  ratio_to_report: 'ratio_to_report',
  dateadd: 'date_add',
  datediff: 'date_diff',
};

export function columnNameOf(call: SyntaxNode): string | undefined {
  const name = call.child('function-name')?.text.toLowerCase() ?? '';
  return Object.hasOwn(columnNames, name) ? columnNames[name] : undefined;
}

function renderCall(node: SyntaxNode, context: RenderContext): string {
  const slot = node.child('function-name');
  const parts = slot ? partsOf(slot, context.caseSensitive) : [];
  const name = parts.length === 1 || parts[0] === 'pg_catalog' ? (parts.at(-1) ?? '') : '';
  const bare = slot ? name : (node.tokens()[0]?.text.toLowerCase() ?? '');
  const special = Object.hasOwn(calls, bare) ? calls[bare] : undefined;
  if (node.child('NullTreatment') ?? node.child('Arguments')?.child('NullTreatment')) throw notInSandbox('IGNORE NULLS and RESPECT NULLS');
  if (node.child('UnsupportedFilter'))
    throw new SqlError('syntax error at or near "FILTER"', { position: (node.child('UnsupportedFilter')?.start ?? 0) + 1 });
  const argumentNodes = node.child('Arguments')?.childrenOf('Argument') ?? [];
  const overNode = node.child('OverClause');
  const over = overNode ? ` ${render(overNode, context)}` : '';
  if (special) {
    const rendered = special({ node, context, argumentNodes, values: argumentNodes.map(each => render(each, context)), over });
    if (rendered !== undefined) return rendered;
  }
  return renderChildren(node, context);
}

export const functionRenderers: Readonly<Record<string, Renderer>> = {
  FunctionCall: renderCall,
  // A function's own name stays bare: PostgreSQL has functions that are keywords (COALESCE, GREATEST) and must not be quoted.
  'function-name': (node, context) =>
    node.tokens().some(token => token.type === 'quoted-name')
      ? partsOf(node, context.caseSensitive)
          .map(part => `"${part.replaceAll('"', '""')}"`)
          .join('.')
      : node.text.toLowerCase(),
  Argument: (node, context) => renderChildren(node, context),
};
