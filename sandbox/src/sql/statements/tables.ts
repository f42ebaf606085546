// CREATE TABLE and ALTER TABLE: what PostgreSQL does not have (distribution and sort keys, encodings, informational constraints) is kept beside the table.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteLiteral } from '../quote.ts';
import { quoteParts } from '../rewrite/names.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import {
  asOwner,
  atomically,
  creationName,
  done,
  nameOf,
  nameParts,
  openTemporarySchema,
  renderNode,
  run,
  runForResult,
  type StatementContext,
  select,
} from '../statementContext.ts';
import { setRowSecurity } from './rowSecurity.ts';

interface TableDesign {
  diststyle: string | undefined;
  distkey: string | undefined;
  sortkind: string | undefined;
  sortkeys: string[];
  backup: boolean;
  readonly encodings: Map<string, string>;
  readonly constraints: Constraint[];
}

/** A constraint that nobody enforces: kept for SHOW TABLE, SHOW CONSTRAINTS and pg_constraint. */
interface Constraint {
  readonly kind: 'PRIMARY KEY' | 'FOREIGN KEY' | 'UNIQUE';
  readonly columns: readonly string[];
  readonly references?: SyntaxNode | undefined;
}

const emptyDesign = (): TableDesign => ({
  diststyle: undefined,
  distkey: undefined,
  sortkind: undefined,
  sortkeys: [],
  backup: true,
  encodings: new Map(),
  constraints: [],
});

const isTemporaryName = (parts: readonly string[]): boolean => parts.at(-1)?.startsWith('#') ?? false;

export async function createTable(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const slot = node.child('new-table-name');
  const parts = nameParts(context, slot);
  const temporary = node.keyword('TEMPORARY', 'TEMP') !== undefined || isTemporaryName(parts);
  if (temporary && parts.length > 1) throw new SqlError('cannot create temporary relation in non-temporary schema', { sqlState: '42P16' });
  return atomically(context, async () => {
    const name = temporary ? quoteParts([await openTemporarySchema(context), ...parts]) : await creationName(context, slot);
    const design = emptyDesign();
    for (const attribute of node.childrenOf('TableAttribute')) readAttribute(context, attribute, design);
    const exists = node.keyword('IF') ? 'IF NOT EXISTS ' : '';
    if (exists && (await select(context, 'SELECT to_regclass($1)', name))[0]?.[0]) return done;
    const elements = node.child('TableElements');
    const query = node.child('AsQuery')?.child('Query');
    const aliases = node.child('ColumnAliases');
    if (elements && query) throw new SqlError('syntax error at or near "AS"', { position: (node.child('AsQuery')?.start ?? 0) + 1 });
    const body = elements
      ? `(${renderElements(context, elements, design)})`
      : `${aliases ? `${renderNode(context, aliases)} ` : ''}AS ${query ? renderNode(context, query) : ''}`;
    const result = await runForResult(context, `CREATE TABLE ${exists}${name} ${body}`);
    await keepDesign(context, name, design);
    return { columns: undefined, rows: [], rowCount: query ? result.rowCount : undefined };
  });
}

/** SELECT … INTO [TEMP] table: CREATE TABLE … AS in other words. */
export async function selectInto(context: StatementContext, query: SyntaxNode, into: SyntaxNode): Promise<SqlResult> {
  const slot = into.descendants('new-table-name')[0];
  const parts = nameParts(context, slot);
  const temporary = into.keyword('TEMPORARY', 'TEMP') !== undefined || isTemporaryName(parts);
  return atomically(context, async () => {
    const name = temporary ? quoteParts([await openTemporarySchema(context), ...parts]) : await creationName(context, slot);
    const result = await runForResult(context, `CREATE TABLE ${name} AS ${renderNode(context, query)}`);
    return { columns: undefined, rows: [], rowCount: result.rowCount };
  });
}

