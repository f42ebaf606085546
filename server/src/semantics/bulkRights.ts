// GRANT and REVOKE ON ALL … IN SCHEMA. They mean everything that is there when they run, which may be thousands of things for each of thousands
// of statements. So the model keeps the statements by schema, and for a thing how many of them its rights have in them already; the others are
// worked out when somebody asks. They are before something begins or ceases to be one of the things that are meant.
import type { Grant, Relation, Routine, Securable } from './facts.ts';
import { giveRights, type HeldRights, type RightChange } from './rightChanges.ts';

/** One statement, and those before it in the same schema for the same kind of thing. */
export interface BulkRights {
  readonly before: BulkRights | undefined;
  readonly change: RightChange;
  readonly rights: readonly Omit<Grant, 'on'>[];
  /** How often the statement names the schema. */
  readonly times: number;
  /** REVOKE means also what nothing is known of but that the script gave rights on. */
  readonly takes: boolean;
  /** Whether it gives rights, and none on columns. */
  readonly givesOnly: boolean;
  /** Whether one of them, or of those before, was on columns. */
  readonly onColumns: boolean;
  /** What was worked out after it, by the thing's key. */
  known?: Map<string, KnownRights>;
}

interface KnownRights extends Thing {
  readonly stored: HeldRights;
  readonly since: BulkRights | undefined;
  readonly held: HeldRights;
}

/** What the statements since its rights were stored find of a thing: it has been the same all the time. */
interface Thing {
  /** Undefined where the script says nothing of it. */
  readonly fact: 'there' | 'dropped' | undefined;
  readonly inCatalog: boolean;
  /** Overloads of a routine. */
  readonly routines: readonly Routine[] | undefined;
}

const word = /"(?:[^"]|"")*"|[^.]+/g;

/** What a `relationKey` was made of, and whether a database is named. */
export function nameInKey(key: string): { schema: string; name: string; inDatabase: boolean } {
  const isPlain = !key.includes('"');
  const parts = isPlain ? key.split('.') : [...key.matchAll(word)].map(([text]) => text);
  const part = (from: number) => {
    const text = parts.at(from) ?? '';
    return isPlain || !text.startsWith('"') ? text : text.slice(1, -1).replaceAll('""', '"');
  };
  return { schema: part(-2), name: part(-1), inDatabase: parts.length > 2 };
}

/** The part of bulk rights that comes to a thing of a `securableKey`: that of relations or routines. */
export function bulkKeyOf(key: string): string | undefined {
  const isRelation = key.startsWith('relation:');
  if (!isRelation && !key.startsWith('routine:')) return undefined;
  const { schema, inDatabase } = nameInKey(key.slice(key.indexOf(':') + 1));
  return isRelation && inDatabase ? undefined : bulkKey(isRelation ? 'tables' : 'functions', schema);
}

/** Functions and procedures are one kind of thing. */
export const bulkKey = (objects: 'tables' | 'functions' | 'procedures', schema: string): string =>
  `${objects === 'tables' ? 'relation' : 'routine'}:${schema}`;

/** The rights on a thing after all statements, where `stored` has those up to `since` in it. */
export function rightsAfter(
  last: BulkRights,
  since: BulkRights | undefined,
  key: string,
  stored: HeldRights,
  thing: Thing,
  on: () => Securable,
): HeldRights {
  const isSame = (known: KnownRights | undefined): known is KnownRights =>
    known !== undefined &&
    known.stored.grants === stored.grants &&
    known.stored.revoked === stored.revoked &&
    known.since === since &&
    known.fact === thing.fact &&
    known.inCatalog === thing.inCatalog &&
    known.routines === thing.routines;
  const open: BulkRights[] = [];
  let held = stored;
  for (let at: BulkRights | undefined = last; at && at !== since; at = at.before) {
    const known = at.known?.get(key);
    if (isSame(known)) {
      held = known.held;
      break;
    }
    open.push(at);
  }
  if (open.length === 0) return held;
  // Each overload is a thing of its own; what is not known by name alone is the thing itself.
  const things: readonly Securable[] = thing.routines
    ? thing.routines.map(({ name, arguments: types }) => ({ kind: 'routine', relation: name, ...(types && { arguments: types }) }))
    : [on()];
  const isMeant = thing.routines !== undefined || thing.fact === 'there' || (thing.fact === undefined && thing.inCatalog);
  const mayBeMeant = thing.routines === undefined && thing.fact === undefined && key.startsWith('relation:');
  // What is only given is given in one go.
  let given: Grant[] = [];
  const give = () => {
    held = giveRights(held, given);
    given = [];
  };
  for (const { change, rights, times, takes, givesOnly } of open.reverse()) {
    if (givesOnly && isMeant && things.length === 1) {
      for (const right of rights) given.push({ ...right, on: things[0]! });
      continue;
    }
    give();
    const rounds = (isMeant ? times : 0) + (takes && mayBeMeant && (held.grants?.length ?? 0) > 0 ? times : 0);
    if (rounds === 0) continue;
    for (const right of rights) {
      for (let i = 0; i < rounds; i++) for (const on of things) held = change(held, { ...right, on });
    }
  }
  give();
  last.known ??= new Map();
  last.known.set(key, { ...thing, stored, since, held });
  return held;
}

export const stateOf = (fact: Relation | { readonly is: 'dropped' } | undefined): Thing['fact'] =>
  fact && (fact.is === 'relation' ? 'there' : 'dropped');
