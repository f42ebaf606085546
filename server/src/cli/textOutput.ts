// Problems for people: place, rule, message, and the lines of the script with the place marked.
import { styleText } from 'node:util';
import type { Problem } from '../rules/problem.ts';
import { countOf, type FileReport, type LocatedProblem } from './report.ts';

export type Paint = (style: 'red' | 'yellow' | 'cyan' | 'gray' | 'bold' | 'underline', text: string) => string;

export const paintFor = (color: boolean): Paint =>
  color ? (style, text) => styleText(style, text, { validateStream: false } as never) : (_, text) => text;

const styles = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'gray' } as const;
const words: Record<Problem['severity'], string> = { error: 'error', warning: 'warning', information: 'info', hint: 'hint' };

/** Lines before and behind the marked one. */
const linesAround = 1;
const longestLine = 160;

export function textReport(reports: readonly FileReport[], paint: Paint): string {
  const blocks = reports.flatMap(report => report.problems.map(problem => problemText(report, problem, paint)));
  return [...blocks, summary(reports, paint)].join('\n\n');
}

function problemText({ path, text }: FileReport, problem: LocatedProblem, paint: Paint): string {
  const place = paint('underline', `${path}:${problem.from.line + 1}:${problem.from.character + 1}`);
  const severity = paint(styles[problem.severity], words[problem.severity]);
  const rule = paint('gray', problem.rule ? `${problem.code} ${problem.rule}` : problem.code);
  const fix = problem.fixes.some(({ safe }) => safe) ? `\n${paint('gray', '  = fixable with --fix')}` : '';
  return `${place} ${severity} ${rule}\n  ${paint('bold', problem.message)}\n${codeFrame(text, problem, paint)}${fix}`;
}

function codeFrame(text: string, { severity, from, to }: LocatedProblem, paint: Paint): string {
  const lines = text.split('\n');
  const first = Math.max(0, from.line - linesAround);
  const last = Math.min(lines.length - 1, from.line + linesAround);
  const width = String(last + 1).length;
  // A long line is cut so that the marked place can be seen.
  const cut = from.character > longestLine / 2 && lines[from.line]!.length > longestLine ? from.character - Math.floor(longestLine / 2) : 0;
  const frame: string[] = [];
  for (let i = first; i <= last; i++) {
    const line = lines[i]!.replace(/\r$/, '')
      .slice(cut, cut + longestLine)
      .replaceAll('\t', ' ');
    const marked = i === from.line;
    if (!marked && line.trim() === '') continue;
    frame.push(`${paint('gray', `${marked ? '>' : ' '} ${String(i + 1).padStart(width)} |`)} ${line}`.trimEnd());
    if (!marked) continue;
    const end = to.line > from.line ? lines[i]!.length : to.character;
    const length = Math.max(1, Math.min(end, cut + longestLine) - from.character);
    frame.push(
      `${paint('gray', `  ${' '.repeat(width)} |`)} ${' '.repeat(from.character - cut)}${paint(styles[severity], '^'.repeat(length))}`,
    );
  }
  return frame.join('\n');
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

function summary(reports: readonly FileReport[], paint: Paint): string {
  const errors = countOf(reports, 'error');
  const warnings = countOf(reports, 'warning');
  const hints = countOf(reports, 'information') + countOf(reports, 'hint');
  const fixed = reports.reduce((sum, report) => sum + report.fixed, 0);
  const files = counted(reports.length, 'file');
  const mended = fixed > 0 ? `, ${counted(fixed, 'fix').replace('fixs', 'fixes')} applied` : '';
  if (errors + warnings + hints === 0) return `${files}: nothing found${mended}`;
  const parts = [
    errors > 0 && paint('red', counted(errors, 'error')),
    warnings > 0 && paint('yellow', counted(warnings, 'warning')),
    hints > 0 && paint('cyan', counted(hints, 'hint')),
  ];
  return `${files}: ${parts.filter(Boolean).join(', ')}${mended}`;
}
