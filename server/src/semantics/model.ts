// What exists and who may do what, at one place of a script: an immutable value. `fold.ts` makes the next one from a statement.
// Everything that asks it goes through `get` and `all`, so that a reader can be recorded and its answers checked again after an edit.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import { type BulkRights, bulkKeyOf, nameInKey, rightsAfter, stateOf } from './bulkRights.ts';
import type {
  CopyJob,
  Database,
  Datashare,
  DefaultPrivilege,
  Dropped,
  DroppedRoutine,
  Grant,
  Group,
  IdentityProvider,
  MaskingAttachment,
  MaskingPolicy,
  Membership,
  MlModel,
  Principal,
  Relation,
  RlsAttachment,
  RlsPolicy,
  Role,
  Routine,
  Schema,
  Template,
  User,
} from './facts.ts';
import { relationKey } from './facts.ts';
import { type EntriesInSchemas, type PartInSchemas, schemaName, withEntry } from './inSchemas.ts';
import { PersistentMap } from './persistentMap.ts';
import type { HeldRights } from './rightChanges.ts';

/** The parts of a model and the type of what each holds. Keys: folded names; `relationKey` for what lives in schemas. */
export interface ModelParts {
  databases: Database | Dropped;
  schemas: Schema | Dropped;
  relations: Relation | Dropped;
  /** Overloads share a key. */
  routines: readonly Routine[];
  droppedRoutines: readonly DroppedRoutine[];
  models: MlModel | Dropped;
  users: User | Dropped;
  groups: Group | Dropped;
  roles: Role | Dropped;
  rlsPolicies: RlsPolicy | Dropped;
  maskingPolicies: MaskingPolicy | Dropped;
  datashares: Datashare | Dropped;
  copyJobs: CopyJob | Dropped;
  templates: Template | Dropped;
  identityProviders: IdentityProvider | Dropped;
  /** By relation. */
  rlsAttachments: readonly RlsAttachment[];
  maskingAttachments: readonly MaskingAttachment[];
  /** By `securableKey`. */
  grants: readonly Grant[];
  /** Rights that the script took away and did not give before, by `securableKey`: they may have come from elsewhere. */
  revoked: readonly Grant[];
  /** Rights ON ALL … IN SCHEMA that `grants` and `revoked` answer with, though they are not stored in them; by `bulkKey`. */
  bulkRights: BulkRights;
  /** The last of them that is stored in the rights on a thing, by `securableKey`. */
  bulkStored: BulkRights;
  /** Relations on columns of which rights were given one by one, by `securableKey`; they may have been taken since. */
  columnRights: true;
  /** Roles granted, by `principalKey` of the member. */
  memberships: readonly Membership[];
  /** By schema, '' for those of no schema. */
  defaultPrivileges: readonly DefaultPrivilege[];
}

/** What a session holds beside objects. */
export interface SessionState {
  /** Who runs the statements: the session's own user, or one that SET SESSION AUTHORIZATION names. */
  readonly user: Principal;
  /** The connected database; undefined where it is not known. */
  readonly database: string | undefined;
  /** Schemas in which bare names are looked for, `$user` left out. */
  readonly searchPath: readonly string[];
  readonly caseSensitive: boolean;
  /** Whether external tables have "$path" and "$size" beside their own columns. */
  readonly pseudoColumns: boolean;
}

export interface Model {
  get<Part extends keyof ModelParts>(part: Part, key: string): ModelParts[Part] | undefined;
  /** Everything of a part that the script has to do with. What only the catalog knows is not in it. */
  all<Part extends keyof ModelParts>(part: Part): Iterable<ModelParts[Part]>;
  /** A value worked out from everything of a part, kept for as long as the part stays the same; `compute` must be one and the same function. */
  derived<Part extends keyof ModelParts, Value>(part: Part, compute: (all: Iterable<ModelParts[Part]>) => Value): Value;
  /** What of a part is in a schema of the connected database. */
  entriesIn<Part extends Exclude<PartInSchemas, 'grants' | 'revoked'>>(
    part: Part,
    schema: string,
  ): Iterable<readonly [string, ModelParts[Part]]>;
  /** The keys of what has rights in a schema, or was deprived of them. */
  keysWithRightsIn(schema: string): Iterable<string>;
  readonly session: SessionState;
  /** What the database held before the script; undefined when offline. */
  readonly catalog: CatalogSnapshot | undefined;
  /** A statement before this place may have done anything (CALL, EXECUTE, text that does not parse): what is not known may yet exist. */
  readonly uncertain: boolean;
  /** Between BEGIN and COMMIT. */
  readonly inTransaction: boolean;
  /** Between BEGIN and COMMIT, where a statement has run before. */
  readonly ranInTransaction: boolean;
}

