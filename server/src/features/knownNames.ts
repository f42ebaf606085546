// What a place of a script can name: what the script itself makes, then the catalog, then Redshift's own system views.
// A schema whose content is not there is noted in `needs`; the caller asks for it and nobody waits.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import { systemViews } from '../dialect/systemViews.ts';
import type { CatalogRelation, CatalogRelationDetails } from '../protocol.ts';
import { fold } from '../semantics/names.ts';
import type { FindColumns, ScopeColumn } from '../semantics/scope.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { byLastPart, namesOfDocument, type OtherScript, type ScriptRelation, scriptRelations } from './completion/scriptNames.ts';

/** What the client has loaded; every part may be missing. */
export interface CatalogAccess {
  readonly snapshot: CatalogSnapshot | undefined;
  /** The snapshot of another database of the same connection. */
  ofDatabase(name: string): CatalogSnapshot | undefined;
}

export const offline: CatalogAccess = { snapshot: undefined, ofDatabase: () => undefined };

export interface SchemaNeed {
  readonly schema: string;
  readonly database?: string;
}

export interface KnownNames {
  readonly catalog: CatalogAccess;
  /** Schemas of bare names, in order. */
  readonly searchPath: readonly string[];
  readonly findColumns: FindColumns;
  /** The script's tables by the last part of their name. */
  readonly relations: ReadonlyMap<string, readonly ScriptRelation[]>;
  /** The other open scripts. */
  readonly others: readonly OtherScript[];
  /** The script's own definition of a relation, else what the catalog has. */
  findRelation(parts: readonly string[]): FoundRelation | undefined;
  /** The content of a schema; noted as needed where it is not loaded. */
  content(schema: string, database?: string): SchemaContent | undefined;
  /** Schemas that were asked for and are not loaded. */
  readonly needs: readonly SchemaNeed[];
}

export type SchemaContent = NonNullable<ReturnType<CatalogSnapshot['contents']['get']>>;

export type FoundRelation =
  | { readonly from: 'script'; readonly relation: ScriptRelation; readonly schema: string | undefined }
  | { readonly from: 'catalog'; readonly relation: CatalogRelation; readonly schema: string; readonly database: string | undefined }
  | { readonly from: 'system'; readonly name: string };

/** What can be named in a statement of a document. */
export function knownNames(
  document: SyntaxDocument,
  statement: number,
  catalog: CatalogAccess = offline,
  language: Language = redshiftLanguage(),
  others: readonly OtherScript[] = [],
): KnownNames {
  const needs = new Map<string, SchemaNeed>();
  const relations = scriptRelations(document, language);
  const searchPath = searchPathAt(document, statement, language);
  const resolving = new Set<ScriptRelation>();

  const content = (schema: string, database?: string): SchemaContent | undefined => {
    const snapshot = database === undefined || database === catalog.snapshot?.database ? catalog.snapshot : catalog.ofDatabase(database);
    const known = snapshot?.contents.get(schema);
    if (known) return known;
    // Of a database that nobody has looked into yet only its name is known.
    const exists = snapshot ? snapshot.schemas?.has(schema) : database !== undefined && catalog.snapshot?.databases?.has(database);
    if (exists) needs.set(`${database ?? ''}.${schema}`, database === undefined ? { schema } : { schema, database });
    return undefined;
  };

  const findRelation = (parts: readonly string[]): FoundRelation | undefined => {
    const name = parts.at(-1)!;
    const schema = parts.at(-2);
    const scripted = relations.get(name)?.findLast(relation => samePath(relation.parts, parts, searchPath));
    if (scripted) return { from: 'script', relation: scripted, schema: scripted.parts.at(-2) };
    const database = parts.at(-3);
    for (const candidate of schema === undefined ? searchPath : [schema]) {
      const relation = content(candidate, database)?.relations.get(name);
      if (relation) return { from: 'catalog', relation, schema: candidate, database };
    }
    const system = systemViews().get(name);
    if (system && (schema === undefined || schema === system.schema)) return { from: 'system', name };
    // What another script makes may not be there yet.
    for (const { syntax } of others) {
      const made = relationsOfOther(syntax, language)
        .get(name)
        ?.findLast(relation => !relation.temporary && samePath(relation.parts, parts, searchPath));
      if (made) return { from: 'script', relation: made, schema: made.parts.at(-2) };
    }
    return undefined;
  };

  const findColumns: FindColumns = parts => {
    const found = findRelation(parts);
    if (!found) return undefined;
    if (found.from === 'system')
      return systemViews()
        .get(found.name)!
        .columns.map(({ name, type }) => ({ name, type: type || undefined }));
    if (found.from === 'script') {
      if (resolving.has(found.relation)) return undefined;
      resolving.add(found.relation);
      const columns = found.relation.columns(findColumns);
      resolving.delete(found.relation);
      return columns;
    }
    const { columns } = found.relation;
    if (!columns)
      needs.set(`${found.database ?? ''}.${found.schema}`, {
        schema: found.schema,
        ...(found.database !== undefined && { database: found.database }),
      });
    return columns && catalogColumns(columns);
  };

  return {
    catalog,
    searchPath,
    findColumns,
    relations,
    others,
    findRelation,
    content,
    get needs() {
      return [...needs.values()];
    },
  };
}

