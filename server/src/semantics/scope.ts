// Which relations a place in a statement sees: tables with their aliases, common table expressions, subqueries, the target of
// UPDATE, DELETE, MERGE and INSERT, the columns of a policy. Text behind the place counts: `SELECT | FROM t` sees t.
// Only the tree is read; what a table holds is asked of `FindColumns` (script before catalog is the caller's order).
import type { SyntaxNode } from '../syntax/tree.ts';
import { fold, nameOf, type QualifiedName } from './names.ts';

export interface ScopeColumn {
  /** Folded. */
  readonly name: string;
  /** As Redshift prints it; undefined where it cannot be told. */
  readonly type: string | undefined;
  /** Where the text gives it its name: a definition, an alias, the column-reference that a query passes on; absent where no text does. */
  readonly slot?: SyntaxNode;
  /** What `FindColumns` says about whose column it is; kept wherever the column is passed on. */
  readonly table?: string;
}

export interface ScopeRelation {
  /** What qualifies its columns: the alias, or the last part of the table's name; undefined for a subquery without one. Folded. */
  readonly name: string | undefined;
  /** The same as written in the text. */
  readonly written: string | undefined;
  readonly kind: 'table' | 'cte' | 'query' | 'function' | 'path' | 'policy';
  /** The name that stands in FROM, INTO, UPDATE …; undefined for subqueries. */
  readonly path: QualifiedName | undefined;
  readonly aliased: boolean;
  /** Where it is named; undefined where there is no tree. */
  readonly node: SyntaxNode | undefined;
  /** In order; undefined where they are not known. */
  columns(): readonly ScopeColumn[] | undefined;
}

export interface Scope {
  /** In the order of the text. */
  readonly relations: readonly ScopeRelation[];
  /** Names that the select list gives: they can be used in the list itself, in GROUP BY, HAVING, QUALIFY and ORDER BY. */
  readonly aliases: readonly ScopeColumn[];
  readonly ctes: readonly CommonTable[];
  /** What a subquery sees besides. */
  readonly outer: Scope | undefined;
}

export interface CommonTable {
  readonly name: string;
  readonly written: string;
  readonly node: SyntaxNode;
  columns(): readonly ScopeColumn[] | undefined;
}

/** The columns of a table or view by the folded parts of its name; undefined where nothing is known of it. */
export type FindColumns = (parts: readonly string[]) => readonly ScopeColumn[] | undefined;

const emptyScope: Scope = { relations: [], aliases: [], ctes: [], outer: undefined };

/** What is visible at `offset` (in the statement's text) of the statement whose root is given. */
export function scopeAt(root: SyntaxNode, offset: number, find: FindColumns): Scope {
  return descend(root, offset, emptyScope, find);
}

/** The relation that `name` qualifies a column with, innermost scope first. */
export function relationNamed(scope: Scope, name: string): ScopeRelation | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.relations.find(relation => relation.name === name);
    if (found) return found;
  }
  return undefined;
}

export function commonTableNamed(scope: Scope, name: string): CommonTable | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.ctes.findLast(cte => cte.name === name);
    if (found) return found;
  }
  return undefined;
}

/** The columns that a query gives, with the names Redshift gives them; undefined where a `*` stands for something unknown. */
export function outputColumns(query: SyntaxNode, find: FindColumns, outer: Scope = emptyScope): readonly ScopeColumn[] | undefined {
  return queryColumns(query, outer, find, 0);
}

// ---- descending to the place ---------------------------------------------------------------------------------------------------------

const holds = (node: SyntaxNode, offset: number) => node.start <= offset && offset <= node.end;

function descend(node: SyntaxNode, offset: number, scope: Scope, find: FindColumns): Scope {
  const inner = scopeInside(node, offset, scope, find);
  const children = node.nodes;
  const next = children.findLast(child => child.start < offset && offset <= child.end) ?? children.find(child => holds(child, offset));
  return next ? descend(next, offset, inner, find) : inner;
}