type Parts = { readonly [Part in keyof ModelParts]: PersistentMap<ModelParts[Part]> };

const emptyParts: Parts = {
  databases: PersistentMap.empty(),
  schemas: PersistentMap.empty(),
  relations: PersistentMap.empty(),
  routines: PersistentMap.empty(),
  droppedRoutines: PersistentMap.empty(),
  models: PersistentMap.empty(),
  users: PersistentMap.empty(),
  groups: PersistentMap.empty(),
  roles: PersistentMap.empty(),
  rlsPolicies: PersistentMap.empty(),
  maskingPolicies: PersistentMap.empty(),
  datashares: PersistentMap.empty(),
  copyJobs: PersistentMap.empty(),
  templates: PersistentMap.empty(),
  identityProviders: PersistentMap.empty(),
  rlsAttachments: PersistentMap.empty(),
  maskingAttachments: PersistentMap.empty(),
  grants: PersistentMap.empty(),
  revoked: PersistentMap.empty(),
  bulkRights: PersistentMap.empty(),
  bulkStored: PersistentMap.empty(),
  columnRights: PersistentMap.empty(),
  memberships: PersistentMap.empty(),
  defaultPrivileges: PersistentMap.empty(),
};

interface State {
  readonly parts: Parts;
  readonly inSchemas: EntriesInSchemas;
  readonly session: SessionState;
  readonly catalog: CatalogSnapshot | undefined;
  /** The model at BEGIN, to which ROLLBACK returns. */
  readonly transaction: ScriptModel | undefined;
  readonly ran: boolean;
}

/** One entry of a part that a statement changed; undefined where it took it away. */
export interface Write {
  readonly part: keyof ModelParts;
  readonly key: string;
  readonly value: unknown;
}

/** Both, where the second ones win. */
function laterWrites(first: readonly Write[], then: readonly Write[]): readonly Write[] {
  const isReplaced = ({ part, key }: Write) => then.some(other => other.part === part && other.key === key);
  return [...first.filter(write => !isReplaced(write)), ...then];
}

const derivedValues = new WeakMap<object, WeakMap<object, unknown>>();

/** The model that the fold makes; each change is a new one that shares nearly everything with the old. */
export class ScriptModel implements Model {
  readonly uncertain: boolean;
  private made: State | undefined;
  /** What it will be made of when it is first asked: most models of a script never are. */
  private rest: { readonly base: ScriptModel; readonly writes: readonly Write[] } | undefined;
  /** Is asked whatever this is asked: a recording of what an effect reads. */
  private readonly log: Model | undefined;

  private constructor(state: State | undefined, uncertain: boolean, log: Model | undefined) {
    this.made = state;
    this.uncertain = uncertain;
    this.log = log;
  }

  /** `base.withChanges(writes)`, made when somebody asks for something in it. */
  static later(base: ScriptModel, writes: readonly Write[]): ScriptModel {
    const model = new ScriptModel(undefined, base.uncertain, undefined);
    model.rest = base.rest ? { base: base.rest.base, writes: laterWrites(base.rest.writes, writes) } : { base, writes };
    return model;
  }

  private get state(): State {
    if (!this.made) {
      const { base, writes } = this.rest!;
      this.made = base.withChanges(writes, undefined).state;
      this.rest = undefined;
    }
    return this.made;
  }

