// A model that remembers what was asked of it. After an edit the answers are compared: where they are the same, whatever was concluded
// from them is still true and need not be worked out again.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { Model, ModelParts, ScriptModel, SessionState } from './model.ts';

type Property = 'session' | 'catalog' | 'uncertain' | 'inTransaction';

/** More questions than this are looked up among the asked by a set. */
const fewQuestions = 24;

export class RecordedModel implements Model {
  private model: ScriptModel;
  private isUncertain: boolean;
  /** Question i: the part, or the property; the key, or undefined where the whole part was asked for; the answer. */
  private readonly asked: (keyof ModelParts | Property)[] = [];
  private readonly keys: (string | undefined)[] = [];
  private readonly answers: unknown[] = [];
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
    this.record(part, undefined, this.model.part(part));
    return this.model.all(part);
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

  private record(what: keyof ModelParts | Property, key: string | undefined, answer: unknown): void {
    const { asked, keys } = this;
    if (asked.length < fewQuestions) {
      for (let i = 0; i < asked.length; i++) if (asked[i] === what && keys[i] === key) return;
    } else {
      this.index ??= new Set(asked.map((part, i) => `${part}\n${keys[i]}`));
      const name = `${what}\n${key}`;
      if (this.index.has(name)) return;
      this.index.add(name);
    }
    asked.push(what);
    keys.push(key);
    this.answers.push(answer);
  }

  /** Whether another model would have given the same answers. */
  wouldAnswerTheSame(other: ScriptModel, isUncertain = other.uncertain): boolean {
    const { asked, keys, answers } = this;
    if (other === this.model) return isUncertain === this.isUncertain || !asked.includes('uncertain');
    for (let i = 0; i < asked.length; i++) if (answerOf(other, isUncertain, asked[i]!, keys[i]) !== answers[i]) return false;
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
      return model[what];
    default:
      return key === undefined ? model.part(what) : model.get(what, key);
  }
}
