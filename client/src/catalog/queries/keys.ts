// Primary and foreign keys of the tables of a schema. Redshift enforces none of them, but they tell how tables are joined.
import type { CatalogForeignKey } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, text } from '../query.ts';

/** One row a column of a key, in the key's order. */
export interface KeyColumnRow {
  table: string;
  /** The constraint's name. */
  key: string;
  column: string;
  /** Of a foreign key: what the column refers to; absent for a primary key. */
  refersTo?: { schema: string; table: string; column: string };
}

/**
 * The keys of a whole schema in one question; SHOW CONSTRAINTS tells those of one table. `conkey` and `confkey` are arrays, which only the leader node
 * has: as in Amazon's own JDBC driver (getImportedKeys) they are read place by place, which generate_series and the catalog's tables, all of the leader
 * node too, make possible. A primary key is read as one that refers to itself.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html
 */
export function keysQuery(schema: string): CatalogQuery<KeyColumnRow> {
  return {
    sql: `SELECT con.contype, t.relname, con.conname, a.attname, rn.nspname, r.relname, ra.attname
FROM pg_catalog.pg_constraint con, pg_catalog.pg_class t, pg_catalog.pg_namespace n, pg_catalog.pg_attribute a,
  pg_catalog.pg_class r, pg_catalog.pg_namespace rn, pg_catalog.pg_attribute ra, pg_catalog.generate_series(1, 32) pos(place)
WHERE n.nspname = :schema AND t.relnamespace = n.oid AND con.conrelid = t.oid AND con.contype IN ('f', 'p')
  AND a.attrelid = t.oid AND a.attnum = con.conkey[pos.place]
  AND r.oid = CASE WHEN con.contype = 'f' THEN con.confrelid ELSE con.conrelid END AND rn.oid = r.relnamespace
  AND ra.attrelid = r.oid AND ra.attnum = CASE WHEN con.contype = 'f' THEN con.confkey[pos.place] ELSE con.conkey[pos.place] END
ORDER BY t.relname, con.conname, pos.place`,
    parameters: { schema },
    read: ([type, table, key, column, otherSchema, otherTable, otherColumn]) => ({
      table: text(table),
      key: text(key),
      column: text(column),
      ...(text(type) === 'f' && { refersTo: { schema: text(otherSchema), table: text(otherTable), column: text(otherColumn) } }),
    }),
  };
}

export interface TableKeys {
  primaryKey?: string[];
  foreignKeys?: CatalogForeignKey[];
}

/** The keys of each table, by its name. */
export function gatherKeys(rows: readonly KeyColumnRow[]): Map<string, TableKeys> {
  const tables = new Map<string, TableKeys>();
  const foreign = new Map<string, CatalogForeignKey>();
  for (const { table, key, column, refersTo } of rows) {
    const keys = tables.get(table) ?? {};
    tables.set(table, keys);
    if (!refersTo) {
      keys.primaryKey ??= [];
      keys.primaryKey.push(column);
      continue;
    }
    // Names of constraints need not be unique in a schema.
    const identity = JSON.stringify([table, key, refersTo.schema, refersTo.table]);
    let known = foreign.get(identity);
    if (!known) {
      known = { columns: [], table: [refersTo.schema, refersTo.table], references: [] };
      foreign.set(identity, known);
      keys.foreignKeys ??= [];
      keys.foreignKeys.push(known);
    }
    known.columns.push(column);
    known.references.push(refersTo.column);
  }
  return tables;
}
