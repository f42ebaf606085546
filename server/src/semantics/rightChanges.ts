// What giving or taking a right changes of the rights on a thing.
import { type Grant, type Securable, samePrincipal } from './facts.ts';
import { sameSignature } from './signatures.ts';

/** What a thing's key holds in the model; undefined where it holds nothing. */
export interface HeldRights {
  readonly grants: readonly Grant[] | undefined;
  readonly revoked: readonly Grant[] | undefined;
}

export type RightChange = (held: HeldRights, right: Grant) => HeldRights;

const none: readonly Grant[] = [];

const sameColumns = (a: readonly string[] | undefined, b: readonly string[] | undefined) => (a === undefined) === (b === undefined);
const sameRight = (a: Grant, b: Grant) => a.privilege === b.privilege && samePrincipal(a.to, b.to);
const isOnArguments = (a: Securable, b: Securable) =>
  a.kind !== 'routine' || b.kind !== 'routine' || sameSignature(a.arguments, b.arguments);

export const giveRight: RightChange = ({ grants = none, revoked }, grant) => {
  const at = grants.findIndex(
    other => sameRight(other, grant) && sameColumns(other.columns, grant.columns) && isOnArguments(other.on, grant.on),
  );
  const there = grants[at];
  const columns = grant.columns && [...new Set([...(there?.columns ?? []), ...grant.columns])];
  const merged: Grant = { ...grant, grantOption: grant.grantOption || (there?.grantOption ?? false), ...(columns && { columns }) };
  return {
    grants: at < 0 ? [...grants, merged] : grants.with(at, merged),
    revoked: revoked?.some(other => sameRight(other, grant)) ? revoked.filter(other => !sameRight(other, grant)) : revoked,
  };
};

/** What the script did not give is remembered as taken from what may have been there before. */
export const takeRight: RightChange = ({ grants, revoked }, right) => {
  const kept: Grant[] = [];
  let found = false;
  for (const grant of grants ?? none) {
    if (!sameRight(grant, right) || !isOnArguments(grant.on, right.on)) kept.push(grant);
    else if (!right.columns) found = true;
    else if (!grant.columns) kept.push(grant);
    else {
      found = true;
      const columns = grant.columns.filter(column => !right.columns!.includes(column));
      if (columns.length > 0) kept.push({ ...grant, columns });
    }
  }
  if (found) return { grants: kept, revoked };
  const isTaken = revoked?.some(other => sameRight(other, right) && sameColumns(other.columns, right.columns));
  return { grants, revoked: isTaken ? revoked : [...(revoked ?? none), right] };
};

export const takeOption: RightChange = (held, right) =>
  held.grants?.some(grant => sameRight(grant, right) && grant.grantOption)
    ? { ...held, grants: held.grants.map(grant => (sameRight(grant, right) ? { ...grant, grantOption: false } : grant)) }
    : held;
