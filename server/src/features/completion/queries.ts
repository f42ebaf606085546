// Whole pieces of queries: join conditions, the columns behind *, what GROUP BY must repeat, the column list of INSERT.

import { builtInFunctions } from '../../dialect/functions.ts';
import { nameOf } from '../../semantics/names.ts';
import type { Scope } from '../../semantics/scope.ts';
import * as T from '../../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { foldedParts } from '../knownNames.ts';
import { columnList, columnsOfScope, starAt } from '../starExpansion.ts';
import { proposeJoins } from './joins.ts';

import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { placeAmongUsual } from './usualWords.ts';
import { snippetText, writeIdentifier } from './writing.ts';

/** Proposes what fits the place as a whole. */
export function proposePieces(request: CompletionRequest): void {
  proposeJoins(request);
  if (request.qualifiers.length > 0) return;
  proposeInsertList(request);
  proposeValues(request);
  proposeGroupByClause(request);
  if (!request.context.expectations.some(({ inExpression, element }) => inExpression || element?.slot?.name === 'column-name')) return;
  const { node, scope } = request.place();
  const grouping = node?.ancestor('GroupByClause');
  if (node && grouping && grouping.childrenOf('GroupingElement').length === 1) proposeGrouping(request, grouping);
  const item = node?.ancestor('SelectItem');
  if (node && item && item.start === node.start && item.parent?.childrenOf('SelectItem').length === 1) proposeAllColumns(request, scope);
}

// ---- the select list -----------------------------------------------------------------------------------------------------------------

function proposeAllColumns({ context, list, language }: CompletionRequest, scope: Scope): void {
  const columns = columnsOfScope(scope);
  if (!columns) return;
  if (context.prefix !== '') return;
  const text = columnList(columns, scope.relations.length, language);
  list.add({
    label: text.length > 60 ? `${text.slice(0, 57)}…` : text,
    kind: 'snippet',
    insert: text,
    rank: rank.column + 950,
    description: say`all ${columns.length} columns`,
    filter: text,
  });
}

/** `SELECT *|`: the star as the columns it stands for. */
export function proposeStarExpansion(request: CompletionRequest): void {
  const { document, context, offset, language, known, list } = request;
  if (document.text[offset - 1] !== '*' || context.replaceStart !== offset) return;
  const star = starAt(document, context.statement, offset, known, language);
  if (!star || star.end !== offset) return;
  list.add({
    label: say`${star.written} → ${star.count} columns`,
    kind: 'snippet',
    insert: star.columns,
    rank: rank.exact,
    filter: star.written,
    detail: star.columns.slice(0, 80),
    replaceStart: star.start,
  });
}

// ---- GROUP BY ------------------------------------------------------------------------------------------------------------------------

function proposeGrouping(request: CompletionRequest, clause: SyntaxNode): void {
  const text = clause.parent && groupingOf(clause.parent);
  if (text && request.fits(text))
    request.list.add({ label: text, kind: 'snippet', insert: text, rank: rank.exact, description: say`what is not aggregated` });
}

/** `SELECT a, count(*) FROM t |`: the whole clause, in front of its bare words. */
function proposeGroupByClause(request: CompletionRequest): void {
  const { context, document, language, list, fits, spell } = request;
  const { keywords } = language.grammar;
  const clause = context.expectations.find(
    ({ kind, rules }) => kind >= T.FIRST_KEYWORD && rules.at(-1)?.name === 'GroupByClause' && keywords.textOf(kind) === 'GROUP',
  );
  if (!clause || context.openString !== undefined) return;
  const { start, parsed } = document.statements[context.statement]!;
  const body = parsed.bodies.find(
    ({ offset, parsed: { text } }) => start + offset <= context.replaceStart && context.replaceStart <= start + offset + text.length,
  );
  const root = rootOf((body ?? { parsed }).parsed, language.grammar);
  const at = context.replaceStart - start - (body?.offset ?? 0);
  const select = root
    ?.descendants('SelectStatement')
    .filter(({ start: from, end }) => from < at && (at <= end || /^\s*$/.test(root.statement.text.slice(end, at))))
    .at(-1);
  const columns = select && !select.child('GroupByClause') ? groupingOf(select) : undefined;
  if (!columns) return;
  const text = `${spell('GROUP BY')} ${columns}`;
  if (fits(text))
    list.add({
      label: text,
      kind: 'snippet',
      insert: text,
      rank: rank.keyword - 100 + placeAmongUsual(clause.rules, 'GROUP BY')! - 0.5,
      description: say`what is not aggregated`,
    });
}

