// What is worth telling of tables besides their columns: owner, size, distribution and sort key, and who may do what. Users without the right to
// see a part of it get the other parts.
import type { CatalogGrant } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, number, optionalText, text } from '../query.ts';

export interface TableInfoRow {
  table: string;
  distribution?: string;
  sortKey?: string;
  megabytes?: number;
  rows?: number;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLE_INFO.html: size in blocks of 1 MB; tables without rows are not listed. */
export function tableInfoQuery(schema: string): CatalogQuery<TableInfoRow> {
  return {
    sql: `SELECT "table", diststyle, sortkey1, size, tbl_rows FROM svv_table_info WHERE database = current_database() AND "schema" = :schema`,
    parameters: { schema },
    read: ([table, style, key, size, count]) => {
      const distribution = optionalText(style);
      const sortKey = optionalText(key);
      const megabytes = number(size);
      const rows = number(count);
      return {
        table: text(table),
        ...(distribution && { distribution }),
        ...(sortKey && { sortKey }),
        ...(megabytes !== undefined && { megabytes }),
        ...(rows !== undefined && { rows }),
      };
    },
  };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html: the owners of tables and views. */
export function ownersQuery(schema: string): CatalogQuery<{ table: string; owner: string }> {
  return {
    sql: `SELECT c.relname, u.usename FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_user u ON u.usesysid = c.relowner
WHERE n.nspname = :schema AND c.relkind IN ('r', 'v', 'm')`,
    parameters: { schema },
    read: ([table, owner]) => ({ table: text(table), owner: text(owner) }),
  };
}

export interface GrantRow extends Omit<CatalogGrant, 'privileges'> {
  table: string;
  privilege: string;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RELATION_PRIVILEGES.html: superusers see all, others what concerns them. */
export function relationGrantsQuery(schema: string): CatalogQuery<GrantRow> {
  return {
    sql: `SELECT relation_name, privilege_type, identity_name, identity_type FROM svv_relation_privileges
WHERE namespace_name = :schema ORDER BY relation_name, identity_type, identity_name`,
    parameters: { schema },
    read: ([table, privilege, name, type]) => {
      const kind = text(type).toLowerCase();
      if (kind !== 'user' && kind !== 'role' && kind !== 'group' && kind !== 'public') return undefined;
      return { table: text(table), privilege: text(privilege).toLowerCase(), kind, to: kind === 'public' ? 'public' : text(name) };
    },
  };
}