function renderElements(context: StatementContext, elements: SyntaxNode, design: TableDesign): string {
  const rendered: string[] = [];
  const primaryKey: string[] = [];
  for (const element of elements.childrenOf('TableElement')) {
    const [inner] = element.nodes;
    if (inner?.kind === 'ColumnDefinition') rendered.push(renderColumn(context, inner, design));
    else if (inner?.kind === 'LikeClause') rendered.push(renderNode(context, inner));
    else if (inner?.kind === 'TableConstraint') {
      const columns = readConstraint(context, inner, design);
      if (inner.keyword('PRIMARY')) primaryKey.push(...columns);
    }
  }
  // A primary key is not enforced in Redshift, but its columns are NOT NULL.
  for (const column of primaryKey) {
    const index = rendered.findIndex(text => text.startsWith(`${quoteParts([column])} `));
    if (index >= 0 && !/NOT NULL/.test(rendered[index] ?? '')) rendered[index] += ' NOT NULL';
  }
  return rendered.join(', ');
}

/** A column for PostgreSQL; what is Redshift's goes into the design. */
function renderColumn(context: StatementContext, node: SyntaxNode, design: TableDesign): string {
  const reserved = node.child('ReservedColumnName');
  if (reserved) throw new SqlError(`syntax error at or near "${reserved.text}"`, { position: reserved.start + 1 });
  const column = nameOf(context, node.child('new-column-name'));
  const type = node.child('DataType');
  const parts = [quoteParts([column]), type ? renderNode(context, type) : ''];
  for (const attribute of node.childrenOf('ColumnAttribute')) {
    const [inner] = attribute.nodes;
    if (attribute.keyword('DISTKEY')) {
      design.diststyle = 'KEY';
      design.distkey = column;
    } else if (attribute.keyword('SORTKEY')) {
      design.sortkind = 'COMPOUND';
      design.sortkeys = [column];
    } else if (attribute.keyword('UNIQUE')) design.constraints.push({ kind: 'UNIQUE', columns: [column] });
    else if (attribute.keyword('PRIMARY')) {
      design.constraints.push({ kind: 'PRIMARY KEY', columns: [column] });
      if (!parts.includes('NOT NULL')) parts.push('NOT NULL');
    } else if (inner?.kind === 'ReferencesClause') design.constraints.push({ kind: 'FOREIGN KEY', columns: [column], references: inner });
    else if (inner?.kind === 'EncodeAttribute') design.encodings.set(column, (inner.child('Encoding')?.text ?? '').toLowerCase());
    else if (inner?.kind === 'IdentityAttribute') parts.push(renderIdentity(inner));
    else if (inner?.kind === 'CollateAttribute') refuseCollation(inner);
    else if (inner?.kind === 'UnsupportedCheck')
      throw new SqlError('CHECK constraints are not supported', { sqlState: '0A000', position: inner.start + 1 });
    else if (inner?.kind === 'UnsupportedGenerated') throw new SqlError('syntax error at or near "ALWAYS"', { position: inner.start + 1 });
    else if (inner && !(inner.kind === 'NotNullConstraint' && parts.includes(inner.text.toUpperCase())))
      parts.push(inner.kind === 'NotNullConstraint' ? inner.text.toUpperCase() : renderNode(context, inner));
  }
  return parts.join(' ');
}

function refuseCollation(node: SyntaxNode): void {
  if (node.keyword('CASE_INSENSITIVE', 'CI')) throw notInSandbox('COLLATE CASE_INSENSITIVE');
}

/** IDENTITY(seed, step): the values cannot be given by hand; GENERATED BY DEFAULT AS IDENTITY: they can. */
function renderIdentity(node: SyntaxNode): string {
  const [seed = '1', step = '1'] = node.child('IdentityRange')?.text.match(/[+-]?\d+/g) ?? [];
  const minimum = Math.min(Number(seed), 1);
  const bounds = Number(step) < 0 ? `MAXVALUE ${Math.max(Number(seed), -1)}` : `MINVALUE ${minimum}`;
  return `GENERATED ${node.keyword('GENERATED') ? 'BY DEFAULT' : 'ALWAYS'} AS IDENTITY (START WITH ${seed} INCREMENT BY ${step} ${bounds})`;
}