function scopeInside(node: SyntaxNode, offset: number, scope: Scope, find: FindColumns): Scope {
  switch (node.kind) {
    case 'Query': {
      const withCtes = withCommonTables(node, offset, scope, find);
      // The clauses behind the last term of a query see what its first SELECT sees.
      const order = node.child('OrderByClause', 'LimitClause');
      if (!order || !holds(order, offset)) return withCtes;
      const select = firstSelect(node);
      return select ? selectScope(select, withCtes, find) : withCtes;
    }
    case 'SelectStatement':
    case 'PerformStatement': {
      const from = node.child('FromClause');
      // A subquery in FROM does not see its neighbours; a join condition, a path into SUPER and LATERAL do.
      if (from && holds(from, offset) && insideDerivedTable(from, offset)) return scope;
      return selectScope(node, scope, find);
    }
    case 'Assignment':
      return relationScope(node.child('AssignmentSource'), scope, find);
    case 'UpdateStatement':
    case 'DeleteStatement':
    case 'MergeStatement': {
      const withCtes = withCommonTables(node, offset, scope, find);
      return {
        relations: [...targetOf(node, find), ...relationsUnder(node, withCtes, find)],
        aliases: [],
        ctes: withCtes.ctes,
        outer: scope,
      };
    }
    case 'CreateRlsPolicy':
    case 'CreateMaskingPolicy':
      return { ...scope, relations: policyRelation(node), outer: scope };
    default:
      return scope;
  }
}

function insideDerivedTable(from: SyntaxNode, offset: number): boolean {
  return from.descendants('DerivedTable').some(table => {
    const query = table.child('ParenthesizedQuery');
    return query !== undefined && query.start < offset && offset <= query.end && table.parent?.keyword('LATERAL') === undefined;
  });
}

function selectScope(select: SyntaxNode, outer: Scope, find: FindColumns): Scope {
  const relations = relationsUnder(select, outer, find);
  const aliases = selectAliases(select, { relations, aliases: [], ctes: [], outer });
  return { relations, aliases, ctes: [], outer };
}

function relationScope(node: SyntaxNode | undefined, outer: Scope, find: FindColumns): Scope {
  return node ? { relations: relationsUnder(node, outer, find), aliases: [], ctes: [], outer } : outer;
}

/** The first SELECT of a query, behind parentheses too. */
function firstSelect(query: SyntaxNode): SyntaxNode | undefined {
  const term = query.child('QueryTerm');
  const inner = term?.child('SelectStatement');
  if (inner || !term) return inner;
  const nested = term.child('ParenthesizedQuery')?.child('Query');
  return nested && firstSelect(nested);
}

// ---- common table expressions --------------------------------------------------------------------------------------------------------

function withCommonTables(node: SyntaxNode, offset: number, scope: Scope, find: FindColumns): Scope {
  const clause = node.child('WithClause');
  if (!clause) return scope;
  return commonTables(clause, scope, find, offset, 0);
}

/** The tables of a WITH clause that `offset` sees: inside one, those before it, and itself where the clause is RECURSIVE. */
function commonTables(clause: SyntaxNode, outer: Scope, find: FindColumns, offset: number, depth: number): Scope {
  const recursive = clause.keyword('RECURSIVE') !== undefined;
  let scope: Scope = { relations: [], aliases: [], ctes: [], outer };
  for (const expression of clause.childrenOf('CommonTableExpression')) {
    const inside = expression.start < offset && offset <= expression.end;
    if (inside && !recursive) break;
    const visible = scope;
    const name = expression.child('new-cte-name');
    const parts = name && nameOf(name);
    if (!name || !parts) continue;
    const renamed = columnAliases(expression.child('ColumnAliases'));
    const query = expression.child('ParenthesizedQuery')?.child('Query');
    const columns = once(() => renameColumns(query && queryColumns(query, visible, find, depth + 1), renamed));
    scope = { ...scope, ctes: [...scope.ctes, { name: parts.parts[0]!.name, written: parts.parts[0]!.written, node: name, columns }] };
    if (inside) break;
  }
  return scope;
}

