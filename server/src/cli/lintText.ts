// Lints one text, and applies the safe fixes until none is left.
import { diagnose, diagnoseWithLint } from '../features/diagnose.ts';
import { applyEdits, type ChosenFix, safeFixes } from '../features/quickFixes.ts';
import type { Linter } from '../rules/lint.ts';
import type { Problem } from '../rules/problem.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { parseDocument } from '../syntax/document.ts';
import { lineStartsOf, positionAt } from '../text/lines.ts';
import type { LintCommand } from './arguments.ts';
import type { FileReport } from './report.ts';

/** Fixing one problem can bring another to light; more rounds than this would be fixes that undo each other. */
const maximumRounds = 10;

/** What git writes where two versions of a file could not be merged. */
const mergeConflict = /^<{7} [\s\S]*^={7}\r?$[\s\S]*^>{7} /m;

const rank: Record<Problem['severity'], number> = { error: 0, warning: 1, information: 2, hint: 2 };
const minimum: Record<LintCommand['severity'], number> = { error: 0, warning: 1, info: 2 };

export function lintText(
  path: string,
  original: string,
  { fix, severity }: Pick<LintCommand, 'fix' | 'severity'>,
  settings: RuleSettings,
  linter: Linter,
): FileReport {
  const { text, fixed } = fix && !mergeConflict.test(original) ? mend(original, settings, linter) : { text: original, fixed: [] };
  const { problems, silenced } = diagnoseWithLint(parseDocument(text), { ...settings, linter });
  const lineStarts = lineStartsOf(text);
  const located = (problem: Problem) => ({
    ...problem,
    from: positionAt(lineStarts, problem.start),
    to: positionAt(lineStarts, problem.end),
  });
  const isShown = (problem: Problem) => rank[problem.severity] <= minimum[severity];
  return {
    path,
    text,
    fixed,
    problems: problems.filter(isShown).map(located),
    silenced: silenced.filter(({ problem }) => isShown(problem)).map(({ problem, reason }) => ({ ...located(problem), reason })),
  };
}

/** The text with its safe fixes; as it was where a fix would leave SQL that does not parse. */
function mend(original: string, settings: RuleSettings, linter: Linter): Pick<FileReport, 'text' | 'fixed'> {
  let text = original;
  let document = parseDocument(text);
  const fixed: ChosenFix[] = [];
  for (let round = 0; round < maximumRounds; round++) {
    const { edits, fixes } = safeFixes(diagnose(document, { ...settings, linter }));
    if (edits.length === 0) break;
    const mended = applyEdits(text, edits);
    const next = parseDocument(mended);
    if (syntaxErrors(next) > syntaxErrors(document)) break;
    fixed.push(...fixes);
    text = mended;
    document = next;
  }
  return { text, fixed };
}

const syntaxErrors = ({ statements }: ReturnType<typeof parseDocument>) =>
  statements.reduce((sum, { parsed }) => sum + parsed.problems.length, 0);