/** What the warehouse tells of a relation beyond its columns. */
export function detailsOf({ catalog }: Pick<KnownNames, 'catalog'>, found: FoundRelation | undefined): CatalogRelationDetails | undefined {
  if (found?.from !== 'catalog') return undefined;
  const { database, schema, relation } = found;
  const snapshot = database === undefined || database === catalog.snapshot?.database ? catalog.snapshot : catalog.ofDatabase(database);
  return snapshot?.details?.get(schema)?.get(relation.name.toLowerCase());
}

const ofOthers = new WeakMap<SyntaxDocument, ReadonlyMap<string, readonly ScriptRelation[]>>();

/** The tables and views that another script makes, by the last part of their name. */
export function relationsOfOther(syntax: SyntaxDocument, language: Language): ReadonlyMap<string, readonly ScriptRelation[]> {
  let known = ofOthers.get(syntax);
  if (!known) {
    const list = namesOfDocument(syntax, language).flatMap(({ relation }) => relation ?? []);
    known = byLastPart(list);
    ofOthers.set(syntax, known);
  }
  return known;
}

const converted = new WeakMap<readonly { name: string; type: string }[], readonly ScopeColumn[]>();

function catalogColumns(columns: readonly { name: string; type: string }[]): readonly ScopeColumn[] {
  let known = converted.get(columns);
  if (!known) {
    known = columns.map(({ name, type }) => ({ name, type }));
    converted.set(columns, known);
  }
  return known;
}

/** Whether a name means a relation that the script made: both without schema, or the schema is one that bare names are looked for in. */
function samePath(made: readonly string[], wanted: readonly string[], searchPath: readonly string[]): boolean {
  const madeSchema = made.at(-2);
  const wantedSchema = wanted.at(-2);
  if (madeSchema === wantedSchema) return true;
  if (madeSchema === undefined) return searchPath.includes(wantedSchema!);
  return wantedSchema === undefined && searchPath.includes(madeSchema);
}

/** The schemas that the last SET search_path before a statement names. */
function searchPathAt(document: SyntaxDocument, statement: number, language: Language): readonly string[] {
  const names = namesOfDocument(document, language);
  for (let i = statement - 1; i >= 0; i--) {
    const path = names[i]!.searchPath;
    if (path) return path;
  }
  return ['public'];
}

/** The folded parts of a dotted name that was written in a text. */
export const foldedParts = (written: readonly string[]): string[] =>
  written.map(part => (part.startsWith('"') ? fold(part.replace(/^"|"$/g, '').replaceAll('""', '"'), true) : fold(part)));