// ---- relations -----------------------------------------------------------------------------------------------------------------------

/** Relations of the FROM and USING clauses below a node, not those of subqueries. */
function relationsUnder(node: SyntaxNode, scope: Scope, find: FindColumns, depth = 0): ScopeRelation[] {
  const found: ScopeRelation[] = [];
  const visit = (at: SyntaxNode) => {
    for (const child of at.nodes) {
      switch (child.kind) {
        case 'FromClause':
        case 'UsingClause':
        case 'TableReference':
        case 'TableFactor':
        case 'JoinClause':
        case 'ParenthesizedJoin':
          visit(child);
          break;
        case 'NamedTable':
          found.push(namedTable(child, scope, find));
          break;
        case 'MergeSource':
          found.push(mergeSource(child, scope, find, depth));
          break;
        case 'DerivedTable':
          found.push(derivedTable(child, scope, find, depth));
          break;
        case 'TableFunction':
        case 'ObjectUnpivot':
          found.push(tableFunction(child));
          break;
      }
    }
  };
  visit(node);
  return found;
}

function namedTable(node: SyntaxNode, scope: Scope, find: FindColumns): ScopeRelation {
  const slot = node.child('table-path', 'table-name', 'relation-name');
  const path = slot && nameOf(slot);
  const alias = aliasOf(node);
  const renamed = columnAliases(node.child('TableAlias')?.child('ColumnAliases'));
  const first = path?.parts[0]?.name;
  const cte = path?.parts.length === 1 ? commonTableNamed(scope, first!) : undefined;
  const last = path?.parts.at(-1);
  return {
    name: alias?.name ?? last?.name,
    written: alias?.written ?? last?.written,
    kind: cte ? 'cte' : node.child('PathStep') ? 'path' : 'table',
    path,
    aliased: alias !== undefined,
    node: slot ?? node,
    columns: once(() =>
      path && !node.child('PathStep') ? renameColumns(cte ? cte.columns() : find(path.parts.map(part => part.name)), renamed) : undefined,
    ),
  };
}

function mergeSource(node: SyntaxNode, scope: Scope, find: FindColumns, depth: number): ScopeRelation {
  return node.child('ParenthesizedQuery') ? derivedTable(node, scope, find, depth) : namedTable(node, scope, find);
}

function derivedTable(node: SyntaxNode, scope: Scope, find: FindColumns, depth: number): ScopeRelation {
  const alias = aliasOf(node);
  const renamed = columnAliases(node.child('TableAlias')?.child('ColumnAliases'));
  const query = node.child('ParenthesizedQuery')?.child('Query');
  return {
    name: alias?.name,
    written: alias?.written,
    kind: 'query',
    path: undefined,
    aliased: alias !== undefined,
    node,
    columns: once(() => renameColumns(query && queryColumns(query, scope, find, depth + 1), renamed)),
  };
}

function tableFunction(node: SyntaxNode): ScopeRelation {
  const given = node.child('FunctionAlias');
  const alias = aliasOf(node) ?? (given ? firstName(given.child('new-table-alias')) : firstName(node.child('new-table-alias')));
  const columns = given
    ?.childrenOf('ColumnAliasDefinition')
    .map(definition => columnDefined(definition, definition.child('DataType')?.text));
  return {
    name: alias?.name,
    written: alias?.written,
    kind: 'function',
    path: undefined,
    aliased: alias !== undefined,
    node,
    columns: () => (columns && columns.length > 0 ? columns : undefined),
  };
}

/** The table that UPDATE, DELETE and MERGE change. */
function targetOf(statement: SyntaxNode, find: FindColumns): ScopeRelation[] {
  return statement.child('table-name') ? [namedTable(statement, emptyScope, find)] : [];
}

