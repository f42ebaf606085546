// Lints one text, and applies the safe fixes until none is left.
import { diagnose } from '../features/diagnose.ts';
import { applyEdits, safeFixes } from '../features/quickFixes.ts';
import type { Linter } from '../rules/lint.ts';
import type { Problem } from '../rules/problem.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { parseDocument } from '../syntax/document.ts';
import { lineStartsOf, positionAt } from '../text/lines.ts';
import type { LintCommand } from './arguments.ts';
import type { FileReport } from './report.ts';

/** Fixing one problem can bring another to light; more rounds than this would be fixes that undo each other. */
const maximumRounds = 10;

const rank: Record<Problem['severity'], number> = { error: 0, warning: 1, information: 2, hint: 2 };
const minimum: Record<LintCommand['severity'], number> = { error: 0, warning: 1, info: 2 };

export function lintText(
  path: string,
  original: string,
  { fix, severity }: LintCommand,
  settings: RuleSettings,
  linter: Linter,
): FileReport {
  let text = original;
  let fixed = 0;
  for (let round = 0; ; round++) {
    const problems = diagnose(parseDocument(text), { ...settings, linter });
    const { edits, count } = fix && round < maximumRounds ? safeFixes(problems) : { edits: [], count: 0 };
    if (edits.length === 0) {
      const lineStarts = lineStartsOf(text);
      const shown = problems.filter(problem => rank[problem.severity] <= minimum[severity]);
      return {
        path,
        text,
        fixed,
        problems: shown.map(problem => ({
          ...problem,
          from: positionAt(lineStarts, problem.start),
          to: positionAt(lineStarts, problem.end),
        })),
      };
    }
    fixed += count;
    text = applyEdits(text, edits);
  }
}
