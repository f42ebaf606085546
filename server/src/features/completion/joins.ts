// Joins: conditions from foreign keys (of the script, of the warehouse) and from names that tables share; the whole ON behind a joined table, what
// `o.|` is compared with, and the tables that foreign keys lead to.

import { nameOf } from '../../semantics/names.ts';
import { type ScopeColumn, type ScopeRelation, scopeAt } from '../../semantics/scope.ts';
import * as T from '../../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { detailsOf } from '../knownNames.ts';
import { cursorName } from './place.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import type { ForeignKey } from './scriptNames.ts';
import { writeIdentifier, writePath } from './writing.ts';

const mostConditions = 8;
const mostTables = 20;

/** Proposes what joins the tables around the cursor. */
export function proposeJoins(request: CompletionRequest): void {
  const { context, language } = request;
  const { keywords } = language.grammar;
  const { before } = context;
  if (context.expectations.some(({ inExpression, afterDot }) => inExpression || afterDot)) proposeConditions(request);
  else if (
    context.expectations.some(
      ({ kind, rules }) => kind >= T.FIRST_KEYWORD && keywords.textOf(kind) === 'ON' && rules.at(-1)?.name === 'JoinCondition',
    )
  )
    proposeOn(request);
  const last = before.kinds[before.count - 1];
  if (request.qualifiers.length === 0 && last !== undefined && last >= T.FIRST_KEYWORD && keywords.textOf(last) === 'JOIN')
    proposeTables(request);
}

interface Condition {
  readonly pairs: readonly (readonly [mine: string, theirs: string])[];
  /** Better ones are smaller; 0 is a foreign key. */
  readonly score: number;
}

const described = (score: number) => (score === 0 ? say`foreign key` : say`join condition`);

/** `ON |`, `ON a = b AND |`, `ON o.|` */
function proposeConditions(request: CompletionRequest): void {
  const { node, scope } = request.place();
  const whole = node?.ancestor('JoinCondition', 'MergeStatement');
  if (!node || !whole || node.ancestor('ColumnList')) return;
  const isMerge = whole.kind === 'MergeStatement';
  // A subquery inside the condition is another matter.
  if (node.ancestor('Query') !== whole.ancestor('Query') && !isMerge) return;
  const operand = node.parent?.kind === 'ColumnReference' ? node.parent : node;
  const first = isMerge ? whole.nodes.find(child => child.start > (whole.child('MergeSource')?.end ?? 0)) : whole.nodes[0];
  if (!first || operand.start < first.start || operand.end > first.end) return;
  const compared = comparedColumn(operand);
  if (compared) {
    proposeCounterparts(request, whole, isMerge, compared);
    return;
  }
  const behindAnd =
    operand.parent?.kind === 'BinaryExpression' && /\band\s*$/i.test(whole.statement.text.slice(first.start, operand.start));
  if (first.start !== operand.start && !behindAnd) return;
  const joined = isMerge ? scope.relations[0] : joinedBy(whole.parent, scope.relations);
  if (!joined?.name) return;
  const others = isMerge ? scope.relations.slice(1) : scope.relations.slice(0, scope.relations.indexOf(joined));
  const qualifier = request.qualifiers.length === 1 ? request.qualifiers[0] : undefined;
  const said = squeezed(whole.text);
  conditionsOf(request, joined, others).forEach(({ other, condition }, index) => {
    if (qualifier !== undefined && qualifier !== joined.name && qualifier !== other.name) return;
    if (said.includes(squeezed(writeCondition(request, joined, other, condition)))) return;
    const text =
      qualifier === undefined
        ? writeCondition(request, joined, other, condition)
        : writeBehind(request, qualifier === joined.name, joined, other, condition);
    if (request.fits(text))
      request.list.add({ label: text, kind: 'snippet', insert: text, rank: rank.exact + index, description: described(condition.score) });
  });
}

