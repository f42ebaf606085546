// Reads CREATE EXTERNAL TABLE: its columns, partitions, file format and properties.
import { type FileFormat, formatOfClass } from '../../dialect/externalTables.ts';
import { stringText, stringToken, stringTokens, stringValue } from '../../semantics/literals.ts';
import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';

export interface ColumnNode {
  /** Folded; empty where a template stands for it. */
  readonly name: string;
  readonly slot: SyntaxNode;
  readonly type?: SyntaxNode;
  /** The whole element of the list. */
  readonly node: SyntaxNode;
}

const nameIn = (slot: SyntaxNode) => nameOf(slot)?.parts[0]?.name ?? '';

/** The columns that stand in the files, without the partition columns. */
export function columnsOf(create: SyntaxNode): ColumnNode[] {
  return (
    (create.child('ExternalColumns') ?? create.child('ToleratedLateColumns')?.child('ExternalColumns'))?.childrenOf('ExternalColumn') ?? []
  ).flatMap(node => {
    const slot = node.child('new-column-name');
    const type = node.child('DataType');
    return slot ? [{ name: nameIn(slot), slot, node, ...(type && { type }) }] : [];
  });
}

/** The partition columns; those of CREATE EXTERNAL TABLE AS have no type. */
export function partitionsOf(create: SyntaxNode): ColumnNode[] {
  const columns: ColumnNode[] = [];
  for (const child of create.child('ExternalPartitionedBy')?.nodes ?? []) {
    if (child.kind === 'new-column-name' || child.kind === 'column-name') columns.push({ name: nameIn(child), slot: child, node: child });
    else if (child.kind === 'DataType') columns[columns.length - 1] = { ...columns[columns.length - 1]!, type: child };
  }
  return columns;
}

/** The file format that STORED AS names, or that its classes are known to read. */
export function formatOf(create: SyntaxNode): FileFormat | undefined {
  const format = create.child('StoredAs')?.child('ExternalFileFormat');
  const first = format?.tokens()[0]?.keyword;
  if (!format || !first) return undefined;
  if (first !== 'INPUTFORMAT') return first as FileFormat;
  const input = stringText(stringTokens(format)[0]!);
  return input === undefined ? undefined : formatOfClass(input);
}

export interface Property {
  readonly name: string;
  readonly nameToken: SyntaxToken;
  /** The text of the value; undefined where something will be filled in later. */
  readonly value: string | undefined;
  readonly valueNode: SyntaxNode;
  readonly node: SyntaxNode;
}

/** The assignments of a TABLE PROPERTIES or SERDEPROPERTIES clause; those whose name is a template are left out. */
export function propertiesOf(clause: SyntaxNode): Property[] {
  return clause.childrenOf('PropertyAssignment').flatMap(node => {
    const [left, right] = node.nodes;
    const nameToken = left && stringToken(left);
    const name = nameToken && stringValue(nameToken);
    if (!nameToken || name === undefined || !right) return [];
    const literal = stringToken(right);
    return [{ name, nameToken, value: literal ? stringValue(literal) : right.text, valueNode: right, node }];
  });
}

/** An edit that takes an element out of a comma-separated list, with the comma beside it. */
export function withoutElement(element: SyntaxNode): { start: number; end: number; newText: string } {
  const siblings = element.parent!.children;
  const index = siblings.findIndex(child => 'kind' in child && child.start === element.start && child.end === element.end);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  const behind = siblings[index + 2];
  if (after?.text === ',' && behind) return { start: element.start, end: behind.start, newText: '' };
  if (before?.text === ',') return { start: before.start, end: element.end, newText: '' };
  return { start: element.start, end: element.end, newText: '' };
}
