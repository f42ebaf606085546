// Columns: of the relations in scope, of the table that a column list belongs to, and, last, names that the script uses for columns.

import { nameOf } from '../../semantics/names.ts';
import { commonTableNamed, outputColumns, relationNamed, type Scope, type ScopeColumn, type ScopeRelation } from '../../semantics/scope.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { briefType } from '../briefType.ts';
import { proposeFields } from './paths.ts';
import { cursorName } from './place.ts';
import { mostNames, rank } from './proposals.ts';
import { proposeRelations } from './relations.ts';
import type { CompletionRequest } from './request.ts';
import { scriptNames } from './scriptNames.ts';
import { writeIdentifier, writePath } from './writing.ts';

/** Columns where an expression can stand. */
export function proposeExpressionColumns(request: CompletionRequest): void {
  const { qualifiers, context } = request;
  const counts = (name: string) => name === 'LimitClause' || name === 'OffsetClause';
  // How many rows: no column says that.
  if (
    context.expectations.some(({ rules, element }) => element?.slot?.name === 'column-reference' && rules.some(rule => counts(rule.name)))
  )
    return;
  const place = request.place();
  // SET a = …: what stands before the = is a column of the target alone.
  const target = place.node && setTarget(request, place.node);
  if (target) {
    proposeColumnsOf(request, target, rank.column);
    return;
  }
  if (qualifiers.length > 0) {
    proposeQualified(request, place.scope);
    return;
  }
  proposeScope(request, place.scope);
  // COMMENT ON COLUMN |: the table comes first.
  if (!request.context.expectations.some(expectation => expectation.inExpression)) proposeRelations(request, 'relation-name', false);
  proposeMentionedColumns(request);
}

/** Columns in a list that belongs to a table: INSERT INTO t (|), GRANT SELECT (|) ON t, DISTKEY (|). */
export function proposeListedColumns(request: CompletionRequest): void {
  const { node, scope } = request.place();
  const columns = node ? columnsOfList(request, node, scope) : undefined;
  if (columns) {
    const others = columns.filter(column => !isListed(node, column.name));
    proposeColumnsOf(request, others, rank.column);
    return;
  }
  for (const relation of scope.relations) proposeColumnsOf(request, relation.columns() ?? [], rank.column, relation);
  proposeMentionedColumns(request);
}

/** `alias.|`, `table.|`, `schema.table.|`; else the tables of a schema. */
function proposeQualified(request: CompletionRequest, scope: Scope): void {
  const { qualifiers, known, list } = request;
  if (proposeFields(request)) return;
  const relation = qualifiers.length === 1 ? relationNamed(scope, qualifiers[0]!) : undefined;
  const cte = !relation && qualifiers.length === 1 ? commonTableNamed(scope, qualifiers[0]!) : undefined;
  const columns = relation ? relation.columns() : (cte?.columns() ?? known.findColumns(qualifiers));
  if (columns) {
    proposeColumnsOf(request, columns, rank.column);
    // Everything is known: nothing else can stand here.
    if (relation || qualifiers.length > 1) {
      list.add({ label: '*', kind: 'value', insert: '*', rank: rank.column + 900, detail: say`all columns` });
      return;
    }
  } else if (!relation) proposeRelations(request, 'relation-name', false);
  proposeMentionedColumns(request);
}

function proposeScope(request: CompletionRequest, scope: Scope): void {
  const { language, list, fits } = request;
  let depth = 0;
  for (let at: Scope | undefined = scope; at; at = at.outer, depth++) {
    const counts = new Map<string, number>();
    for (const relation of at.relations)
      for (const column of relation.columns() ?? []) counts.set(column.name, (counts.get(column.name) ?? 0) + 1);
    for (const relation of at.relations) {
      proposeColumnsOf(
        request,
        relation.columns() ?? [],
        rank.column + Math.min(depth, 3) * 250,
        relation,
        column => counts.get(column.name)! > 1 || depth > 0,
      );
    }
    for (const { name, type } of at.aliases) {
      if (fits(name))
        list.add({
          label: name,
          kind: 'column',
          insert: writeIdentifier(name, language),
          rank: rank.column + 200 + depth * 250,
          ...(type && { detail: briefType(type) }),
          description: say`alias`,
        });
    }
    for (const relation of at.relations) {
      const { name, written } = relation;
      if (name && written && name !== cursorName && fits(name))
        list.add({
          label: written,
          kind: 'alias',
          insert: writeIdentifier(name, language),
          rank: rank.alias + depth * 100,
          description: describe(relation),
        });
    }
  }
}

const describe = ({ aliased, path, kind }: ScopeRelation) =>
  aliased && path ? path.parts.map(part => part.name).join('.') : kind === 'cte' ? 'WITH' : kind === 'query' ? say`subquery` : say`table`;

