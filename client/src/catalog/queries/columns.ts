// Columns of every table and view of a schema, in one question: one question a table would be too slow for large schemas.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ALL_COLUMNS.html
import type { CatalogColumn } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, number, text } from '../query.ts';

export interface ColumnRow extends CatalogColumn {
  table: string;
}

export function columnsQuery(database: string, schema: string): CatalogQuery<ColumnRow> {
  return {
    sql: `SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable
FROM svv_all_columns WHERE database_name = :database AND schema_name = :schema
ORDER BY table_name, ordinal_position`,
    parameters: { database, schema },
    read: ([table, name, type, length, precision, scale, nullable]) => ({
      table: text(table),
      name: text(name),
      type: fullType(text(type), number(length), number(precision), number(scale)),
      nullable: !/^(no|f|false)$/i.test(text(nullable)),
    }),
  };
}

/** `character varying` and 256 → `character varying(256)`; `numeric`, 18 and 2 → `numeric(18,2)`. */
export function fullType(type: string, length?: number, precision?: number, scale?: number): string {
  if (type.includes('(')) return type;
  if (/^(character|char|varchar|bpchar|nchar|nvarchar|varbyte|binary varying)/i.test(type) && length !== undefined && length > 0)
    return `${type}(${length})`;
  if (/^(numeric|decimal)$/i.test(type) && precision !== undefined && precision > 0) return `${type}(${precision},${scale ?? 0})`;
  return type;
}
