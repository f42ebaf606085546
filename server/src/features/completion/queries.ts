// Whole pieces of queries: join conditions, the columns behind *, what GROUP BY must repeat, the column list of INSERT.
import { builtInFunctions } from '../../dialect/functions.ts';
import { nameOf } from '../../semantics/names.ts';
import { type Scope, type ScopeColumn, type ScopeRelation, scopeAt } from '../../semantics/scope.ts';
import * as T from '../../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { cursorName } from './place.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { scriptRelations } from './scriptNames.ts';
import { writeIdentifier, writePath } from './writing.ts';

/** Proposes what fits the place as a whole. */
export function proposePieces(request: CompletionRequest): void {
  if (request.qualifiers.length > 0) return;
  proposeInsertList(request);
  if (!request.context.expectations.some(({ inExpression, element }) => inExpression || element?.slot?.name === 'column-name')) return;
  const { node, scope } = request.place();
  const condition = node?.ancestor('JoinCondition');
  if (node && condition && !node.ancestor('ColumnList')) proposeJoinConditions(request, node, condition, scope);
  const grouping = node?.ancestor('GroupByClause');
  if (node && grouping && grouping.childrenOf('GroupingElement').length === 1) proposeGrouping(request, grouping);
  const item = node?.ancestor('SelectItem');
  if (node && item && item.start === node.start && item.parent?.childrenOf('SelectItem').length === 1) proposeAllColumns(request, scope);
}

// ---- JOIN … ON -----------------------------------------------------------------------------------------------------------------------

/** Columns that two tables often share without belonging together. */
const incidental =
  /^(?:name|description|created_?(?:at|on|date)?|updated_?(?:at|on|date)?|status|type|state|date|ts|timestamp|comment|value|version)$/;

function proposeJoinConditions(request: CompletionRequest, node: SyntaxNode, condition: SyntaxNode, scope: Scope): void {
  // At the beginning of the condition, or behind AND.
  const expression = condition.nodes[0];
  const operand = node.parent?.kind === 'ColumnReference' ? node.parent : node;
  if (
    expression &&
    expression.start !== node.start &&
    !(operand.parent?.kind === 'BinaryExpression' && /\band\s*$/i.test(condition.statement.text.slice(condition.start, node.start)))
  )
    return;
  const join = condition.parent;
  const joined = scope.relations.find(
    relation => relation.node && join && relation.node.start >= join.start && relation.node.end <= join.end,
  );
  if (!joined?.name) return;
  const others = scope.relations.slice(0, scope.relations.indexOf(joined)).filter(relation => relation.name !== undefined);
  const found: { text: string; score: number }[] = [];
  for (const other of others.toReversed()) {
    for (const [left, right, score] of pairsOf(request, joined, other)) {
      const text = `${writePath([joined.name, left], request.language)} = ${writePath([other.name!, right], request.language)}`;
      found.push({ text, score });
    }
  }
  found.sort((a, b) => a.score - b.score);
  found.slice(0, 8).forEach(({ text, score }, index) => {
    request.list.add({
      label: text,
      kind: 'snippet',
      insert: text,
      rank: rank.exact + index,
      description: score === 0 ? 'foreign key' : 'join condition',
    });
  });
}

/** Pairs of columns that probably join, better ones with smaller numbers. */
function pairsOf(request: CompletionRequest, joined: ScopeRelation, other: ScopeRelation): [string, string, number][] {
  const pairs: [string, string, number][] = [
    ...foreignKeyPairs(request, joined, other).map(pair => pair),
    ...foreignKeyPairs(request, other, joined).map(([a, b, score]): [string, string, number] => [b, a, score]),
  ];
  const mine = joined.columns() ?? [];
  const theirs = new Map((other.columns() ?? []).map(column => [column.name, column]));
  for (const column of mine) {
    const same = theirs.get(column.name);
    if (same && !incidental.test(column.name))
      pairs.push([
        column.name,
        column.name,
        column.name === 'id' ? 5 : /id$|_key$|_code$/.test(column.name) ? 2 : sameType(column, same) ? 3 : 4,
      ]);
    if (column.name.endsWith('_id') && theirs.has('id') && isNameOf(column.name.slice(0, -3), other)) pairs.push([column.name, 'id', 1]);
  }
  if (mine.some(column => column.name === 'id')) {
    for (const name of theirs.keys()) if (name.endsWith('_id') && isNameOf(name.slice(0, -3), joined)) pairs.push(['id', name, 1]);
  }
  return pairs;
}

const sameType = (a: ScopeColumn, b: ScopeColumn) => a.type === b.type;

