// Who may do what with the schemas of the connected database, and who has the rights of whom: schema rights, and roles that were granted.
// Superusers and holders of ACCESS SYSTEM TABLE see everybody's rows, others those of identities that they are or own.
import type { CatalogMembership, CatalogSchemaGrant } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';

export interface SchemaGrantRow extends Omit<CatalogSchemaGrant, 'privileges'> {
  privilege: string;
}

/**
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_SCHEMA_PRIVILEGES.html · r_SVV_DATABASE_PRIVILEGES.html: beside the rights on a schema
 * itself the views list scoped permissions; of these only those FOR SCHEMAS IN DATABASE are rights on schemas. Older patches have no scopes.
 */
export function schemaGrantsQuery(): CatalogQuery<SchemaGrantRow> {
  const read: CatalogQuery<SchemaGrantRow>['read'] = ([schemaName, privilege, name, type]) => {
    const kind = text(type).toLowerCase();
    if (kind !== 'user' && kind !== 'role' && kind !== 'group' && kind !== 'public') return undefined;
    const schema = optionalText(schemaName);
    return {
      ...(schema && { schema }),
      privilege: text(privilege).toLowerCase(),
      kind,
      to: kind === 'public' ? 'public' : text(name),
    };
  };
  return {
    sql: `SELECT namespace_name, privilege_type, identity_name, identity_type FROM svv_schema_privileges WHERE UPPER(privilege_scope) = 'SCHEMA'
UNION ALL SELECT NULL, privilege_type, identity_name, identity_type FROM svv_database_privileges
WHERE database_name = current_database() AND UPPER(privilege_scope) = 'SCHEMAS'`,
    read,
    otherwise: { sql: `SELECT namespace_name, privilege_type, identity_name, identity_type FROM svv_schema_privileges`, read },
  };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_USER_GRANTS.html · r_SVV_ROLE_GRANTS.html */
export function roleMembershipsQuery(): CatalogQuery<CatalogMembership> {
  return {
    sql: `SELECT role_name, user_name, 'user' FROM svv_user_grants
UNION ALL SELECT granted_role_name, role_name, 'role' FROM svv_role_grants`,
    read: ([name, member, kind]) => ({ of: 'role', name: text(name), member: text(member), kind: text(kind) === 'role' ? 'role' : 'user' }),
  };
}

/** Roles of Redshift's own with ACCESS SYSTEM TABLE: https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
const seeingRoles = ['sys:monitor', 'sys:operator', 'sys:dba', 'sys:superuser'];

/** Whether a user has one of those roles, through other roles too. */
export function seesEverybody(user: string, memberships: readonly CatalogMembership[]): boolean {
  const roles = new Set(memberships.filter(({ kind, member }) => kind === 'user' && member === user).map(({ name }) => name));
  for (const role of roles) for (const { kind, member, name } of memberships) if (kind === 'role' && member === role) roles.add(name);
  return seeingRoles.some(role => roles.has(role));
}
