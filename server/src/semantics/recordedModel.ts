// A model that remembers what was asked of it. After an edit the answers are compared: where they are the same, whatever was concluded
// from them is still true and need not be worked out again.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { Model, ModelParts, ScriptModel, SessionState } from './model.ts';

/** One question and its answer. */
type Question = (model: ScriptModel) => unknown;
interface Answer {
  readonly question: Question;
  readonly answer: unknown;
}

const questions = {
  session: (model: ScriptModel) => model.session,
  catalog: (model: ScriptModel) => model.catalog,
  uncertain: (model: ScriptModel) => model.uncertain,
  inTransaction: (model: ScriptModel) => model.inTransaction,
};

export class RecordedModel implements Model {
  private readonly model: ScriptModel;
  private readonly answers: Answer[] = [];
  private readonly asked = new Set<unknown>();

  constructor(model: ScriptModel) {
    this.model = model;
  }

  get<Part extends keyof ModelParts>(part: Part, key: string): ModelParts[Part] | undefined {
    const name = `${part}\n${key}`;
    const answer = this.model.get(part, key);
    if (!this.asked.has(name)) {
      this.asked.add(name);
      this.answers.push({ question: model => model.get(part, key), answer });
    }
    return answer;
  }

  all<Part extends keyof ModelParts>(part: Part): Iterable<ModelParts[Part]> {
    if (!this.asked.has(part)) {
      this.asked.add(part);
      this.answers.push({ question: model => model.part(part), answer: this.model.part(part) });
    }
    return this.model.all(part);
  }

  get session(): SessionState {
    return this.ask('session');
  }

  get catalog(): CatalogSnapshot | undefined {
    return this.ask('catalog');
  }

  get uncertain(): boolean {
    return this.ask('uncertain');
  }

  get inTransaction(): boolean {
    return this.ask('inTransaction');
  }

  private ask<Name extends keyof typeof questions>(name: Name): ReturnType<(typeof questions)[Name]> {
    const question = questions[name];
    const answer = question(this.model) as ReturnType<(typeof questions)[Name]>;
    if (!this.asked.has(question)) {
      this.asked.add(question);
      this.answers.push({ question, answer });
    }
    return answer;
  }

  /** Whether another model would have given the same answers. */
  wouldAnswerTheSame(other: ScriptModel): boolean {
    return other === this.model || this.answers.every(({ question, answer }) => question(other) === answer);
  }
}
