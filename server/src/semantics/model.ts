// What exists and who may do what, at one place of a script: an immutable value. `fold.ts` makes the next one from a statement.
// Everything that asks it goes through `get` and `all`, so that a reader can be recorded and its answers checked again after an edit.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type {
  CopyJob,
  Database,
  Datashare,
  DefaultPrivilege,
  Dropped,
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
}

type Parts = { readonly [Part in keyof ModelParts]: PersistentMap<ModelParts[Part]> };

const emptyParts: Parts = {
  databases: PersistentMap.empty(),
  schemas: PersistentMap.empty(),
  relations: PersistentMap.empty(),
  routines: PersistentMap.empty(),
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
  readonly uncertain: boolean;
  /** The model at BEGIN, to which ROLLBACK returns. */
  readonly transaction: ScriptModel | undefined;
}

const derivedValues = new WeakMap<object, WeakMap<object, unknown>>();

/** The model that the fold makes; each change is a new one that shares nearly everything with the old. */
export class ScriptModel implements Model {
  private readonly state: State;

  private constructor(state: State) {
    this.state = state;
  }

  /** The model before the first statement of a script. */
  static initial(catalog?: CatalogSnapshot): ScriptModel {
    const session: SessionState = { user: { kind: 'session' }, database: catalog?.database, searchPath: ['public'], caseSensitive: false };
    return new ScriptModel({ parts: emptyParts, session, catalog, uncertain: false, transaction: undefined });
  }

  get session(): SessionState {
    return this.state.session;
  }

  get catalog(): CatalogSnapshot | undefined {
    return this.state.catalog;
  }

  get uncertain(): boolean {
    return this.state.uncertain;
  }

  get inTransaction(): boolean {
    return this.state.transaction !== undefined;
  }

  get<Part extends keyof ModelParts>(part: Part, key: string): ModelParts[Part] | undefined {
    return this.part(part).get(key);
  }

  *all<Part extends keyof ModelParts>(part: Part): Iterable<ModelParts[Part]> {
    yield* this.part(part).values();
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
    return this.state.parts[part] as PersistentMap<ModelParts[Part]>;
  }

  with<Part extends keyof ModelParts>(part: Part, key: string, value: ModelParts[Part]): ScriptModel {
    return this.withPart(part, this.part(part).set(key, value));
  }

  without(part: keyof ModelParts, key: string): ScriptModel {
    return this.withPart(part, this.part(part).delete(key));
  }

  private withPart<Part extends keyof ModelParts>(part: Part, map: PersistentMap<ModelParts[Part]>): ScriptModel {
    return map === this.part(part) ? this : new ScriptModel({ ...this.state, parts: { ...this.state.parts, [part]: map } });
  }

  withSession(change: Partial<SessionState>): ScriptModel {
    return new ScriptModel({ ...this.state, session: { ...this.session, ...change } });
  }

  withUncertainty(): ScriptModel {
    return this.uncertain ? this : new ScriptModel({ ...this.state, uncertain: true });
  }

  /** BEGIN; a second one in the same transaction changes nothing. */
  begun(): ScriptModel {
    return this.inTransaction ? this : new ScriptModel({ ...this.state, transaction: this });
  }

  /** COMMIT, or what commits by itself. */
  committed(): ScriptModel {
    return this.inTransaction ? new ScriptModel({ ...this.state, transaction: undefined }) : this;
  }

  /** ROLLBACK: as it was at BEGIN. */
  rolledBack(): ScriptModel {
    return this.state.transaction ?? this;
  }
}
