// Which views of a schema are materialized and which bind late. Only the connected database can say it.
import type { RelationKind } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, text } from '../query.ts';

export interface ViewKindRow {
  name: string;
  kind: RelationKind;
}

export function viewKindsQuery(schema: string): CatalogQuery<ViewKindRow> {
  return {
    sql: `SELECT viewname,
  CASE WHEN definition ILIKE '%with no schema binding%' THEN 'late-binding-view'
       WHEN definition ILIKE 'create materialized view%' THEN 'materialized-view' ELSE 'view' END
FROM pg_views WHERE schemaname = :schema`,
    parameters: { schema },
    read: ([name, kind]) => ({ name: text(name), kind: text(kind) as RelationKind }),
  };
}
