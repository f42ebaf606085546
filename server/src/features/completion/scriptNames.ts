// The names that a script declares and mentions, statement by statement: what was read of a statement is kept as long as its text stays.
// Statements behind the cursor count too: a name that the script uses is a name worth offering.

import type { RelationKind } from '../../protocol.ts';
import { fold, nameOf } from '../../semantics/names.ts';
import { columnAliases, type FindColumns, outputColumns, renameColumns, type ScopeColumn } from '../../semantics/scope.ts';
import type { SyntaxDocument } from '../../syntax/document.ts';
import type { Grammar } from '../../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { DocumentStatement } from '../../syntax/region.ts';
import * as T from '../../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';

export type NameCategory =
  | 'relation'
  | 'schema'
  | 'database'
  | 'column'
  | 'role'
  | 'user'
  | 'group'
  | 'policy'
  | 'masking-policy'
  | 'model'
  | 'function'
  | 'procedure'
  | 'identity-provider'
  | 'datashare'
  | 'job'
  | 'template'
  | 'library'
  | 'cursor'
  | 'prepared'
  | 'parameter'
  | 'constraint'
  | 'cte'
  | 'alias';

/** Which category the names of a slot belong to; `new-…` slots declare names of the same one. */
const categories: Record<string, NameCategory> = {
  'table-name': 'relation', 'view-name': 'relation', 'materialized-view-name': 'relation', 'relation-name': 'relation', 'external-table-name': 'relation', 'table-path': 'relation',
  'vacuum-table-name': 'relation', 'analyze-table-name': 'relation', 'schema-name': 'schema', 'external-schema-name': 'schema', 'database-name': 'database',
  'column-name': 'column', 'column-reference': 'column', 'column-path': 'column', 'target-column-name': 'column', 'role-name': 'role', 'bare-role-name': 'role', 'user-name': 'user',
  'group-name': 'group', 'policy-name': 'policy', 'masking-policy-name': 'masking-policy', 'model-name': 'model', 'function-name': 'function', 'procedure-name': 'procedure',
  'identity-provider-name': 'identity-provider', 'datashare-name': 'datashare', 'job-name': 'job', 'template-name': 'template', 'library-name': 'library', 'cursor-name': 'cursor',
  'prepared-name': 'prepared', 'parameter-name': 'parameter', 'constraint-name': 'constraint', 'cte-name': 'cte', 'table-alias': 'alias', 'column-alias': 'column', label: 'column',
}; // biome-ignore format: one table

export const categoryOf = (slot: string): NameCategory | undefined => categories[slot.startsWith('new-') ? slot.slice(4) : slot];

interface Occurrence {
  /** Folded parts, outermost first. */
  readonly parts: readonly string[];
  /** The parts joined: what occurrences of one name have in common. */
  readonly key: string;
  readonly declares: boolean;
  /** Offset in the statement's text. */
  readonly start: number;
  readonly end: number;
}

/** A table or view that a statement creates. */
export interface ScriptRelation {
  readonly parts: readonly string[];
  readonly kind: RelationKind;
  readonly temporary: boolean;
  readonly statement: ParsedStatement;
  readonly node: SyntaxNode;
  readonly foreignKeys: readonly ForeignKey[];
  columns(find: FindColumns): readonly ScopeColumn[] | undefined;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: readonly string[];
  /** Empty where REFERENCES names no columns: the primary key is meant. */
  readonly references: readonly string[];
}

export interface StatementNames {
  readonly names: ReadonlyMap<NameCategory, readonly Occurrence[]>;
  readonly relation: ScriptRelation | undefined;
  readonly searchPath: readonly string[] | undefined;
  /** Texts of strings that name an IAM role. */
  readonly iamRoles: readonly string[];
}

export interface ScriptName {
  readonly parts: readonly string[];
  readonly declared: boolean;
  /** Index of the nearest statement that has it. */
  readonly statement: number;
}

const cache = new WeakMap<ParsedStatement, StatementNames>();
const slotCategories = new WeakMap<Grammar, (readonly [NameCategory, boolean] | undefined)[]>();

/** What one statement names. Read once for each text of a statement. */
export function namesIn(parsed: ParsedStatement, language: Language = redshiftLanguage()): StatementNames {
  let known = cache.get(parsed);
  if (!known) {
    known = new NamesWhenAsked(parsed, language);
    cache.set(parsed, known);
  }
  return known;
}

/** Of most statements of a long script only whether they make a table is ever asked. */
class NamesWhenAsked implements StatementNames {
  private readonly parsed: ParsedStatement;
  private readonly language: Language;
  private readNames: StatementNames['names'] | undefined;
  /** Null: not yet asked. */
  private readRelation: ScriptRelation | undefined | null = null;
  private readPath: readonly string[] | undefined | null = null;

