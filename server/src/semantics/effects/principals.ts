// Users, groups and roles.
import type { Principal } from '../facts.ts';
import { factOf, groupAt, roleAt, userAt } from '../lookup.ts';
import type { ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { resolveSimple, type WrittenName } from '../resolve.ts';
import { type EffectReader, originOf, ownerOf, writtenName, writtenNames } from './effect.ts';
import { renamePrincipal, withoutPrincipal } from './rekeying.ts';

const user = (name: string): Principal => ({ kind: 'user', name });
const group = (name: string): Principal => ({ kind: 'group', name });
const role = (name: string): Principal => ({ kind: 'role', name });

export const createUser: EffectReader = (node, parsed) => {
  const slot = node.child('new-user-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  const superuser = node.child('UserSuperuserCapability')?.keyword('CREATEUSER') !== undefined;
  const groups = node.childrenOf('UserInGroup').flatMap(clause => writtenNames(clause, 'group-name') ?? []);
  return model => {
    const key = resolveSimple(model, name);
    const created = model.with('users', key, { is: 'user', name: key, superuser, origin: originOf(parsed, slot) });
    return groups.reduce(
      (before, written) =>
        changeMembers(before, resolveSimple(before, written), members => (members.includes(key) ? members : [...members, key])),
      created,
    );
  };
};

export const alterUser: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'user-name');
  if (!name) return undefined;
  const capability = node.child('UserSuperuserCapability');
  const renamed = writtenName(node.child('UserRename'), 'new-user-name');
  return model => {
    const key = resolveSimple(model, name);
    const known = factOf(userAt(model, key));
    let next = model;
    if (capability)
      next = next.with('users', key, {
        ...(known ?? { is: 'user', name: key }),
        superuser: capability.keyword('CREATEUSER') !== undefined,
      });
    if (!renamed) return next;
    const to = resolveSimple(model, renamed);
    const fact = factOf(userAt(next, key)) ?? { is: 'user' as const, name: key, superuser: false };
    next = renamePrincipal(next, user(key), user(to));
    for (const entry of model.all('groups')) {
      if (entry.is === 'group' && entry.members.includes(key))
        next = next.with('groups', entry.name, { ...entry, members: entry.members.map(member => (member === key ? to : member)) });
    }
    return next.with('users', to, { ...fact, name: to }).with('users', key, { is: 'dropped', origin: originOf(parsed, node) });
  };
};

export const dropUser: EffectReader = (node, parsed) => {
  const names = writtenNames(node, 'user-name');
  return (
    names &&
    (model =>
      names.reduce((before, written) => {
        const key = resolveSimple(before, written);
        const left = withoutPrincipal(withoutMember(before, key), user(key));
        return left.with('users', key, { is: 'dropped', origin: originOf(parsed, node) });
      }, model))
  );
};

/** A dropped user is in no group any more. */
function withoutMember(model: ScriptModel, name: string): ScriptModel {
  let next = model;
  for (const entry of model.all('groups')) {
    if (entry.is === 'group' && entry.members.includes(name))
      next = next.with('groups', entry.name, { ...entry, members: entry.members.filter(member => member !== name) });
  }
  return next;
}

// ---- groups ------------------------------------------------------------------------------------------------------------------------------------

/** The members of a group; one that only the catalog may know becomes known with those the script gives it. */
function changeMembers(model: ScriptModel, key: string, change: (members: readonly string[]) => readonly string[]): ScriptModel {
  const known = factOf(groupAt(model, key)) ?? { is: 'group' as const, name: key, members: [] };
  return model.with('groups', key, { ...known, members: change(known.members) });
}

export const createGroup: EffectReader = (node, parsed) => {
  const slot = node.child('new-group-name');
  const name = slot && nameOf(slot)?.parts;
  const members = writtenNames(node, 'user-name');
  if (!name || !members) return undefined;
  return model => {
    const key = resolveSimple(model, name);
    return model.with('groups', key, {
      is: 'group',
      name: key,
      members: members.map(member => resolveSimple(model, member)),
      origin: originOf(parsed, slot),
    });
  };
};

export const alterGroup: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'group-name');
  if (!name) return undefined;
  const added = names(node.child('GroupAddUser'));
  const removed = names(node.child('GroupDropUser'));
  const renamed = writtenName(node.child('GroupRename'), 'new-group-name');
  return model => {
    const key = resolveSimple(model, name);
    if (!renamed) {
      const gone = removed.map(member => resolveSimple(model, member));
      const come = added.map(member => resolveSimple(model, member));
      return changeMembers(model, key, members => [
        ...new Set([...(gone.length > 0 ? members.filter(member => !gone.includes(member)) : members), ...come]),
      ]);
    }
    const to = resolveSimple(model, renamed);
    const known = factOf(groupAt(model, key)) ?? { is: 'group' as const, name: key, members: [] };
    return renamePrincipal(model, group(key), group(to))
      .with('groups', to, { ...known, name: to })
      .with('groups', key, { is: 'dropped', origin: originOf(parsed, node) });
  };
};

const names = (clause: Parameters<typeof writtenName>[0]): readonly WrittenName[] => (clause && writtenNames(clause, 'user-name')) ?? [];

export const dropGroup: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'group-name');
  return (
    name &&
    (model => {
      const key = resolveSimple(model, name);
      return withoutPrincipal(model, group(key)).with('groups', key, { is: 'dropped', origin: originOf(parsed, node) });
    })
  );
};

// ---- roles -------------------------------------------------------------------------------------------------------------------------------------

export const createRole: EffectReader = (node, parsed) => {
  const slot = node.child('new-role-name');
  const name = slot && nameOf(slot)?.parts;
  return (
    name &&
    (model => {
      const key = resolveSimple(model, name);
      return model.with('roles', key, { is: 'role', name: key, owner: model.session.user, origin: originOf(parsed, slot) });
    })
  );
};

export const alterRole: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'role-name');
  if (!name) return undefined;
  const renamed = writtenName(node.child('RoleRename'), 'new-role-name');
  const owner = node.child('RoleOwner');
  return model => {
    const key = resolveSimple(model, name);
    const known = factOf(roleAt(model, key)) ?? { is: 'role' as const, name: key };
    const owned = owner ? model.with('roles', key, { ...known, owner: ownerOf(model, owner) }) : model;
    if (!renamed) return owned;
    const to = resolveSimple(model, renamed);
    return renamePrincipal(owned, role(key), role(to))
      .with('roles', to, { ...known, name: to })
      .with('roles', key, { is: 'dropped', origin: originOf(parsed, node) });
  };
};

export const dropRole: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'role-name');
  return (
    name &&
    (model => {
      const key = resolveSimple(model, name);
      return withoutPrincipal(model, role(key)).with('roles', key, { is: 'dropped', origin: originOf(parsed, node) });
    })
  );
};
