// What a name means: the thing it stands for, as a key that all its names share, in every statement and every script.
import { builtInFunctions } from '../../dialect/functions.ts';
import { nameOf, type QualifiedName } from '../../semantics/names.ts';
import { isDatePart } from '../../semantics/queries.ts';
import { commonTableNamed, relationNamed, type Scope, type ScopeColumn, type ScopeRelation, scopeAt } from '../../semantics/scope.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { categoryOf, type NameCategory } from '../completion/scriptNames.ts';
import type { Place, Workspace } from './workspace.ts';

export type ThingCategory = NameCategory | 'variable' | 'label';

export interface Thing {
  readonly category: ThingCategory;
  /** Two names mean the same thing when their keys are the same. */
  readonly key: string;
  /** Its own name, folded. */
  readonly name: string;
  /** Where it can be named: a statement, a document, or every script. */
  readonly within: ParsedStatement | 'document' | 'everywhere';
  readonly place: Place;
  /** Redshift's own: nobody can rename it. */
  readonly builtIn: boolean;
}

/** The slots that name a relation, for the clauses whose columns are those of the statement's table. */
const relationSlots = [
  'table-name',
  'relation-name',
  'new-table-name',
  'new-external-table-name',
  'external-table-name',
  'new-materialized-view-name',
  'materialized-view-name',
  'new-view-name',
  'view-name',
  'analyze-table-name',
  'vacuum-table-name',
];

/** Things that are named by one word in the whole warehouse. */
const global = new Set<ThingCategory>([
  'role',
  'user',
  'group',
  'policy',
  'masking-policy',
  'identity-provider',
  'datashare',
  'job',
  'library',
  'schema',
  'database',
]);

/** What part `part` of the name in `slot` means; undefined where that cannot be told. */
export function meaningOf(workspace: Workspace, slot: SyntaxNode, part: number, depth = 0): Thing | undefined {
  const place = workspace.placeOf(slot.statement);
  const name = nameOf(slot) ?? reservedName(slot);
  if (!place || !name || part >= name.parts.length || depth > 16) return undefined;
  const at: Naming = { workspace, slot, name, parts: name.parts.map(one => one.name), part, place, depth };
  const category = categoryOf(slot.kind);
  const isLast = part === name.parts.length - 1;
  switch (category) {
    case 'relation':
      return slot.parent?.kind === 'IntoTarget' && isBody(at) ? variable(at) : relationPart(at);
    case 'cte':
      return localThing(at, 'cte', slot);
    case 'alias':
      return localThing(at, 'alias', slot);
    case 'column':
      return slot.kind === 'column-reference' || slot.kind === 'target-column-name' ? reference(at) : columnSlot(at);
    case 'function':
    case 'procedure':
    case 'model':
    case 'template':
      return isLast ? routine(at, category === 'procedure' ? 'function' : category) : qualifier(at);
    case 'cursor':
      return isBody(at) ? variable(at) : thing(at, 'cursor', at.parts.at(-1)!, 'document');
    case 'prepared':
      return thing(at, 'prepared', at.parts.at(-1)!, 'document');
    case 'constraint':
      return thing(at, 'constraint', `${ownerTable(at) ?? ''}.${at.parts.at(-1)}`, 'everywhere');
    case 'parameter':
      return undefined;
    case undefined:
      return otherSlot(at);
    default:
      if (!global.has(category)) return undefined;
      return isLast ? thing(at, category, at.parts.at(-1)!, 'everywhere') : thing(at, 'database', at.parts[part]!, 'everywhere');
  }
}

interface Naming {
  readonly workspace: Workspace;
  readonly slot: SyntaxNode;
  readonly name: QualifiedName;
  /** Folded. */
  readonly parts: readonly string[];
  readonly part: number;
  readonly place: Place;
  readonly depth: number;
}

/** A reserved word where a column is named: `CREATE TABLE t (user int)`. */
function reservedName(slot: SyntaxNode): QualifiedName | undefined {
  if (slot.kind !== 'ReservedColumnName') return undefined;
  const { start, end, text } = slot;
  return { parts: [{ name: text.toLowerCase(), written: text, quoted: false, start, end }], start, end };
}

const systemSchemas = /^(?:pg_|information_schema$|sys$)/;

