// CREATE, ALTER and DROP of tables, external tables, views and materialized views; CREATE TABLE AS and SELECT INTO.
import type { RelationKind } from '../../protocol.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { type Column, type Origin, type Relation, type RelationName, relationKey } from '../facts.ts';
import { factOf, relationAt, schemaAt } from '../lookup.ts';
import type { ScriptModel } from '../model.ts';
import { type NamePart, nameOf } from '../names.ts';
import { columnsOfQuery, relationsRead } from '../queries.ts';
import { resolveExisting, resolveNew, resolveSimple, type WrittenName } from '../resolve.ts';
import { typeText } from '../types.ts';
import { grantDefaultPrivileges } from './defaultPrivileges.ts';
import { type Effect, type EffectReader, hasKeywords, inOrder, noEffect, originOf, ownerOf, writtenName, writtenNames } from './effect.ts';
import { moveRelation, renameMaskedColumn, withoutRelation } from './rekeying.ts';

// ---- creating ------------------------------------------------------------------------------------------------------------------------------

interface Creation {
  readonly name: WrittenName;
  readonly kind: RelationKind;
  readonly temporary?: boolean;
  readonly ifNotExists?: boolean;
  readonly replaces?: boolean;
  readonly iceberg?: boolean;
  readonly origin: Origin;
  columns(model: ScriptModel): readonly Column[] | undefined;
  reads?(model: ScriptModel): readonly RelationName[];
}

const create =
  (creation: Creation): Effect =>
  model => {
    const { kind, temporary = false, ifNotExists = false, replaces = false, origin } = creation;
    const name = resolveNew(model, creation.name, temporary);
    const there = factOf(relationAt(model, name));
    if (there && ifNotExists) return model;
    const relation: Relation = {
      is: 'relation',
      name,
      kind,
      temporary,
      columns: creation.columns(model),
      owner: there && replaces ? there.owner : model.session.user,
      origin,
      ...(ifNotExists && { ifNotExists }),
      ...(creation.iceberg && { iceberg: true }),
      ...(creation.reads && { reads: creation.reads(model) }),
      // CREATE OR REPLACE VIEW keeps what is attached to the view.
      ...(there && replaces && there.rowLevelSecurity && { rowLevelSecurity: there.rowLevelSecurity }),
    };
    const created = model.with('relations', relationKey(name), relation);
    return temporary || (there && replaces)
      ? created
      : grantDefaultPrivileges(created, { kind: 'relation', relation: name }, name.schema, 'tables');
  };