  /** The model before the first statement of a script. */
  static initial(catalog?: CatalogSnapshot): ScriptModel {
    const session: SessionState = {
      user: { kind: 'session' },
      database: catalog?.database,
      searchPath: ['public'],
      caseSensitive: false,
      pseudoColumns: true,
    };
    return new ScriptModel(
      { parts: emptyParts, inSchemas: PersistentMap.empty(), session, catalog, transaction: undefined, ran: false },
      false,
      undefined,
    );
  }

  get session(): SessionState {
    void this.log?.session;
    return this.state.session;
  }

  get catalog(): CatalogSnapshot | undefined {
    void this.log?.catalog;
    return this.state.catalog;
  }

  get inTransaction(): boolean {
    void this.log?.inTransaction;
    return this.state.transaction !== undefined;
  }

  get ranInTransaction(): boolean {
    void this.log?.ranInTransaction;
    return this.state.ran;
  }

  get<Part extends keyof ModelParts>(part: Part, key: string): ModelParts[Part] | undefined {
    this.log?.get(part, key);
    return isRights(part) ? (this.rightsOn(key)[part] as ModelParts[Part] | undefined) : this.map(part).get(key);
  }

  all<Part extends keyof ModelParts>(part: Part): Iterable<ModelParts[Part]> {
    this.log?.all(part);
    return isRights(part) && this.hasBulkRights
      ? valuesOf(this.rights(part) as Iterable<[string, ModelParts[Part]]>)
      : this.map(part).values();
  }

  /** With their keys. */
  entries<Part extends keyof ModelParts>(part: Part): Iterable<readonly [string, ModelParts[Part]]> {
    this.log?.all(part);
    return isRights(part) && this.hasBulkRights ? (this.rights(part) as Iterable<[string, ModelParts[Part]]>) : this.map(part);
  }

  entriesIn<Part extends Exclude<PartInSchemas, 'grants' | 'revoked'>>(
    part: Part,
    schema: string,
  ): Iterable<readonly [string, ModelParts[Part]]> {
    this.log?.entriesIn(part, schema);
    return (this.state.inSchemas.get(schemaName(part, schema)) ?? PersistentMap.empty()) as PersistentMap<ModelParts[Part]>;
  }

  get hasBulkRights(): boolean {
    return this.state.parts.bulkRights.size > 0;
  }

  /** The rights on a thing, those ON ALL in its schema in them. */
  private rightsOn(key: string): HeldRights {
    const { grants, revoked, bulkRights, bulkStored, relations, routines } = this.state.parts;
    const stored = { grants: grants.get(key), revoked: revoked.get(key) };
    const bulk = bulkRights.size > 0 ? bulkKeyOf(key) : undefined;
    const last = bulk === undefined ? undefined : bulkRights.get(bulk);
    const since = last && bulkStored.get(key);
    if (!last || last === since) return stored;
    const isRelation = key.startsWith('relation:');
    const name = key.slice(key.indexOf(':') + 1);
    const relation = isRelation ? relations.get(name) : undefined;
    const schema = bulk!.slice(bulk!.indexOf(':') + 1);
    const own = relation?.is === 'relation' ? relation.name : { schema, name: nameInKey(name).name };
    const thing = {
      fact: stateOf(relation),
      inCatalog: isRelation && this.state.catalog?.contents.get(schema)?.relations.has(own.name) === true,
      routines: isRelation ? undefined : (routines.get(name) ?? []),
    };
    return rightsAfter(last, since, key, stored, thing, () => ({ kind: 'relation', relation: own }));
  }

  /** Everything that has rights, those ON ALL in the schemas in them. */
  private *rights(part: 'grants' | 'revoked'): Iterable<[string, readonly Grant[]]> {
    const keys = new Set<string>();
    for (const [key] of this.map(part)) keys.add(key);
    for (const [bulk] of this.map('bulkRights')) for (const key of this.keysOfBulk(bulk)) keys.add(key);
    for (const key of keys) {
      const list = this.rightsOn(key)[part];
      if (list) yield [key, list];
    }
  }

