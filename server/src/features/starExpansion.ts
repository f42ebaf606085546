// What a star in a select list stands for, written out: for completion behind it and for the refactoring.

import { nameOf } from '../semantics/names.ts';
import { type Scope, type ScopeColumn, type ScopeRelation, scopeAt } from '../semantics/scope.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import type { Language } from '../syntax/language.ts';
import { rootOf } from '../syntax/tree.ts';
import { cursorName } from './completion/place.ts';
import { writeIdentifier, writePath } from './completion/writing.ts';
import type { KnownNames } from './knownNames.ts';

/** Longer lists help nobody. */
const mostColumns = 400;

export interface Star {
  /** Offsets in the document. */
  readonly start: number;
  readonly end: number;
  /** `*` or `t.*` */
  readonly written: string;
  readonly columns: string;
  readonly count: number;
}

/** The star that `offset` touches; undefined where there is none or its columns are not known. */
export function starAt(
  document: SyntaxDocument,
  statement: number,
  offset: number,
  known: KnownNames,
  language: Language,
): Star | undefined {
  const { start, parsed } = document.statements[statement]!;
  const body = parsed.bodies.find(({ offset: at, parsed: { text } }) => start + at <= offset && offset <= start + at + text.length);
  const shift = start + (body?.offset ?? 0);
  const root = rootOf((body ?? { parsed }).parsed, language.grammar);
  const at = offset - shift;
  const star = root
    ?.descendants('AllColumns', 'ColumnReference')
    .find(node => node.start <= at && at <= node.end && node.text.endsWith('*') && node.parent?.kind === 'SelectItem');
  // What is left out of it is no part of it.
  if (!root || !star || star.ancestor('SelectStatement')?.child('ExcludeClause')) return undefined;
  const scope = scopeAt(root, star.end, known.findColumns);
  const qualifier = star.child('column-reference');
  const wanted = qualifier && nameOf(qualifier)?.parts.at(-1)?.name;
  const relations = wanted === undefined ? scope.relations : scope.relations.filter(relation => relation.name === wanted);
  const columns = columnsOfScope({ ...scope, relations });
  if (!columns) return undefined;
  const text = columnList(columns, wanted === undefined ? scope.relations.length : 2, language);
  return { start: shift + star.start, end: shift + star.end, written: star.text, columns: text, count: columns.length };
}

type OwnedColumn = readonly [ScopeRelation, ScopeColumn];

/** The columns of all relations in order; undefined where one of them is not known, or where it is not worth it. */
export function columnsOfScope(scope: Scope): readonly OwnedColumn[] | undefined {
  const all: OwnedColumn[] = [];
  for (const relation of scope.relations) {
    const columns = relation.columns();
    if (!columns) return undefined;
    for (const column of columns) {
      // A column without a name cannot be written.
      if (column.name === '?column?' || column.name === '') return undefined;
      if (column.name !== cursorName) all.push([relation, column]);
    }
  }
  return all.length > 1 && all.length <= mostColumns ? all : undefined;
}

/** As a select list: with their tables where there are several. */
export const columnList = (columns: readonly OwnedColumn[], relations: number, language: Language): string =>
  columns
    .map(([relation, { name }]) =>
      relations > 1 && relation.name ? writePath([relation.name, name], language) : writeIdentifier(name, language),
    )
    .join(', ');