  constructor(parsed: ParsedStatement, language: Language) {
    this.parsed = parsed;
    this.language = language;
  }

  get names(): StatementNames['names'] {
    this.readNames ??= readNames(this.parsed, this.language);
    return this.readNames;
  }

  get relation(): ScriptRelation | undefined {
    if (this.readRelation === null) this.readRelation = relationOf(this.parsed, this.language);
    return this.readRelation;
  }

  get searchPath(): readonly string[] | undefined {
    if (this.readPath === null) this.readPath = searchPathOf(this.parsed, this.language);
    return this.readPath;
  }

  get iamRoles(): readonly string[] {
    return iamRolesOf(this.parsed);
  }
}

/** More different names than this, or from farther away, are not collected: those nearest to the cursor are what is wanted. */
const mostNamesOfScript = 400;
const farthestStatement = 300;

/**
 * The names of a category in a document, nearest to statement `near` first. What stands at `except` (an offset in that statement's text) is the word
 * being typed and left out.
 */
export function scriptNames(
  document: SyntaxDocument,
  category: NameCategory,
  near: number,
  except: number,
  language: Language = redshiftLanguage(),
): ScriptName[] {
  const statements = namesOfDocument(document, language);
  const found = new Map<string, ScriptName>();
  const collect = (index: number) => {
    const occurrences = statements[index]?.names.get(category);
    if (!occurrences) return;
    for (const { parts, key, declares, start, end } of occurrences) {
      if (index === near && start <= except && except <= end) continue;
      const known = found.get(key);
      if (!known) found.set(key, { parts, declared: declares, statement: index });
      else if (declares && !known.declared) found.set(key, { ...known, declared: true });
    }
  };
  collect(near);
  const farthest = Math.min(farthestStatement, Math.max(near, statements.length - 1 - near));
  for (let distance = 1; distance <= farthest && found.size < mostNamesOfScript; distance++) {
    collect(near - distance);
    collect(near + distance);
  }
  return [...found.values()];
}

/** Another open script. */
export interface OtherScript {
  /** What the user knows it by: the name of its file. */
  readonly name: string;
  readonly syntax: SyntaxDocument;
}

const namesOfOthers = new WeakMap<SyntaxDocument, Map<NameCategory, ScriptName[]>>();

/** The names of a category in other scripts; as many as those of one script. */
export function namesElsewhere(
  others: readonly OtherScript[],
  category: NameCategory,
  language: Language = redshiftLanguage(),
): ScriptName[] {
  const found: ScriptName[] = [];
  for (const { syntax } of others) {
    let known = namesOfOthers.get(syntax);
    if (!known) {
      known = new Map();
      namesOfOthers.set(syntax, known);
    }
    let names = known.get(category);
    if (!names) {
      names = scriptNames(syntax, category, 0, -1, language);
      known.set(category, names);
    }
    found.push(...names);
    if (found.length > mostNamesOfScript) break;
  }
  return found;
}

const namesByDocument = new WeakMap<SyntaxDocument, readonly StatementNames[]>();

/** What each statement of a document names. */
export function namesOfDocument(document: SyntaxDocument, language: Language): readonly StatementNames[] {
  let known = namesByDocument.get(document);
  if (!known) {
    known = namesBehindEdit(document.statements, language);
    namesByDocument.set(document, known);
    recent = { statements: document.statements, names: known };
  }
  return known;
}

/** What was read last: the next document is mostly the same one behind an edit. */
let recent: { readonly statements: readonly DocumentStatement[]; readonly names: readonly StatementNames[] } = {
  statements: [],
  names: [],
};

function namesBehindEdit(statements: readonly DocumentStatement[], language: Language): readonly StatementNames[] {
  const { statements: old, names } = recent;
  const shorter = Math.min(old.length, statements.length);
  const longer = statements.length - old.length;
  let head = 0;
  while (head < shorter && statements[head]!.parsed === old[head]!.parsed) head++;
  let tail = old.length;
  while (tail > head && tail + longer > head && statements[tail + longer - 1]!.parsed === old[tail - 1]!.parsed) tail--;
  const found = names.slice(0, head);
  for (let i = head; i < tail + longer; i++) found.push(namesIn(statements[i]!.parsed, language));
  for (let i = tail; i < old.length; i++) found.push(names[i]!);
  return found;
}

interface Relations {
  readonly list: readonly ScriptRelation[];
  readonly byName: ReadonlyMap<string, readonly ScriptRelation[]>;
}

let latest: Relations = { list: [], byName: new Map() };

