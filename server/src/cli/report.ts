// Problems with their places, as the output formats need them.
import type { Problem } from '../rules/problem.ts';
import type { Position } from '../text/lines.ts';

export interface LocatedProblem extends Problem {
  readonly from: Position;
  readonly to: Position;
}

export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly LocatedProblem[];
  /** How many fixes were applied. */
  readonly fixed: number;
}

export const countOf = (reports: readonly FileReport[], severity: Problem['severity']): number =>
  reports.reduce((sum, { problems }) => sum + problems.filter(problem => problem.severity === severity).length, 0);
