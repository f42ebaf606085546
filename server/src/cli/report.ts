// What was found in a file, with places, as the output formats need it.
import type { ChosenFix } from '../features/quickFixes.ts';
import type { Problem } from '../rules/problem.ts';
import type { SilencedProblem } from '../rules/suppressions.ts';
import type { Position } from '../text/lines.ts';

export interface LocatedProblem extends Problem {
  readonly from: Position;
  readonly to: Position;
}

export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly LocatedProblem[];
  /** What the comments in the file silence. */
  readonly silenced: readonly (LocatedProblem & Pick<SilencedProblem, 'reason'>)[];
  /** The fixes that were applied, in order. */
  readonly fixed: readonly ChosenFix[];
}

/** A file about which nothing can be told. */
export interface FileFailure {
  readonly path: string;
  readonly message: string;
}

export const countOf = (reports: readonly FileReport[], severity: Problem['severity']): number =>
  reports.reduce((sum, { problems }) => sum + problems.filter(problem => problem.severity === severity).length, 0);
