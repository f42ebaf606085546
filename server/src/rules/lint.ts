// Lints a script: the findings of every rule at every statement, kept from one edit to the next. Findings of offline rules belong to the
// statement's text; those of the others are worked out again only where what they read of the model has changed.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import { RecordedModel } from '../semantics/recordedModel.ts';
import { foldScript, type Script, unchanged } from '../semantics/script.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import { redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { checkStatement, isJudged, type Models, type OnDefect, type RuleTable, ruleTable, type StatementFinding } from './check.ts';
import { allRules } from './registry.ts';
import type { Rule } from './rule.ts';

export interface Lint {
  readonly script: Script;
  /** One list a statement of the document; offsets are those of the statement's text. */
  readonly findings: readonly (readonly StatementFinding[])[];
  /** False when the time was up: some statements have the findings from before the edit. Linting again goes on from there. */
  readonly complete: boolean;
  /** Those statements, in the order in which they are to be looked at. */
  readonly rest: readonly number[];
}

export interface LintOptions {
  readonly catalog?: CatalogSnapshot;
  /** The lint of the document before an edit: only what changed is folded again. */
  readonly before?: Lint;
  /** How long to look at statements that did not change themselves; without it, until all are done. */
  readonly budgetMilliseconds?: number;
}

/** What most statements have: the very same list. */
export const none: readonly StatementFinding[] = [];

/** So many statements are looked at however long it takes: what is edited is among the first. */
const fewest = 8;

/** The models around a statement, recorded as soon as a rule reads them. */
class ReadModels implements Models {
  private script: Script | undefined;
  private readonly index: number;
  private readonly read: { -readonly [when in keyof Models]?: RecordedModel } = {};

  constructor(script: Script, index: number) {
    this.script = script;
    this.index = index;
  }

  get before(): RecordedModel {
    this.read.before ??= this.record(this.index);
    return this.read.before;
  }

  get after(): RecordedModel {
    this.read.after ??= this.record(this.index + 1);
    return this.read.after;
  }

  get final(): RecordedModel {
    this.read.final ??= this.record(this.script?.statements.length);
    return this.read.final;
  }

  private record(place: number | undefined): RecordedModel {
    const { script } = this;
    if (!script || place === undefined) throw new Error('a rule read a model after its check had ended');
    return new RecordedModel(script.models[place]!, place > script.uncertainFrom);
  }

  /** The check has ended: the script, which the next edit replaces, is let go. */
  settle(): void {
    this.script = undefined;
    const { before, after, final } = this.read;
    before?.settle();
    after?.settle();
    final?.settle();
  }

  /** Whether what was read would be the same around statement `index` of another script. */
  wouldAnswerTheSame({ models, statements, uncertainFrom }: Script, index: number): boolean {
    const { before, after, final } = this.read;
    const last = statements.length;
    return (
      before?.wouldAnswerTheSame(models[index]!, index > uncertainFrom) !== false &&
      after?.wouldAnswerTheSame(models[index + 1]!, index + 1 > uncertainFrom) !== false &&
      final?.wouldAnswerTheSame(models[last]!, last > uncertainFrom) !== false
    );
  }
}

interface ScriptFindings {
  readonly models: ReadModels;
  readonly findings: readonly StatementFinding[];
  /** What was found before that, between other models: a statement that is being typed parses and does not parse by turns. */
  before: ScriptFindings | undefined;
}

/** A set of rules made ready, with what it found before. */
export class Linter {
  private readonly offline: RuleTable;
  private readonly scripted: RuleTable;
  private readonly offlineFindings = new WeakMap<ParsedStatement, readonly StatementFinding[]>();
  private readonly scriptFindings = new WeakMap<ParsedStatement, ScriptFindings>();

  constructor(rules: readonly Rule[] = allRules, onDefect?: OnDefect) {
    const { grammar } = redshiftLanguage();
    this.offline = ruleTable(
      rules.filter(rule => rule.needs === 'offline'),
      grammar,
      onDefect,
    );
    this.scripted = ruleTable(
      rules.filter(rule => rule.needs !== 'offline'),
      grammar,
      onDefect,
    );
  }

