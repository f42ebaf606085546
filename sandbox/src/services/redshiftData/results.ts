// Results of statements: kept as files for 24 hours, handed out page by page as fields or as CSV.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnMetadata, Field } from '@aws-sdk/client-redshift-data';
import type { SqlColumn, SqlResult } from '../../sql/sqlResult.ts';

export interface StoredResult {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const rowsPerPage = 1000;
const bytesPerPage = 1024 * 1024;
const cachedResults = 8;

export interface ResultStore {
  save(id: string, result: SqlResult): void;
  load(id: string): StoredResult | undefined;
  delete(id: string): void;
}

export function openResultStore(folder: string): ResultStore {
  mkdirSync(folder, { recursive: true });
  const cache = new Map<string, StoredResult>();
  const file = (id: string): string => join(folder, `${id.replace(':', '-')}.json`);
  const remember = (id: string, result: StoredResult): StoredResult => {
    cache.delete(id);
    cache.set(id, result);
    const [oldest] = cache.keys();
    if (cache.size > cachedResults && oldest !== undefined) cache.delete(oldest);
    return result;
  };
  return {
    save: (id, { columns = [], rows }) => {
      writeFileSync(file(id), JSON.stringify({ columns, rows } satisfies StoredResult));
      remember(id, { columns, rows });
    },
    load: id => {
      const cached = cache.get(id);
      if (cached) return remember(id, cached);
      return existsSync(file(id)) ? remember(id, JSON.parse(readFileSync(file(id), 'utf8')) as StoredResult) : undefined;
    },
    delete: id => {
      cache.delete(id);
      rmSync(file(id), { force: true });
    },
  };
}

/** Where the page that begins at `offset` ends: a thousand rows or a megabyte, and one row at least. */
export function pageEnd(rows: StoredResult['rows'], offset: number): number {
  let bytes = 0;
  let end = offset;
  while (end < rows.length && end - offset < rowsPerPage) {
    bytes += rowSize(rows[end] ?? []);
    if (bytes > bytesPerPage && end > offset) break;
    end++;
  }
  return end;
}

export const rowSize = (row: readonly (string | null)[]): number => row.reduce((sum, value) => sum + (value?.length ?? 4), 0);

const integerTypes = new Set(['int2', 'int4', 'int8', 'oid']);
const floatTypes = new Set(['float4', 'float8']);

/** Integers come as longValue, floats as doubleValue, booleans as booleanValue, everything else as text, as AWS does. */
export function toField(value: string | null, column: SqlColumn): Field {
  if (value === null) return { isNull: true };
  // A 64-bit integer goes over the wire in full, as from AWS; what a client makes of it beyond 2^53 is the client's affair.
  if (integerTypes.has(column.typeName)) return { longValue: exactInteger(value) };
  if (floatTypes.has(column.typeName)) {
    const number = Number(value);
    return Number.isFinite(number) ? { doubleValue: number } : { stringValue: value };
  }
  if (column.typeName === 'bool') return { booleanValue: value === 't' };
  return { stringValue: value };
}

/** The JSON codec writes a bigint as a plain number; the SDK's type knows numbers only. */
const exactInteger = (value: string): number =>
  Number.isSafeInteger(Number(value)) ? Number(value) : (BigInt(value) as unknown as number);

export function toColumnMetadata(column: SqlColumn): ColumnMetadata {
  return {
    isCaseSensitive: ['varchar', 'bpchar', 'text', 'name', 'super'].includes(column.typeName),
    isCurrency: false,
    isSigned: integerTypes.has(column.typeName) || floatTypes.has(column.typeName) || column.typeName === 'numeric',
    label: column.name,
    length: column.length,
    name: column.name,
    nullable: column.nullable === undefined ? 2 : column.nullable ? 1 : 0,
    precision: column.precision,
    scale: column.scale,
    schemaName: column.schemaName,
    tableName: column.tableName,
    typeName: column.typeName,
  };
}

/** RFC 4180 with a header, as GetStatementResultV2 gives it; NULL is an empty field, an empty string is "". */
export function toCsv(columns: readonly SqlColumn[], rows: StoredResult['rows'], withHeader: boolean): string {
  const quote = (value: string): string => (value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const text = (value: string | null, column: SqlColumn): string => {
    if (value === null) return '';
    if (column.typeName === 'bool') return value === 't' ? 'true' : 'false';
    return quote(value);
  };
  const lines = rows.map(row => columns.map((column, index) => text(row[index] ?? null, column)).join(','));
  if (withHeader) lines.unshift(columns.map(column => quote(column.name)).join(','));
  return lines.map(line => `${line}\r\n`).join('');
}