  /** The keys of what the rights ON ALL in a schema may come to, as far as they need not be stored with a right of their own. */
  private *keysOfBulk(bulk: string): Iterable<string> {
    const kind = bulk.slice(0, bulk.indexOf(':'));
    const schema = bulk.slice(kind.length + 1);
    const part = kind === 'relation' ? 'relations' : 'routines';
    for (const key of keysOf(this.state.inSchemas.get(schemaName(part, schema)))) yield `${kind}:${key}`;
    if (part === 'relations')
      for (const name of this.state.catalog?.contents.get(schema)?.relations.keys() ?? [])
        yield `relation:${relationKey({ schema, name })}`;
    // A thing that was taken from while it was not known, or has been dropped since.
    for (const rights of ['grants', 'revoked'] as const)
      for (const key of keysOf(this.state.inSchemas.get(schemaName(rights, schema)))) if (key.startsWith(kind)) yield key;
  }

  /** The keys of what has rights in a schema, or was deprived of them. */
  keysWithRightsIn(schema: string): Iterable<string> {
    this.log?.keysWithRightsIn(schema);
    let keys = this.state.inSchemas.get(schemaName('grants', schema)) ?? PersistentMap.empty<unknown>();
    for (const key of keysOf(this.state.inSchemas.get(schemaName('revoked', schema)))) keys = keys.set(key, true);
    for (const bulk of [`relation:${schema}`, `routine:${schema}`])
      if (this.state.parts.bulkRights.has(bulk)) for (const key of this.keysOfBulk(bulk)) keys = keys.set(key, true);
    return keysOf(keys);
  }

  /** With what is still to be stored of the rights on a thing, before something of it changes. */
  private withStoredRights(key: string): ScriptModel {
    const bulk = bulkKeyOf(key);
    if (bulk === undefined) return this;
    this.log?.get('bulkRights', bulk);
    this.log?.get('bulkStored', key);
    const last = this.map('bulkRights').get(bulk);
    if (!last || this.map('bulkStored').get(key) === last) return this;
    this.log?.get('grants', key);
    this.log?.get('revoked', key);
    const { grants, revoked } = this.rightsOn(key);
    let next = this.put('bulkStored', key, last);
    if (grants) next = next.put('grants', key, grants);
    if (revoked) next = next.put('revoked', key, revoked);
    return next;
  }

  /** What a change of an entry has to find stored. */
  private readyFor(part: keyof ModelParts, key: string, value: unknown): ScriptModel {
    if (!isRights(part) && part !== 'routines' && part !== 'relations') return this;
    if (!this.hasBulkRights) {
      this.log?.all('bulkRights');
      return this;
    }
    if (isRights(part)) return this.withStoredRights(key);
    if (part === 'routines') return this.withStoredRights(`routine:${key}`);
    const isOther =
      part === 'relations' && stateOf(this.map('relations').get(key)) !== stateOf(value as ModelParts['relations'] | undefined);
    return isOther ? this.withStoredRights(`relation:${key}`) : this;
  }

  derived<Part extends keyof ModelParts, Value>(part: Part, compute: (all: Iterable<ModelParts[Part]>) => Value): Value {
    let values = derivedValues.get(compute);
    if (!values) {
      values = new WeakMap();
      derivedValues.set(compute, values);
    }
    const map = this.part(part);
    if (!values.has(map)) values.set(map, compute(map.values()));
    return values.get(map) as Value;
  }

  /** The map itself: whether two models hold the same of a part is one comparison. */
  part<Part extends keyof ModelParts>(part: Part): PersistentMap<ModelParts[Part]> {
    this.log?.all(part);
    return this.map(part);
  }

  private map<Part extends keyof ModelParts>(part: Part): PersistentMap<ModelParts[Part]> {
    return this.state.parts[part] as PersistentMap<ModelParts[Part]>;
  }

  with<Part extends keyof ModelParts>(part: Part, key: string, value: ModelParts[Part]): ScriptModel {
    this.log?.get(part, key); // what a write changes depends on what was there
    return this.readyFor(part, key, value).put(part, key, value);
  }