/** The tables and views that a document creates, by the last part of their name. Most edits change none of them: then the map is kept. */
export function scriptRelations(document: SyntaxDocument, language: Language = redshiftLanguage()): Relations['byName'] {
  const list: ScriptRelation[] = [];
  for (const { relation } of namesOfDocument(document, language)) if (relation) list.push(relation);
  if (list.length !== latest.list.length || list.some((relation, index) => relation !== latest.list[index]))
    latest = { list, byName: byLastPart(list) };
  return latest.byName;
}

export function byLastPart(list: readonly ScriptRelation[]): Relations['byName'] {
  const found = new Map<string, ScriptRelation[]>();
  for (const relation of list) {
    const name = relation.parts.at(-1)!;
    const same = found.get(name);
    if (same) same.push(relation);
    else found.set(name, [relation]);
  }
  return found;
}

// ---- reading a statement -------------------------------------------------------------------------------------------------------------

function slotTable(grammar: Grammar): (readonly [NameCategory, boolean] | undefined)[] {
  const known = slotCategories.get(grammar);
  if (known) return known;
  const table = grammar.nodeKinds.map(kind => {
    const category = categoryOf(kind);
    return category && ([category, kind.startsWith('new-') || kind === 'label'] as const);
  });
  slotCategories.set(grammar, table);
  return table;
}

function readNames(parsed: ParsedStatement, language: Language): StatementNames['names'] {
  const names = new Map<NameCategory, Occurrence[]>();
  collectNames(parsed, language, names);
  for (const body of parsed.bodies) collectNames(body.parsed, language, names, body.offset);
  // A common table expression or an alias is no table to other statements.
  const local = new Set([...(names.get('cte') ?? []), ...(names.get('alias') ?? [])].map(name => name.parts[0]!));
  const relations = names.get('relation');
  if (relations && local.size > 0)
    names.set(
      'relation',
      relations.filter(name => name.declares || !local.has(name.parts[0]!)),
    );
  for (const { parts, start, end } of relations ?? []) {
    if (parts.length >= 2 && !local.has(parts[0]!))
      push(names, 'schema', { parts: [parts.at(-2)!], key: parts.at(-2)!, declares: false, start, end });
  }
  return names;
}

function push(names: Map<NameCategory, Occurrence[]>, category: NameCategory, occurrence: Occurrence): void {
  const known = names.get(category);
  if (known) known.push(occurrence);
  else names.set(category, [occurrence]);
}

function collectNames(parsed: ParsedStatement, { grammar }: Language, names: Map<NameCategory, Occurrence[]>, offset = 0): void {
  const table = slotTable(grammar);
  const { nodeKinds, nodeFirsts, nodeEnds, kinds, starts, ends, problems } = parsed;
  const slip = problems.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY);
  for (let node = 0; node < nodeKinds.length; node++) {
    const entry = table[nodeKinds[node]!];
    if (!entry) continue;
    const first = nodeFirsts[node]!;
    const end = nodeEnds[node]!;
    if (end <= first || starts[first] === ends[first]) continue;
    // Behind a slip a word of the statement can have come to stand where a name does: TABLES in `… IN SCHEMA GRANT SELECT ON ALL TABLES`.
    if (kinds[first]! >= T.FIRST_KEYWORD && end === first + 1 && starts[first]! >= slip) continue;
    const parts = partsOf(parsed, first, end);
    if (!parts) continue;
    const [category, declares] = entry;
    const kept = category === 'column' ? [parts.at(-1)!] : parts;
    push(names, category, { parts: kept, key: kept.join('.'), declares, start: starts[first]! + offset, end: ends[end - 1]! + offset });
  }
}

/** The folded parts of a name between two tokens; undefined where a placeholder stands in it or a word is missing. */
function partsOf({ kinds, starts, ends, text }: ParsedStatement, first: number, end: number): string[] | undefined {
  const parts: string[] = [];
  let glue = false;
  for (let token = first; token < end; token++) {
    const kind = kinds[token]!;
    if (kind === T.DOT) continue;
    if (kind === T.COLON) {
      glue = true;
      continue;
    }
    if (kind !== T.NAME && kind !== T.QUOTED_NAME && kind < T.FIRST_KEYWORD) return undefined;
    const written = text.slice(starts[token], ends[token]);
    if (written === '') return undefined;
    const name = kind === T.QUOTED_NAME ? fold(written.slice(1, -1).replaceAll('""', '"'), true) : fold(written);
    if (glue) parts.push(`${parts.pop() ?? ''}:${name}`);
    else parts.push(name);
    glue = false;
  }
  return parts.length > 0 ? parts : undefined;
}

const creating: Record<string, RelationKind> = {
  CreateTable: 'table',
  CreateView: 'view',
  CreateMaterializedView: 'materialized-view',
  CreateExternalTable: 'external-table',
};

