// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES.
// https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html
import { allPrivileges, allScopedPrivileges, systemPrivileges } from '../../dialect/allPrivileges.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import {
  type Grant,
  type Membership,
  type Origin,
  type Principal,
  principalKey,
  relationKey,
  type Securable,
  samePrincipal,
  securableKey,
} from '../facts.ts';
import {
  readAssumedRoles,
  readGrantees,
  readPrivileges,
  readTarget,
  type WrittenGrantee,
  type WrittenPrivilege,
  type WrittenTarget,
} from '../grantReading.ts';
import type { Model, ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { resolveExisting, resolveInDatabase, resolveSimple, type WrittenName } from '../resolve.ts';
import { argumentTypes, sameSignature } from '../signatures.ts';
import { type Effect, type EffectReader, noEffect, originOf } from './effect.ts';
import { thingsWithRightsIn } from './rights.ts';

// ---- from what is written to what is meant ------------------------------------------------------------------------------------------------

/** Undefined where the name cannot be told. */
export function principalOf(model: Model, { kind, name, literal }: WrittenGrantee): Principal | undefined {
  if (kind === 'public') return { kind };
  const text = literal ?? (name && resolveSimple(model, name));
  return text === undefined ? undefined : { kind, name: text };
}

/** The things that a target stands for now: ON ALL TABLES stands for itself and for every table known. */
export function securablesOf(model: Model, target: WrittenTarget): Securable[] {
  switch (target.kind) {
    case 'relation':
    case 'external-table':
      return target.names.map(name => ({ kind: 'relation', relation: resolveExisting(model, name) }));
    case 'schema':
    case 'external-schema':
      return target.names.map(name => ({ kind: 'schema', ...resolveInDatabase(model, name) }));
    case 'function':
    case 'procedure':
      return target.names.flatMap((name, i): Securable[] =>
        // Where a template stands for the name, it is empty.
        name.length === 0
          ? []
          : [{ kind: 'routine', relation: resolveExisting(model, name, 'routines'), ...argumentsOf(target.signatures[i]) }],
      );
    case 'model':
      return target.names.map(name => ({ kind: 'model', relation: resolveExisting(model, name, 'models') }));
    case 'template':
      return target.names.map(name => ({ kind: 'template', relation: resolveExisting(model, name, 'templates') }));
    case 'all-in-schema':
      return target.names.flatMap(name => everythingIn(model, target.objects, resolveInDatabase(model, name)));
    case 'scope': {
      const schema = target.schema && resolveSimple(model, target.schema);
      const database = target.database && resolveSimple(model, target.database);
      return [
        {
          kind: 'scope',
          objects: target.objects,
          ...(schema && { schema }),
          ...(database && database !== model.session.database && { database }),
        },
      ];
    }
    default:
      return target.names.map(name => ({ kind: target.kind, name: resolveSimple(model, name) }) as Securable);
  }
}

const argumentsOf = (signature: SyntaxNode | undefined) => (signature ? { arguments: argumentTypes(signature) } : {});

function everythingIn(
  model: Model,
  objects: 'tables' | 'functions' | 'procedures',
  { name: schema, database }: { name: string; database?: string },
): Securable[] {
  const all: Securable[] = [{ kind: 'all-in-schema', objects, schema, ...(database && { database }) }];
  if (database) return all;
  if (objects === 'tables') {
    for (const fact of model.all('relations'))
      if (fact.is === 'relation' && fact.name.schema === schema && !fact.name.database) all.push({ kind: 'relation', relation: fact.name });
    for (const name of model.catalog?.contents.get(schema)?.relations.keys() ?? []) {
      if (!model.get('relations', relationKey({ schema, name }))) all.push({ kind: 'relation', relation: { schema, name } });
    }
    return all;
  }
  for (const routines of model.all('routines')) {
    for (const routine of routines)
      if (routine.name.schema === schema)
        all.push({ kind: 'routine', relation: routine.name, ...(routine.arguments && { arguments: routine.arguments }) });
  }
  return all;
}

/** Tables that nothing is known of but that the script gave rights on: REVOKE ON ALL TABLES takes those too. */
function grantedOnlyIn(model: Model, target: WrittenTarget): Securable[] {
  if (target.kind !== 'all-in-schema' || target.objects !== 'tables') return [];
  const there = target.names.flatMap(written => {
    const { name, database } = resolveInDatabase(model, written);
    return database ? [] : thingsWithRightsIn(model, name);
  });
  return there.filter(
    on =>
      on.kind === 'relation' &&
      !model.get('relations', relationKey(on.relation)) &&
      (model.get('grants', securableKey(on)) ?? []).length > 0,
  );
}

function expand(
  target: WrittenTarget['kind'] | 'system',
  privilege: WrittenPrivilege,
  objects?: keyof typeof allScopedPrivileges,
): readonly string[] {
  if (privilege.name !== 'all') return [privilege.name];
  if (target === 'system') return systemPrivileges;
  if (target === 'scope') return objects ? (allScopedPrivileges[objects] ?? []) : [];
  if (privilege.columns) return allPrivileges.columns;
  if (target === 'all-in-schema') return objects === 'tables' ? allPrivileges.relation : allPrivileges.routine;
  if (target === 'function' || target === 'procedure') return allPrivileges.routine;
  return allPrivileges[target];
}

// ---- giving and taking one right -----------------------------------------------------------------------------------------------------------

const sameColumns = (a: readonly string[] | undefined, b: readonly string[] | undefined) => (a === undefined) === (b === undefined);
const sameRight = (a: Grant, b: Grant) => a.privilege === b.privilege && samePrincipal(a.to, b.to);
const isOnArguments = (a: Securable, b: Securable) =>
  a.kind !== 'routine' || b.kind !== 'routine' || sameSignature(a.arguments, b.arguments);

export function give(model: ScriptModel, grant: Grant): ScriptModel {
  const key = securableKey(grant.on);
  const list = model.get('grants', key) ?? [];
  const at = list.findIndex(
    other => sameRight(other, grant) && sameColumns(other.columns, grant.columns) && isOnArguments(other.on, grant.on),
  );
  const there = list[at];
  const columns = grant.columns && [...new Set([...(there?.columns ?? []), ...grant.columns])];
  const merged: Grant = { ...grant, grantOption: grant.grantOption || (there?.grantOption ?? false), ...(columns && { columns }) };
  const given = model.with('grants', key, at < 0 ? [...list, merged] : list.with(at, merged));
  const taken = given.get('revoked', key);
  if (!taken?.some(other => sameRight(other, grant))) return given;
  return given.with(
    'revoked',
    key,
    taken.filter(other => !sameRight(other, grant)),
  );
}

/** Takes a right; what the script did not give is remembered as taken from what may have been there before. */
export function take(model: ScriptModel, right: Grant): ScriptModel {
  const key = securableKey(right.on);
  const list = model.get('grants', key) ?? [];
  const kept: Grant[] = [];
  let found = false;
  for (const grant of list) {
    if (!sameRight(grant, right) || !isOnArguments(grant.on, right.on)) kept.push(grant);
    else if (!right.columns) found = true;
    else if (!grant.columns) kept.push(grant);
    else {
      found = true;
      const columns = grant.columns.filter(column => !right.columns!.includes(column));
      if (columns.length > 0) kept.push({ ...grant, columns });
    }
  }
  const next = found ? model.with('grants', key, kept) : model;
  const taken = next.get('revoked', key) ?? [];
  if (found || taken.some(other => sameRight(other, right) && sameColumns(other.columns, right.columns))) return next;
  return next.with('revoked', key, [...taken, right]);
}

function withoutOption(model: ScriptModel, right: Grant): ScriptModel {
  const key = securableKey(right.on);
  const list = model.get('grants', key);
  if (!list?.some(grant => sameRight(grant, right) && grant.grantOption)) return model;
  return model.with(
    'grants',
    key,
    list.map(grant => (sameRight(grant, right) ? { ...grant, grantOption: false } : grant)),
  );
}

// ---- the statements --------------------------------------------------------------------------------------------------------------------------

export const grantStatement: EffectReader = (statement, parsed) => {
  const form = statement.nodes[0];
  const origin = originOf(parsed, statement);
  switch (form?.kind) {
    case 'GrantPrivileges':
      return changeRights(form, origin, give);
    case 'GrantSystemPrivileges':
      return changeSystemRights(form, origin, give);
    case 'GrantRoles':
    case 'GrantRoleUnmarked':
      return changeMemberships(form, origin, addMembership);
    case 'GrantAssumeRole':
      return changeAssumedRoles(form, origin, give);
    default:
      return noEffect;
  }
};

export const revokeStatement: EffectReader = (statement, parsed) => {
  const form = statement.nodes[0];
  const origin = originOf(parsed, statement);
  const change = form?.child('GrantOptionFor') ? withoutOption : take;
  switch (form?.kind) {
    case 'RevokePrivileges':
      return changeRights(form, origin, change);
    case 'RevokeSystemPrivileges':
      return changeSystemRights(form, origin, change);
    case 'RevokeRoles':
    case 'RevokeRoleUnmarked':
      return changeMemberships(form, origin, form.child('AdminOptionFor') ? withoutAdminOption : removeMembership);
    case 'RevokeAssumeRole':
      return changeAssumedRoles(form, origin, change);
    default:
      return noEffect;
  }
};

type Change = (model: ScriptModel, right: Grant) => ScriptModel;

function changeRights(form: SyntaxNode, origin: Origin, change: Change): Effect | undefined {
  const list = form.child('PrivilegeList');
  const targetNode = form.child('GrantTarget', 'ScopedTarget');
  const target = targetNode && readTarget(targetNode);
  if (!list || !target) return undefined;
  const privileges = readPrivileges(list);
  const grantees = readGrantees(form);
  const objects = 'objects' in target ? target.objects : undefined;
  return model => {
    let next = model;
    const things = [...securablesOf(model, target), ...(form.kind === 'RevokePrivileges' ? grantedOnlyIn(model, target) : [])];
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      if (!to) continue;
      for (const privilege of privileges) {
        const columns = privilege.columns?.map(column => resolveSimple(model, column));
        for (const name of expand(target.kind, privilege, objects)) {
          for (const on of things)
            next = change(next, { on, privilege: name, to, grantOption: grantee.grantOption, origin, ...(columns && { columns }) });
        }
      }
    }
    return next;
  };
}

