// Problems for people: place, rule, message, and the lines of the script with the place marked.
import { styleText } from 'node:util';
import type { Problem } from '../rules/problem.ts';
import { codeFrame, linesOf, withoutControls } from './codeFrame.ts';
import { countOf, type FileReport, type LocatedProblem } from './report.ts';

export type Paint = (style: 'red' | 'yellow' | 'cyan' | 'gray' | 'green' | 'bold' | 'underline', text: string) => string;

export const paintFor = (color: boolean): Paint =>
  color ? (style, text) => styleText(style, text, { validateStream: false } as never) : (_, text) => text;

export interface ColorEnvironment {
  readonly NO_COLOR?: string;
  readonly FORCE_COLOR?: string;
  readonly TERM?: string;
}

/** Colours on a terminal, but NO_COLOR and FORCE_COLOR win. https://no-color.org https://force-color.org */
export function wantsColor({ NO_COLOR, FORCE_COLOR, TERM }: ColorEnvironment, isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR);
  return isTerminal && TERM !== 'dumb';
}

const styles = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'gray' } as const;
const words: Record<Problem['severity'], string> = { error: 'error', warning: 'warning', information: 'info', hint: 'hint' };

export function textReport(reports: readonly FileReport[], paint: Paint): string {
  const blocks = reports.flatMap(({ path, text, problems }) => {
    const lines = problems.length > 0 ? linesOf(text) : [];
    return problems.map(problem => problemText(path, lines, problem, paint));
  });
  const mended = reports.filter(({ fixed }) => fixed.length > 0).map(report => mendedText(report, paint));
  return [...blocks, ...(mended.length > 0 ? [mended.join('\n')] : []), summary(reports, paint)].join('\n\n');
}

function problemText(path: string, lines: readonly string[], problem: LocatedProblem, paint: Paint): string {
  const place = paint('underline', `${withoutControls(path)}:${problem.from.line + 1}:${problem.from.character + 1}`);
  const severity = paint(styles[problem.severity], words[problem.severity]);
  const rule = paint('gray', problem.rule ? `${problem.code} ${problem.rule}` : problem.code);
  const fix = problem.fixes.some(({ safe }) => safe) ? `\n${paint('gray', '  = fixable with --fix')}` : '';
  const framePaint = { edge: (edge: string) => paint('gray', edge), mark: (mark: string) => paint(styles[problem.severity], mark) };
  return `${place} ${severity} ${rule}\n  ${paint('bold', withoutControls(problem.message))}\n${codeFrame(lines, problem, framePaint)}${fix}`;
}

/** What was done to a file, the same things once. */
function mendedText({ path, fixed }: FileReport, paint: Paint): string {
  const counts = new Map<string, number>();
  for (const { code, title } of fixed) {
    const done = `${code} ${withoutControls(title)}`;
    counts.set(done, (counts.get(done) ?? 0) + 1);
  }
  const list = [...counts].map(([done, count]) => (count > 1 ? `${done} (${count} times)` : done));
  return `${paint('green', 'fixed')} ${withoutControls(path)}: ${list.join(', ')}`;
}

const counted = (count: number, word: string, plural = `${word}s`) => `${count} ${count === 1 ? word : plural}`;

function summary(reports: readonly FileReport[], paint: Paint): string {
  const errors = countOf(reports, 'error');
  const warnings = countOf(reports, 'warning');
  const hints = countOf(reports, 'information') + countOf(reports, 'hint');
  const fixed = reports.reduce((sum, report) => sum + report.fixed.length, 0);
  const files = counted(reports.length, 'file');
  const mended = fixed > 0 ? `, ${counted(fixed, 'fix', 'fixes')} applied` : '';
  if (errors + warnings + hints === 0) return `${files}: nothing found${mended}`;
  const parts = [
    errors > 0 && paint('red', counted(errors, 'error')),
    warnings > 0 && paint('yellow', counted(warnings, 'warning')),
    hints > 0 && paint('cyan', counted(hints, 'hint')),
  ];
  return `${files}: ${parts.filter(Boolean).join(', ')}${mended}`;
}
