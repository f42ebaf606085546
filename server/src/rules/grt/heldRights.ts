// Who holds what by the statements of a script: directly, through roles, groups and PUBLIC, and by scoped permissions.
// Reads the model by keys only, so that a statement is judged again only where something it depends on has changed.

import { type Grant, type Principal, publicPrincipal, type Securable, samePrincipal } from '../../semantics/facts.ts';
import {
  grantsOn,
  groupAt,
  groupsOf,
  relationAt,
  revokedOn,
  roleAt,
  rolesOf,
  userAt,
  warehouseGrantsOn,
  withWarehouseRoles,
} from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { say } from '../../text/say.ts';

/** The principal itself, then those whose rights it has as well. */
export function identitiesOf(model: Model, principal: Principal): Principal[] {
  const identities: Principal[] = [principal];
  for (const name of rolesOf(model, principal)) identities.push({ kind: 'role', name });
  if (principal.kind === 'user') for (const name of groupsOf(model, principal.name)) identities.push({ kind: 'group', name });
  if (principal.kind !== 'public') identities.push(publicPrincipal);
  return identities;
}

/** The securables whose rights are rights on this one too: itself, and the scoped permissions that take it in. */
export function coveringSecurables(model: Model, on: Securable): Securable[] {
  const covering: Securable[] = [on];
  const inDatabases = (objects: 'tables' | 'schemas' | 'functions' | 'procedures', database: string | undefined) => {
    covering.push({ kind: 'scope', objects });
    for (const name of database === undefined ? databasesOf(model) : [database]) covering.push({ kind: 'scope', objects, database: name });
  };
  if (on.kind === 'relation') {
    const { schema, database } = on.relation;
    covering.push({ kind: 'scope', objects: 'tables', schema, ...(database && { database }) });
    inDatabases('tables', database);
    // A table that the script does not know was there, as far as one can tell, when it granted on all tables.
    if (relationAt(model, on.relation).state === 'unknown')
      covering.push({ kind: 'all-in-schema', objects: 'tables', schema, ...(database && { database }) });
  } else if (on.kind === 'schema') {
    inDatabases('schemas', on.database);
  } else if (on.kind === 'routine') {
    const { schema, database } = on.relation;
    // A scoped permission on functions is one on procedures too, and the other way round.
    for (const objects of ['functions', 'procedures'] as const) {
      covering.push({ kind: 'scope', objects, schema, ...(database && { database }) });
      inDatabases(objects, database);
    }
  } else if (on.kind === 'all-in-schema') {
    covering.push({ kind: 'scope', objects: on.objects, schema: on.schema, ...(on.database && { database: on.database }) });
    inDatabases(on.objects, on.database);
  }
  return covering;
}

/** What the connected database may be called: `dev` is the one that every cluster begins with. */
function databasesOf(model: Model): string[] {
  const names = new Set(['dev']);
  for (const database of model.all('databases')) if (database.is === 'database') names.add(database.name);
  return [...names];
}

/** The grants by which one of the identities holds a privilege on a thing as a whole, not only on columns of it. */
export function sourcesOf(model: Model, identities: readonly Principal[], privilege: string, on: Securable): Grant[] {
  const taken = revokedOn(model, on).filter(right => right.privilege === privilege && !right.columns);
  return coveringSecurables(model, on).flatMap(securable =>
    grantsOn(model, securable).filter(
      grant =>
        grant.privilege === privilege &&
        !grant.columns &&
        identities.some(identity => samePrincipal(identity, grant.to)) &&
        !(securable !== on && securable.kind === 'all-in-schema' && taken.some(({ to }) => samePrincipal(to, grant.to))),
    ),
  );
}

export const holds = (model: Model, principal: Principal, privilege: string, on: Securable): boolean =>
  sourcesOf(model, identitiesOf(model, principal), privilege, on).length > 0;

/** Whether somebody holds a right on a schema by what the warehouse knows, through its roles and groups too. */
export function holdsInWarehouse(model: Model, principal: Principal, privilege: string, schema: string): boolean {
  const grants = warehouseGrantsOn(model, schema).filter(grant => grant.privilege === privilege);
  return (
    grants.length > 0 &&
    withWarehouseRoles(model, identitiesOf(model, principal)).some(identity => grants.some(({ to }) => samePrincipal(to, identity)))
  );
}

/** Whether the script drops or renames somebody later: what was held until then is not in the model at its end. */
export function isGoneIn(final: Model, principal: Principal): boolean {
  switch (principal.kind) {
    case 'user':
      return userAt(final, principal.name).state === 'dropped';
    case 'role':
      return roleAt(final, principal.name).state === 'dropped';
    case 'group':
      return groupAt(final, principal.name).state === 'dropped';
    default:
      return false;
  }
}

/** `ROLE analyst`, `ann`, `PUBLIC`. */
export function principalText(principal: Principal): string {
  if (!('name' in principal)) return principal.kind === 'public' ? 'PUBLIC' : say`the session user`;
  if (principal.kind === 'role') return say`role ${principal.name}`;
  return principal.kind === 'group' ? say`group ${principal.name}` : principal.name;
}