function policyRelation(statement: SyntaxNode): ScopeRelation[] {
  const clause = statement.child('PolicyColumns');
  if (!clause) return [];
  const alias = firstName(statement.child('PolicyAlias')?.child('alias', 'new-alias'));
  const columns = clause.childrenOf('PolicyColumn').map(column => columnDefined(column, column.child('DataType')?.text.toLowerCase()));
  return [
    {
      name: alias?.name,
      written: alias?.written,
      kind: 'policy',
      path: undefined,
      aliased: alias !== undefined,
      node: clause,
      columns: () => columns,
    },
  ];
}

function columnDefined(definition: SyntaxNode, type: string | undefined): ScopeColumn {
  const slot = definition.child('new-column-name');
  return { name: firstName(slot)?.name ?? '', type, ...(slot && { slot }) };
}

const aliasOf = (node: SyntaxNode) => firstName(node.child('TableAlias')?.child('new-table-alias'));

function firstName(slot: SyntaxNode | undefined): { name: string; written: string } | undefined {
  return slot && nameOf(slot)?.parts[0];
}

/** The names of a list `(a, b)` behind an alias, as columns of unknown type. */
export function columnAliases(node: SyntaxNode | undefined): ScopeColumn[] | undefined {
  return node?.childrenOf('new-column-name').map(slot => ({ name: firstName(slot)?.name ?? '', type: undefined, slot }));
}

/** Columns under the names that an alias list gives to the first of them. */
export function renameColumns(
  columns: readonly ScopeColumn[] | undefined,
  names: readonly ScopeColumn[] | undefined,
): readonly ScopeColumn[] | undefined {
  if (!names) return columns;
  return columns ? columns.map((column, index) => (names[index] ? { ...names[index], type: column.type } : column)) : names;
}

// ---- the columns of a query ------------------------------------------------------------------------------------------------------------

/** Queries nested deeper than this are left unresolved. */
const maxDepth = 24;

function queryColumns(query: SyntaxNode, outer: Scope, find: FindColumns, depth: number): readonly ScopeColumn[] | undefined {
  if (depth > maxDepth) return undefined;
  const clause = query.child('WithClause');
  const scope = clause ? commonTables(clause, outer, find, Number.POSITIVE_INFINITY, depth) : outer;
  const term = query.child('QueryTerm');
  const nested = term?.child('ParenthesizedQuery')?.child('Query');
  if (nested) return queryColumns(nested, scope, find, depth + 1);
  const values = term?.child('ValuesClause')?.child('ValuesRow');
  if (values) return valueColumns(values);
  const select = term?.child('SelectStatement');
  if (!select) return undefined;
  const relations = relationsUnder(select, scope, find, depth);
  return selectColumns(select, { relations, aliases: [], ctes: [], outer: scope });
}

function valueColumns(row: SyntaxNode): ScopeColumn[] {
  const count = row.children.filter(child => child.text === ',').length + 1;
  return Array.from({ length: count }, (_, index) => ({ name: `column${index + 1}`, type: undefined }));
}

function selectColumns(select: SyntaxNode, scope: Scope): readonly ScopeColumn[] | undefined {
  const columns: ScopeColumn[] = [];
  for (const item of select.child('SelectList')?.childrenOf('SelectItem') ?? []) {
    const every = starOf(item, scope);
    // A template may stand for any number of columns.
    if (every === null || item.tokens()[0]?.type === 'template') return undefined;
    if (every) columns.push(...every);
    else columns.push(itemColumn(item, scope));
  }
  const excluded = select
    .child('ExcludeClause')
    ?.descendants('column-name')
    .map(slot => firstName(slot)?.name);
  return excluded ? columns.filter(column => !excluded.includes(column.name)) : columns;
}

/** The columns behind `*` or `t.*`; null where they are not known, undefined for any other item. */
function starOf(item: SyntaxNode, scope: Scope): readonly ScopeColumn[] | null | undefined {
  if (item.child('AllColumns')) {
    const all: ScopeColumn[] = [];
    for (const relation of scope.relations) {
      const columns = relation.columns();
      if (!columns) return null;
      all.push(...columns);
    }
    return all;
  }
  const reference = item.child('ColumnReference');
  if (!reference?.text.endsWith('*')) return undefined;
  const qualifier = reference.child('column-reference');
  const name = qualifier && nameOf(qualifier)?.parts.at(-1)?.name;
  return (name === undefined ? undefined : relationNamed(scope, name)?.columns()) ?? null;
}