export const createTable: EffectReader = (node, parsed) => {
  const slot = node.child('new-table-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  const query = node.child('AsQuery')?.child('Query');
  const elements = node.child('TableElements')?.childrenOf('TableElement') ?? [];
  const aliases = node.child('ColumnAliases');
  return create({
    name,
    kind: 'table',
    temporary: node.keyword('TEMP', 'TEMPORARY') !== undefined,
    ifNotExists: hasKeywords(node, 'IF', 'NOT', 'EXISTS'),
    iceberg: node.descendants('IcebergClauses').length > 0,
    origin: originOf(parsed, slot),
    columns: model =>
      query && elements.length === 0 ? renamed(columnsOfQuery(query, model), aliases) : columnsOfElements(elements, model),
    ...(query && { reads: model => relationsRead(query, model) }),
  });
};

function columnsOfElements(elements: readonly SyntaxNode[], model: ScriptModel): readonly Column[] | undefined {
  const columns: Column[] = [];
  const keys = new Set<string>();
  for (const element of elements) {
    const definition = element.child('ColumnDefinition');
    const like = element.child('LikeClause');
    if (definition) columns.push(...columnOf(definition));
    if (like) {
      const name = writtenName(like, 'table-name');
      const copied = name && factOf(relationAt(model, resolveExisting(model, name)))?.columns;
      if (!copied) return undefined;
      columns.push(...copied.map(({ name, type, nullable }) => ({ name, ...(type && { type }), ...(nullable === false && { nullable }) })));
    }
    const constraint = element.child('TableConstraint');
    if (constraint?.keyword('PRIMARY'))
      for (const column of constraint.descendants('column-name')) keys.add(nameOf(column)?.parts[0]?.name ?? '');
  }
  return columns.map(column => (keys.has(column.name) ? { ...column, nullable: false } : column));
}

/** The column that a definition (of a table, an external table or ADD COLUMN) makes; none where its name cannot be told. */
function columnOf(definition: SyntaxNode): Column[] {
  const slot = definition.child('new-column-name', 'ReservedColumnName');
  const name = slot && nameOf(slot)?.parts[0]?.name;
  const type = definition.child('DataType');
  if (!name) return [];
  const attributes = definition.childrenOf('ColumnAttribute');
  const has = (kind: string) => attributes.some(attribute => attribute.child(kind));
  const identity = attributes.map(attribute => attribute.child('IdentityAttribute')).find(Boolean);
  const notNull =
    attributes.some(attribute => attribute.child('NotNullConstraint')?.keyword('NOT') || attribute.keyword('PRIMARY')) ||
    identity !== undefined;
  return [
    {
      name,
      ...(type && { type: typeText(type) }),
      ...(notNull && { nullable: false }),
      ...(has('ColumnDefault') && { hasDefault: true }),
      ...(identity && { identity: identity.keyword('GENERATED') ? ('by-default' as const) : ('always' as const) }),
    },
  ];
}

/** Under the names of an alias list. */
function renamed(columns: readonly Column[] | undefined, aliases: SyntaxNode | undefined): readonly Column[] | undefined {
  const names = aliases?.childrenOf('new-column-name').map(slot => nameOf(slot)?.parts[0]?.name ?? '');
  if (!names) return columns;
  if (!columns) return names.map(name => ({ name }));
  return columns.map((column, i) => (names[i] ? { ...column, name: names[i] } : column));
}

const createFrom =
  (kind: (node: SyntaxNode) => RelationKind, slotKind: string): EffectReader =>
  (node, parsed) => {
    const slot = node.child(slotKind);
    const name = slot && nameOf(slot)?.parts;
    const query = node.child('Query');
    if (!name || !query) return undefined;
    const aliases = node.child('ColumnAliases');
    return create({
      name,
      kind: kind(node),
      replaces: hasKeywords(node, 'OR', 'REPLACE'),
      ifNotExists: hasKeywords(node, 'IF', 'NOT', 'EXISTS'),
      origin: originOf(parsed, slot),
      columns: model => renamed(columnsOfQuery(query, model), aliases),
      reads: model => relationsRead(query, model),
    });
  };

export const createView = createFrom(node => (node.child('WithNoSchemaBinding') ? 'late-binding-view' : 'view'), 'new-view-name');
export const createMaterializedView = createFrom(() => 'materialized-view', 'new-materialized-view-name');
export const createExternalView = createFrom(() => 'external-table', 'new-view-name');

export const createExternalTable: EffectReader = (node, parsed) => {
  const slot = node.child('new-external-table-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  const query = node.child('Query');
  const given = node.child('ExternalColumns')?.childrenOf('ExternalColumn') ?? [];
  const partitions = partitionColumns(node.child('ExternalPartitionedBy'));
  const created = create({
    name,
    kind: 'external-table',
    origin: originOf(parsed, slot),
    columns: model => (given.length === 0 && query ? columnsOfQuery(query, model) : [...given.flatMap(columnOf), ...partitions]),
    ...(query && { reads: model => relationsRead(query, model) }),
  });
  return inOrder([created, schemaIsExternal(name)]);
};

/** External tables live in external schemas only: a schema that nothing else is known of is one. */
const schemaIsExternal =
  (written: WrittenName): Effect =>
  model => {
    const { database, schema } = resolveExisting(model, written);
    return database !== undefined || written.length < 2 || schemaAt(model, schema).state !== 'unknown'
      ? model
      : model.with('schemas', schema, { is: 'schema', name: schema, kind: 'external' });
  };

function partitionColumns(clause: SyntaxNode | undefined): Column[] {
  const columns: Column[] = [];
  for (const child of clause?.nodes ?? []) {
    const last = columns.at(-1);
    if (child.kind === 'new-column-name') columns.push({ name: nameOf(child)?.parts[0]?.name ?? '', partitionKey: true });
    else if (child.kind === 'DataType' && last) columns[columns.length - 1] = { ...last, type: typeText(child) };
  }
  return columns;
}

/** SELECT … INTO makes a table. */
export const selectInto: EffectReader = (query, parsed) => {
  const into = query.descendants('IntoClause')[0];
  if (!into) return noEffect;
  const slot = into.child('new-table-name') ?? into.child('IntoTarget')?.child('new-table-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  return create({
    name,
    kind: 'table',
    temporary: into.keyword('TEMP', 'TEMPORARY') !== undefined,
    origin: originOf(parsed, slot),
    columns: model => columnsOfQuery(query, model),
    reads: model => relationsRead(query, model),
  });
};

// ---- changing ------------------------------------------------------------------------------------------------------------------------------

/** Changes a relation where it is known, and nothing where it is not. */
const change =
  (written: WrittenName, alter: (relation: Relation, model: ScriptModel) => Relation): Effect =>
  model => {
    const name = resolveExisting(model, written);
    const relation = factOf(relationAt(model, name));
    return relation ? model.with('relations', relationKey(name), alter(relation, model)) : model;
  };

const changeColumns = (written: WrittenName, alter: (columns: readonly Column[], model: ScriptModel) => readonly Column[]) =>
  change(written, (relation, model) => (relation.columns ? { ...relation, columns: alter(relation.columns, model) } : relation));

export const alterTable: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'table-name');
  if (!name) return undefined;
  const changed = change(name, relation => ({ ...relation, changes: [...(relation.changes ?? []), originOf(parsed, node)] }));
  const actions = node.childrenOf('AlterTableAction').flatMap(action => action.nodes);
  return inOrder([
    changed,
    ...(actions.some(({ kind }) => ofExternalTables.has(kind)) ? [schemaIsExternal(name)] : []),
    ...actions.map(inner => alteration(name, inner, parsed)),
  ]);
};

