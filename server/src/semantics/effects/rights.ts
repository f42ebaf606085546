// Rights are kept by the thing they are on; what is in a schema is renamed and dropped with it.
import { type RelationName, type Securable, securableKey } from '../facts.ts';
import type { ScriptModel } from '../model.ts';
import { sameSignature } from '../signatures.ts';

/** What in a schema of the connected database somebody was given rights on, or was deprived of them, whether more is known of it or not. */
function thingsWithRightsIn(model: ScriptModel, schema: string): Securable[] {
  const things: Securable[] = [];
  for (const key of model.keysWithRightsIn(schema)) {
    const right = model.get('grants', key)?.[0] ?? model.get('revoked', key)?.[0];
    if (right) things.push(whole(right.on));
  }
  return things;
}

/** Moves the rights on one thing to another name. */
export function moveGrants(model: ScriptModel, from: Securable, to: Securable): ScriptModel {
  let next = model;
  for (const part of ['grants', 'revoked'] as const) {
    const list = next.get(part, securableKey(from)) ?? [];
    const moved = list.filter(grant => isMeant(grant.on, from)).map(grant => ({ ...grant, on: movedTo(to, grant.on) }));
    if (moved.length === 0) continue;
    const key = securableKey(to);
    next = without(next, part, from).with(part, key, [...(next.get(part, key) ?? []), ...moved]);
    if (moved.some(({ columns }) => columns)) next = next.with('columnRights', key, true);
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

/** The thing under the name that it has when its schema is called `to`. */
function inRenamed(on: Securable, to: string): Securable {
  if ('relation' in on) return { ...on, relation: { ...on.relation, schema: to } };
  return on.kind === 'all-in-schema' || on.kind === 'scope' ? { ...on, schema: to } : on;
}

/** Rights on a schema and on everything in it, also on what nothing else is known of, when the schema is renamed. */
export function moveRightsInSchema(model: ScriptModel, from: string, to: string): ScriptModel {
  let next = moveGrants(model, { kind: 'schema', name: from }, { kind: 'schema', name: to });
  for (const on of thingsWithRightsIn(next, from)) next = moveGrants(next, on, inRenamed(on, to));
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
  let next = withoutGrants(model, { kind: 'schema', name: schema });
  for (const on of thingsWithRightsIn(next, schema)) next = withoutGrants(next, on);
  return next.without('defaultPrivileges', schema);
}

/** All overloads together: what a key stands for. */
const whole = (on: Securable): Securable => (on.kind === 'routine' ? { kind: 'routine', relation: on.relation } : on);