/** `user` names the table users, public.user or raw_user. */
function isNameOf(word: string, { path, name }: ScopeRelation): boolean {
  const table = path?.parts.at(-1)?.name ?? name ?? '';
  return [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')].some(form => table === form || table.endsWith(`_${form}`));
}

function foreignKeyPairs(request: CompletionRequest, from: ScopeRelation, to: ScopeRelation): [string, string, number][] {
  const table = from.path?.parts.at(-1)?.name;
  const target = to.path?.parts.at(-1)?.name;
  if (!table || !target) return [];
  return (scriptRelations(request.document, request.language).get(table) ?? []).flatMap(({ foreignKeys }) =>
    foreignKeys
      .filter(key => key.table.at(-1) === target)
      .flatMap(key =>
        key.columns.map((column, index): [string, string, number] => [
          column,
          key.references[index] ?? (to.columns()?.some(c => c.name === 'id') ? 'id' : column),
          0,
        ]),
      ),
  );
}

// ---- the select list -----------------------------------------------------------------------------------------------------------------

function listOf(columns: readonly (readonly [ScopeRelation, ScopeColumn])[], relations: number, { language }: CompletionRequest): string {
  return columns
    .map(([relation, { name }]) =>
      relations > 1 && relation.name ? writePath([relation.name, name], language) : writeIdentifier(name, language),
    )
    .join(', ');
}

function columnsOf(scope: Scope): (readonly [ScopeRelation, ScopeColumn])[] | undefined {
  const all: (readonly [ScopeRelation, ScopeColumn])[] = [];
  for (const relation of scope.relations) {
    const columns = relation.columns();
    if (!columns) return undefined;
    for (const column of columns) if (column.name !== cursorName) all.push([relation, column]);
  }
  return all.length > 1 && all.length <= 400 ? all : undefined;
}

function proposeAllColumns(request: CompletionRequest, scope: Scope): void {
  const columns = columnsOf(scope);
  if (!columns) return;
  if (request.context.prefix !== '') return;
  const text = listOf(columns, scope.relations.length, request);
  request.list.add({
    label: text.length > 60 ? `${text.slice(0, 57)}…` : text,
    kind: 'snippet',
    insert: text,
    rank: rank.column + 950,
    description: `all ${columns.length} columns`,
    filter: text,
  });
}

/** `SELECT *|`: the star as the columns it stands for. */
export function proposeStarExpansion(request: CompletionRequest): void {
  const { document, context, offset, language, known, list } = request;
  if (document.text[offset - 1] !== '*' || context.replaceStart !== offset) return;
  const statement = document.statements[context.statement]!;
  const root = rootOf(statement.parsed, language.grammar);
  const at = offset - statement.start;
  const star = root
    ?.descendants('AllColumns', 'ColumnReference')
    .find(node => node.end === at && node.text.endsWith('*') && node.parent?.kind === 'SelectItem');
  if (!root || !star) return;
  const scope = scopeAt(root, at, known.findColumns);
  const qualifier = star.child('column-reference');
  const wanted = qualifier && nameOf(qualifier)?.parts.at(-1)?.name;
  const relations = wanted === undefined ? scope.relations : scope.relations.filter(relation => relation.name === wanted);
  const columns = columnsOf({ ...scope, relations });
  if (!columns) return;
  const text = listOf(columns, wanted === undefined ? scope.relations.length : 2, request);
  list.add({
    label: `${star.text} → ${columns.length} columns`,
    kind: 'snippet',
    insert: text,
    rank: rank.exact,
    filter: star.text,
    detail: text.slice(0, 80),
    replaceStart: offset - star.text.length,
  });
}

// ---- GROUP BY ------------------------------------------------------------------------------------------------------------------------

function proposeGrouping(request: CompletionRequest, clause: SyntaxNode): void {
  const items = clause.parent?.child('SelectList')?.childrenOf('SelectItem') ?? [];
  const kept: string[] = [];
  for (const item of items) {
    const expression = item.nodes[0];
    if (!expression || item.child('AllColumns') || /(?:^|\.)\*$/.test(item.text) || aggregates(expression) || expression.kind === 'Literal')
      continue;
    const alias = item.child('new-label', 'new-column-alias');
    kept.push(expression.kind === 'ColumnReference' || !alias ? expression.text : alias.text);
  }
  if (kept.length === 0 || kept.length === items.length) return;
  const text = kept.join(', ');
  if (request.fits(text))
    request.list.add({ label: text, kind: 'snippet', insert: text, rank: rank.exact, description: 'what is not aggregated' });
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

/** `INSERT INTO t |`: the list of its columns, and inside an empty list all of them. */
function proposeInsertList(request: CompletionRequest): void {
  const { context, document, language, known, list } = request;
  const opens = context.expectations.some(
    ({ kind, rules }) =>
      kind === T.LEFT_PAREN && rules.at(-1)?.name === 'ColumnList' && /^(?:Insert|Copy)Statement$/.test(rules.at(-2)?.name ?? ''),
  );
  const { before } = context;
  const inside =
    context.expectations.some(
      ({ element, rules }) => element?.slot?.name === 'column-name' && /^(?:Insert|Copy)Statement$/.test(rules.at(-2)?.name ?? ''),
    ) && before.kinds[before.count - 1] === T.LEFT_PAREN;
  if (!opens && !inside) return;
  let last = before.count - (inside ? 2 : 1);
  const parts: string[] = [];
  for (; last >= 0; last -= 2) {
    parts.unshift(document.text.slice(before.starts[last], before.ends[last]).replaceAll('"', '').toLowerCase());
    if (before.kinds[last - 1] !== T.DOT) break;
  }
  const columns = known.findColumns(parts)?.filter(column => column.name !== '?column?');
  if (!columns || columns.length === 0 || columns.length > 400) return;
  const names = columns.map(column => writeIdentifier(column.name, language)).join(', ');
  const text = inside ? names : `(${names})`;
  list.add({
    label: text.length > 60 ? `${text.slice(0, 57)}…` : text,
    kind: 'snippet',
    insert: text,
    rank: rank.exact,
    description: `all ${columns.length} columns`,
    filter: text,
  });
}
