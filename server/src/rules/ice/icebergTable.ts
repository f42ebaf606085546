// Reads CREATE TABLE … USING ICEBERG.
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { tableAt } from '../ext/tableAt.ts';

/** The clauses behind USING ICEBERG; undefined for other tables. */
export const icebergClauses = (create: SyntaxNode): SyntaxNode | undefined =>
  create.childrenOf('TableAttribute').flatMap(attribute => attribute.childrenOf('IcebergClauses'))[0];

/** The definitions of its columns. */
export const columnDefinitions = (create: SyntaxNode): SyntaxNode[] =>
  (create.child('TableElements')?.childrenOf('TableElement') ?? []).flatMap(element => element.childrenOf('ColumnDefinition'));

/** Whether the ALTER TABLE above a node changes a table that is known to be an Iceberg table. */
export function altersIceberg(model: Model, node: SyntaxNode): boolean {
  const slot = node.ancestor('AlterTable')?.child('table-name');
  return slot !== undefined && tableAt(model, slot).sort === 'iceberg';
}

export const isS3Tables = (database: string | undefined): boolean =>
  database !== undefined && /@s3tablescatalog$|^s3tablescatalog(?:\/|$)/.test(database);

/** The catalog in front of the name: the first of three parts, folded. */
export const catalogOf = (slot: SyntaxNode): string | undefined => {
  const parts = nameOf(slot)?.parts;
  return parts && parts.length > 2 ? parts[parts.length - 3]!.name : undefined;
};
