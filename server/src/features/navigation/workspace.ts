// The scripts of a workspace as one: which tables they make, what a written name means in each, and where a statement stands.
// Made for one request; everything in it is worked out when it is first asked for.
import type { CatalogSnapshot } from '../../catalog/snapshot.ts';
import { systemViews } from '../../dialect/systemViews.ts';
import type { FindColumns, ScopeColumn } from '../../semantics/scope.ts';
import type { SyntaxDocument } from '../../syntax/document.ts';
import { type Language, redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { namesOfDocument, type ScriptRelation } from '../completion/scriptNames.ts';

export interface WorkspaceDocument {
  readonly uri: string;
  readonly syntax: SyntaxDocument;
}

/** Where a statement or a procedure body stands. */
export interface Place {
  readonly document: number;
  /** The statement in the document, and its tree; of a body the statement around it. */
  readonly index: number;
  readonly outer: ParsedStatement;
}

export interface Workspace {
  readonly documents: readonly WorkspaceDocument[];
  readonly language: Language;
  placeOf(parsed: ParsedStatement): Place | undefined;
  root(parsed: ParsedStatement): SyntaxNode | undefined;
  /** Columns of tables as a place sees them; `table` of each is the key of its table. */
  findColumns(place: Place): FindColumns;
  /** `schema.table`, with the database in front only where it is another one: what all spellings of a table's name have in common. */
  relationKey(parts: readonly string[], place: Place): string;
  /** The same where the table is made. */
  newRelationKey(parts: readonly string[], place: Place, temporary: boolean): string;
  /** The same object for as long as no statement that makes a table, sets the search path or comes from the catalog has changed. */
  readonly surroundings: object;
  /** The schemas in which a bare name of a statement is looked for: the same array for as long as it is not set anew. */
  searchPath(place: Pick<Place, 'document' | 'index'>): readonly string[];
}

export interface WorkspaceOptions {
  readonly catalog?: CatalogSnapshot | undefined;
  readonly language?: Language;
}

export function openWorkspace(
  documents: readonly WorkspaceDocument[],
  { catalog, language = redshiftLanguage() }: WorkspaceOptions = {},
): Workspace {
  let places: Map<ParsedStatement, Place> | undefined;
  const roots = new Map<ParsedStatement, SyntaxNode | undefined>();
  const paths = new Map<number, readonly (readonly string[])[]>();
  const finders = new Map<string, FindColumns>();
  let relations: Relations | undefined;

  const placeOf = (parsed: ParsedStatement) => {
    places ??= placesIn(documents);
    return places.get(parsed);
  };
  const root = (parsed: ParsedStatement) => {
    if (!roots.has(parsed)) roots.set(parsed, rootOf(parsed, language.grammar));
    return roots.get(parsed);
  };
  const searchPath = ({ document, index }: Pick<Place, 'document' | 'index'>): readonly string[] => {
    let known = paths.get(document);
    if (!known) {
      known = searchPathsOf(documents[document]!.syntax, language);
      paths.set(document, known);
    }
    return known[index]!;
  };
  const made = (): Relations => {
    relations ??= relationsOf(documents, language, (parts, place, temporary) => newRelationKey(parts, place, temporary));
    return relations;
  };
  const inDatabase = (parts: readonly string[]): string =>
    (parts.length >= 3 && parts.at(-3) === catalog?.database ? parts.slice(-2) : parts).join('.');
  const newRelationKey = (parts: readonly string[], place: Place, temporary: boolean): string => {
    const name = parts.at(-1)!;
    if (temporary || name.startsWith('#')) return temporaryKey(place.document, name);
    return parts.length > 1 ? inDatabase(parts) : `${searchPath(place)[0] ?? 'public'}.${name}`;
  };
  const relationKey = (parts: readonly string[], place: Place): string => {
    if (parts.length > 1) return inDatabase(parts);
    const name = parts[0]!;
    const temporary = temporaryKey(place.document, name);
    if (name.startsWith('#') || made().byKey.has(temporary)) return temporary;
    const path = searchPath(place);
    for (const schema of path) {
      const key = `${schema}.${name}`;
      if (made().byKey.has(key) || catalog?.contents.get(schema)?.relations.has(name)) return key;
    }
    const system = systemViews().get(name);
    return `${system?.schema ?? path[0] ?? 'public'}.${name}`;
  };

  const resolving = new Set<string>();
  const findColumns = (place: Place): FindColumns => {
    const finderKey = `${place.document} ${searchPath(place).join(',')}`;
    const known = finders.get(finderKey);
    if (known) return known;
    const columns = new Map<string, readonly ScopeColumn[] | undefined>();
    const find: FindColumns = parts => {
      const key = relationKey(parts, place);
      if (columns.has(key)) return columns.get(key);
      if (resolving.has(key)) return undefined;
      resolving.add(key);
      const found = columnsOf(key, place);
      resolving.delete(key);
      columns.set(key, found);
      return found;
    };
    finders.set(finderKey, find);
    return find;
  };
  const columnsOf = (key: string, place: Place): readonly ScopeColumn[] | undefined => {
    const scripted = made().byKey.get(key);
    const own = scripted?.findLast(one => one.place.document === place.document) ?? scripted?.at(-1);
    if (own) return own.relation.columns(findColumns(own.place));
    const [schema, name] = key.split('.') as [string, string];
    const listed = catalog?.contents.get(schema)?.relations.get(name)?.columns ?? systemColumns(schema, name);
    return listed?.map(column => ({ name: column.name.toLowerCase(), type: column.type || undefined, table: key }));
  };

  return {
    documents,
    language,
    placeOf,
    root,
    findColumns,
    relationKey,
    newRelationKey,
    searchPath,
    get surroundings() {
      return surroundingsOf(made(), catalog, searchPath);
    },
  };
}

const temporaryKey = (document: number, name: string) => `pg_temp ${document}.${name}`;

const systemColumns = (schema: string, name: string) => {
  const view = systemViews().get(name);
  return view && view.schema === schema ? view.columns : undefined;
};

function placesIn(documents: readonly WorkspaceDocument[]): Map<ParsedStatement, Place> {
  const places = new Map<ParsedStatement, Place>();
  documents.forEach(({ syntax }, document) => {
    syntax.statements.forEach(({ parsed }, index) => {
      const place = { document, index, outer: parsed };
      places.set(parsed, place);
      for (const body of parsed.bodies) places.set(body.parsed, place);
    });
  });
  return places;
}

const defaultPath: readonly string[] = ['public'];

let latest: { readonly parts: readonly unknown[] } = { parts: [] };

function surroundingsOf({ byKey }: Relations, catalog: CatalogSnapshot | undefined, searchPath: Workspace['searchPath']): object {
  const parts: unknown[] = [catalog];
  for (const list of byKey.values()) for (const { relation, place } of list) parts.push(relation, place.document, searchPath(place));
  if (parts.length !== latest.parts.length || parts.some((part, index) => part !== latest.parts[index])) latest = { parts };
  return latest;
}

/** The search path before each statement of a document. */
function searchPathsOf(document: SyntaxDocument, language: Language): (readonly string[])[] {
  let path = defaultPath;
  return namesOfDocument(document, language).map(names => {
    const before = path;
    path = names.searchPath ?? path;
    return before;
  });
}

interface Relations {
  readonly byKey: ReadonlyMap<string, readonly { readonly relation: ScriptRelation; readonly place: Place }[]>;
}

const temporaryWord = /^\s*create\s+(?:local\s+)?temp(?:orary)?\b|\binto\s+temp(?:orary)?\b/i;

function relationsOf(documents: readonly WorkspaceDocument[], language: Language, keyOf: Workspace['newRelationKey']): Relations {
  const byKey = new Map<string, { relation: ScriptRelation; place: Place }[]>();
  documents.forEach(({ syntax }, document) => {
    namesOfDocument(syntax, language).forEach(({ relation }, index) => {
      if (!relation) return;
      const place = { document, index, outer: relation.statement };
      const key = keyOf(relation.parts, place, temporaryWord.test(relation.statement.text));
      const same = byKey.get(key);
      if (same) same.push({ relation, place });
      else byKey.set(key, [{ relation, place }]);
    });
  });
  return { byKey };
}
