// Tables of a schema that have row-level security on. Empty for users who may not see it.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RLS_RELATION.html
import { type CatalogQuery, text, truth } from '../query.ts';

export interface RowSecurityRow {
  table: string;
  on: boolean;
}

export function rowSecurityQuery(schema: string): CatalogQuery<RowSecurityRow> {
  return {
    sql: `SELECT relname, is_rls_on FROM svv_rls_relation WHERE datname = current_database() AND relschema = :schema`,
    parameters: { schema },
    read: ([table, on]) => ({ table: text(table), on: truth(on) }),
  };
}