/** Adds columns; those that `ambiguous` picks are put in with their relation in front. */
function proposeColumnsOf(
  { fits, list, language }: CompletionRequest,
  columns: readonly ScopeColumn[],
  base: number,
  relation?: ScopeRelation,
  ambiguous: (column: ScopeColumn) => boolean = () => false,
): void {
  let added = 0;
  for (const column of columns) {
    const { name, type } = column;
    if (name === '?column?' || name === '' || name === cursorName) continue;
    const fit = fits(name, name);
    if (fit === 0) continue;
    if (++added > mostNames * 2) {
      list.incomplete = true;
      break;
    }
    const qualified = relation?.name !== undefined && ambiguous(column);
    list.add({
      label: qualified ? `${relation.written}.${name}` : name,
      kind: 'column',
      insert: qualified ? writePath([relation.name!, name], language) : writeIdentifier(name, language),
      rank: base + (qualified ? 100 : 0),
      ...(type && { detail: briefType(type) }),
      ...(relation?.written && { description: relation.written }),
      ...(qualified && { filter: `${name} ${relation.written}.${name}` }),
    });
  }
}

/** Names that the script uses for columns: they may exist though nothing here says so. */
export function proposeMentionedColumns({ document, context, offset, language, fits, list }: CompletionRequest): void {
  const start = document.statements[context.statement]!.start;
  let added = 0;
  for (const { parts, statement } of scriptNames(document, 'column', context.statement, offset - start, language)) {
    const name = parts.at(-1)!;
    if (!fits(name)) continue;
    if (++added > mostNames) {
      list.incomplete = true;
      break;
    }
    const distance = Math.min(Math.abs(statement - context.statement), 900);
    list.add({
      label: name,
      kind: 'word',
      insert: writeIdentifier(name, language),
      rank: rank.mention + distance,
      description: say`in this script`,
    });
  }
}

// ---- which table a list of columns belongs to ----------------------------------------------------------------------------------------

const tableSlots = ['table-name', 'relation-name', 'analyze-table-name', 'external-table-name', 'vacuum-table-name', 'table-path'];

/** Where a column is already in the list, or is the one being typed. */
function isListed(node: SyntaxNode | undefined, name: string): boolean {
  const list = node?.parent;
  if (!list || !/List|Columns/.test(list.kind)) return false;
  return list.childrenOf('column-name', 'column-path').some(slot => slot !== node && nameOf(slot)?.parts[0]?.name === name);
}

function columnsOfTable({ known }: CompletionRequest, slot: SyntaxNode | undefined): readonly ScopeColumn[] | undefined {
  const path = slot && nameOf(slot);
  return path ? known.findColumns(path.parts.map(part => part.name)) : undefined;
}

/** Before the `=` of SET: the columns of the table that is changed. */
function setTarget(request: CompletionRequest, node: SyntaxNode): readonly ScopeColumn[] | undefined {
  const clause = node.parent;
  if (clause?.kind !== 'SetClause' || clause.start !== node.start) return undefined;
  return columnsOfTable(request, clause.ancestor('UpdateStatement', 'MergeStatement')?.child('table-name'));
}

function columnsOfList(request: CompletionRequest, node: SyntaxNode, scope: Scope): readonly ScopeColumn[] | undefined {
  for (let at: SyntaxNode | undefined = node.parent; at; at = at.parent) {
    switch (at.kind) {
      case 'JoinCondition':
        return commonColumns(scope);
      case 'ExcludeClause':
        return scope.relations.flatMap(relation => relation.columns() ?? []);
      case 'CreateTable':
      case 'CreateExternalTable':
        return ownColumns(request, at);
      case 'CreateMaterializedView':
        return queryColumns(request, at.child('Query'));
      case 'CreateModel':
        return modelColumns(request, at);
    }
    const slot =
      at.child(...tableSlots) ?? (/Privileges$/.test(at.kind) ? at.descendants('relation-name', 'external-table-name')[0] : undefined);
    if (slot && slot !== node) return columnsOfTable(request, slot);
  }
  return undefined;
}

/** Columns that JOIN … USING can name: those of both sides. */
function commonColumns({ relations }: Scope): readonly ScopeColumn[] {
  const last = relations.at(-1)?.columns() ?? [];
  const before = new Set(
    relations
      .slice(0, -1)
      .flatMap(relation => relation.columns() ?? [])
      .map(column => column.name),
  );
  return last.filter(column => before.has(column.name));
}

function ownColumns(request: CompletionRequest, statement: SyntaxNode): readonly ScopeColumn[] | undefined {
  const own = statement.descendants('ColumnDefinition', 'ExternalColumn').flatMap(definition => {
    const slot = definition.child('new-column-name');
    const name = slot && nameOf(slot)?.parts[0]?.name;
    return name ? [{ name, type: definition.child('DataType')?.text.toLowerCase() }] : [];
  });
  return own.length > 0 ? own : queryColumns(request, (statement.child('AsQuery') ?? statement).child('Query'));
}

const queryColumns = ({ known }: CompletionRequest, query: SyntaxNode | undefined) => query && outputColumns(query, known.findColumns);

/** CREATE MODEL … TARGET: a column of the training data. */
function modelColumns(request: CompletionRequest, statement: SyntaxNode): readonly ScopeColumn[] | undefined {
  const source = statement.child('ModelSource');
  return queryColumns(request, source?.child('Query')) ?? columnsOfTable(request, source?.child('relation-name'));
}