/** The column before the `=` that stands before an operand. */
function comparedColumn(operand: SyntaxNode): readonly string[] | undefined {
  const left = operand.parent?.kind === 'BinaryExpression' ? operand.parent.nodes[0] : undefined;
  if (left?.kind !== 'ColumnReference' || left === operand) return undefined;
  if (!/^\s*=\s*$/.test(operand.statement.text.slice(left.end, operand.start))) return undefined;
  return nameOf(left.child('column-reference') ?? left)?.parts.map(part => part.name);
}

/** `ON o.user_id = |`: the column of the other table that belongs to it. */
function proposeCounterparts(request: CompletionRequest, whole: SyntaxNode, isMerge: boolean, compared: readonly string[]): void {
  const { language, list, fits, qualifiers } = request;
  const { relations } = request.place().scope;
  const joined = isMerge ? relations[0] : joinedBy(whole.parent, relations);
  if (!joined?.name) return;
  const others = isMerge ? relations.slice(1) : relations.slice(0, relations.indexOf(joined));
  const column = compared.at(-1)!;
  const isOf = (relation: ScopeRelation, name: string) => name === column && (compared.length === 1 || compared.at(-2) === relation.name);
  for (const { other, condition } of conditionsOf(request, joined, others)) {
    for (const [mine, theirs] of condition.pairs) {
      const found = isOf(joined, mine) ? ([other, theirs] as const) : isOf(other, theirs) ? ([joined, mine] as const) : undefined;
      if (!found || (qualifiers.length > 0 && qualifiers.at(-1) !== found[0].name)) continue;
      const [relation, name] = found;
      const text = qualifiers.length > 0 ? writeIdentifier(name, language) : writePath([relation.name!, name], language);
      if (fits(text))
        list.add({
          label: text,
          kind: 'column',
          insert: text,
          rank: rank.exact + condition.score,
          description: described(condition.score),
        });
    }
  }
}

const squeezed = (text: string) => text.toLowerCase().replace(/\s+/g, '');

/** `JOIN orders o |`: the whole condition with its ON. */
function proposeOn(request: CompletionRequest): void {
  const { context, document, language, known, list, fits, spell } = request;
  const { start, parsed } = document.statements[context.statement]!;
  const body = parsed.bodies.find(
    ({ offset, parsed: { text } }) => start + offset <= context.replaceStart && context.replaceStart <= start + offset + text.length,
  );
  const shift = start + (body?.offset ?? 0);
  const root = rootOf((body ?? { parsed }).parsed, language.grammar);
  const end = context.before.ends[context.before.count - 1]! - shift;
  const join = root?.descendants('JoinClause').find(clause => clause.end === end || clause.child('TableFactor')?.end === end);
  if (!root || !join || join.child('JoinCondition')) return;
  const { relations } = scopeAt(root, join.end, known.findColumns);
  const joined = joinedBy(join, relations);
  if (!joined?.name) return;
  conditionsOf(request, joined, relations.slice(0, relations.indexOf(joined))).forEach(({ other, condition }, index) => {
    const text = `${spell('ON')} ${writeCondition(request, joined, other, condition)}`;
    if (fits(text))
      list.add({ label: text, kind: 'snippet', insert: text, rank: rank.exact + index, description: described(condition.score) });
  });
}