/** Actions that only external tables have. */
const ofExternalTables: ReadonlySet<string> = new Set(['AddPartitions', 'DropPartition', 'SetPartitionLocation']);

function alteration(name: WrittenName, action: SyntaxNode, parsed: ParsedStatement): Effect {
  const columnName = (kind: string): NamePart | undefined => writtenName(action, kind)?.[0];
  switch (action.kind) {
    case 'AddColumn':
      return changeColumns(name, columns => [...columns, ...columnOf(action)]);
    case 'DropColumn': {
      const dropped = columnName('column-name');
      return changeColumns(name, columns => columns.filter(column => column.name !== dropped?.name));
    }
    case 'RenameColumn': {
      const from = columnName('column-name');
      const to = columnName('new-column-name');
      if (!from || !to) return model => model;
      return inOrder([
        changeColumns(name, columns => columns.map(column => (column.name === from.name ? { ...column, name: to.name } : column))),
        model => renameMaskedColumn(model, resolveExisting(model, name), from.name, to.name),
      ]);
    }
    case 'AlterColumnType': {
      const changed = columnName('column-name');
      const type = action.child('DataType');
      return changeColumns(name, columns =>
        columns.map(column => (type && column.name === changed?.name ? { ...column, type: typeText(type) } : column)),
      );
    }
    case 'RenameAction':
      return renameRelation(name, writtenName(action, 'new-table-name'), originOf(parsed, action));
    case 'OwnerAction':
      return change(name, (relation, model) => ({ ...relation, owner: ownerOf(model, action.child('Owner')) }));
    case 'RowLevelSecurityAction':
      return rowLevelSecurity(name, action, parsed);
    case 'MaskingDatashareAction':
      return maskingForDatashares(name, action);
    default:
      return model => model;
  }
}

