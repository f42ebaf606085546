// Lints a script: the findings of every rule at every statement, kept from one edit to the next. Findings of offline rules belong to the
// statement's text; those of the others are worked out again only where what they read of the model has changed.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { ScriptModel } from '../semantics/model.ts';
import { RecordedModel } from '../semantics/recordedModel.ts';
import { finalModel, foldScript, type Script } from '../semantics/script.ts';
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
}

const none: readonly StatementFinding[] = [];

/** The models around a statement, recorded as soon as a rule reads them. */
class ReadModels implements Models {
  private readonly around: { readonly [when in keyof Models]: ScriptModel };
  private readonly read: { -readonly [when in keyof Models]?: RecordedModel } = {};

  constructor(before: ScriptModel, after: ScriptModel, final: ScriptModel) {
    this.around = { before, after, final };
  }

  get before(): RecordedModel {
    this.read.before ??= new RecordedModel(this.around.before);
    return this.read.before;
  }

  get after(): RecordedModel {
    this.read.after ??= new RecordedModel(this.around.after);
    return this.read.after;
  }

  get final(): RecordedModel {
    this.read.final ??= new RecordedModel(this.around.final);
    return this.read.final;
  }

  wouldAnswerTheSame(before: ScriptModel, after: ScriptModel, final: ScriptModel): boolean {
    const { read } = this;
    return (
      read.before?.wouldAnswerTheSame(before) !== false &&
      read.after?.wouldAnswerTheSame(after) !== false &&
      read.final?.wouldAnswerTheSame(final) !== false
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

  /** With the lint of the document before an edit, only what changed is folded again. */
  lint(document: SyntaxDocument, catalog?: CatalogSnapshot, old?: Lint): Lint {
    const script = foldScript(document, catalog, old?.script);
    const findings = script.statements.map((parsed, i) => {
      const offline = this.offlineOf(parsed);
      const scripted = this.scriptedOf(parsed, script, i);
      return scripted.length === 0 ? offline : offline.length === 0 ? scripted : [...offline, ...scripted];
    });
    return { script, findings };
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
    const before = script.models[index]!;
    const after = script.models[index + 1]!;
    const final = finalModel(script);
    const known = this.scriptFindings.get(parsed);
    if (known?.models.wouldAnswerTheSame(before, after, final)) return known.findings;
    const models = new ReadModels(before, after, final);
    const found = checkStatement(parsed, this.scripted, models);
    const findings = found.length === 0 ? none : found;
    this.scriptFindings.set(parsed, { models, findings });
    return findings;
  }
}
