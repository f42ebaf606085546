// The parts of row-level security and masking policies that several rules look at.
import { builtInFunctions } from '../../dialect/functions.ts';
import { systemViews } from '../../dialect/systemViews.ts';
import { type RelationName, relationKey } from '../../semantics/facts.ts';
import { type NamePart, nameOf } from '../../semantics/names.ts';
import { isDatePart } from '../../semantics/queries.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';

/** The USING condition of CREATE or ALTER RLS POLICY. */
export const conditionOf = (policy: SyntaxNode): SyntaxNode | undefined => policy.child('PolicyPredicate')?.nodes[0];

/** The names of a policy's columns, folded, with their nodes. */
export function declaredColumns(policy: SyntaxNode): { name: string; node: SyntaxNode; type: SyntaxNode | undefined }[] {
  return (policy.child('PolicyColumns')?.childrenOf('PolicyColumn') ?? []).flatMap(node => {
    const slot = node.child('new-column-name');
    const name = slot && nameOf(slot)?.parts[0]?.name;
    return name === undefined ? [] : [{ name, node, type: node.child('DataType') }];
  });
}

/** The alias that a policy gives its relation, folded. */
export function aliasOf(policy: SyntaxNode): string | undefined {
  const slot = policy.child('PolicyAlias')?.descendants('alias', 'new-alias')[0];
  return slot && nameOf(slot)?.parts[0]?.name;
}

export interface Reference {
  readonly node: SyntaxNode;
  readonly parts: readonly NamePart[];
  /** It stands in a subquery. */
  readonly inSubquery: boolean;
}

/** The column references below a node; those that hold a placeholder are left out. */
export function columnReferences(node: SyntaxNode): Reference[] {
  return node.descendants('ColumnReference').flatMap(reference => {
    const slot = reference.child('column-reference');
    const parts = slot && nameOf(slot)?.parts;
    return parts && !isDatePart(reference) ? [{ node: reference, parts, inSubquery: isInSubquery(reference, node) }] : [];
  });
}

function isInSubquery(node: SyntaxNode, limit: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at && at.index !== limit.index; at = at.parent) if (at.kind === 'Query') return true;
  return false;
}

/** Whether a query between a reference and `limit` gives the name to a table of its own. */
export function isShadowed(node: SyntaxNode, name: string | undefined, limit: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at && at.index !== limit.index; at = at.parent) {
    if (at.kind !== 'SelectStatement') continue;
    const names = at.child('FromClause')?.descendants('new-table-alias', 'table-path') ?? [];
    if (names.some(slot => nameOf(slot)?.parts.at(-1)?.name === name)) return true;
  }
  return false;
}

/** The calls below a node whose function has one of the names (lower case, without schema or behind pg_catalog). */
export function callsOf(node: SyntaxNode, names: ReadonlySet<string>): SyntaxNode[] {
  return node.descendants('FunctionCall').filter(call => {
    const name = functionName(call);
    return name !== undefined && names.has(name.at(-1)!) && (name.length === 1 || name[0] === 'pg_catalog');
  });
}

/** The folded parts of a call's function; undefined for those with a grammar of their own (LEFT, COLLATE). */
export function functionName(call: SyntaxNode): string[] | undefined {
  const slot = call.child('function-name');
  return slot && nameOf(slot)?.parts.map(part => part.name);
}

/** Whether a call is of a function that users make: one in a schema of theirs, or a name that Redshift does not have. */
export function isUserFunction(call: SyntaxNode): boolean {
  const name = functionName(call);
  if (!name) return false;
  if (name.length > 1) return name.at(-2) !== 'pg_catalog';
  return (
    !builtInFunctions().has(name[0]!.toUpperCase()) &&
    !builtInFunctions().has(name[0]!) &&
    !/^(?:pg_|has_|st_|json_|is_|hll_|array_?)/.test(name[0]!)
  );
}

/** Whether a name means a system view or catalog table. */
export function isSystemRelation({ schema, name }: RelationName, bare: boolean): boolean {
  if (schema === 'pg_catalog' || schema === 'information_schema') return true;
  return bare && (systemViews().has(name) || /^(?:pg|stl|stv|svv|svl|svcs|sys)_/.test(name));
}

export const sameRelation = (a: RelationName, b: RelationName): boolean => relationKey(a) === relationKey(b);
