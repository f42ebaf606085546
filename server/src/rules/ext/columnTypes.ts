// Types of the columns of external tables, wherever a statement writes them: in CREATE EXTERNAL TABLE, in its partitions, in ADD COLUMN.
import { externalColumnTypes, externalTypeInstead, longestText } from '../../dialect/externalTables.ts';
import { readType } from '../../semantics/types.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { RuleContext } from '../rule.ts';
import { tableAt } from './tableAt.ts';

/** The types that are not made of others: of a column, or of the fields of a struct, array or map. */
export const scalarTypes = (type: SyntaxNode): SyntaxNode[] =>
  type.descendants('DataType').filter(inner => !inner.child('TypeName')?.child('NestedType'));

/** Whether the node's column belongs to an external table that is not an Iceberg table. */
export function isExternalColumn(node: SyntaxNode, context: RuleContext): boolean {
  if (node.kind !== 'AddColumn') return true;
  const slot = node.ancestor('AlterTable')?.child('table-name');
  return slot !== undefined && tableAt(context.before, slot).sort === 'spectrum';
}

/** The types that a column, a PARTITIONED BY clause or ADD COLUMN writes. */
export const typesOf = (node: SyntaxNode): SyntaxNode[] => node.childrenOf('DataType').flatMap(scalarTypes);

export interface TypeProblem {
  readonly instead?: string;
  /** Whether it is sure that Redshift refuses it. */
  readonly certain: boolean;
}

/** What is wrong with a type for an external table; undefined for nothing. Types in double quotes and templates are not judged. */
export function typeProblem(type: SyntaxNode): TypeProblem | undefined {
  const first = type.tokens()[0];
  if (!first?.keyword) return undefined;
  const word = first.keyword.toLowerCase();
  if (word === 'text' || (word === 'double' && type.tokens().length === 1)) return { instead: externalTypeInstead[word]!, certain: false };
  if ((word === 'binary' && type.tokens()[1]?.keyword !== 'VARYING') || word === 'bpchar') return { certain: false };
  if (word === 'string' || word === 'tinyint' || word === 'long') return { instead: externalTypeInstead[word]!, certain: true };
  const { base } = readType(type.text);
  if (externalColumnTypes.has(base)) return undefined;
  const instead =
    externalTypeInstead[base] ?? (/^timestamp.*with time zone$/.test(base) || word === 'timestamptz' ? 'TIMESTAMP' : undefined);
  return { certain: true, ...(instead && { instead }) };
}

/** How far a character type is longer than it may be; undefined where it is not. */
export function excessLength(type: SyntaxNode): { readonly most: number; readonly written: SyntaxNode } | undefined {
  const written = type.descendants('TypeLength')[0];
  if (!written || !type.child('TypeName')?.child('CharacterType')) return undefined;
  const { base, length } = readType(type.text);
  const most = longestText[base];
  return most !== undefined && length !== undefined && length > most ? { most, written } : undefined;
}
