// Rows as text in other formats, cell by cell, exactly: NULL is not the empty string, and a large integer keeps its digits.
import type { CellValue, ResultColumn } from '../aws/results.ts';
import { quoteIdentifier, quoteLiteral } from '../catalog/quoting.ts';

export type TextFormat = 'tsv' | 'csv' | 'json' | 'insert';

export const nullText = 'NULL';

/** One line of CSV after RFC 4180, without its line end. NULL is an empty field, the empty string a quoted one. */
export function csvLine(row: CellValue[]): string {
  return row.map(csvField).join(',');
}

function csvField(value: CellValue): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** For pasting into a spreadsheet: a cell with tabs, line ends or quotes is quoted as spreadsheets do. */
export function tsvLine(row: CellValue[]): string {
  return row
    .map(value => (value === null ? '' : /[\t\r\n"]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)))
    .join('\t');
}

/**
 * A row as one line of JSON. Integers beyond 2^53 and decimals are written with all their digits, as JSON numbers; SUPER values as the
 * JSON that they are. Columns of the same name get a number: `id`, `id_2`.
 */
export function jsonLine(columns: ResultColumn[], row: CellValue[]): string {
  const names = uniqueNames(columns);
  return `{${columns.map((column, index) => `${JSON.stringify(names[index])}:${jsonValue(column, row[index] ?? null)}`).join(',')}}`;
}

function jsonValue(column: ResultColumn, value: CellValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
  if (isNumericType(column.type) && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return value;
  if (column.type === 'super' && isJson(value)) return value;
  return JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One INSERT for all rows: `INSERT INTO "t" ("a", "b") VALUES (1, 'x'), (2, NULL);` */
export function insertStatement(table: string[], columns: ResultColumn[], rows: CellValue[][]): string {
  const names = columns.map(column => quoteIdentifier(column.name)).join(', ');
  const values = rows.map(row => `  (${row.map((value, index) => sqlValue(columns[index]!, value)).join(', ')})`).join(',\n');
  return `INSERT INTO ${table.map(quoteIdentifier).join('.')} (${names}) VALUES\n${values};`;
}

function sqlValue(column: ResultColumn, value: CellValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : quoteLiteral(String(value));
  if (isNumericType(column.type) && /^-?\d+(\.\d+)?$/.test(value)) return value;
  if (column.type === 'super') return `JSON_PARSE(${quoteLiteral(value)})`;
  return quoteLiteral(value);
}

export function isNumericType(type: string): boolean {
  return /^(int|smallint|integer|bigint|numeric|decimal|float|real|double|oid)/i.test(type);
}

export function uniqueNames(columns: ResultColumn[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

/** A block of rows as text for the clipboard. Tab-separated text has its header only when there is more than one cell. */
export function formatRows(format: TextFormat, columns: ResultColumn[], rows: CellValue[][], table = ['table_name']): string {
  switch (format) {
    case 'tsv': {
      if (rows.length === 1 && columns.length === 1) return rows[0]![0] === null ? '' : String(rows[0]![0]);
      return [tsvLine(columns.map(column => column.name)), ...rows.map(tsvLine)].join('\n');
    }
    case 'csv':
      return [csvLine(columns.map(column => column.name)), ...rows.map(csvLine)].join('\n');
    case 'json':
      return `[\n${rows.map(row => `  ${jsonLine(columns, row)}`).join(',\n')}\n]`;
    case 'insert':
      return insertStatement(table, columns, rows);
  }
}