function relationOf(parsed: ParsedStatement, language: Language): ScriptRelation | undefined {
  const statement = rootOf(parsed, language.grammar)?.nodes[0];
  if (!statement) return undefined;
  if (statement.kind === 'Query') return intoRelation(statement, parsed);
  const kind = creating[statement.kind];
  const slot = kind && statement.child('new-table-name', 'new-view-name', 'new-materialized-view-name', 'new-external-table-name');
  const parts = slot && nameOf(slot)?.parts.map(part => part.name);
  if (!kind || !slot || !parts) return undefined;
  const query = (statement.child('AsQuery') ?? statement).child('Query');
  const renamed = columnAliases(statement.child('ColumnAliases'));
  const listed = [...statement.descendants('ColumnDefinition', 'ExternalColumn')].flatMap(columnOf);
  return {
    parts,
    kind: statement.child('WithNoSchemaBinding') ? 'late-binding-view' : kind,
    temporary: isTemporary(parts, statement),
    statement: parsed,
    node: slot,
    foreignKeys: foreignKeysOf(statement),
    columns(find) {
      if (listed.length > 0) return [...listed, ...partitionColumns(statement)];
      const like = statement.descendants('LikeClause')[0]?.child('table-name');
      const template = like && nameOf(like);
      if (template) return find(template.parts.map(part => part.name));
      const columns = query && outputColumns(query, find);
      return renameColumns(columns, renamed);
    },
  };
}

function intoRelation(query: SyntaxNode, parsed: ParsedStatement): ScriptRelation | undefined {
  const clause = query.descendants('IntoClause')[0];
  const slot = clause?.descendants('new-table-name')[0];
  const parts = slot && nameOf(slot)?.parts.map(part => part.name);
  // An INTO that a repair has put in makes no table.
  if (!clause || !slot || !parts || !/^into$/i.test(clause.keyword('INTO')?.text ?? '')) return undefined;
  const temporary = isTemporary(parts, clause);
  return { parts, kind: 'table', temporary, statement: parsed, node: slot, foreignKeys: [], columns: find => outputColumns(query, find) };
}

const isTemporary = (parts: readonly string[], statement: SyntaxNode) =>
  parts.at(-1)!.startsWith('#') || statement.keyword('TEMP') !== undefined || statement.keyword('TEMPORARY') !== undefined;

function columnOf(definition: SyntaxNode): ScopeColumn[] {
  const slot = definition.child('new-column-name', 'ReservedColumnName');
  const name = slot && (nameOf(slot)?.parts[0]?.name ?? fold(slot.text));
  return name ? [{ name, type: definition.child('DataType')?.text.toLowerCase(), slot: slot! }] : [];
}

function partitionColumns(statement: SyntaxNode): ScopeColumn[] {
  const clause = statement.child('ExternalPartitionedBy');
  if (!clause) return [];
  const types = clause.childrenOf('DataType');
  return clause
    .childrenOf('new-column-name')
    .map((slot, index) => ({ name: nameOf(slot)?.parts[0]?.name ?? '', type: types[index]?.text.toLowerCase(), slot }));
}

function foreignKeysOf(statement: SyntaxNode): ForeignKey[] {
  return statement.descendants('ReferencesClause').flatMap(clause => {
    const table = clause.child('table-name');
    const parts = table && nameOf(table)?.parts.map(part => part.name);
    if (!parts) return [];
    const own = clause.parent?.kind === 'TableConstraint' ? clause.parent.child('ColumnList') : undefined;
    const column = clause.ancestor('ColumnDefinition')?.child('new-column-name');
    const columns = own ? columnNames(own) : column ? [nameOf(column)?.parts[0]?.name ?? ''] : [];
    return [{ columns, table: parts, references: columnNames(clause.child('ColumnList')) }];
  });
}

const columnNames = (list: SyntaxNode | undefined) => list?.childrenOf('column-name').map(slot => nameOf(slot)?.parts[0]?.name ?? '') ?? [];

function searchPathOf({ text, kinds, count }: ParsedStatement, { grammar }: Language): string[] | undefined {
  if (count < 4 || count > 40 || kinds[0] !== grammar.keywords.kindOf('SET')) return undefined;
  const setting = /^\s*set\s+(?:session\s+|local\s+)?search_path\s*(?:to\b|=)\s*([^;]+)/i.exec(text)?.[1];
  return setting
    ?.split(',')
    .map(part => fold(part.trim().replace(/^['"]|['"]$/g, '')))
    .filter(part => part !== '' && part !== '$user');
}

const arn = /\barn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+/g;

function iamRolesOf({ text }: ParsedStatement): string[] {
  return text.includes('arn:aws') ? (text.match(arn) ?? []) : [];
}
