// What giving or taking a right changes of the rights on a thing.
import { type Grant, principalKey, type Securable, samePrincipal } from './facts.ts';
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

/** The same as giving one right after the other, all on the same thing and none on columns: what is there is looked through once. */
export function giveRights(held: HeldRights, rights: readonly Grant[]): HeldRights {
  const [first] = rights;
  if (!first) return held;
  const nameOf = ({ privilege, to }: Grant) => `${privilege} ${principalKey(to)}`;
  const grants = [...(held.grants ?? none)];
  const places = new Map<string, number>();
  for (const [at, other] of grants.entries())
    if (!other.columns && isOnArguments(other.on, first.on) && !places.has(nameOf(other))) places.set(nameOf(other), at);
  for (const right of rights) {
    const name = nameOf(right);
    const at = places.get(name) ?? grants.length;
    grants[at] = { ...right, grantOption: right.grantOption || (grants[at]?.grantOption ?? false) };
    places.set(name, at);
  }
  if (!held.revoked?.length) return { grants, revoked: held.revoked };
  const names = new Set(rights.map(nameOf));
  const isGiven = (other: Grant) => names.has(nameOf(other));
  return { grants, revoked: held.revoked.some(isGiven) ? held.revoked.filter(other => !isGiven(other)) : held.revoked };
}