function readConstraint(context: StatementContext, node: SyntaxNode, design: TableDesign): readonly string[] {
  if (node.child('UnsupportedCheck'))
    throw new SqlError('CHECK constraints are not supported', { sqlState: '0A000', position: node.start + 1 });
  if (node.child('UnsupportedExclusion'))
    throw new SqlError('EXCLUDE constraints are not supported', { sqlState: '0A000', position: node.start + 1 });
  const columns = (node.child('ColumnList')?.childrenOf('column-name') ?? []).map(column => nameOf(context, column));
  const kind = node.keyword('PRIMARY') ? 'PRIMARY KEY' : node.keyword('FOREIGN') ? 'FOREIGN KEY' : 'UNIQUE';
  design.constraints.push({ kind, columns, references: node.child('ReferencesClause') });
  return columns;
}

function readAttribute(context: StatementContext, attribute: SyntaxNode, design: TableDesign): void {
  const [inner] = attribute.nodes;
  if (!inner) return;
  if (inner.kind === 'BackupAttribute') design.backup = inner.keyword('NO') === undefined;
  else if (inner.kind === 'DistributionStyle') design.diststyle = inner.tokens().at(-1)?.keyword;
  else if (inner.kind === 'DistributionKey') {
    design.diststyle = 'KEY';
    design.distkey = nameOf(context, inner.descendants('column-name')[0]);
  } else if (inner.kind === 'SortKey') {
    if (inner.keyword('AUTO')) return;
    design.sortkind = inner.keyword('INTERLEAVED') ? 'INTERLEAVED' : 'COMPOUND';
    design.sortkeys = inner.descendants('column-name').map(column => nameOf(context, column));
  } else if (inner.kind.startsWith('Unsupported') || inner.kind === 'IcebergClauses') throw notInSandbox(inner.text.slice(0, 40));
}

async function keepDesign(context: StatementContext, name: string, design: TableDesign): Promise<void> {
  const hasDesign = design.diststyle !== undefined || design.sortkind !== undefined || !design.backup;
  if (!hasDesign && design.encodings.size === 0 && design.constraints.length === 0) return;
  const [columns = []] = [
    await select(context, 'SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attnum > 0', name),
  ];
  const known = new Set(columns.map(([column]) => column));
  const unknown = [design.distkey, ...design.sortkeys].find(column => column !== undefined && !known.has(column));
  if (unknown !== undefined) throw new SqlError(`column "${unknown}" named in the table's key does not exist`, { sqlState: '42703' });
  await asOwner(context, async () => {
    const id = `${quoteLiteral(name)}::regclass`;
    if (hasDesign) {
      await run(context, {
        sql: `INSERT INTO sandbox_catalog.table_design VALUES (${id}, $1, $2, $3, $4::text[], $5::boolean)`,
        parameters: [
          design.diststyle ?? null,
          design.distkey ?? null,
          design.sortkind ?? null,
          design.sortkeys.length > 0 ? toArray(design.sortkeys) : null,
          String(design.backup),
        ],
      });
    }
    for (const [column, encoding] of design.encodings)
      await run(context, { sql: `INSERT INTO sandbox_catalog.column_encoding VALUES (${id}, $1, $2)`, parameters: [column, encoding] });
    for (const constraint of design.constraints) await keepConstraint(context, id, constraint);
  });
}

