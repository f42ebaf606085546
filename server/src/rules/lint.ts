// Lints a script: the findings of every rule at every statement, kept from one edit to the next. Findings of offline rules belong to the
// statement's text; those of the others are worked out again only where what they read of the model has changed.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { ScriptModel } from '../semantics/model.ts';
import { RecordedModel } from '../semantics/recordedModel.ts';
import { foldScript, type Script } from '../semantics/script.ts';
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
}

export interface LintOptions {
  readonly catalog?: CatalogSnapshot;
  /** The lint of the document before an edit: only what changed is folded again. */
  readonly before?: Lint;
  /** How long to look at statements that did not change themselves; without it, until all are done. */
  readonly budgetMilliseconds?: number;
}

const none: readonly StatementFinding[] = [];

/** The models around a statement, and whether anything may have been done before. */
type Around = { readonly [when in keyof Models]: { readonly model: ScriptModel; readonly isUncertain: boolean } };

/** The models around a statement, recorded as soon as a rule reads them. */
class ReadModels implements Models {
  private readonly around: Around;
  private readonly read: { -readonly [when in keyof Models]?: RecordedModel } = {};

  constructor(around: Around) {
    this.around = around;
  }

  get before(): RecordedModel {
    this.read.before ??= new RecordedModel(this.around.before.model, this.around.before.isUncertain);
    return this.read.before;
  }

  get after(): RecordedModel {
    this.read.after ??= new RecordedModel(this.around.after.model, this.around.after.isUncertain);
    return this.read.after;
  }

  get final(): RecordedModel {
    this.read.final ??= new RecordedModel(this.around.final.model, this.around.final.isUncertain);
    return this.read.final;
  }

  wouldAnswerTheSame({ before, after, final }: Around): boolean {
    const { read } = this;
    return (
      read.before?.wouldAnswerTheSame(before.model, before.isUncertain) !== false &&
      read.after?.wouldAnswerTheSame(after.model, after.isUncertain) !== false &&
      read.final?.wouldAnswerTheSame(final.model, final.isUncertain) !== false
    );
  }
}

interface ScriptFindings {
  readonly models: ReadModels;
  readonly findings: readonly StatementFinding[];
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
    const reusable = before?.complete ? reusableFindings(before.script, script) : undefined;
    const end = performance.now() + budgetMilliseconds;
    const count = script.statements.length;
    const findings: (readonly StatementFinding[])[] = new Array(count);
    // What was edited comes first, then what stands behind it, then what stands before it.
    const first = before ? firstDifference(before.script, script) : 0;
    let complete = true;
    for (let n = 0; n < count; n++) {
      const i = (first + n) % count;
      const shift = reusable?.shiftAt(i);
      if (shift !== undefined) {
        findings[i] = before!.findings[i + shift]!;
        continue;
      }
      const late = (n & 15) === 15 && complete && performance.now() > end;
      if (late) complete = false;
      findings[i] = (complete ? undefined : this.formerFindings(script.statements[i]!)) ?? this.findingsAt(script, i);
    }
    return { script, findings, complete };
  }

  /** What was found in a statement when it was last looked at; undefined when it never was. */
  private formerFindings(parsed: ParsedStatement): readonly StatementFinding[] | undefined {
    const scripted = this.scriptFindings.get(parsed);
    return scripted && joined(this.offlineOf(parsed), scripted.findings);
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
    const last = script.statements.length;
    const around: Around = {
      before: { model: script.models[index]!, isUncertain: index > script.uncertainFrom },
      after: { model: script.models[index + 1]!, isUncertain: index >= script.uncertainFrom },
      final: { model: script.models[last]!, isUncertain: last > script.uncertainFrom },
    };
    const known = this.scriptFindings.get(parsed);
    if (known?.models.wouldAnswerTheSame(around)) return known.findings;
    const models = new ReadModels(around);
    const found = checkStatement(parsed, this.scripted, models);
    const findings = found.length === 0 ? none : found;
    this.scriptFindings.set(parsed, { models, findings });
    return findings;
  }
}

const joined = (offline: readonly StatementFinding[], scripted: readonly StatementFinding[]) =>
  scripted.length === 0 ? offline : offline.length === 0 ? scripted : [...offline, ...scripted];

function firstDifference(old: Script, script: Script): number {
  let index = 0;
  while (index < script.statements.length && script.statements[index] === old.statements[index]) index++;
  return index === script.statements.length ? 0 : index;
}

/**
 * Which findings of an old script hold for the new one without asking: those of statements that stand between the same models.
 * `shiftAt` gives what to add to a statement's index to get the old one.
 */
function reusableFindings(old: Script, script: Script): { shiftAt(index: number): number | undefined } | undefined {
  const last = script.statements.length;
  const oldLast = old.statements.length;
  if (old.models[oldLast] !== script.models[last] || old.uncertainFrom < oldLast !== script.uncertainFrom < last) return undefined;
  const shift = oldLast - last;
  const isSame = (index: number, oldIndex: number) =>
    script.statements[index] === old.statements[oldIndex] &&
    script.models[index] === old.models[oldIndex] &&
    script.models[index + 1] === old.models[oldIndex + 1] &&
    index > script.uncertainFrom === oldIndex > old.uncertainFrom &&
    index >= script.uncertainFrom === oldIndex >= old.uncertainFrom;
  return { shiftAt: index => (isSame(index, index) ? 0 : index + shift >= 0 && isSame(index, index + shift) ? shift : undefined) };
}
