// Tables, views, external and shared tables of a schema.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ALL_TABLES.html
import type { CatalogRelation, RelationKind } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';

export function relationsQuery(database: string, schema: string): CatalogQuery<CatalogRelation> {
  return {
    sql: `SELECT table_name, table_type, remarks FROM svv_all_tables
WHERE database_name = :database AND schema_name = :schema ORDER BY table_name`,
    parameters: { database, schema },
    read: ([name, type, remarks]) => {
      const comment = optionalText(remarks);
      return { name: text(name), kind: relationKind(text(type)), ...(comment ? { comment } : {}) };
    },
  };
}

function relationKind(type: string): RelationKind {
  if (/external/i.test(type)) return 'external-table';
  if (/shared/i.test(type)) return 'shared-table';
  if (/materialized/i.test(type)) return 'materialized-view';
  return /view/i.test(type) ? 'view' : 'table';
}
