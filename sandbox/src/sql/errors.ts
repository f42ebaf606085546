// PostgreSQL's errors in Redshift's words, and their places in the statement as it was sent.
import type { EngineFailure } from './engineMessages.ts';
import { SqlError } from './sqlResult.ts';

const rewordings: readonly (readonly [RegExp, string])[] = [
  [/^permission denied for table (.+)$/, 'permission denied for relation $1'],
  [/^permission denied for view (.+)$/, 'permission denied for relation $1'],
  [/^permission denied for materialized view (.+)$/, 'permission denied for relation $1'],
  [/^must be owner of (?:table|view|materialized view) (.+)$/, 'must be owner of relation $1'],
  [/^division by zero$/, 'Divide by zero'],
  [/^role "group:(.+)" does not exist$/, 'group "$1" does not exist'],
  [/^role "role:(.+)" does not exist$/, 'role "$1" does not exist'],
  [/^role "(.+)" does not exist$/, 'user "$1" does not exist'],
  [/^role "group:(.+)" already exists$/, 'group "$1" already exists'],
  [/^role "role:(.+)" already exists$/, 'role "$1" already exists'],
  [/^role "(.+)" already exists$/, 'user "$1" already exists'],
  [/^role ".+" is a member of role ".+"$/, 'cannot grant this role, a circular dependency was detected between these roles'],
  [/^permission denied to create role$/, 'permission denied to create user, group or role'],
  [/^permission denied to (drop|alter) role$/, 'permission denied to $1 user, group or role'],
  [/^cannot insert a non-DEFAULT value into column "(.+)"$/, 'cannot set an identity column to a value'],
  [/^value too long for type character varying\((\d+)\)$/, 'value too long for type character varying($1)'],
  [/^null value in column "(.+)" of relation ".+" violates not-null constraint$/, 'Cannot insert a NULL value into column $1'],
  [/^there is no parameter \$(\d+)$/, 'there is no parameter $$$1'],
];

/** Redshift says why a user cannot be dropped; PostgreSQL says it in the detail. */
function rewordDrop(failure: EngineFailure): string | undefined {
  const role = /^role "(.+)" cannot be dropped because some objects depend on it$/.exec(failure.message)?.[1];
  if (role === undefined) return undefined;
  const owns = /owner of/.test(failure.detail ?? '');
  if (role.startsWith('group:')) return `group "${role.slice(6)}" can't be dropped because the group has a privilege on some object`;
  return owns
    ? `user "${role}" can't be dropped because the user owns some object`
    : `user "${role}" can't be dropped because the user has a privilege on some object`;
}

export function toSqlError(failure: EngineFailure, sent: string | undefined, rewritten: string | undefined): SqlError {
  const dropped = rewordDrop(failure);
  const rule = rewordings.find(([pattern]) => pattern.test(failure.message));
  const message = dropped ?? (rule ? failure.message.replace(rule[0], rule[1]) : failure.message);
  return new SqlError(message.replaceAll(/"(?:role:|group:|s\d+:)/g, '"'), {
    sqlState: failure.sqlState,
    detail: dropped === undefined ? failure.detail?.replaceAll(/\b(?:role|group):/g, '') : undefined,
    hint: failure.hint,
    position:
      failure.position === undefined || sent === undefined || rewritten === undefined
        ? undefined
        : findPosition(sent, rewritten, failure.position),
  });
}

/** The word at a place of the rewritten statement, found again in the statement as sent: the same word, the same time that it occurs. */
export function findPosition(sent: string, rewritten: string, position: number): number | undefined {
  const rest = rewritten.slice(position - 1);
  const word = /^("(?:[^"]|"")+"|\w+|\S)/.exec(rest)?.[0].replaceAll('"', '').toLowerCase();
  if (!word) return undefined;
  const pattern = new RegExp(/^\w/.test(word) ? `(?<!\\w)${escapePattern(word)}(?!\\w)` : escapePattern(word), 'gi');
  const before = [...rewritten.slice(0, position - 1).matchAll(pattern)].length;
  const places = [...sent.matchAll(pattern)];
  const place = places[Math.min(before, places.length - 1)];
  return place ? place.index + 1 : undefined;
}

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
