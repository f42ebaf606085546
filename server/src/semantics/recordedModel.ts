// A model that remembers what was asked of it. After an edit the answers are compared: where they are the same, whatever was concluded
// from them is still true and need not be worked out again.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { PartInSchemas } from './inSchemas.ts';
import type { Model, ModelParts, ScriptModel, SessionState, Write } from './model.ts';

type Property = 'session' | 'catalog' | 'uncertain' | 'inTransaction' | 'ranInTransaction';

const behindRights: ReadonlySet<string> = new Set(['bulkStored', 'relations', 'routines']);

/** More questions than this are looked up among the asked by a set. */
const fewQuestions = 24;

export class RecordedModel implements Model {
  private model: ScriptModel;
  private isUncertain: boolean;
  /** Three entries a question: the part, or the property; the key, or undefined where the whole part was asked for; the answer. */
  private asked: unknown[] = [];
  private index: Set<string> | undefined;

  /** `isUncertain`: whether a statement before may have done anything; it is no part of the model itself. */
  constructor(model: ScriptModel, isUncertain = model.uncertain) {
    this.model = model;
    this.isUncertain = isUncertain;
  }

  get<Part extends keyof ModelParts>(part: Part, key: string): ModelParts[Part] | undefined {
    const answer = this.model.get(part, key);
    this.record(part, key, answer);
    return answer;
  }

  all<Part extends keyof ModelParts>(part: Part): Iterable<ModelParts[Part]> {
    this.recordPart(part);
    return this.model.all(part);
  }

  entriesIn<Part extends Exclude<PartInSchemas, 'grants' | 'revoked'>>(
    part: Part,
    schema: string,
  ): Iterable<readonly [string, ModelParts[Part]]> {
    this.recordPart(part);
    return this.model.entriesIn(part, schema);
  }

  keysWithRightsIn(schema: string): Iterable<string> {
    this.recordPart('grants');
    this.recordPart('revoked');
    return this.model.keysWithRightsIn(schema);
  }

  private recordPart(part: keyof ModelParts): void {
    this.record(part, undefined, this.model.part(part));
    if ((part === 'grants' || part === 'revoked') && this.model.hasBulkRights)
      for (const behind of ['bulkRights', 'bulkStored', 'relations', 'routines'] as const)
        this.record(behind, undefined, this.model.part(behind));
  }

  derived<Part extends keyof ModelParts, Value>(part: Part, compute: (all: Iterable<ModelParts[Part]>) => Value): Value {
    this.record(part, undefined, this.model.part(part));
    return this.model.derived(part, compute);
  }

  get session(): SessionState {
    this.record('session', undefined, this.model.session);
    return this.model.session;
  }

  get catalog(): CatalogSnapshot | undefined {
    this.record('catalog', undefined, this.model.catalog);
    return this.model.catalog;
  }

  get uncertain(): boolean {
    this.record('uncertain', undefined, this.isUncertain);
    return this.isUncertain;
  }

  get inTransaction(): boolean {
    this.record('inTransaction', undefined, this.model.inTransaction);
    return this.model.inTransaction;
  }

  get ranInTransaction(): boolean {
    this.record('ranInTransaction', undefined, this.model.ranInTransaction);
    return this.model.ranInTransaction;
  }

  private record(what: keyof ModelParts | Property, key: string | undefined, answer: unknown): void {
    const { asked } = this;
    if (asked.length < 3 * fewQuestions) {
      for (let i = 0; i < asked.length; i += 3) if (asked[i] === what && asked[i + 1] === key) return;
    } else {
      this.index ??= new Set(Array.from({ length: asked.length / 3 }, (_, i) => `${asked[3 * i]}\n${asked[3 * i + 1]}`));
      const name = `${what}\n${key}`;
      if (this.index.has(name)) return;
      this.index.add(name);
    }
    asked.push(what, key, answer);
  }

  /** Nothing more will be asked: it takes no more room than what was. There is one for each statement and rule that reads. */
  settle(): void {
    this.asked = this.asked.slice();
    this.index = undefined;
  }

  /** Whether it stands for that very model. */
  standsFor(model: ScriptModel): boolean {
    return this.model === model;
  }

  /** What was asked has the same answers in another model, as is known without asking. */
  standFor(model: ScriptModel): void {
    this.model = model;
  }

  /** Whether anything was asked that a change of these entries may answer differently. */
  readsAny(writes: readonly Write[]): boolean {
    const { asked } = this;
    for (let i = 0; i < asked.length; i += 3) {
      const what = asked[i];
      const name = asked[i + 1] as string | undefined;
      for (const { part, key } of writes) {
        if (what === part && (name === undefined || name === key)) return true;
        // The rights on a thing depend on whether it is there, where some were given ON ALL in its schema.
        if ((what === 'grants' || what === 'revoked') && name?.endsWith(key) && behindRights.has(part)) return true;
      }
    }
    return false;
  }

  /** Whether another model would have given the same answers. */
  wouldAnswerTheSame(other: ScriptModel, isUncertain = other.uncertain): boolean {
    const { asked } = this;
    if (other === this.model && isUncertain === this.isUncertain) return true;
    for (let i = 0; i < asked.length; i += 3) {
      const what = asked[i] as keyof ModelParts | Property;
      if (answerOf(other, isUncertain, what, asked[i + 1] as string | undefined) !== asked[i + 2]) return false;
    }
    // From here on it stands for the other one: asked again, it answers at once.
    this.model = other;
    this.isUncertain = isUncertain;
    return true;
  }
}

function answerOf(model: ScriptModel, isUncertain: boolean, what: keyof ModelParts | Property, key: string | undefined): unknown {
  switch (what) {
    case 'uncertain':
      return isUncertain;
    case 'session':
    case 'catalog':
    case 'inTransaction':
    case 'ranInTransaction':
      return model[what];
    default:
      return key === undefined ? model.part(what) : model.get(what, key);
  }
}