/** The names that the select list gives with AS or without. */
function selectAliases(select: SyntaxNode, scope: Scope): ScopeColumn[] {
  const aliases: ScopeColumn[] = [];
  for (const item of select.child('SelectList')?.childrenOf('SelectItem') ?? []) {
    const slot = item.child('new-label', 'new-column-alias');
    const alias = firstName(slot);
    if (slot && alias) aliases.push({ name: alias.name, type: typeOf(item.nodes[0], scope), slot });
  }
  return aliases;
}

function itemColumn(item: SyntaxNode, scope: Scope): ScopeColumn {
  const expression = item.nodes[0];
  const label = item.child('new-label', 'new-column-alias');
  const slot = label ?? impliedSlot(expression);
  return { name: firstName(label)?.name ?? impliedName(expression), type: typeOf(expression, scope), ...(slot && { slot }) };
}

/** The name of a column without an alias: that of the column or function it consists of. */
function impliedName(expression: SyntaxNode | undefined): string {
  switch (expression?.kind) {
    case 'ColumnReference':
      return nameOf(expression.child('column-reference') ?? expression)?.parts.at(-1)?.name ?? '?column?';
    case 'FieldAccess':
      return fold(expression.tokens().at(-1)?.text.replaceAll('"', '') ?? '?column?');
    case 'CastOperator':
    case 'CastExpression':
    case 'ParenthesizedExpression':
      return impliedName(expression.nodes[0]);
    case 'FunctionCall':
      return nameOf(expression.child('function-name') ?? expression)?.parts.at(-1)?.name ?? '?column?';
    case 'CaseExpression':
      return 'case';
    default:
      return '?column?';
  }
}

/** The reference that gives a column without an alias its name. */
function impliedSlot(expression: SyntaxNode | undefined): SyntaxNode | undefined {
  if (expression?.kind === 'CastOperator') return impliedSlot(expression.nodes[0]);
  return expression?.kind === 'ColumnReference' ? expression.child('column-reference') : undefined;
}

/** The type of an expression where it can be told without knowing every function. */
function typeOf(expression: SyntaxNode | undefined, scope: Scope): string | undefined {
  switch (expression?.kind) {
    case 'ColumnReference': {
      const parts = nameOf(expression.child('column-reference') ?? expression)?.parts;
      return (
        parts &&
        columnIn(
          scope,
          parts.map(part => part.name),
        )?.type
      );
    }
    case 'CastOperator':
    case 'CastExpression':
      return expression.child('DataType')?.text.toLowerCase();
    case 'FunctionCall':
      return /^count$/i.test(expression.child('function-name')?.text ?? '') ? 'bigint' : undefined;
    case 'IsExpression':
    case 'InExpression':
    case 'LikeExpression':
    case 'BetweenExpression':
    case 'ExistsCondition':
      return 'boolean';
    default:
      return undefined;
  }
}

/** The column that a reference of one or more parts means; undefined where it is not known. */
export function columnIn(scope: Scope, parts: readonly string[]): (ScopeColumn & { readonly relation: ScopeRelation }) | undefined {
  const name = parts.at(-1)!;
  const qualifier = parts.at(-2);
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    for (const relation of at.relations) {
      if (qualifier !== undefined && relation.name !== qualifier) continue;
      const column = relation.columns()?.find(candidate => candidate.name === name);
      if (column) return { ...column, relation };
    }
  }
  return undefined;
}

function once<Value>(compute: () => Value): () => Value {
  let value: Value;
  let done = false;
  let running = false;
  return () => {
    if (running) return undefined as Value; // a table that is defined by itself
    if (!done) {
      running = true;
      value = compute();
      running = false;
      done = true;
    }
    return value;
  };
}
