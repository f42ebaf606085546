// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES.
// https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html
import { allPrivileges, allScopedPrivileges, systemPrivileges } from '../../dialect/allPrivileges.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { type BulkRights, bulkKey } from '../bulkRights.ts';
import { type Grant, type Membership, type Origin, type Principal, principalKey, type Securable, securableKey } from '../facts.ts';
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
import { giveRight, type HeldRights, type RightChange, takeOption, takeRight } from '../rightChanges.ts';
import { argumentTypes } from '../signatures.ts';
import { type Effect, type EffectReader, noEffect, originOf } from './effect.ts';

// ---- from what is written to what is meant ------------------------------------------------------------------------------------------------

/** Undefined where the name cannot be told. */
export function principalOf(model: Model, { kind, name, literal }: WrittenGrantee): Principal | undefined {
  if (kind === 'public') return { kind };
  const text = literal ?? (name && resolveSimple(model, name));
  return text === undefined ? undefined : { kind, name: text };
}

/** The things that a target names; ON ALL TABLES as itself. */
function securablesOf(model: Model, target: WrittenTarget): Securable[] {
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
      return target.names.map(written => {
        const { name: schema, database } = resolveInDatabase(model, written);
        return { kind: 'all-in-schema', objects: target.objects, schema, ...(database && { database }) };
      });
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

export function changeRight(model: ScriptModel, right: Grant, change: RightChange): ScriptModel {
  const next = changeRights(model, right.on, held => change(held, right));
  return right.columns && change === giveRight ? next.with('columnRights', securableKey(right.on), true) : next;
}

export function changeRights(model: ScriptModel, on: Securable, change: (held: HeldRights) => HeldRights): ScriptModel {
  const key = securableKey(on);
  const held = { grants: model.get('grants', key), revoked: model.get('revoked', key) };
  const { grants, revoked } = change(held);
  const next = grants && grants !== held.grants ? model.with('grants', key, grants) : model;
  return revoked && revoked !== held.revoked ? next.with('revoked', key, revoked) : next;
}

/** Adds to what holds for everything that is in a schema now, without looking at each thing. */
function changeEverythingIn(
  model: ScriptModel,
  key: string,
  times: number,
  bulk: Pick<BulkRights, 'change' | 'rights' | 'takes'>,
): ScriptModel {
  const before = model.get('bulkRights', key);
  const hasColumns = bulk.rights.some(({ columns }) => columns);
  const onColumns = before?.onColumns === true || hasColumns;
  return model.with('bulkRights', key, { ...bulk, before, times, onColumns, givesOnly: bulk.change === giveRight && !hasColumns });
}

// ---- the statements --------------------------------------------------------------------------------------------------------------------------

export const grantStatement: EffectReader = (statement, parsed) => {
  const form = statement.nodes[0];
  const origin = originOf(parsed, statement);
  switch (form?.kind) {
    case 'GrantPrivileges':
      return changeObjectRights(form, origin, giveRight);
    case 'GrantSystemPrivileges':
      return changeSystemRights(form, origin, giveRight);
    case 'GrantRoles':
    case 'GrantRoleUnmarked':
      return changeMemberships(form, origin, addMembership);
    case 'GrantAssumeRole':
      return changeAssumedRoles(form, origin, giveRight);
    default:
      return noEffect;
  }
};

export const revokeStatement: EffectReader = (statement, parsed) => {
  const form = statement.nodes[0];
  const origin = originOf(parsed, statement);
  const change = form?.child('GrantOptionFor') ? takeOption : takeRight;
  switch (form?.kind) {
    case 'RevokePrivileges':
      return changeObjectRights(form, origin, change);
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

function changeObjectRights(form: SyntaxNode, origin: Origin, change: RightChange): Effect | undefined {
  const list = form.child('PrivilegeList');
  const targetNode = form.child('GrantTarget', 'ScopedTarget');
  const target = targetNode && readTarget(targetNode);
  if (!list || !target) return undefined;
  const privileges = readPrivileges(list);
  const grantees = readGrantees(form);
  const objects = 'objects' in target ? target.objects : undefined;
  return model => {
    let next = model;
    const rights: Omit<Grant, 'on'>[] = [];
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      if (!to) continue;
      for (const privilege of privileges) {
        const columns = privilege.columns?.map(column => resolveSimple(model, column));
        for (const name of expand(target.kind, privilege, objects))
          rights.push({ privilege: name, to, grantOption: grantee.grantOption, origin, ...(columns && { columns }) });
      }
    }
    const things = securablesOf(model, target);
    for (const right of rights) for (const on of things) next = changeRight(next, { ...right, on }, change);
    if (target.kind !== 'all-in-schema' || rights.length === 0) return next;
    const schemas = things.flatMap(on => (on.kind === 'all-in-schema' && on.database === undefined ? [on.schema] : []));
    const takes = form.kind === 'RevokePrivileges' && target.objects === 'tables';
    for (const schema of new Set(schemas))
      next = changeEverythingIn(next, bulkKey(target.objects, schema), schemas.filter(other => other === schema).length, {
        change,
        rights,
        takes,
      });
    return next;
  };
}

function changeSystemRights(form: SyntaxNode, origin: Origin, change: RightChange): Effect | undefined {
  const list = form.child('SystemPrivilegeList');
  if (!list) return undefined;
  const privileges = readPrivileges(list).flatMap(privilege => expand('system', privilege));
  const grantees = readGrantees(form);
  return model => {
    let next = model;
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      if (to)
        for (const privilege of privileges)
          next = changeRight(next, { on: { kind: 'system' }, privilege, to, grantOption: false, origin }, change);
    }
    return next;
  };
}

function changeAssumedRoles(form: SyntaxNode, origin: Origin, change: RightChange): Effect {
  const { names, commands } = readAssumedRoles(form);
  const grantees = readGrantees(form);
  return model => {
    let next = model;
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      if (!to) continue;
      for (const name of names)
        for (const command of commands)
          next = changeRight(
            next,
            { on: { kind: 'iam-role', name }, privilege: `assumerole for ${command}`, to, grantOption: false, origin },
            change,
          );
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