  without(part: keyof ModelParts, key: string): ScriptModel {
    this.log?.get(part, key);
    return this.readyFor(part, key, undefined).put(part, key, undefined);
  }

  private put<Part extends keyof ModelParts>(part: Part, key: string, value: ModelParts[Part] | undefined): ScriptModel {
    return this.withEntries([{ part, key, value }]);
  }

  private withEntries(writes: readonly Write[]): ScriptModel {
    let parts: Record<string, PersistentMap<unknown>> | undefined;
    let { inSchemas } = this.state;
    for (const { part, key, value } of writes) {
      const map = (parts ?? (this.state.parts as unknown as Readonly<Record<string, PersistentMap<unknown>>>))[part]!;
      const changed = value === undefined ? map.delete(key) : map.set(key, value);
      if (changed === map) continue;
      parts ??= { ...(this.state.parts as unknown as Readonly<Record<string, PersistentMap<unknown>>>) };
      parts[part] = changed;
      // Of rights the keys are enough.
      if (!isRights(part)) inSchemas = withEntry(inSchemas, part, key, value);
      else if (changed.size !== map.size) inSchemas = withEntry(inSchemas, part, key, value && true);
    }
    return parts ? this.changed({ parts: parts as unknown as Parts, inSchemas }) : this;
  }

  private changed(change: Partial<State>): ScriptModel {
    return new ScriptModel({ ...this.state, ...change }, this.uncertain, this.log);
  }

  withSession(change: Partial<SessionState>): ScriptModel {
    return this.changed({ session: { ...this.session, ...change } });
  }

  /** The same model where it is known that a statement before may have done anything. */
  asUncertain(uncertain: boolean): ScriptModel {
    return uncertain === this.uncertain ? this : new ScriptModel(this.state, uncertain, this.log);
  }

  /** BEGIN; a second one in the same transaction changes nothing. */
  begun(): ScriptModel {
    return this.inTransaction ? this : this.changed({ transaction: this });
  }

  /** A statement runs; what it does besides is told by its effect. */
  withRun(): ScriptModel {
    return this.state.transaction && !this.state.ran ? this.changed({ ran: true }) : this;
  }

  /** COMMIT, or what commits by itself. */
  committed(): ScriptModel {
    return this.inTransaction ? this.changed({ transaction: undefined, ran: false }) : this;
  }

  /** ROLLBACK: as it was at BEGIN. */
  rolledBack(): ScriptModel {
    return this.state.transaction ?? this;
  }

  /** The same model, whose every question, also to what is made from it, is put to `log` too. */
  recordedBy(log: Model): ScriptModel {
    return new ScriptModel(this.state, this.uncertain, log);
  }

  /** Not recorded: for those who keep models, not for effects. */
  get isInTransaction(): boolean {
    return (this.rest?.base ?? this).state.transaction !== undefined;
  }

  /** How this model differs from one that it was made from. */
  changesSince(before: ScriptModel): { readonly writes: readonly Write[]; readonly session: SessionState | undefined } {
    const writes: Write[] = [];
    for (const part of Object.keys(emptyParts) as (keyof ModelParts)[]) {
      const now = this.map(part);
      const then = before.map(part);
      if (now !== then) for (const [key, value] of now.changesSince(then as never)) writes.push({ part, key, value });
    }
    return { writes, session: this.state.session === before.state.session ? undefined : this.state.session };
  }

  /** Makes the changes that `changesSince` told. */
  withChanges(writes: readonly Write[], session: SessionState | undefined): ScriptModel {
    const next = this.withEntries(writes);
    return session ? next.changed({ session }) : next;
  }
}

const isRights = (part: keyof ModelParts): part is 'grants' | 'revoked' => part === 'grants' || part === 'revoked';

function* keysOf(map: PersistentMap<unknown> | undefined): Iterable<string> {
  if (map) for (const [key] of map) yield key;
}

function* valuesOf<Value>(entries: Iterable<readonly [string, Value]>): Iterable<Value> {
  for (const [, value] of entries) yield value;
}