function thing(at: Naming, category: ThingCategory, key: string, within: Thing['within']): Thing {
  const name = at.parts[at.part]!;
  const scoped = within === 'document' ? `${category}:${at.place.document} ${key}` : `${category}:${key}`;
  const builtIn =
    ((category === 'relation' || category === 'column') && systemSchemas.test(key) && !key.startsWith('pg_temp ')) ||
    (category === 'schema' && systemSchemas.test(key)) ||
    (category === 'role' && key.startsWith('sys:'));
  return { category, key: scoped, name, within, place: at.place, builtIn };
}

const numbers = new WeakMap<ParsedStatement, number>();
let statementCount = 0;
function numberOf(parsed: ParsedStatement): number {
  let number = numbers.get(parsed);
  if (number === undefined) {
    number = ++statementCount;
    numbers.set(parsed, number);
  }
  return number;
}

/** Whether a statement makes a relation out of a query: what its select list names is named by other statements. */
function makesRelation(statement: SyntaxNode | undefined): boolean {
  if (statement?.kind === 'Query') return statement.descendants('IntoClause').length > 0;
  return statement !== undefined && /^Create(?:External|Materialized)?(?:View|Table)$/.test(statement.kind);
}

/** A thing that one slot of a statement declares. */
function localThing(at: Naming, category: ThingCategory, declared: SyntaxNode, part = 0): Thing {
  const { workspace, place } = at;
  const own = workspace.placeOf(declared.statement) ?? place;
  const visible = category === 'column' && makesRelation(workspace.root(own.outer)?.nodes[0]) ? 'everywhere' : own.outer;
  const key = `${category}@${numberOf(declared.statement)}:${declared.start}`;
  return { category, key, name: nameOf(declared)?.parts[part]?.name ?? at.parts[at.part]!, within: visible, place: own, builtIn: false };
}

const isBody = ({ slot, place }: Naming) => slot.statement !== place.outer;

function scopeOf({ workspace, slot, place }: Naming): Scope | undefined {
  const root = workspace.root(slot.statement);
  return root && scopeAt(root, slot.end, workspace.findColumns(place));
}

// ---- relations and what stands before their names --------------------------------------------------------------------------------------

function qualifier(at: Naming): Thing | undefined {
  const fromEnd = at.parts.length - 1 - at.part;
  if (fromEnd === 1) return thing(at, 'schema', at.parts[at.part]!, 'everywhere');
  return fromEnd === 2 ? thing(at, 'database', at.parts[at.part]!, 'everywhere') : undefined;
}

function relationPart(at: Naming): Thing | undefined {
  const { workspace, slot, parts, part, place } = at;
  if (slot.kind.startsWith('new-')) {
    if (part < parts.length - 1) return qualifier(at);
    const renamed = slot.parent?.kind === 'RenameAction' ? slot.parent.ancestor('AlterTable', 'AlterMaterializedView') : undefined;
    const before = renamed && ownerTable({ ...at, slot: renamed });
    if (before) return thing(at, 'relation', `${before.slice(0, before.lastIndexOf('.'))}.${parts.at(-1)}`, 'everywhere');
    return thing(at, 'relation', workspace.newRelationKey(parts, place, isTemporary(slot)), 'everywhere');
  }
  if (slot.kind === 'table-path' || slot.parent?.kind === 'MergeSource') {
    const scope = scopeOf(at);
    if (scope && parts.length === 1) {
      const cte = commonTableNamed(scope, parts[0]!);
      if (cte) return localThing(at, 'cte', cte.node);
    }
    // FROM customers c, c.orders o: a path into a SUPER column.
    const outer = scope && parts.length > 1 ? relationNamed(scope, parts[0]!) : undefined;
    if (outer?.node && outer.node.index !== slot.index && outer.node.start < slot.start) {
      if (part === 0) return relationThing(at, outer);
      return part === 1 ? columnOf(at, outer, parts[1]!) : undefined;
    }
  }
  if (part < parts.length - 1) return qualifier(at);
  return thing(at, 'relation', workspace.relationKey(parts, place), 'everywhere');
}

const isTemporary = (slot: SyntaxNode) => slot.parent?.keyword('TEMP', 'TEMPORARY') !== undefined;

