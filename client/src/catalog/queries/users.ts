// Database users.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_USER_INFO.html
import { type CatalogQuery, text, truth } from '../query.ts';

export interface UserRow {
  name: string;
  superuser: boolean;
  canCreateDatabase: boolean;
}

export function usersQuery(): CatalogQuery<UserRow> {
  const read: CatalogQuery<UserRow>['read'] = ([name, superuser, createDatabase]) => ({
    name: text(name),
    superuser: truth(superuser),
    canCreateDatabase: truth(createDatabase),
  });
  return {
    sql: `SELECT usename, usesuper, usecreatedb FROM pg_user WHERE usename NOT LIKE 'rdsdb%' ORDER BY usename`,
    read,
    otherwise: { sql: `SELECT user_name, superuser, createdb FROM svv_user_info ORDER BY user_name`, read },
  };
}
