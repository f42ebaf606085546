// From the names that a script writes to what they mean at a place of it.
import { systemViews } from '../dialect/systemViews.ts';
import { type RelationName, relationKey } from './facts.ts';
import type { Model, ModelParts } from './model.ts';
import { fold, type NamePart } from './names.ts';

/** Where temporary tables live for the model. */
export const temporarySchema = 'pg_temp';

/** The parts of a name as written, before they are folded by the session they are used in. */
export type WrittenName = readonly NamePart[];

const folded = (model: Model, part: NamePart) => fold(part.written, part.quoted, model.session);

export const resolveSimple = (model: Model, name: WrittenName): string => folded(model, name[name.length - 1]!);

/** A name in a slot that may have a database in front of it: schemas, policies. */
export function resolveInDatabase(model: Model, name: WrittenName): { database?: string; name: string } {
  const own = resolveSimple(model, name);
  if (name.length < 2) return { name: own };
  const database = folded(model, name[name.length - 2]!);
  return database === model.session.database ? { name: own } : { database, name: own };
}

type PartInSchemas = 'relations' | 'routines' | 'models' | 'templates';

/** Of system tables, also of those that no page lists. The system catalog is searched before the path. */
const systemPrefix = /^(?:pg|stl|stv|svv|svl|svcs|sys)_/;

/** What a name means where something is used that exists: a temporary table first, then the search path, its first schema where nothing is found. */
export function resolveExisting(model: Model, name: WrittenName, part: PartInSchemas = 'relations'): RelationName {
  const written = resolveQualified(model, name);
  if (written.schema !== undefined) return written as RelationName;
  if (part === 'relations' && isThere(model, part, { schema: temporarySchema, name: written.name }))
    return { schema: temporarySchema, name: written.name };
  if (part === 'relations' && systemPrefix.test(written.name) && systemViews().has(written.name))
    return { schema: 'pg_catalog', name: written.name };
  for (const schema of model.session.searchPath) {
    const candidate = { schema, name: written.name };
    if (isThere(model, part, candidate) || inCatalog(model, part, candidate)) return candidate;
  }
  if (part === 'relations' && systemPrefix.test(written.name)) return { schema: 'pg_catalog', name: written.name };
  return { schema: model.session.searchPath[0] ?? 'public', name: written.name };
}

/** What a name means where something is created. */
export function resolveNew(model: Model, name: WrittenName, temporary = false): RelationName {
  const written = resolveQualified(model, name);
  if (temporary) return { schema: temporarySchema, name: written.name };
  if (written.schema !== undefined) return written as RelationName;
  return { schema: model.session.searchPath[0] ?? 'public', name: written.name };
}

function resolveQualified(model: Model, name: WrittenName): { database?: string; schema?: string; name: string } {
  const parts = name.map(part => folded(model, part));
  const own = parts.at(-1)!;
  const schema = parts.at(-2);
  const database = parts.at(-3);
  if (schema === undefined) {
    // #t is a temporary table.
    return own.startsWith('#') ? { schema: temporarySchema, name: own } : { name: own };
  }
  return database === undefined || database === model.session.database ? { schema, name: own } : { database, schema, name: own };
}

function isThere(model: Model, part: keyof ModelParts, name: RelationName): boolean {
  const fact = model.get(part, relationKey(name));
  if (fact === undefined) return false;
  return Array.isArray(fact) ? fact.length > 0 : (fact as { is: string }).is !== 'dropped';
}

function inCatalog(model: Model, part: PartInSchemas, { schema, name }: RelationName): boolean {
  const content = model.catalog?.contents.get(schema);
  if (!content || model.get(part, relationKey({ schema, name })) !== undefined) return false;
  if (part === 'relations') return content.relations.has(name);
  if (part === 'routines') return content.functions.has(name);
  return part === 'models' && content.models.has(name);
}