/** The key of the table that a clause belongs to: the nearest one named around it. */
function ownerTable(at: Naming): string | undefined {
  for (let node: SyntaxNode | undefined = at.slot; node; node = node.parent) {
    const slot =
      node.child(...relationSlots) ?? node.child('GrantTarget')?.child('TableTarget')?.child('relation-name', 'ToleratedViewTarget');
    const name = slot && slot.kind === 'ToleratedViewTarget' ? slot.child('relation-name') : slot;
    if (!name || name.index === at.slot.index) continue;
    const owner = meaningOf(at.workspace, name, (nameOf(name)?.parts.length ?? 0) - 1, at.depth + 1);
    return owner?.category === 'relation' ? owner.key.slice('relation:'.length) : undefined;
  }
  return undefined;
}

/** The thing that the name of a relation in scope stands for: its alias, a common table, a table. */
function relationThing(at: Naming, relation: ScopeRelation): Thing | undefined {
  if (!relation.node) return undefined;
  const alias = relation.aliased ? aliasSlot(relation.node) : undefined;
  if (alias) return localThing(at, 'alias', alias);
  const parts = relation.path?.parts.length;
  return parts ? meaningOf(at.workspace, relation.node, parts - 1, at.depth + 1) : undefined;
}

function aliasSlot(node: SyntaxNode): SyntaxNode | undefined {
  for (const holder of [node, node.parent]) {
    const slot =
      holder?.child('TableAlias', 'FunctionAlias')?.child('new-table-alias') ??
      holder?.child('new-table-alias') ??
      holder?.child('PolicyAlias')?.child('alias', 'new-alias');
    if (slot) return slot;
  }
  return undefined;
}

// ---- columns ---------------------------------------------------------------------------------------------------------------------------

const columnThing = (at: Naming, table: string, name: string): Thing => ({
  ...thing(at, 'column', `${table}.${name}`, 'everywhere'),
  name,
});

/** A column in an expression, perhaps behind its table; or a variable of the procedure. */
function reference(at: Naming): Thing | undefined {
  const { slot, parts, part, name } = at;
  if (isDatePart(slot.parent ?? slot)) return undefined;
  if (slot.parent?.kind === 'CommentTarget') return commented(at);
  if (slot.parent?.kind === 'SetClause') return assigned(at);
  const scope = scopeOf(at);
  if (!scope) return undefined;
  if (isBody(at)) {
    const own = part === 0 ? declaredVariable(at, parts[0]!) : undefined;
    if (own) return own;
  }
  const wholeTable = slot.parent?.text.endsWith('*') === true;
  if (parts.length === 1 && !wholeTable) return bareColumn(at, scope, parts[0]!);
  const relation = relationNamed(scope, parts[0]!);
  if (relation) {
    if (part === 0) return relationThing(at, relation);
    return part === 1 ? columnOf(at, relation, parts[1]!) : undefined;
  }
  // schema.table.column
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    const found = level.relations.find(({ path }) => {
      const written = path?.parts.map(one => one.name) ?? [];
      return written.length > 1 && written.every((one, index) => one === parts[index]);
    });
    if (!found) continue;
    const length = found.path!.parts.length;
    if (part < length) return meaningOf(at.workspace, found.node!, part, at.depth + 1);
    return part === length ? columnOf(at, found, parts[length]!) : undefined;
  }
  // A path into a SUPER column.
  return part === 0 && name.parts.length > 1 && !wholeTable ? bareColumn(at, scope, parts[0]!) : undefined;
}

function bareColumn(at: Naming, scope: Scope, name: string): Thing | undefined {
  const inOrder = at.slot.parent?.parent?.kind === 'OrderItem' && at.slot.parent.parent.parent?.parent?.kind === 'Query';
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    const alias = level.aliases.find(candidate => candidate.name === name);
    if (alias?.slot && inOrder && level === scope) return localThing(at, 'column', alias.slot);
    let unknown: ScopeRelation | undefined;
    let unknowns = 0;
    for (const relation of level.relations) {
      const columns = relation.columns();
      const column = columns?.find(candidate => candidate.name === name);
      if (column) return columnThrough(at, column, relation);
      if (!columns) {
        unknown = relation;
        unknowns++;
      }
    }
    if (alias?.slot && at.slot.start !== alias.slot.start) return localThing(at, 'column', alias.slot);
    if (level.relations.length === 0) continue;
    // It can only be a column of the one table whose columns are not known, unless something around knows better.
    if (unknowns > 0) return unknowns === 1 && level.relations.length === 1 && unknown ? columnOf(at, unknown, name) : undefined;
  }
  const only = scope.relations.length === 1 ? scope.relations[0] : undefined;
  return only && !scope.outer?.relations.length ? columnOf(at, only, name) : undefined;
}

