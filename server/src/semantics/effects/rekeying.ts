// What follows a thing when it is renamed, and what goes with it when it is dropped: rights, attachments, memberships.
import { type Grant, type Principal, principalKey, type RelationName, relationKey } from '../facts.ts';
import type { ModelParts, ScriptModel } from '../model.ts';
import { moveGrants, withoutGrants } from './rights.ts';

/** A relation under another name, with its rights and attachments. */
export function moveRelation(model: ScriptModel, from: RelationName, to: RelationName): ScriptModel {
  const oldKey = relationKey(from);
  const newKey = relationKey(to);
  let next = model;
  const relation = next.get('relations', oldKey);
  if (relation?.is === 'relation') next = next.with('relations', newKey, { ...relation, name: to });
  next = moveGrants(next, { kind: 'relation', relation: from }, { kind: 'relation', relation: to });
  const rows = next.get('rlsAttachments', oldKey);
  if (rows)
    next = next.without('rlsAttachments', oldKey).with(
      'rlsAttachments',
      newKey,
      rows.map(item => ({ ...item, relation: to })),
    );
  const masks = next.get('maskingAttachments', oldKey);
  if (masks)
    next = next.without('maskingAttachments', oldKey).with(
      'maskingAttachments',
      newKey,
      masks.map(item => ({ ...item, relation: to })),
    );
  return next;
}

/** A column under another name, where masks are attached to it or read it. */
export function renameMaskedColumn(model: ScriptModel, relation: RelationName, from: string, to: string): ScriptModel {
  const key = relationKey(relation);
  const masks = model.get('maskingAttachments', key);
  if (!masks) return model;
  // A path into a SUPER column begins with the column.
  const renamed = (path: string) => (path === from ? to : path.startsWith(`${from}.`) ? to + path.slice(from.length) : path);
  return model.with(
    'maskingAttachments',
    key,
    masks.map(item => ({ ...item, columns: item.columns.map(renamed), inputs: item.inputs.map(renamed) })),
  );
}

/** What goes with a relation that is dropped. */
export function withoutRelation(model: ScriptModel, name: RelationName): ScriptModel {
  const key = relationKey(name);
  return withoutGrants(model.without('rlsAttachments', key).without('maskingAttachments', key), { kind: 'relation', relation: name });
}

type ListPart = { [Part in keyof ModelParts]: ModelParts[Part] extends readonly unknown[] ? Part : never }[keyof ModelParts];

function mapLists<Part extends ListPart>(
  model: ScriptModel,
  part: Part,
  change: (list: ModelParts[Part]) => ModelParts[Part],
): ScriptModel {
  let next = model;
  for (const [key, list] of model.entries(part)) {
    const changed = change(list);
    if (changed !== list) next = (changed as readonly unknown[]).length === 0 ? next.without(part, key) : next.with(part, key, changed);
  }
  return next;
}

/** Keeps the list itself where nothing of it changes. */
function mapChanged<Item>(list: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  let changed = false;
  const mapped = list.map(item => {
    const other = change(item);
    if (other !== item) changed = true;
    return other;
  });
  return changed ? mapped : list;
}

function filterChanged<Item>(list: readonly Item[], keep: (item: Item) => boolean): readonly Item[] {
  return list.every(keep) ? list : list.filter(keep);
}

/** A user, role or group under another name, wherever it is named. */
export function renamePrincipal(model: ScriptModel, from: Principal, to: Principal): ScriptModel {
  const old = principalKey(from);
  const change = <Item extends { readonly to: Principal }>(item: Item): Item => (principalKey(item.to) === old ? { ...item, to } : item);
  let next = renameOwner(model, from, to);
  next = mapLists(next, 'grants', list => mapChanged(list, change));
  next = mapLists(next, 'revoked', list => mapChanged(list, change));
  next = mapLists(next, 'rlsAttachments', list => mapChanged(list, change));
  next = mapLists(next, 'maskingAttachments', list => mapChanged(list, change));
  next = mapLists(next, 'defaultPrivileges', list =>
    mapChanged(list, entry => change(principalKey(entry.creator) === old ? { ...entry, creator: to } : entry)),
  );
  const own = next.get('memberships', old);
  if (own)
    next = next.without('memberships', old).with(
      'memberships',
      principalKey(to),
      own.map(item => ({ ...item, member: to })),
    );
  if (from.kind === 'role' && to.kind === 'role') {
    next = mapLists(next, 'memberships', list => mapChanged(list, item => (item.role === from.name ? { ...item, role: to.name } : item)));
  }
  return next;
}

const owned = ['relations', 'schemas', 'databases', 'models', 'roles'] as const;

/** What a user owns, under the user's new name. */
function renameOwner(model: ScriptModel, from: Principal, to: Principal): ScriptModel {
  const old = principalKey(from);
  const isOwned = (fact: { readonly owner?: Principal }) => fact.owner !== undefined && principalKey(fact.owner) === old;
  let next = model;
  for (const part of owned) {
    for (const [key, fact] of model.part(part))
      if (fact.is !== 'dropped' && isOwned(fact)) next = next.with(part, key, { ...fact, owner: to } as never);
  }
  return mapLists(next, 'routines', list => mapChanged(list, routine => (isOwned(routine) ? { ...routine, owner: to } : routine)));
}

/** What goes with a user, role or group that is dropped: everything that it held. */
export function withoutPrincipal(model: ScriptModel, principal: Principal): ScriptModel {
  const key = principalKey(principal);
  const keep = <Item extends { readonly to: Principal }>(item: Item) => principalKey(item.to) !== key;
  let next = mapLists(model, 'grants', list => filterChanged<Grant>(list, keep));
  next = mapLists(next, 'rlsAttachments', list => filterChanged(list, keep));
  next = mapLists(next, 'maskingAttachments', list => filterChanged(list, keep));
  next = mapLists(next, 'revoked', list => filterChanged(list, keep));
  next = mapLists(next, 'defaultPrivileges', list => filterChanged(list, entry => keep(entry) && principalKey(entry.creator) !== key));
  next = next.without('memberships', key);
  if (principal.kind === 'role') next = mapLists(next, 'memberships', list => filterChanged(list, item => item.role !== principal.name));
  return next;
}
