// Row-level security policies of the connected database. Empty for users without sys:secadmin.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RLS_POLICY.html
import type { CatalogColumn, CatalogRlsPolicy } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';

export function rlsPoliciesQuery(): CatalogQuery<CatalogRlsPolicy> {
  return {
    sql: `SELECT polname, polalias, polatts, polqual FROM svv_rls_policy WHERE poldb = current_database() ORDER BY polname`,
    read: ([name, alias, attributes, condition]) => ({
      name: text(name),
      columns: policyColumns(text(attributes)),
      alias: optionalText(alias),
      condition: optionalText(condition),
    }),
  };
}

/** Reads `[{"colname":"c","type":"character varying(10)"}]`; other shapes give no columns. */
export function policyColumns(json: string): CatalogColumn[] {
  try {
    const parsed: unknown = JSON.parse(json);
    if (!Array.isArray(parsed)) return [];
    return parsed.flatMap(item => {
      const { colname, column_name, name, type } = item as Record<string, unknown>;
      const column = colname ?? column_name ?? name;
      return typeof column === 'string' ? [{ name: column, type: typeof type === 'string' ? type : '' }] : [];
    });
  } catch {
    return [];
  }
}
