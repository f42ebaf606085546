// Databases that the user can see, those of datashares and catalogs included.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_REDSHIFT_DATABASES.html
import { type CatalogQuery, optionalText, text } from '../query.ts';

export interface DatabaseRow {
  name: string;
  owner?: string;
  /** `local`, or `shared` for the database of a datashare. */
  type: string;
}

export function databasesQuery(): CatalogQuery<DatabaseRow> {
  return {
    sql: `SELECT d.database_name, u.usename, d.database_type
FROM svv_redshift_databases d LEFT JOIN pg_user u ON u.usesysid = d.database_owner
ORDER BY d.database_name`,
    read: ([name, owner, type]) => ({ name: text(name), owner: optionalText(owner), type: text(type) || 'local' }),
    otherwise: {
      sql: `SELECT datname FROM pg_database WHERE datname NOT IN ('template0', 'template1', 'padb_harvest', 'sys:internal') ORDER BY datname`,
      read: ([name]) => ({ name: text(name), type: 'local' }),
    },
  };
}
