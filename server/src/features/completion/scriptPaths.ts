// What a script shows of the insides of SUPER columns: the paths it navigates (`u.profile.city`, `FROM t, t.items AS i … i.price`) and the JSON
// that it parses. Read once for each text of a statement; kept by the name of the column, for a script seldom has two of one name.

import { fold, nameOf } from '../../semantics/names.ts';
import type { SyntaxDocument } from '../../syntax/document.ts';
import { type Language, redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import * as T from '../../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { merge, type PathStep, shapeOfJson, shapeOfPath, type ValueShape } from './valueShape.ts';

interface StatementShapes {
  readonly byColumn: ReadonlyMap<string, ValueShape>;
  /** Values that INSERT puts into a table without naming its columns. */
  readonly byPlace: readonly { readonly table: readonly string[]; readonly place: number; readonly shape: ValueShape }[];
}

const cache = new WeakMap<ParsedStatement, StatementShapes>();
const nothing: StatementShapes = { byColumn: new Map(), byPlace: [] };

/** What the script shows of the column `name`; `columnsOf` tells which columns an INSERT without a list fills. */
export function shapeInScript(
  document: SyntaxDocument,
  name: string,
  columnsOf: (table: readonly string[]) => readonly { readonly name: string }[] | undefined,
  language: Language = redshiftLanguage(),
): ValueShape | undefined {
  let found: ValueShape | undefined;
  for (const { parsed } of document.statements) {
    const { byColumn, byPlace } = shapesOf(parsed, language);
    found = merge(found, byColumn.get(name));
    for (const { table, place, shape } of byPlace) if (columnsOf(table)?.[place]?.name === name) found = merge(found, shape);
  }
  return found;
}

function shapesOf(parsed: ParsedStatement, language: Language): StatementShapes {
  let known = cache.get(parsed);
  if (!known) {
    known = readShapes(parsed, language);
    cache.set(parsed, known);
  }
  return known;
}

function readShapes(parsed: ParsedStatement, language: Language): StatementShapes {
  const paths = pathsIn(parsed, language);
  const json = /json_parse/i.test(parsed.text);
  if (paths.length === 0 && !json) return nothing;
  const byColumn = new Map<string, ValueShape>();
  const byPlace: { table: readonly string[]; place: number; shape: ValueShape }[] = [];
  const add = (name: string, shape: ValueShape) => byColumn.set(name, merge(byColumn.get(name), shape)!);
  const root = rootOf(parsed, language.grammar);
  const unnested = root ? aliasesOfPaths(root) : new Map<string, readonly PathStep[]>();
  for (const written of paths) {
    // The alias of an unnested array stands for the path to its elements, perhaps through other aliases.
    const path = resolveAlias(written, unnested);
    // Any of the names may be the column: the schema, the table and the alias before it are never asked for as one.
    path.forEach((step, index) => {
      if (step !== 'element' && index + 1 < path.length) add(step.field, shapeOfPath(path.slice(index + 1)));
    });
  }
  for (const call of json && root ? root.descendants('FunctionCall') : []) {
    const shape = parsedJson(call);
    const target = shape && targetOf(call);
    if (!shape || !target) continue;
    if (typeof target === 'string') add(target, shape);
    else byPlace.push({ ...target, shape });
  }
  return { byColumn, byPlace };
}

function resolveAlias(path: readonly PathStep[], unnested: ReadonlyMap<string, readonly PathStep[]>): readonly PathStep[] {
  let resolved = path;
  for (let depth = 0; depth < 8; depth++) {
    const [first, ...rest] = resolved;
    const target = first && first !== 'element' ? unnested.get(first.field) : undefined;
    if (!target) break;
    resolved = [...target, 'element', ...rest];
  }
  return resolved;
}

/** The dotted and subscripted names of a statement, two steps or more. */
function pathsIn({ kinds, starts, ends, count, text }: ParsedStatement, { grammar }: Language): PathStep[][] {
  const found: PathStep[][] = [];
  const isName = (index: number) => index < count && (kinds[index] === T.QUOTED_NAME || grammar.isName[kinds[index]!] === 1);
  for (let i = 0; i + 1 < count; i++) {
    if (!isName(i) || (kinds[i + 1] !== T.DOT && kinds[i + 1] !== T.LEFT_BRACKET)) continue;
    const path: PathStep[] = [{ field: nameIn(text, starts[i]!, ends[i]!) }];
    let at = i + 1;
    for (;;) {
      if (kinds[at] === T.DOT && isName(at + 1)) {
        path.push({ field: nameIn(text, starts[at + 1]!, ends[at + 1]!) });
        at += 2;
        continue;
      }
      const close = kinds[at] === T.LEFT_BRACKET ? closingBracket(kinds, at, count) : -1;
      if (close < 0) break;
      path.push('element');
      at = close + 1;
    }
    if (path.length > 1) found.push(path);
    i = at - 1;
  }
  return found;
}

export function closingBracket(kinds: Uint16Array, open: number, count: number): number {
  let depth = 0;
  for (let i = open; i < count; i++) {
    if (kinds[i] === T.LEFT_BRACKET) depth++;
    else if (kinds[i] === T.RIGHT_BRACKET && --depth === 0) return i;
  }
  return -1;
}

const nameIn = (text: string, start: number, end: number): string => {
  const written = text.slice(start, end);
  return written.startsWith('"') ? fold(written.slice(1, -1).replaceAll('""', '"'), true) : fold(written);
};

/** `FROM t, t.items AS i`: what the alias of an unnested array stands for. */
function aliasesOfPaths(root: SyntaxNode): Map<string, readonly PathStep[]> {
  const found = new Map<string, readonly PathStep[]>();
  const relations = new Set<string>();
  for (const table of root.descendants('NamedTable')) {
    const slot = table.child('new-table-alias') ?? table.child('TableAlias')?.child('new-table-alias');
    const alias = slot && nameOf(slot)?.parts[0]?.name;
    const path = pathOfTable(table);
    const [first] = path;
    if (alias && path.length > 1 && first && first !== 'element' && relations.has(first.field)) found.set(alias, path);
    const last = path.at(-1);
    relations.add(alias ?? (last && last !== 'element' ? last.field : ''));
  }
  return found;
}

/** The steps that a name in FROM goes: `c.orders[0].items`. */
export function pathOfTable(table: SyntaxNode): PathStep[] {
  const slot = table.child('table-path');
  const path: PathStep[] = (slot && nameOf(slot)?.parts.map(part => ({ field: part.name }))) ?? [];
  for (const step of table.childrenOf('PathStep')) {
    const field = step.child('field-name');
    path.push(field ? { field: nameIn(field.text, 0, field.text.length) } : 'element');
  }
  return path;
}

/** The shape of what JSON_PARSE('…') makes. */
function parsedJson(call: SyntaxNode): ValueShape | undefined {
  if (!/^json_parse$/i.test(call.child('function-name')?.text ?? '')) return undefined;
  const literal = call.descendants('Literal')[0]?.text;
  return literal?.startsWith("'") ? shapeOfJson(literal.slice(1, -1).replaceAll("''", "'")) : undefined;
}

/** The column a value goes into: by its alias, by SET, by the list of INSERT; without a list its place in the table. */
function targetOf(value: SyntaxNode): string | { table: readonly string[]; place: number } | undefined {
  const target = value.ancestor('SetClause')?.nodes[0];
  if (target) return nameOf(target)?.parts.at(-1)?.name;
  const item = value.ancestor('SelectItem', 'ValuesRow');
  const label = item?.child('new-label', 'new-column-alias');
  if (label) return nameOf(label)?.parts[0]?.name;
  const insert = value.ancestor('InsertStatement');
  if (!item || !insert) return undefined;
  const members = (item.kind === 'ValuesRow' ? item : item.parent!).nodes;
  const place = members.findIndex(member => member.start <= value.start && value.end <= member.end);
  const listed = insert.child('ColumnList')?.childrenOf('column-name');
  if (listed) return listed[place] && nameOf(listed[place])?.parts[0]?.name;
  const table = insert.child('table-name');
  const path = table && nameOf(table);
  return path && { table: path.parts.map(part => part.name), place };
}