function changeSystemRights(form: SyntaxNode, origin: Origin, change: Change): Effect | undefined {
  const list = form.child('SystemPrivilegeList');
  if (!list) return undefined;
  const privileges = readPrivileges(list).flatMap(privilege => expand('system', privilege));
  const grantees = readGrantees(form);
  return model => {
    let next = model;
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      if (to)
        for (const privilege of privileges) next = change(next, { on: { kind: 'system' }, privilege, to, grantOption: false, origin });
    }
    return next;
  };
}

function changeAssumedRoles(form: SyntaxNode, origin: Origin, change: Change): Effect {
  const { names, commands } = readAssumedRoles(form);
  const grantees = readGrantees(form);
  return model => {
    let next = model;
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      if (!to) continue;
      for (const name of names)
        for (const command of commands)
          next = change(next, { on: { kind: 'iam-role', name }, privilege: `assumerole for ${command}`, to, grantOption: false, origin });
    }
    return next;
  };
}

// ---- roles -------------------------------------------------------------------------------------------------------------------------------------

function changeMemberships(form: SyntaxNode, origin: Origin, change: (model: ScriptModel, membership: Membership) => ScriptModel): Effect {
  const slots = [...(form.child('RoleList')?.descendants('role-name') ?? []), ...form.childrenOf('bare-role-name')];
  const roles = slots.flatMap(slot => {
    const parts = nameOf(slot)?.parts;
    return parts ? [parts as WrittenName] : [];
  });
  const grantees = readGrantees(form);
  return model => {
    let next = model;
    for (const grantee of grantees) {
      const member = principalOf(model, grantee);
      if (!member) continue;
      for (const role of roles) next = change(next, { role: resolveSimple(model, role), member, adminOption: grantee.adminOption, origin });
    }
    return next;
  };
}

function addMembership(model: ScriptModel, membership: Membership): ScriptModel {
  const key = principalKey(membership.member);
  const list = model.get('memberships', key) ?? [];
  const at = list.findIndex(other => other.role === membership.role);
  const merged = { ...membership, adminOption: membership.adminOption || (list[at]?.adminOption ?? false) };
  return model.with('memberships', key, at < 0 ? [...list, merged] : list.with(at, merged));
}

function removeMembership(model: ScriptModel, { role, member }: Membership): ScriptModel {
  const key = principalKey(member);
  const kept = (model.get('memberships', key) ?? []).filter(other => other.role !== role);
  return kept.length === 0 ? model.without('memberships', key) : model.with('memberships', key, kept);
}

function withoutAdminOption(model: ScriptModel, { role, member }: Membership): ScriptModel {
  const key = principalKey(member);
  const list = model.get('memberships', key);
  return list
    ? model.with(
        'memberships',
        key,
        list.map(other => (other.role === role ? { ...other, adminOption: false } : other)),
      )
    : model;
}