/** `JOIN |`: tables that a foreign key connects with those before, with their conditions. */
function proposeTables(request: CompletionRequest): void {
  const { known, list, fits, spell } = request;
  const { relations } = request.place().scope;
  const present = relations.filter(relation => relation.name !== undefined && relation.name !== cursorName && relation.path);
  const proposed = new Set<string>();
  const add = (table: readonly string[], other: ScopeRelation, pairs: Condition['pairs']) => {
    const name = table.at(-1)!;
    if (present.some(relation => relation.name === name) || proposed.size >= mostTables) return;
    const schema = table.at(-2);
    const path = schema === undefined || known.searchPath.includes(schema) ? [name] : table.slice(-2);
    const condition = pairs
      .map(([mine, theirs]) => `${writePath([name, mine], request.language)} = ${writePath([other.name!, theirs], request.language)}`)
      .join(` ${spell('AND')} `);
    const text = `${writePath(path, request.language)} ${spell('ON')} ${condition}`;
    if (!fits(text) || proposed.has(text)) return;
    list.add({ label: text, kind: 'snippet', insert: text, rank: rank.exact + proposed.size, description: say`foreign key` });
    proposed.add(text);
  };
  for (const other of present) {
    const parts = partsOf(request, other);
    for (const same of known.relations.values())
      for (const table of same)
        for (const key of table.foreignKeys) if (refersTo(key, parts)) add(table.parts, other, pairsOfKey(request, key, other));
    // The warehouse tells keys of the connected database.
    if (parts.length > 2 && parts.at(-3) !== known.catalog.snapshot?.database) continue;
    for (const key of keysOf(request, other)) {
      const table = known.findRelation(key.table);
      if (table || key.references.length > 0)
        add(
          table?.from === 'script' ? table.relation.parts : key.table,
          other,
          pairsOfKey(request, key, undefined).map(([column, reference]) => [reference, column]),
        );
    }
    // What the script makes anew is told by the script.
    for (const [schema, tables] of known.catalog.snapshot?.details ?? [])
      for (const { name, foreignKeys = [] } of tables.values())
        for (const key of foreignKeys)
          if (refersTo(key, parts) && known.findRelation([schema, name])?.from === 'catalog')
            add([schema, name], other, pairsOfKey(request, key, other));
  }
}

const joinedBy = (join: SyntaxNode | undefined, relations: readonly ScopeRelation[]) =>
  relations.find(({ node }) => node && join && node.start >= join.start && node.end <= join.end);

function writeCondition(request: CompletionRequest, joined: ScopeRelation, other: ScopeRelation, { pairs }: Condition): string {
  const { language, spell } = request;
  return pairs
    .map(([mine, theirs]) => `${writePath([joined.name!, mine], language)} = ${writePath([other.name!, theirs], language)}`)
    .join(` ${spell('AND')} `);
}

/** What goes on behind `joined.` or `other.`. */
function writeBehind(
  request: CompletionRequest,
  fromJoined: boolean,
  joined: ScopeRelation,
  other: ScopeRelation,
  { pairs }: Condition,
): string {
  const { language, spell } = request;
  const [left, right] = fromJoined ? [joined, other] : [other, joined];
  const turned = pairs.map(([mine, theirs]) => (fromJoined ? ([mine, theirs] as const) : ([theirs, mine] as const)));
  return turned
    .map(
      ([a, b], index) =>
        `${index === 0 ? writeIdentifier(a, language) : writePath([left.name!, a], language)} = ${writePath([right.name!, b], language)}`,
    )
    .join(` ${spell('AND')} `);
}

function conditionsOf(
  request: CompletionRequest,
  joined: ScopeRelation,
  others: readonly ScopeRelation[],
): { other: ScopeRelation; condition: Condition }[] {
  return others
    .filter(other => other.name !== undefined)
    .toReversed()
    .flatMap(other => conditionsBetween(request, joined, other).map(condition => ({ other, condition })))
    .sort((a, b) => a.condition.score - b.condition.score)
    .slice(0, mostConditions);
}

// ---- which columns belong together -----------------------------------------------------------------------------------------------------

/** Columns that two tables often share without belonging together. */
const incidental =
  /^(?:name|description|created_?(?:at|on|date)?|updated_?(?:at|on|date)?|status|type|state|date|ts|timestamp|comment|value|version)$/;

const isKeyLike = (name: string) => /(?:^|_)id$|_key$|_code$|_sk$|_no$/.test(name);