export const alterMaterializedView: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'materialized-view-name');
  if (!name) return undefined;
  return inOrder(node.nodes.filter(child => child.kind.endsWith('Action')).map(action => alteration(name, action, parsed)));
};

/** The relation is made known by it where it was not: that rows are protected matters to whatever comes later. */
const rowLevelSecurity =
  (written: WrittenName, action: SyntaxNode, parsed: ParsedStatement): Effect =>
  model => {
    const name = resolveExisting(model, written);
    const known = factOf(relationAt(model, name));
    const before = known?.rowLevelSecurity ?? { on: false, conjunction: 'and' as const };
    const on = action.keyword('ON') !== undefined;
    if (action.child('RowLevelSecurityForDatashares')) return known ? withSecurity(model, known, { ...before, forDatashares: on }) : model;
    const conjunction = action.child('RowLevelSecurityConjunction');
    const relation: Relation = known ?? { is: 'relation', name, kind: 'unknown', temporary: false };
    return withSecurity(model, relation, {
      ...before,
      on,
      conjunction: conjunction?.keyword('OR') ? 'or' : conjunction ? 'and' : before.conjunction,
      origin: originOf(parsed, action),
    });
  };

const maskingForDatashares =
  (written: WrittenName, action: SyntaxNode): Effect =>
  model => {
    const name = resolveExisting(model, written);
    const relation: Relation = factOf(relationAt(model, name)) ?? { is: 'relation', name, kind: 'unknown', temporary: false };
    return model.with('relations', relationKey(name), { ...relation, maskingOffForDatashares: action.keyword('OFF') !== undefined });
  };

const withSecurity = (model: ScriptModel, relation: Relation, security: NonNullable<Relation['rowLevelSecurity']>): ScriptModel =>
  model.with('relations', relationKey(relation.name), { ...relation, rowLevelSecurity: security });

const renameRelation =
  (written: WrittenName, to: WrittenName | undefined, origin: Origin): Effect =>
  model => {
    if (!to) return model;
    const from = resolveExisting(model, written);
    const target = { ...from, name: resolveSimple(model, to) };
    // What nothing is known of exists under its new name, be it the name of something that was dropped: so tables are swapped.
    const relation: Relation = factOf(relationAt(model, from)) ?? { is: 'relation', name: from, kind: 'unknown', temporary: false };
    const known = model.with('relations', relationKey(from), relation);
    return moveRelation(known, from, target).with('relations', relationKey(from), { is: 'dropped', origin });
  };

// ---- dropping ------------------------------------------------------------------------------------------------------------------------------

const drop =
  (...kinds: string[]): EffectReader =>
  (node, parsed) => {
    const names = writtenNames(node, ...kinds);
    return names && inOrder(names.map(name => dropRelation(name, originOf(parsed, node))));
  };

const dropRelation =
  (written: WrittenName, origin: Origin): Effect =>
  model => {
    const name = resolveExisting(model, written);
    const schema = factOf(schemaAt(model, name.schema));
    // Behind a temporary table the permanent one of the same name comes to light again.
    const tomb =
      name.schema === 'pg_temp'
        ? model.without('relations', relationKey(name))
        : model.with('relations', relationKey(name), { is: 'dropped', origin });
    return schema?.kind === 'system' && name.schema !== 'pg_temp' ? model : withoutRelation(tomb, name);
  };

export const dropTable = drop('table-name');
export const dropView = drop('view-name');
export const dropMaterializedView = drop('materialized-view-name');
