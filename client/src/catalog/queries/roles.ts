// Roles, without those that a datashare brings along.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ROLES.html
import { type CatalogQuery, optionalText, text } from '../query.ts';

export interface RoleRow {
  name: string;
  owner?: string;
}

export function rolesQuery(): CatalogQuery<RoleRow> {
  return {
    sql: `SELECT role_name, role_owner FROM svv_roles ORDER BY role_name`,
    read: ([role, owner]) => {
      const name = text(role);
      return name.startsWith('ds:') ? undefined : { name, owner: optionalText(owner) };
    },
  };
}