/** How two tables probably join. */
function conditionsBetween(request: CompletionRequest, joined: ScopeRelation, other: ScopeRelation): Condition[] {
  const conditions: Condition[] = [
    ...foreignKeys(request, joined, other).map(pairs => ({ pairs, score: 0 })),
    ...foreignKeys(request, other, joined).map(pairs => ({ pairs: pairs.map(([a, b]) => [b, a] as const), score: 0 })),
  ];
  const mine = joined.columns() ?? [];
  const theirs = new Map((other.columns() ?? []).map(column => [column.name, column]));
  const shared: string[] = [];
  for (const { name, type } of mine) {
    const same = theirs.get(name);
    if (same && !incidental.test(name)) {
      if (isKeyLike(name) && name !== 'id') shared.push(name);
      conditions.push({ pairs: [[name, name]], score: name === 'id' ? 5 : isKeyLike(name) ? 2 : sameType(type, same) ? 3 : 4 });
    }
    if (name.endsWith('_id') && theirs.has('id') && isNameOf(name.slice(0, -3), other))
      conditions.push({ pairs: [[name, 'id']], score: 1 });
  }
  if (mine.some(column => column.name === 'id')) {
    for (const name of theirs.keys())
      if (name.endsWith('_id') && isNameOf(name.slice(0, -3), joined)) conditions.push({ pairs: [['id', name]], score: 1 });
  }
  // Tables that share several keys are mostly joined by all of them.
  if (shared.length > 1 && shared.length < 5) conditions.push({ pairs: shared.map(name => [name, name]), score: 2.5 });
  return conditions;
}

const sameType = (type: string | undefined, other: ScopeColumn) => type === other.type;

/** `user` names the table users, public.user or raw_user. */
function isNameOf(word: string, { path, name }: ScopeRelation): boolean {
  const table = path?.parts.at(-1)?.name ?? name ?? '';
  return [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')].some(form => table === form || table.endsWith(`_${form}`));
}

function foreignKeys(request: CompletionRequest, from: ScopeRelation, to: ScopeRelation): (readonly (readonly [string, string])[])[] {
  const target = partsOf(request, to);
  return target.length === 0
    ? []
    : keysOf(request, from)
        .filter(key => refersTo(key, target))
        .map(key => pairsOfKey(request, key, to));
}

/** The foreign keys of a relation: of the script that makes it, else of the warehouse. */
function keysOf({ known }: CompletionRequest, { path }: ScopeRelation): readonly ForeignKey[] {
  const found = path && known.findRelation(path.parts.map(part => part.name));
  return found?.from === 'script' ? found.relation.foreignKeys : (detailsOf(known, found)?.foreignKeys ?? []);
}

/** The name of a relation, with the schema in which the warehouse has it. */
function partsOf({ known }: CompletionRequest, { path }: ScopeRelation): readonly string[] {
  const parts = path?.parts.map(part => part.name) ?? [];
  const found = parts.length === 1 ? known.findRelation(parts) : undefined;
  return found?.from === 'catalog' ? [found.schema, ...parts] : parts;
}

/** Whether a foreign key means the table that is named: schemas are compared where both are written. */
function refersTo({ table }: ForeignKey, parts: readonly string[]): boolean {
  const schema = table.at(-2);
  return table.at(-1) === parts.at(-1) && (schema === undefined || parts.at(-2) === undefined || schema === parts.at(-2));
}

/** The columns of a key with those they refer to; where none are written the primary key is meant. */
function pairsOfKey(
  { known }: CompletionRequest,
  { columns, references, table }: ForeignKey,
  to: ScopeRelation | undefined,
): (readonly [string, string])[] {
  const primary = references.length > 0 ? references : (detailsOf(known, known.findRelation(table))?.primaryKey ?? []);
  return columns.map(
    (column, index) => [column, primary[index] ?? (to?.columns()?.some(({ name }) => name === 'id') ? 'id' : column)] as const,
  );
}