/** The items of a select list that are not aggregated, where some are. */
function groupingOf(select: SyntaxNode): string | undefined {
  const items = select.child('SelectList')?.childrenOf('SelectItem') ?? [];
  const kept: string[] = [];
  for (const item of items) {
    const expression = item.nodes[0];
    if (!expression || item.child('AllColumns') || /(?:^|\.)\*$/.test(item.text) || aggregates(expression) || expression.kind === 'Literal')
      continue;
    const alias = item.child('new-label', 'new-column-alias');
    kept.push(expression.kind === 'ColumnReference' || !alias ? expression.text : alias.text);
  }
  return kept.length === 0 || kept.length === items.length ? undefined : kept.join(', ');
}

function aggregates(expression: SyntaxNode): boolean {
  return expression.descendants('FunctionCall').some(call => {
    if (call.child('OverClause')) return false;
    const name = call.child('function-name')?.text.toUpperCase() ?? '';
    return (
      builtInFunctions()
        .get(name)
        ?.some(form => form.category === 'aggregate') === true
    );
  });
}

// ---- INSERT --------------------------------------------------------------------------------------------------------------------------

const listOwners = /^(?:InsertStatement|CopyStatement|MergeInsert)$/;

/** The folded parts of the name that ends at token `last` before the cursor. */
function pathBefore({ context: { before }, document }: CompletionRequest, last: number): string[] {
  const parts: string[] = [];
  for (let at = last; at >= 0; at -= 2) {
    parts.unshift(document.text.slice(before.starts[at], before.ends[at]));
    if (before.kinds[at - 1] !== T.DOT) break;
  }
  return foldedParts(parts);
}

/** `INSERT INTO t (a, b) |`: a row to fill in, each place called by its column. */
function proposeValues(request: CompletionRequest): void {
  const { context, document, language, known, list, snippets, spell, fits } = request;
  const { before, expectations } = context;
  const { keywords } = language.grammar;
  if (!snippets || !fits('VALUES') || document.text.slice(before.starts[0], before.ends[0]).toUpperCase() !== 'INSERT') return;
  if (
    !expectations.some(
      ({ kind, rules }) => kind >= T.FIRST_KEYWORD && keywords.textOf(kind) === 'VALUES' && !rules.some(rule => rule.name === 'WithClause'),
    )
  )
    return;
  const last = before.count - 1;
  const listed = before.kinds[last] === T.RIGHT_PAREN;
  let open = last;
  while (listed && open > 0 && before.kinds[open] !== T.LEFT_PAREN) open--;
  const names = listed
    ? foldedParts(
        Array.from({ length: Math.ceil((last - open - 1) / 2) }, (_, i) =>
          document.text.slice(before.starts[open + 1 + 2 * i], before.ends[open + 1 + 2 * i]),
        ),
      )
    : known.findColumns(pathBefore(request, last))?.map(column => column.name);
  if (!names || names.length === 0 || names.length > 60) return;
  list.add({
    label: `VALUES (${names.join(', ')})`,
    kind: 'snippet',
    insert: `${spell('VALUES')} (${names.map((name, index) => `\${${index + 1}:${snippetText(name)}}`).join(', ')})`,
    snippet: true,
    rank: rank.exact + 1,
    description: say`a row`,
  });
}

/** `INSERT INTO t |`: the list of its columns, and inside an empty list all of them. */
function proposeInsertList(request: CompletionRequest): void {
  const { context, document, language, known, list } = request;
  const opens = context.expectations.some(
    ({ kind, rules }) => kind === T.LEFT_PAREN && rules.at(-1)?.name === 'ColumnList' && listOwners.test(rules.at(-2)?.name ?? ''),
  );
  const { before } = context;
  const inside =
    context.expectations.some(({ element, rules }) => element?.slot?.name === 'column-name' && listOwners.test(rules.at(-2)?.name ?? '')) &&
    before.kinds[before.count - 1] === T.LEFT_PAREN;
  if (!opens && !inside) return;
  // MERGE names its table at the beginning.
  const merge = rootOf(document.statements[context.statement]!.parsed, language.grammar)?.descendants('MergeStatement')[0];
  const target = merge?.child('table-name');
  const parts = (target && nameOf(target)?.parts.map(part => part.name)) ?? pathBefore(request, before.count - (inside ? 2 : 1));
  const columns = known.findColumns(parts)?.filter(column => column.name !== '?column?');
  if (!columns || columns.length === 0 || columns.length > 400) return;
  const names = columns.map(column => writeIdentifier(column.name, language)).join(', ');
  const text = inside ? names : `(${names})`;
  list.add({
    label: text.length > 60 ? `${text.slice(0, 57)}…` : text,
    kind: 'snippet',
    insert: text,
    rank: rank.exact,
    description: say`all ${columns.length} columns`,
    filter: text,
  });
}
