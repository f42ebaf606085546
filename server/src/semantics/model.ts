// What exists and who may do what, at one place of a script: an immutable value. `fold.ts` makes the next one from a statement.
// Everything that asks it goes through `get` and `all`, so that a reader can be recorded and its answers checked again after an edit.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
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
import { PersistentMap } from './persistentMap.ts';

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
  memberships: PersistentMap.empty(),
  defaultPrivileges: PersistentMap.empty(),
};

interface State {
  readonly parts: Parts;
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
    return new ScriptModel({ parts: emptyParts, session, catalog, transaction: undefined, ran: false }, false, undefined);
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
    return this.map(part).get(key);
  }

  all<Part extends keyof ModelParts>(part: Part): Iterable<ModelParts[Part]> {
    return this.part(part).values();
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
    return this.withPart(part, this.map(part).set(key, value));
  }

  without(part: keyof ModelParts, key: string): ScriptModel {
    this.log?.get(part, key);
    return this.withPart(part, this.map(part).delete(key));
  }

  private withPart<Part extends keyof ModelParts>(part: Part, map: PersistentMap<ModelParts[Part]>): ScriptModel {
    return map === this.map(part) ? this : this.changed({ parts: { ...this.state.parts, [part]: map } });
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
    if (writes.length === 0 && !session) return this;
    const parts: Record<string, PersistentMap<unknown>> = { ...(this.state.parts as Readonly<Record<string, PersistentMap<unknown>>>) };
    for (const { part, key, value } of writes) parts[part] = value === undefined ? parts[part]!.delete(key) : parts[part]!.set(key, value);
    return this.changed({ parts: parts as unknown as Parts, ...(session && { session }) });
  }
}
