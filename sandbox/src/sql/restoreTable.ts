// Copies one table out of a snapshot's content into a warehouse: the snapshot is opened beside the running warehouse, read, and closed again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentStore } from '../state/contentStore.ts';
import type { Warehouse } from '../state/warehouse.ts';
import { Engine, type EngineLease } from './engine.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from './quote.ts';

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** Why a table cannot be restored, worded as AWS words it. */
export class RestoreRefusedError extends Error {}

interface SavedTable {
  readonly owner: string;
  readonly columns: readonly (readonly (string | null)[])[];
  readonly design: readonly (string | null)[] | undefined;
  readonly encodings: readonly (readonly (string | null)[])[];
  readonly rowSecurity: boolean;
  readonly data: Uint8Array;
}

/** `onSize` is told how many bytes there are to restore as soon as that is known. */
export async function restoreTable(
  contents: ContentStore,
  content: string,
  source: TableName,
  target: Warehouse,
  into: TableName,
  onSize: (bytes: number) => void,
): Promise<void> {
  const saved = await readFromContent(contents, content, source);
  onSize(saved.data.length);
  const lease = await target.lease();
  try {
    await lease.run([{ sql: 'SET SESSION AUTHORIZATION rdsdb' }, { sql: 'RESET ALL' }]);
    await refuseExisting(lease, into);
    await lease.run([{ sql: 'BEGIN' }]);
    await writeTable(lease, saved, into);
    await lease.run([{ sql: 'COMMIT' }]);
  } catch (error) {
    await lease.run([{ sql: 'ROLLBACK' }]).catch(() => []);
    throw error;
  } finally {
    lease.release();
  }
}

async function readFromContent(contents: ContentStore, content: string, source: TableName): Promise<SavedTable> {
  const folder = mkdtempSync(join(tmpdir(), 'redshift-sandbox-'));
  const engine = new Engine(folder);
  try {
    contents.materialise(content, folder);
    return await readTable(await engine.lease(), source);
  } finally {
    await engine.close().catch(() => engine.terminate());
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readTable(lease: EngineLease, { schema, table }: TableName): Promise<SavedTable> {
  const [found] = await lease.run([
    {
      sql: "SELECT c.oid, pg_get_userbyid(c.relowner), c.relrowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = $1 AND c.relname = $2 AND NOT EXISTS (SELECT FROM sandbox_catalog.table_design d WHERE d.relid = c.oid AND NOT d.backup) AND NOT EXISTS (SELECT FROM sandbox_catalog.external_table e WHERE e.relid = c.oid)",
      parameters: [schema, table],
    },
  ]);
  const [id, owner, rowSecurity] = found?.rows[0] ?? [];
  if (!id) throw new RestoreRefusedError(`Table ${schema}.${table} not found in the snapshot.`);
  const [columns, design, encodings, data] = await lease.run([
    {
      sql: "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid), s.seqstart::text, s.seqincrement::text, CASE WHEN a.attidentity <> '' THEN (SELECT last_value FROM pg_sequences q WHERE format('%I.%I', q.schemaname, q.sequencename) = pg_get_serial_sequence(a.attrelid::regclass::text, a.attname))::text END FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN pg_sequence s ON s.seqrelid = pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)::regclass WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
      parameters: [id],
    },
    { sql: 'SELECT diststyle, distkey, sortkind, sortkeys::text FROM sandbox_catalog.table_design WHERE relid = $1', parameters: [id] },
    { sql: 'SELECT column_name, encoding FROM sandbox_catalog.column_encoding WHERE relid = $1', parameters: [id] },
    { sql: `COPY ${quoteName(schema, table)} TO '/dev/blob' (FORMAT binary)` },
  ]);
  const designRow = design?.rows[0];
  if (designRow?.[2] === 'INTERLEAVED')
    throw new RestoreRefusedError(`Table ${schema}.${table} has an interleaved sort key: such tables cannot be restored.`);
  return {
    owner: owner ?? 'awsuser',
    columns: columns?.rows ?? [],
    design: designRow,
    encodings: encodings?.rows ?? [],
    rowSecurity: rowSecurity === 't',
    data: data?.copyOutput ?? new Uint8Array(),
  };
}

async function refuseExisting(lease: EngineLease, { schema, table }: TableName): Promise<void> {
  const [schemas, relations] = await lease.run([
    { sql: 'SELECT FROM pg_namespace WHERE nspname = $1', parameters: [schema] },
    {
      sql: 'SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2',
      parameters: [schema, table],
    },
  ]);
  if (schemas?.rows.length === 0) throw new RestoreRefusedError(`Schema ${schema} does not exist in the target database.`);
  if (relations?.rows.length !== 0) throw new RestoreRefusedError(`Table ${schema}.${table} already exists in the target database.`);
}

async function writeTable(lease: EngineLease, saved: SavedTable, { schema, table }: TableName): Promise<void> {
  const name = quoteName(schema, table);
  const columns = saved.columns.map(([column, type, notNull, identity, defaultValue, start, increment]) => {
    const parts = [quoteIdentifier(column ?? ''), type];
    if (identity)
      parts.push(
        `GENERATED ${identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY (START WITH ${start} INCREMENT BY ${increment} MINVALUE ${Math.min(Number(start), -2147483648)})`,
      );
    else if (defaultValue !== null) parts.push(`DEFAULT ${defaultValue}`);
    if (notNull === 't') parts.push('NOT NULL');
    return parts.join(' ');
  });
  await lease.run([
    { sql: `CREATE TABLE ${name} (${columns.join(', ')})` },
    { sql: `COPY ${name} FROM '/dev/blob' (FORMAT binary)`, copyInput: saved.data },
  ]);
  for (const [column, , , identity, , , , lastValue] of saved.columns) {
    if (identity && lastValue)
      await lease.run([
        { sql: `SELECT setval(pg_get_serial_sequence(${quoteLiteral(name)}, ${quoteLiteral(column ?? '')}), ${lastValue})` },
      ]);
  }
  const id = `${quoteLiteral(name)}::regclass`;
  if (saved.design) {
    await lease.run([{ sql: `INSERT INTO sandbox_catalog.table_design VALUES (${id}, $1, $2, $3, $4::text[])`, parameters: saved.design }]);
  }
  for (const encoding of saved.encodings)
    await lease.run([{ sql: `INSERT INTO sandbox_catalog.column_encoding VALUES (${id}, $1, $2)`, parameters: encoding }]);
  // Policies are not restored, but row-level security stays on: nobody but superusers sees rows until policies are attached again.
  if (saved.rowSecurity) await lease.run([{ sql: `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY` }]);
  const [user] = await lease.run([{ sql: 'SELECT FROM pg_roles WHERE rolname = $1', parameters: [saved.owner] }]);
  const owner = user?.rows.length === 0 ? 'awsuser' : saved.owner;
  await lease.run([{ sql: `ALTER TABLE ${name} OWNER TO ${quoteIdentifier(owner)}` }]);
}
