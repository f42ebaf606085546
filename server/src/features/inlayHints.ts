// What positions mean: the column behind a value of INSERT, the name behind GROUP BY 1 and ORDER BY 2.
import { nameOf } from '../semantics/names.ts';
import { type FindColumns, type ScopeColumn, scopeAt } from '../semantics/scope.ts';
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode, SyntaxToken } from '../syntax/tree.ts';
import { briefType } from './briefType.ts';
import { type CatalogAccess, knownNames, offline } from './knownNames.ts';

export interface InlayHint {
  /** Offset in the document. */
  readonly at: number;
  readonly label: string;
  /** Before what it speaks of, or behind it. */
  readonly side: 'before' | 'behind';
  /** The column's type, where it is known. */
  readonly tooltip: string | undefined;
}

export interface InlayHintOptions {
  readonly catalog?: CatalogAccess;
  /** Names of columns in INSERT. */
  readonly insertColumns?: boolean;
  /** Names behind the numbers of GROUP BY and ORDER BY. */
  readonly positions?: boolean;
  readonly language?: Language;
}

/** The hints between two offsets of a document. */
export function inlayHints(
  document: SyntaxDocument,
  from: number,
  to: number,
  { catalog = offline, insertColumns = true, positions = true, language = redshiftLanguage() }: InlayHintOptions = {},
): InlayHint[] {
  const found: InlayHint[] = [];
  for (let index = statementIndexAt(document, from); index < document.statements.length; index++) {
    const { start, parsed } = document.statements[index]!;
    if (start >= to) break;
    const find: FindColumns = parts => knownNames(document, index, catalog, language).findColumns(parts);
    const pieces = [{ parsed, offset: start }, ...parsed.bodies.map(body => ({ parsed: body.parsed, offset: start + body.offset }))];
    for (const piece of pieces) {
      for (const hint of hintsIn(piece.parsed, from - piece.offset, to - piece.offset, find, insertColumns, positions, language))
        found.push({ ...hint, at: hint.at + piece.offset });
    }
  }
  return found;
}

const mayHint = /\b(?:insert|group\s+by|order\s+by)\b/i;

function hintsIn(
  parsed: ParsedStatement,
  from: number,
  to: number,
  find: FindColumns,
  insertColumns: boolean,
  positions: boolean,
  { grammar }: Language,
): InlayHint[] {
  const root = mayHint.test(parsed.text) ? rootOf(parsed, grammar) : undefined;
  if (!root) return [];
  const seen = (node: SyntaxNode) => node.end >= from && node.start <= to;
  const hints = [
    ...(insertColumns ? root.descendants('InsertStatement').flatMap(insert => (seen(insert) ? insertHints(insert, find, seen) : [])) : []),
    ...(positions
      ? root.descendants('GroupByClause', 'OrderByClause').flatMap(clause => (seen(clause) ? positionHints(root, clause, find) : []))
      : []),
  ];
  return hints.filter(({ at }) => from <= at && at <= to);
}

// ---- INSERT ----------------------------------------------------------------------------------------------------------------------------

function insertHints(insert: SyntaxNode, find: FindColumns, seen: (node: SyntaxNode) => boolean): InlayHint[] {
  const table = insert.child('table-name');
  const parts = table && nameOf(table)?.parts.map(part => part.name);
  const query = insert.child('Query');
  if (!parts || !query) return [];
  const known = find(parts);
  const listed = insert.child('ColumnList')?.childrenOf('column-name');
  const columns: (ScopeColumn | undefined)[] | undefined = listed
    ? listed.map(slot => {
        const name = nameOf(slot)?.parts[0]?.name;
        return name === undefined ? undefined : (known?.find(column => column.name === name) ?? { name, type: undefined });
      })
    : known && [...known];
  if (!columns) return [];
  const hints: InlayHint[] = [];
  const hint = (value: SyntaxNode | SyntaxToken, index: number) => {
    const column = columns[index];
    if (column) hints.push({ at: value.start, label: `${column.name}:`, side: 'before', tooltip: column.type && briefType(column.type) });
  };
  const terms = [query.child('QueryTerm'), ...query.childrenOf('SetOperation').map(operation => operation.child('QueryTerm'))];
  for (const term of terms) {
    for (const row of term?.child('ValuesClause')?.childrenOf('ValuesRow') ?? []) if (seen(row)) valuesOf(row).forEach(hint);
    const items = term?.child('SelectStatement')?.child('SelectList')?.childrenOf('SelectItem') ?? [];
    for (const [index, item] of items.entries()) {
      // Behind a star nobody can count.
      if (item.text.endsWith('*')) break;
      if (nameOfItem(item) !== columns[index]?.name) hint(item, index);
    }
  }
  return hints;
}

/** The values of a row, DEFAULT included. */
const valuesOf = (row: SyntaxNode) => row.children.filter(child => !(child instanceof SyntaxToken) || child.type !== 'punctuation');

/** The name that an item of a select list has by itself. */
function nameOfItem(item: SyntaxNode): string | undefined {
  const slot = item.child('new-label', 'new-column-alias') ?? item.child('ColumnReference')?.child('column-reference');
  return slot && nameOf(slot)?.parts.at(-1)?.name;
}

// ---- GROUP BY 1, ORDER BY 2 ------------------------------------------------------------------------------------------------------------

const longestName = 30;

function positionHints(root: SyntaxNode, clause: SyntaxNode, find: FindColumns): InlayHint[] {
  const select = clause.kind === 'GroupByClause' ? clause.parent : firstSelect(clause.parent);
  const items = select?.child('SelectList')?.childrenOf('SelectItem');
  if (!items) return [];
  const hints: InlayHint[] = [];
  for (const element of clause.childrenOf('GroupingElement', 'OrderItem')) {
    const value = element.children[0];
    const position = value && /^\d+$/.test(value.text) ? Number(value.text) : 0;
    if (!value || position < 1) continue;
    const name = nameAtPosition(root, items, position, find);
    if (name) hints.push({ at: value.end, label: name, side: 'behind', tooltip: undefined });
  }
  return hints;
}

function firstSelect(query: SyntaxNode | undefined): SyntaxNode | undefined {
  if (query?.kind !== 'Query') return undefined;
  const term = query.child('QueryTerm');
  return term?.child('SelectStatement') ?? firstSelect(term?.child('ParenthesizedQuery')?.child('Query'));
}

/** The name of the n-th column of a select list; a star counts as the columns it stands for, where they are known. */
function nameAtPosition(root: SyntaxNode, items: readonly SyntaxNode[], position: number, find: FindColumns): string | undefined {
  let left = position;
  for (const item of items) {
    if (!item.text.endsWith('*')) {
      if (--left === 0) return nameOfItem(item) ?? shorten(item.nodes[0]?.text ?? item.text);
      continue;
    }
    const columns = starColumns(root, item, find);
    if (!columns) return undefined;
    if (left <= columns.length) return columns[left - 1];
    left -= columns.length;
  }
  return undefined;
}

function starColumns(root: SyntaxNode, item: SyntaxNode, find: FindColumns): string[] | undefined {
  const slot = item.child('ColumnReference')?.child('column-reference');
  const qualifier = slot && nameOf(slot)?.parts.at(-1)?.name;
  if (slot && qualifier === undefined) return undefined;
  const relations = scopeAt(root, item.end, find).relations.filter(({ name }) => qualifier === undefined || name === qualifier);
  const all = relations.map(relation => relation.columns()?.map(({ name }) => name));
  return relations.length > 0 && all.every(columns => columns !== undefined) ? all.flat() : undefined;
}

const shorten = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
};