async function keepConstraint(context: StatementContext, id: string, { kind, columns, references }: Constraint): Promise<void> {
  const table = references?.child('table-name');
  const referenced = table && renderNode(context, table);
  if (referenced && !(await select(context, 'SELECT to_regclass($1)', referenced))[0]?.[0])
    throw new SqlError(`relation "${nameParts(context, table).join('.')}" does not exist`, { sqlState: '42P01' });
  const named = (references?.child('ColumnList')?.childrenOf('column-name') ?? []).map(column => nameOf(context, column));
  // Where REFERENCES names no columns the primary key is meant.
  const target = `$4::regclass, COALESCE($5::text[], (SELECT columns FROM sandbox_catalog.constraint_note WHERE relid = $4::regclass AND kind = 'PRIMARY KEY' LIMIT 1))`;
  await run(context, {
    sql: `INSERT INTO sandbox_catalog.constraint_note (relid, kind, columns, referenced, referenced_relid, referenced_columns) VALUES (${id}, $1, $2::text[], $3, ${target})`,
    parameters: [kind, toArray(columns), references?.text ?? null, referenced ?? null, named.length > 0 ? toArray(named) : null],
  });
}

export const toArray = (items: readonly string[]): string =>
  `{${items.map(item => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;

export async function alterTable(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const table = node.child('table-name');
  const name = table ? renderNode(context, table) : '';
  const append = node.child('AppendAction');
  if (append) return appendTable(context, name, append);
  const [action] = node.childrenOf('AlterTableAction').flatMap(each => each.nodes);
  if (!action) throw notInSandbox(context.text.slice(0, 60));
  return atomically(context, () => alterOne(context, name, action));
}

async function alterOne(context: StatementContext, name: string, action: SyntaxNode): Promise<SqlResult> {
  switch (action.kind) {
    case 'AddColumn':
      return addColumn(context, name, action);
    case 'DropColumn':
    case 'OwnerAction':
    case 'RenameAction':
      await run(context, `ALTER TABLE ${name} ${renderNode(context, action)}`);
      return done;
    case 'RenameColumn':
      return renameColumn(context, name, action);
    case 'AlterColumnType':
      await run(context, `ALTER TABLE ${name} ${renderNode(context, action)}`);
      return done;
    case 'RowLevelSecurityAction':
      return setRowSecurity(context, name, action);
    case 'AddConstraint': {
      const design = emptyDesign();
      const constraint = action.child('TableConstraint');
      if (constraint) readConstraint(context, constraint, design);
      await requireTable(context, name);
      await keepDesign(context, name, design);
      return done;
    }
    case 'AlterColumnEncoding':
    case 'AlterDistributionOrSortKey':
      return alterDesign(context, name, action);
    default:
      throw notInSandbox(`ALTER TABLE … ${action.text.slice(0, 40)}`);
  }
}

/** Fails as PostgreSQL does where there is no such table, or the user does not own it. */
async function requireTable(context: StatementContext, name: string): Promise<void> {
  const [row] = await select(context, "SELECT pg_has_role(relowner, 'MEMBER') FROM pg_catalog.pg_class WHERE oid = $1::regclass", name);
  if (row?.[0] !== 't') throw new SqlError(`must be owner of relation ${name.replaceAll('"', '')}`, { sqlState: '42501' });
}

async function addColumn(context: StatementContext, name: string, action: SyntaxNode): Promise<SqlResult> {
  const design = emptyDesign();
  if (action.descendants('IdentityAttribute').length > 0)
    throw new SqlError('ALTER TABLE ADD COLUMN does not support identity columns', { sqlState: '0A000' });
  await run(context, `ALTER TABLE ${name} ADD COLUMN ${renderColumn(context, action, design)}`);
  await keepDesign(context, name, design);
  return done;
}

async function renameColumn(context: StatementContext, name: string, action: SyntaxNode): Promise<SqlResult> {
  await run(context, `ALTER TABLE ${name} ${renderNode(context, action)}`);
  const from = nameOf(context, action.child('column-name'));
  const to = nameOf(context, action.child('new-column-name'));
  const parameters = [name, from, to];
  await asOwner(context, () =>
    run(
      context,
      { sql: 'UPDATE sandbox_catalog.column_encoding SET column_name = $3 WHERE relid = $1::regclass AND column_name = $2', parameters },
      {
        sql: 'UPDATE sandbox_catalog.constraint_note SET columns = CASE WHEN relid = $1::regclass THEN array_replace(columns, $2, $3) ELSE columns END, referenced_columns = CASE WHEN referenced_relid = $1::regclass THEN array_replace(referenced_columns, $2, $3) ELSE referenced_columns END WHERE $1::regclass IN (relid, referenced_relid)',
        parameters,
      },
      {
        sql: 'UPDATE sandbox_catalog.table_design SET distkey = CASE WHEN distkey = $2 THEN $3 ELSE distkey END, sortkeys = array_replace(sortkeys, $2, $3) WHERE relid = $1::regclass',
        parameters,
      },
    ),
  );
  return done;
}

async function alterDesign(context: StatementContext, name: string, action: SyntaxNode): Promise<SqlResult> {
  await requireTable(context, name);
  const column = nameOf(context, action.descendants('column-name')[0]);
  const columns = action.descendants('column-name').map(each => nameOf(context, each));
  await asOwner(context, async () => {
    await run(context, {
      sql: 'INSERT INTO sandbox_catalog.table_design (relid) VALUES ($1::regclass) ON CONFLICT DO NOTHING',
      parameters: [name],
    });
    const set = (assignment: string, ...values: (string | null)[]) =>
      run(context, {
        sql: `UPDATE sandbox_catalog.table_design SET ${assignment} WHERE relid = $1::regclass`,
        parameters: [name, ...values],
      });
    if (action.kind === 'AlterColumnEncoding') {
      const encoding = action.child('Encoding')?.text.toLowerCase() ?? 'auto';
      await run(context, {
        sql: 'INSERT INTO sandbox_catalog.column_encoding VALUES ($1::regclass, $2, $3) ON CONFLICT (relid, column_name) DO UPDATE SET encoding = $3',
        parameters: [name, column, encoding],
      });
    } else if (action.keyword('SORTKEY')) {
      const keys = columns.length > 0 ? toArray(columns) : null;
      await set('sortkind = $2, sortkeys = $3::text[]', keys ? (action.keyword('INTERLEAVED') ? 'INTERLEAVED' : 'COMPOUND') : null, keys);
    } else if (column) await set("diststyle = 'KEY', distkey = $2", column);
    else await set('diststyle = $2, distkey = NULL', action.tokens().at(-1)?.keyword ?? 'AUTO');
  });
  return done;
}

/** ALTER TABLE … APPEND FROM: the rows move; it commits by itself. */
async function appendTable(context: StatementContext, target: string, action: SyntaxNode): Promise<SqlResult> {
  if (context.lease.inTransaction) throw new SqlError('ALTER TABLE APPEND cannot run inside a transaction block', { sqlState: '25001' });
  const slot = action.child('table-name');
  const source = slot ? renderNode(context, slot) : '';
  const columnsOf = async (table: string): Promise<readonly string[]> =>
    (
      await select(
        context,
        'SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum',
        table,
      )
    ).map(([name]) => name ?? '');
  const [from, to] = [await columnsOf(source), await columnsOf(target)];
  const shared = from.filter(column => to.includes(column));
  if (shared.length < from.length && !action.keyword('IGNOREEXTRA'))
    throw new SqlError(`column "${from.find(column => !to.includes(column))}" of the source table does not exist in the target table`);
  if (shared.length < to.length && !action.keyword('FILLTARGET'))
    throw new SqlError(`column "${to.find(column => !from.includes(column))}" of the target table does not exist in the source table`);
  const list = shared.map(column => quoteParts([column])).join(', ');
  return atomically(context, async () => {
    const [inserted] = await run(context, `INSERT INTO ${target} (${list}) SELECT ${list} FROM ${source}`, `TRUNCATE ${source}`);
    return { columns: undefined, rows: [], rowCount: inserted?.rowCount };
  });
}