/** A column of a relation in scope; of a table also one that ALTER TABLE adds, or that nothing is known of. */
function columnOf(at: Naming, relation: ScopeRelation, name: string): Thing | undefined {
  const column = relation.columns()?.find(candidate => candidate.name === name);
  if (column) return columnThrough(at, column, relation);
  return relation.kind === 'table' && relation.path ? columnThing(at, tableOf(at, relation), name) : undefined;
}

const tableOf = ({ workspace, place }: Naming, relation: ScopeRelation) =>
  workspace.relationKey(
    relation.path!.parts.map(part => part.name),
    place,
  );

/** Follows a column to where its name comes from: through common tables, subqueries and views. */
function columnThrough(at: Naming, { name, slot, table }: ScopeColumn, relation: ScopeRelation): Thing | undefined {
  if (slot) {
    const parts = nameOf(slot)?.parts.length ?? 1;
    if (slot.statement === at.slot.statement && slot.index === at.slot.index) return undefined;
    return meaningOf(at.workspace, slot, parts - 1, at.depth + 1) ?? localThing(at, 'column', slot, parts - 1);
  }
  if (table !== undefined) return columnThing(at, table, name);
  return relation.kind === 'table' && relation.path ? columnThing(at, tableOf(at, relation), name) : undefined;
}

/** COMMENT ON COLUMN schema.table.column */
function commented(at: Naming): Thing | undefined {
  const { workspace, parts, part, place } = at;
  if (parts.length < 2) return undefined;
  const table = parts.slice(0, -1);
  const key = workspace.relationKey(table, place);
  if (part === parts.length - 1) return columnThing(at, key, parts[part]!);
  return part === parts.length - 2 ? thing(at, 'relation', key, 'everywhere') : thing(at, 'schema', parts[part]!, 'everywhere');
}

/** UPDATE t SET column = …: always a column of the table that is changed. */
function assigned(at: Naming): Thing | undefined {
  const { parts, part } = at;
  const scope = scopeOf(at);
  const target = scope?.relations[0];
  if (!target) return undefined;
  if (parts.length > 1 && parts[0] === target.name)
    return part === 0 ? relationThing(at, target) : part === 1 ? columnOf(at, target, parts[1]!) : undefined;
  return part === 0 ? columnOf(at, target, parts[0]!) : undefined;
}

/** Columns in lists and definitions. */
function columnSlot(at: Naming): Thing | undefined {
  const { workspace, slot, parts, part } = at;
  const { parent } = slot;
  const own = parts[part]!;
  if (!parent || part > 0) return undefined;
  switch (parent.kind) {
    case 'PivotValue':
    case 'UnpivotClause':
    case 'UnpivotColumn':
      // The columns of what PIVOT makes are not followed: one of their names alone must not change.
      return slot.kind === 'column-name' ? inScope(at, own) : undefined;
    case 'SelectItem':
    case 'PolicyColumn':
    case 'ColumnAliasDefinition':
      return slot.kind === 'column-name' ? inScope(at, own) : localThing(at, 'column', slot);
    case 'ColumnAliases':
      // CREATE VIEW v (a, b) AS …, WITH c (a, b) AS …, FROM t AS x (a, b)
      return localThing(at, 'column', slot);
    case 'ExcludeClause':
      return inScope(at, own);
    case 'ColumnList':
      if (parent.parent?.kind === 'JoinCondition' || parent.parent?.kind === 'ExcludeClause') return inScope(at, own);
      break;
  }
  const table = ownerTable(at);
  if (table === undefined) return undefined;
  const tableParts = tablePartsOf(table);
  // A column of a view is followed to where its name comes from.
  const known =
    slot.kind === 'column-name' && tableParts
      ? workspace
          .findColumns(at.place)(tableParts)
          ?.find(({ name }) => name === own)
      : undefined;
  if (known?.slot && known.slot.kind !== 'new-column-name' && known.slot.index !== slot.index)
    return meaningOf(workspace, known.slot, (nameOf(known.slot)?.parts.length ?? 1) - 1, at.depth + 1);
  if (known?.slot?.parent?.kind === 'ColumnAliases') return localThing(at, 'column', known.slot);
  return columnThing(at, table, own);
}