  lint(document: SyntaxDocument, { catalog, before, budgetMilliseconds = Number.POSITIVE_INFINITY }: LintOptions = {}): Lint {
    const script = foldScript(document, catalog, before?.script);
    const { findings, pending } = begin(before, script);
    const end = performance.now() + budgetMilliseconds;
    let done = 0;
    for (; done < pending.length; done++) {
      if (done >= fewest && performance.now() > end) break;
      const index = pending[done]!;
      findings[index] = this.findingsAt(script, index);
    }
    const rest = done === 0 ? pending : pending.slice(done);
    for (const index of rest) findings[index] ??= this.formerFindings(script.statements[index]!);
    return { script, findings, complete: rest.length === 0, rest };
  }

  /** What was found in a statement when it was last looked at; nothing when it never was. */
  private formerFindings(parsed: ParsedStatement): readonly StatementFinding[] {
    return joined(this.offlineFindings.get(parsed) ?? none, this.scriptFindings.get(parsed)?.findings ?? none);
  }

  private findingsAt(script: Script, index: number): readonly StatementFinding[] {
    const parsed = script.statements[index]!;
    return joined(this.offlineOf(parsed), this.scriptedOf(parsed, script, index));
  }

  private offlineOf(parsed: ParsedStatement): readonly StatementFinding[] {
    const known = this.offlineFindings.get(parsed);
    if (known) return known;
    const found = checkStatement(parsed, this.offline);
    const findings = found.length === 0 ? none : found;
    this.offlineFindings.set(parsed, findings);
    return findings;
  }

  private scriptedOf(parsed: ParsedStatement, script: Script, index: number): readonly StatementFinding[] {
    if (this.scripted.isEmpty || !isJudged(parsed)) return none;
    const known = this.scriptFindings.get(parsed);
    if (known?.models.wouldAnswerTheSame(script, index)) return known.findings;
    const earlier = known?.before;
    if (known) known.before = undefined;
    if (earlier?.models.wouldAnswerTheSame(script, index)) {
      earlier.before = known;
      this.scriptFindings.set(parsed, earlier);
      return earlier.findings;
    }
    const models = new ReadModels(script, index);
    const found = checkStatement(parsed, this.scripted, models);
    models.settle();
    const findings = found.length === 0 ? none : found;
    this.scriptFindings.set(parsed, { models, findings, before: known });
    return findings;
  }
}

const joined = (offline: readonly StatementFinding[], scripted: readonly StatementFinding[]) =>
  scripted.length === 0 ? offline : offline.length === 0 ? scripted : [...offline, ...scripted];

interface Begun {
  /** What holds, and for what is pending what was found before; empty where a statement is new. */
  readonly findings: (readonly StatementFinding[])[];
  readonly pending: readonly number[];
}

/**
 * The findings of an old script that hold for the new one without asking: those of statements before and behind the change that stand
 * between the same models, unless they were still to be looked at. What was edited comes first, then what stands behind it, then what stands before it.
 */
function begin(old: Lint | undefined, script: Script): Begun {
  const last = script.statements.length;
  if (!old) return { findings: new Array(last), pending: numbers(0, last) };
  const { same, tail } = unchanged(old.script.statements, script.statements);
  const oldLast = old.script.statements.length;
  const isUncertain = (at: Script, place: number) => place > at.uncertainFrom;
  const sameEnd = old.script.models[oldLast] === script.models[last] && isUncertain(old.script, oldLast) === isUncertain(script, last);
  // Nothing has changed: it goes on where the time was up.
  if (sameEnd && same === last && last === oldLast) return { findings: old.findings.slice(), pending: old.rest };
  const joint = last - tail;
  const oldJoint = oldLast - tail;
  // Until a statement is looked at again it keeps what was found in it.
  const findings: (readonly StatementFinding[])[] = old.findings.slice(0, same);
  findings.length = last;
  for (let i = 0; i < tail; i++) findings[joint + i] = old.findings[oldJoint + i]!;
  if (!sameEnd) {
    const first = Math.min(same, Math.max(0, last - 1));
    return { findings, pending: [...numbers(first, last), ...numbers(0, first)] };
  }
  const sameTail = script.models[joint] === old.script.models[oldJoint] && isUncertain(script, joint) === isUncertain(old.script, oldJoint);
  const pending = numbers(same, sameTail ? joint : last);
  for (const index of old.rest) {
    if (index < same) pending.push(index);
    else if (index >= oldJoint && sameTail) pending.push(index - oldJoint + joint);
  }
  return { findings, pending };
}

/** The numbers from `from` up to, but not including, `to`. */
function numbers(from: number, to: number): number[] {
  const all = new Array<number>(Math.max(0, to - from));
  for (let i = 0; i < all.length; i++) all[i] = from + i;
  return all;
}
