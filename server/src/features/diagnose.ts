// The problems of a document: syntax first, then what the rules find in the statements that parse, as the settings and the suppressions want it.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { StatementFinding } from '../rules/check.ts';
import { type ExplainedProblem, explainProblems } from '../rules/explain.ts';
import { type Lint, Linter, none } from '../rules/lint.ts';
import { misspeltName } from '../rules/nam/misspeltName.ts';
import type { Problem } from '../rules/problem.ts';
import { ruleAddress } from '../rules/ruleAddress.ts';
import { effectiveSeverity, type RuleSettings } from '../rules/settings.ts';
import { type SilencedProblem, suppress } from '../rules/suppressions.ts';
import { type SyntaxDocument, syntaxProblems } from '../syntax/document.ts';
import type { SyntaxProblem } from '../syntax/parsedStatement.ts';

export interface DiagnoseOptions extends RuleSettings {
  readonly catalog?: CatalogSnapshot;
  /** Rules made ready; all rules when absent. */
  readonly linter?: Linter;
  /** See `LintOptions`. */
  readonly budgetMilliseconds?: number;
  /** The result for the document before an edit. */
  readonly before?: Lint;
}

let everyRule: Linter | undefined;

/** All problems of a document, in the order of the text. */
export function diagnose(document: SyntaxDocument, options: DiagnoseOptions = {}): Problem[] {
  return diagnoseWithLint(document, options).problems;
}

/** The same, with what the comments in the document silence and what the next call can begin from. */
export function diagnoseWithLint(
  document: SyntaxDocument,
  options: DiagnoseOptions = {},
): { problems: Problem[]; silenced: SilencedProblem[]; lint: Lint } {
  const linter = options.linter ?? (everyRule ??= new Linter());
  const lint = linter.lint(document, options);
  const { plain, explained } = explainProblems(document, rule => effectiveSeverity(rule, options) !== 'off');
  const problems = plain.map(asProblem);
  const { kept, silenced } = suppress(document, [...explained.map(explainedProblem), ...ruleProblems(document, lint, options)]);
  problems.push(...kept);
  return { problems: problems.sort((a, b) => a.start - b.start || a.end - b.end), silenced, lint };
}

const shown = { error: 'error', warning: 'warning', info: 'information' } as const;

function ruleProblems(document: SyntaxDocument, lint: Lint, settings: RuleSettings): Problem[] {
  const problems: Problem[] = [];
  const said = new Set<string>();
  for (let i = 0; i < lint.findings.length; i++) {
    const findings = lint.findings[i]!;
    if (findings === none) continue;
    for (const finding of oneAPlace(findings, settings)) {
      const { rule, message, fixes } = finding;
      const severity = effectiveSeverity(rule, settings, finding.severity);
      if (severity === 'off') continue;
      if (rule.oncePerScript) {
        if (said.has(rule.id)) continue;
        said.add(rule.id);
      }
      const { start } = document.statements[i]!;
      problems.push({
        code: rule.id,
        rule: rule.name,
        severity: shown[severity],
        message,
        start: start + finding.start,
        end: start + finding.end,
        page: ruleAddress(rule),
        fixes: fixes.map(fix => ({
          ...fix,
          edits: fix.edits.map(edit => ({ start: start + edit.start, end: start + edit.end, newText: edit.newText })),
        })),
      });
    }
  }
  return problems;
}

/** Where a keyword is misspelt, nothing else is told of the name that it seems to be. */
function oneAPlace(findings: readonly StatementFinding[], settings: RuleSettings): readonly StatementFinding[] {
  const isSlip = ({ rule, severity }: StatementFinding) => rule === misspeltName && effectiveSeverity(rule, settings, severity) === 'error';
  const slips = findings.length < 2 ? [] : findings.filter(isSlip);
  if (slips.length === 0) return findings;
  return findings.filter(({ rule, start, end }) => rule === misspeltName || !slips.some(slip => slip.start === start && slip.end === end));
}

/** What the parser alone says. */
export function syntaxOnly(document: SyntaxDocument): Problem[] {
  return syntaxProblems(document).map(asProblem);
}

const asProblem = ({ code, message, start, end, fix }: SyntaxProblem): Problem => ({
  code,
  severity: 'error',
  message,
  start,
  end,
  // What was meant is a guess: offered, never applied unasked.
  fixes: fix ? [{ title: fix.title, edits: [{ start: fix.start, end: fix.end, newText: fix.newText }], safe: false }] : [],
});

/** A statement that does not parse is an error, whatever the rule that explains it is set to. */
const explainedProblem = ({ rule, at, message, fixes = [] }: ExplainedProblem): Problem => ({
  code: rule.id,
  rule: rule.name,
  severity: 'error',
  message,
  start: at.start,
  end: at.end,
  page: ruleAddress(rule),
  fixes,
});