const tablePartsOf = (key: string) => (key.startsWith('pg_temp ') ? [key.slice(key.indexOf('.') + 1)] : key.split('.'));

function inScope(at: Naming, name: string): Thing | undefined {
  const scope = scopeOf(at);
  return scope && bareColumn(at, scope, name);
}

// ---- routines, variables, labels -------------------------------------------------------------------------------------------------------

function routine(at: Naming, category: ThingCategory): Thing {
  const { parts } = at;
  const own = parts.at(-1)!;
  const builtIn =
    category === 'function' && parts.length === 1 && at.slot.kind === 'function-name' && builtInFunctions().has(own.toUpperCase());
  const key = builtIn ? own : parts.length > 1 ? parts.slice(-2).join('.') : `public.${own}`;
  return { ...thing(at, category, key, 'everywhere'), builtIn };
}

function otherSlot(at: Naming): Thing | undefined {
  const { slot, parts, part, place } = at;
  switch (slot.kind.startsWith('new-') ? slot.kind.slice(4) : slot.kind) {
    case 'local-name':
    case 'target-name':
    case 'variable-name':
    case 'argument-name':
      return part === 0 ? variable(at) : undefined;
    case 'label-name':
      return thing(at, 'label', `${numberOf(place.outer)} ${parts[0]}`, place.outer);
    case 'alias':
      return localThing(at, 'alias', slot);
    case 'SetItem':
      return slot.parent?.parent?.child('parameter-name')?.text.toLowerCase() === 'search_path'
        ? thing(at, 'schema', parts[0]!, 'everywhere')
        : undefined;
    case 'ReservedColumnName': {
      const table = ownerTable(at);
      return table === undefined ? undefined : columnThing(at, table, parts[0]!);
    }
    default:
      return undefined;
  }
}

function variable(at: Naming): Thing | undefined {
  return at.slot.kind.startsWith('new-') && at.slot.parent?.kind !== 'IntoTarget'
    ? localThing(at, 'variable', at.slot)
    : declaredVariable(at, at.parts[0]!);
}

/** The variable, loop variable or parameter that a name in a procedure means, innermost block first. */
function declaredVariable(at: Naming, name: string): Thing | undefined {
  const { workspace, slot, place } = at;
  for (let node: SyntaxNode | undefined = slot.parent; node; node = node.parent) {
    const declared =
      node.kind === 'PlpgsqlBlock' ? declaredIn(node, name) : node.kind === 'LoopStatement' ? loopVariable(node, name) : undefined;
    if (declared) return localThing(at, 'variable', declared);
  }
  const parameter = workspace
    .root(place.outer)
    ?.descendants('new-argument-name')
    .find(argument => nameOf(argument)?.parts[0]?.name === name);
  return parameter && localThing(at, 'variable', parameter);
}

function declaredIn(block: SyntaxNode, name: string): SyntaxNode | undefined {
  for (const section of block.childrenOf('DeclareSection')) {
    for (const declaration of section.childrenOf('Declaration')) {
      const slot = declaration.nodes[0]?.child('new-local-name');
      if (slot && nameOf(slot)?.parts[0]?.name === name) return slot;
    }
  }
  return undefined;
}

/** FOR i IN 1..10: the loop declares it. A query's loop needs a declared record. */
function loopVariable(loop: SyntaxNode, name: string): SyntaxNode | undefined {
  const header = loop.child('ForHeader');
  const source = header?.child('ForSource');
  if (!header || !source || source.child('Query') || source.keyword('EXECUTE')) return undefined;
  const slot = header.child('ForVariable')?.child('target-name');
  return slot && nameOf(slot)?.parts[0]?.name === name ? slot : undefined;
}
