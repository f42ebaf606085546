// Database users.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_USER_INFO.html
import { type CatalogQuery, text, truth } from '../query.ts';

export interface UserRow {
  name: string;
  superuser: boolean;
  canCreateDatabase: boolean;
  /** Whether it is the one that is connected. */
  current: boolean;
}

export function usersQuery(): CatalogQuery<UserRow> {
  const read: CatalogQuery<UserRow>['read'] = ([name, superuser, createDatabase, current]) => ({
    name: text(name),
    superuser: truth(superuser),
    canCreateDatabase: truth(createDatabase),
    current: truth(current),
  });
  return {
    sql: `SELECT usename, usesuper, usecreatedb, usename = current_user FROM pg_user WHERE usename NOT LIKE 'rdsdb%' ORDER BY usename`,
    read,
    otherwise: { sql: `SELECT user_name, superuser, createdb, user_name = current_user FROM svv_user_info ORDER BY user_name`, read },
  };
}
