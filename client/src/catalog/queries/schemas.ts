// Schemas of a database: local, external and shared.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ALL_SCHEMAS.html
import type { CatalogSchema } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';

const systemSchema = /^(information_schema|catalog_history|pg_.*)$/;

export function schemasQuery(database: string): CatalogQuery<CatalogSchema> {
  const read: CatalogQuery<CatalogSchema>['read'] = ([name, owner, type]) => toSchema(text(name), optionalText(owner), text(type));
  return {
    sql: `SELECT s.schema_name, u.usename, s.schema_type
FROM svv_all_schemas s LEFT JOIN pg_user u ON u.usesysid = s.schema_owner
WHERE s.database_name = :database ORDER BY s.schema_name`,
    parameters: { database },
    read,
    otherwise: {
      sql: `SELECT schema_name, NULL, schema_type FROM svv_all_schemas WHERE database_name = :database ORDER BY schema_name`,
      parameters: { database },
      read,
      otherwise: {
        sql: `SELECT n.nspname, u.usename, 'local' FROM pg_namespace n LEFT JOIN pg_user u ON u.usesysid = n.nspowner ORDER BY n.nspname`,
        read,
      },
    },
  };
}

function toSchema(name: string, owner: string | undefined, type: string): CatalogSchema | undefined {
  if (/^pg_(temp|toast)/.test(name)) return undefined;
  const kind = systemSchema.test(name) ? 'system' : /external/i.test(type) ? 'external' : /shared/i.test(type) ? 'shared' : 'local';
  return { name, kind, ...(owner ? { owner } : {}) };
}
