// What a query gives and what it reads, by the model: the bridge between the scopes of a query and what exists.
import { datePartFunctions } from '../dialect/functions.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import type { Column, RelationName } from './facts.ts';
import { factOf, relationAt } from './lookup.ts';
import type { Model } from './model.ts';
import { type NamePart, nameOf } from './names.ts';
import { resolveExisting } from './resolve.ts';
import { type FindColumns, outputColumns } from './scope.ts';
import { readType, writeType } from './types.ts';

const partOf = (name: string): NamePart => ({ name, written: name, quoted: true, start: 0, end: 0 });

/** The columns of relations as the model knows them, for `scope.ts`. */
export const findColumnsIn =
  (model: Model): FindColumns =>
  parts => {
    const relation = factOf(relationAt(model, resolveExisting(model, parts.map(partOf))));
    return relation?.columns?.map(({ name, type }) => ({ name, type }));
  };

/** The columns a query gives; undefined where a `*` stands for something unknown. */
export function columnsOfQuery(query: SyntaxNode, model: Model): readonly Column[] | undefined {
  return outputColumns(query, findColumnsIn(model))?.map(({ name, type }) => ({ name, ...(type && { type: writeType(readType(type)) }) }));
}

/** The slots below a node that name the relations it reads, without those that mean a common table expression. */
export function relationSlots(node: SyntaxNode): SyntaxNode[] {
  const ctes = new Set(node.descendants('CommonTableExpression').map(cte => nameOf(cte.child('new-cte-name') ?? cte)?.parts[0]?.name));
  const found: SyntaxNode[] = [];
  for (const table of node.descendants('NamedTable', 'MergeSource')) {
    const slot = table.child('table-path', 'table-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!slot || !parts || table.child('PathStep') || isSuperPath(table, parts)) continue;
    if (parts.length > 1 || !ctes.has(parts[0]!.name)) found.push(slot);
  }
  return found;
}

/** `FROM orders o, o.items i`: the second is a path into a SUPER column of the first. */
function isSuperPath(table: SyntaxNode, parts: readonly NamePart[]): boolean {
  if (parts.length < 2) return false;
  for (
    let from = table.ancestor('FromClause', 'UsingClause', 'SelectStatement');
    from;
    from = from.parent?.ancestor('FromClause', 'UsingClause', 'SelectStatement')
  ) {
    const names = from.descendants('new-table-alias', 'table-path').filter(slot => slot.start < table.start);
    if (names.some(slot => nameOf(slot)?.parts.at(-1)?.name === parts[0]!.name)) return true;
  }
  return false;
}

/** The relations that a query reads, each once. */
export function relationsRead(node: SyntaxNode, model: Model): RelationName[] {
  const found = new Map<string, RelationName>();
  for (const slot of relationSlots(node)) {
    const name = resolveExisting(model, nameOf(slot)!.parts);
    found.set(JSON.stringify(name), name);
  }
  return [...found.values()];
}

/** Whether what looks like a column is a date part: the first argument of DATEADD, DATEDIFF, DATE_TRUNC and their like. */
export function isDatePart(reference: SyntaxNode): boolean {
  const call = reference.ancestor('FunctionCall');
  const name = call?.child('function-name')?.text.toUpperCase().replaceAll('"', '').split('.').at(-1)?.trim();
  if (!call || !name || !datePartFunctions.has(name)) return false;
  const first = call.child('Arguments')?.child('Argument')?.nodes[0] ?? call.child('Arguments')?.nodes[0];
  return first?.index === reference.index;
}
