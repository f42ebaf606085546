// Tables, views and schemas: `FROM |`, `schema.|`, `db.schema.|`.

import { systemViews } from '../../dialect/systemViews.ts';
import type { CatalogRelation, RelationKind } from '../../protocol.ts';
import type { Scope } from '../../semantics/scope.ts';
import { later, say, translate } from '../../text/say.ts';
import { relationsOfOther } from '../knownNames.ts';
import { startMatcher } from './fuzzy.ts';
import type { ProposalKind } from './proposals.ts';
import { mostNames, rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { namesElsewhere, scriptNames } from './scriptNames.ts';
import { writeIdentifier, writePath } from './writing.ts';

/** Which kinds of relation a slot is about; others are not offered there. */
const kindsOfSlot: Record<string, readonly RelationKind[]> = {
  'view-name': ['view', 'late-binding-view'],
  'materialized-view-name': ['materialized-view'],
  'external-table-name': ['external-table'],
  'table-name': ['table', 'external-table', 'shared-table'],
  'vacuum-table-name': ['table'],
  'analyze-table-name': ['table', 'external-table'],
};

const words: Record<RelationKind, string> = {
  table: later`table`,
  view: later`view`,
  'late-binding-view': later`late-binding view`,
  'materialized-view': later`materialized view`,
  'external-table': later`external table`,
  'shared-table': later`shared table`,
};

export const relationWords = (kind: RelationKind): string => translate(words[kind]);

/** `schema`, `external schema`. */
export const schemaWords = (kind: 'local' | 'external' | 'shared' | 'system'): string =>
  kind === 'external'
    ? say`external schema`
    : kind === 'shared'
      ? say`shared schema`
      : kind === 'system'
        ? say`system schema`
        : say`schema`;

const proposalKind = (kind: RelationKind): ProposalKind =>
  kind === 'table' || kind === 'external-table' || kind === 'shared-table' ? 'relation' : 'view';

/** Proposes the relations that a slot can name. In FROM (`main`) they come before the keywords. */
export function proposeRelations(request: CompletionRequest, slot: string, main: boolean): void {
  const { qualifiers } = request;
  const allowed = kindsOfSlot[slot];
  const allows = (kind: RelationKind) => allowed === undefined || allowed.includes(kind);
  if (qualifiers.length === 0) {
    proposeBareRelations(request, allows, main);
    return;
  }
  const schema = qualifiers.at(-1)!;
  const database = qualifiers.at(-2);
  proposeContent(request, schema, database, allows);
  if (allows('view')) proposeSystemViewsOf(request, schema);
  for (const relation of request.known.relations.values()) {
    for (const { parts, kind } of relation)
      if (parts.at(-2) === schema && allows(kind) && request.fits(parts.at(-1)!)) addScripted(request, parts.at(-1)!, kind, rank.script);
  }
  proposeMentions(request, schema);
  proposeFromOthers(request, allows, schema);
  if (qualifiers.length === 1) proposeSchemasOf(request, schema);
}

/** `pg_catalog.|`, `information_schema.|` */
function proposeSystemViewsOf({ fits, list }: CompletionRequest, schema: string): void {
  if (schema !== 'pg_catalog' && schema !== 'information_schema') return;
  for (const { name, schema: own, purpose } of systemViews().values()) {
    if (own === schema && fits(name, name))
      list.add({
        label: name,
        kind: 'view',
        insert: name,
        rank: rank.searchPath,
        detail: translate(purpose),
        description: say`system view`,
        about: `view:${name}`,
      });
  }
}

/** What the other open scripts make. */
function proposeFromOthers(request: CompletionRequest, allows: (kind: RelationKind) => boolean, schema: string | undefined): void {
  const { known, language, fits, list } = request;
  let added = 0;
  for (const { name: file, syntax } of known.others) {
    for (const same of relationsOfOther(syntax, language).values()) {
      const { parts, kind, temporary } = same.at(-1)!;
      if (temporary || !allows(kind) || !fits(parts.at(-1)!) || (schema !== undefined && parts.at(-2) !== schema)) continue;
      if (++added > mostNames) {
        list.incomplete = true;
        return;
      }
      const own = parts.at(-2);
      const written = schema !== undefined || own === undefined || known.searchPath.includes(own) ? parts.slice(-1) : parts.slice(-2);
      list.add({
        label: written.join('.'),
        kind: proposalKind(kind),
        insert: writePath(written, language),
        rank: rank.searchPath - 200,
        description: say`${relationWords(kind)} in ${file}`,
      });
    }
  }
}

function proposeBareRelations(request: CompletionRequest, allows: (kind: RelationKind) => boolean, main: boolean): void {
  const { known, fits } = request;
  const base = main ? rank.mainName : rank.script;
  if (main) proposeCommonTables(request);
  let scripted = 0;
  for (const same of known.relations.values()) {
    for (const { parts, kind } of same) {
      if (!allows(kind) || !fits(parts.at(-1)!)) continue;
      if (++scripted > mostNames) {
        request.list.incomplete = true;
        break;
      }
      const schema = parts.at(-2);
      const written = schema === undefined || known.searchPath.includes(schema) ? [parts.at(-1)!] : parts.slice(-2);
      addScripted(request, written.join('.'), kind, base, written);
    }
  }
  proposeMentions(request, undefined);
  for (const [index, schema] of known.searchPath.entries())
    proposeContent(request, schema, undefined, allows, (main ? rank.mainName + 300 : rank.searchPath) + index * 10);
  proposeFromOthers(request, allows, undefined);
  proposeSchemas(request, main ? rank.mainName + 600 : rank.schema);
  // Three-part names begin with another database.
  for (const name of known.catalog.snapshot?.databases ?? []) {
    if (name !== known.catalog.snapshot?.database && fits(name, name))
      request.list.add({
        label: name,
        kind: 'database',
        insert: writeIdentifier(name, request.language),
        rank: main ? rank.mainName + 800 : rank.schema + 800,
        description: say`database`,
      });
  }
  if (request.context.prefix.length >= 2) proposeElsewhere(request, allows);
  else request.list.incomplete = true;
  if (request.context.prefix.length >= 2 && allows('view')) {
    for (const { name, schema, purpose } of systemViews().values()) {
      if (!fits(name, name)) continue;
      const insert = schema === 'information_schema' ? `information_schema.${name}` : name;
      request.list.add({
        label: name,
        kind: 'view',
        insert,
        rank: rank.system,
        detail: translate(purpose),
        description: say`system view`,
        about: `view:${name}`,
      });
    }
  }
}

/** The tables of the WITH clauses around the cursor. */
function proposeCommonTables(request: CompletionRequest): void {
  for (let at: Scope | undefined = request.place().scope; at; at = at.outer) {
    for (const { name, written } of at.ctes) {
      if (request.fits(written))
        request.list.add({
          label: written,
          kind: 'relation',
          insert: writeIdentifier(name, request.language),
          rank: rank.mainName - 100,
          description: 'WITH',
        });
    }
  }
}

function addScripted(
  request: CompletionRequest,
  label: string,
  kind: RelationKind,
  base: number,
  written: readonly string[] = [label],
): void {
  request.list.add({
    label,
    kind: proposalKind(kind),
    insert: writePath(written, request.language),
    rank: base,
    description: say`${relationWords(kind)} of this script`,
  });
}

/** The relations that the script mentions without making them; `schema` restricts them. */
function proposeMentions(request: CompletionRequest, schema: string | undefined): void {
  const { document, context, language, known, fits, list } = request;
  const start = document.statements[context.statement]!.start;
  for (const { parts, declared, statement } of scriptNames(document, 'relation', context.statement, request.offset - start, language)) {
    if (declared && known.relations.has(parts.at(-1)!)) continue;
    const distance = Math.min(Math.abs(statement - context.statement), 90);
    if (schema !== undefined) {
      const name = parts.at(-1)!;
      if (parts.at(-2) === schema && fits(name))
        list.add({
          label: name,
          kind: 'relation',
          insert: writeIdentifier(name, language),
          rank: rank.searchPath - 100 + distance,
          description: say`in this script`,
        });
      continue;
    }
    const label = parts.join('.');
    if (fits(parts.at(-1)!) || fits(label))
      list.add({
        label,
        kind: 'relation',
        insert: writePath(parts, language),
        rank: rank.searchPath - 100 + distance,
        description: say`in this script`,
      });
  }
}

function proposeContent(
  request: CompletionRequest,
  schema: string,
  database: string | undefined,
  allows: (kind: RelationKind) => boolean,
  base: number = rank.searchPath,
): void {
  const content = request.known.content(schema, database);
  if (!content) return;
  const used = usedRelations(request);
  let added = 0;
  for (const [folded, relation] of content.relations) {
    const fit = allows(relation.kind) ? request.fits(relation.name, folded) : 0;
    if (fit === 0) continue;
    if (++added > mostNames) {
      request.list.incomplete = true;
      if (fit < 3) continue;
      if (added > mostNames * 2) break;
    }
    // What the script uses already comes before what else the schema has.
    const distance = used.get(folded);
    const at = distance === undefined ? base + (5 - fit) * 10 : base - 150 + Math.min(distance, 90);
    addCatalogued(request, relation, schema, writeIdentifier(relation.name, request.language), at);
  }
}

/** How many statements away the script names a relation, by the last part of its name. */
function usedRelations({ document, context, language, offset }: CompletionRequest): Map<string, number> {
  const start = document.statements[context.statement]!.start;
  const used = new Map<string, number>();
  for (const { parts, statement } of scriptNames(document, 'relation', context.statement, offset - start, language)) {
    const name = parts.at(-1)!;
    if (!used.has(name)) used.set(name, Math.abs(statement - context.statement));
  }
  return used;
}

function addCatalogued(
  request: CompletionRequest,
  { name, kind, comment }: CatalogRelation,
  schema: string,
  insert: string,
  at: number,
): void {
  request.list.add({
    label: name,
    kind: proposalKind(kind),
    insert,
    rank: at,
    description: `${schema} · ${relationWords(kind)}`,
    ...(comment && { detail: comment }),
  });
}

/** Relations of schemas that are not in the search path: by their bare name, put in with their schema. */
function proposeElsewhere(request: CompletionRequest, allows: (kind: RelationKind) => boolean): void {
  const { known, language, list } = request;
  const startsLike = startMatcher(request.context.prefix);
  let added = 0;
  for (const [schema, content] of known.catalog.snapshot?.contents ?? []) {
    if (known.searchPath.includes(schema)) continue;
    const { folded, relations } = searchable(content.relations);
    for (let index = 0; index < folded.length; index++) {
      // Far away only what is clearly meant.
      const relation = relations[index]!;
      const fit = startsLike(relation.name, folded[index]!);
      if (fit === 0 || !allows(relation.kind)) continue;
      if (++added > mostNames) {
        list.incomplete = true;
        return;
      }
      const insert = writePath([schema, relation.name], language);
      const label = `${schema}.${relation.name}`;
      list.add({
        label,
        kind: proposalKind(relation.kind),
        insert,
        rank: rank.schema + 500 + (5 - fit) * 10,
        description: relationWords(relation.kind),
        filter: `${relation.name} ${label}`,
      });
    }
  }
}

interface Searchable {
  readonly folded: readonly string[];
  readonly relations: readonly CatalogRelation[];
}

const searchables = new WeakMap<ReadonlyMap<string, CatalogRelation>, Searchable>();

/** The relations of a schema as arrays: tens of thousands are looked through at each keystroke. */
function searchable(content: ReadonlyMap<string, CatalogRelation>): Searchable {
  let known = searchables.get(content);
  if (!known) {
    known = { folded: [...content.keys()], relations: [...content.values()] };
    searchables.set(content, known);
  }
  return known;
}

/** The schemas of the connected database, those of the script, and the databases that three-part names begin with. */
export function proposeSchemas(request: CompletionRequest, base: number, kinds?: readonly string[]): void {
  const { document, context, known, fits, language, list, qualifiers } = request;
  if (qualifiers.length === 1) {
    proposeSchemasOf(request, qualifiers[0]!);
    return;
  }
  const start = document.statements[context.statement]!.start;
  for (const { parts, declared, statement } of scriptNames(document, 'schema', context.statement, request.offset - start, language)) {
    const name = parts.at(-1)!;
    const distance = Math.min(Math.abs(statement - context.statement), 90);
    if (fits(name))
      list.add({
        label: name,
        kind: 'schema',
        insert: writeIdentifier(name, language),
        rank: base + distance,
        description: declared ? say`schema of this script` : say`schema`,
      });
  }
  for (const { parts } of namesElsewhere(known.others, 'schema', language)) {
    const name = parts.at(-1)!;
    if (fits(name))
      list.add({ label: name, kind: 'schema', insert: writeIdentifier(name, language), rank: base + 300, description: say`schema` });
  }
  for (const [folded, schema] of known.catalog.snapshot?.schemas ?? []) {
    if (kinds && !kinds.includes(schema.kind)) continue;
    if (!fits(schema.name, folded)) continue;
    const system = schema.kind === 'system' ? 5_000 : 100;
    list.add({
      label: schema.name,
      kind: 'schema',
      insert: writeIdentifier(schema.name, language),
      rank: base + system,
      description: schemaWords(schema.kind),
    });
  }
  if (known.catalog.snapshot?.schemas === undefined && fits('public'))
    list.add({ label: 'public', kind: 'schema', insert: 'public', rank: base + 200, description: say`schema` });
}

/** `database.|` */
function proposeSchemasOf({ known, fits, language, list }: CompletionRequest, database: string): void {
  const snapshot = database === known.catalog.snapshot?.database ? known.catalog.snapshot : known.catalog.ofDatabase(database);
  for (const [folded, schema] of snapshot?.schemas ?? []) {
    if (fits(schema.name, folded))
      list.add({
        label: schema.name,
        kind: 'schema',
        insert: writeIdentifier(schema.name, language),
        rank: rank.schema,
        description: say`schema of ${database}`,
      });
  }
}

export function proposeDatabases(request: CompletionRequest, base: number): void {
  const { document, context, known, fits, language, list } = request;
  const start = document.statements[context.statement]!.start;
  for (const { parts } of scriptNames(document, 'database', context.statement, request.offset - start, language)) {
    const name = parts.at(-1)!;
    if (fits(name))
      list.add({ label: name, kind: 'database', insert: writeIdentifier(name, language), rank: base, description: say`database` });
  }
  for (const name of known.catalog.snapshot?.databases ?? []) {
    if (fits(name, name))
      list.add({ label: name, kind: 'database', insert: writeIdentifier(name, language), rank: base, description: say`database` });
  }
}
