// What the rules about names share: which names of a statement mean relations, and what is said of one that is not there.

import type { RelationName } from '../../semantics/facts.ts';
import { type Answer, isMissing, relationAt, relationNamesIn, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { type NamePart, nameOf, nearest, writeName } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix } from '../rule.ts';

export interface NamedRelation {
  readonly slot: SyntaxNode;
  readonly parts: readonly NamePart[];
  readonly name: RelationName;
}

/** Slots directly below a statement that name relations which must exist, by statement. GRANT and REVOKE are GRT068's. */
const slotsOfStatement: Readonly<Record<string, readonly string[]>> = {
  InsertStatement: ['table-name'],
  UpdateStatement: ['table-name'],
  DeleteStatement: ['table-name'],
  MergeStatement: ['table-name'],
  TruncateStatement: ['table-name'],
  CopyStatement: ['table-name'],
  LockStatement: ['table-name'],
  AlterTable: ['table-name'],
  DropTable: ['table-name'],
  DropView: ['view-name'],
  DropMaterializedView: ['materialized-view-name'],
  AlterMaterializedView: ['materialized-view-name'],
  RefreshMaterializedView: ['materialized-view-name'],
  AttachRlsPolicy: ['relation-name'],
  DetachRlsPolicy: ['relation-name'],
  AttachMaskingPolicy: ['relation-name'],
  DetachMaskingPolicy: ['relation-name'],
  VacuumStatement: ['vacuum-table-name'],
};

/** The last answer: two rules ask for the same, one after the other. */
let recent: { statement: SyntaxNode; model: Model; relations: readonly NamedRelation[] } | undefined;

/** The relations that a statement needs to be there. */
export function relationsNeeded(statement: SyntaxNode, model: Model): readonly NamedRelation[] {
  if (recent?.statement !== statement || recent.model !== model) recent = { statement, model, relations: findRelations(statement, model) };
  return recent.relations;
}

function findRelations(statement: SyntaxNode, model: Model): NamedRelation[] {
  // IF EXISTS asks; a late-binding view is looked up when it is read.
  if (statement.kind.startsWith('Drop') && statement.keyword('EXISTS')) return [];
  if (statement.kind === 'CreateView' && statement.child('WithNoSchemaBinding')) return [];
  const own = statement.childrenOf(...(slotsOfStatement[statement.kind] ?? []));
  const slots = [...own, ...relationSlots(statement).filter(slot => !own.some(other => other.index === slot.index))];
  return slots.flatMap(slot => {
    const parts = nameOf(slot, model.session)?.parts;
    return parts ? [{ slot, parts, name: resolveExisting(model, parts) }] : [];
  });
}

/** Whether the relation certainly is not there although its schema is. */
export function isMissingRelation(model: Model, { schema, database }: RelationName, answer: Answer<unknown>): boolean {
  // Of another database only what this script drops is known.
  if (database !== undefined) return answer.state === 'dropped';
  return isMissing(answer) && !isMissing(schemaAt(model, schema));
}

/** What a misspelt relation was probably meant to be. */
export function relationMeant(model: Model, { schema, name }: RelationName): string | undefined {
  return nearest(name, relationNamesIn(model, schema));
}

export const isKnown = (model: Model, name: RelationName): boolean => relationAt(model, name).state === 'known';

export const didYouMean = (meant: string | undefined): string => (meant === undefined ? '' : say`; did you mean ${meant}?`);

/** Replaces one part of a name by another name. */
export function renameFix(part: NamePart, meant: string | undefined): Fix[] {
  if (meant === undefined) return [];
  return [{ title: say`Change to ${meant}`, edits: [{ start: part.start, end: part.end, newText: writeName(meant) }], safe: false }];
}
