// What follows a thing when it is renamed, and what goes with it when it is dropped: rights, attachments, memberships.
import { type Grant, type Principal, principalKey, type RelationName, relationKey, type Securable, securableKey } from '../facts.ts';
import type { ModelParts, ScriptModel } from '../model.ts';
import { sameSignature } from '../signatures.ts';

/** Moves the rights on one thing to another name. */
export function moveGrants(model: ScriptModel, from: Securable, to: Securable): ScriptModel {
  let next = model;
  for (const part of ['grants', 'revoked'] as const) {
    const list = next.get(part, securableKey(from)) ?? [];
    const moved = list.filter(grant => isMeant(grant.on, from)).map(grant => ({ ...grant, on: movedTo(to, grant.on) }));
    if (moved.length === 0) continue;
    next = without(next, part, from).with(part, securableKey(to), [...(next.get(part, securableKey(to)) ?? []), ...moved]);
  }
  return next;
}

export function withoutGrants(model: ScriptModel, on: Securable): ScriptModel {
  return without(without(model, 'grants', on), 'revoked', on);
}

function without(model: ScriptModel, part: 'grants' | 'revoked', on: Securable): ScriptModel {
  const key = securableKey(on);
  const list = model.get(part, key) ?? [];
  const kept = list.filter(grant => !isMeant(grant.on, on));
  if (kept.length === list.length) return model;
  return kept.length === 0 ? model.without(part, key) : model.with(part, key, kept);
}

/** Overloads share a key: where arguments are named, only the rights on that one are meant. */
const isMeant = (on: Securable, asked: Securable) =>
  on.kind !== 'routine' || asked.kind !== 'routine' || asked.arguments === undefined || sameSignature(on.arguments, asked.arguments);

const movedTo = (to: Securable, on: Securable): Securable =>
  to.kind === 'routine' && on.kind === 'routine' && on.arguments ? { ...to, arguments: on.arguments } : to;

/** Whether a thing lives in a schema of the connected database. */
export const isIn = (schema: string, { database, schema: own }: RelationName): boolean => database === undefined && own === schema;

/** The thing under the name that it has when its schema is called `to`; the same one where it is not in the schema, or is not the schema. */
function inRenamed(on: Securable, from: string, to: string): Securable {
  if ('relation' in on) return isIn(from, on.relation) ? { ...on, relation: { ...on.relation, schema: to } } : on;
  if (on.kind === 'schema') return on.name === from && on.database === undefined ? { ...on, name: to } : on;
  if (on.kind === 'all-in-schema' || on.kind === 'scope')
    return on.schema === from && on.database === undefined ? { ...on, schema: to } : on;
  return on;
}

/** Rights on a schema and on everything in it, also on what nothing else is known of, when the schema is renamed. */
export function moveRightsInSchema(model: ScriptModel, from: string, to: string): ScriptModel {
  let next = model;
  for (const part of ['grants', 'revoked'] as const) {
    for (const list of model.all(part)) {
      const on = list[0]?.on;
      if (on && inRenamed(on, from, to) !== on) next = moveGrants(next, whole(on), whole(inRenamed(on, from, to)));
    }
  }
  const defaults = next.get('defaultPrivileges', from);
  if (!defaults) return next;
  return next.without('defaultPrivileges', from).with(
    'defaultPrivileges',
    to,
    defaults.map(entry => ({ ...entry, schema: to })),
  );
}

/** Rights on a schema and on everything in it, when the schema is dropped. */
export function withoutRightsInSchema(model: ScriptModel, schema: string): ScriptModel {
  let next = model;
  for (const part of ['grants', 'revoked'] as const) {
    for (const list of model.all(part)) {
      const on = list[0]?.on;
      if (on && inRenamed(on, schema, '') !== on) next = withoutGrants(next, whole(on));
    }
  }
  return next.without('defaultPrivileges', schema);
}

/** All overloads together: what a key stands for. */
const whole = (on: Securable): Securable => (on.kind === 'routine' ? { kind: 'routine', relation: on.relation } : on);

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
  for (const [key, list] of model.part(part)) {
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
