// User groups and who is in them: one row a member, one row without a member for an empty group.
// https://docs.aws.amazon.com/redshift/latest/dg/r_PG_GROUP.html
import { type CatalogQuery, optionalText, text } from '../query.ts';

export interface GroupRow {
  name: string;
  member?: string;
  /** Whether it is not told who is in the group. */
  membersHidden?: true;
}

export function groupsQuery(): CatalogQuery<GroupRow> {
  return {
    sql: `SELECT g.groname, u.usename FROM pg_group g LEFT JOIN pg_user u ON u.usesysid = ANY(g.grolist) ORDER BY g.groname, u.usename`,
    read: ([name, member]) => ({ name: text(name), member: optionalText(member) }),
    otherwise: {
      sql: `SELECT groname FROM pg_group ORDER BY groname`,
      read: ([name]) => ({ name: text(name), membersHidden: true }),
    },
  };
}
