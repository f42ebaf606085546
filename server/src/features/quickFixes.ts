// Fixes of problems as edits: one fix, all safe ones at once, and the comment that silences a rule with a reason.

import type { Problem } from '../rules/problem.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { say } from '../text/say.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface QuickFix {
  readonly title: string;
  readonly problem: Problem;
  readonly edits: readonly Edit[];
  /** The one to offer first. */
  readonly preferred: boolean;
}

/** What can be done about the problems that touch a range: their fixes first, then silencing them. */
export function quickFixesAt(document: SyntaxDocument, problems: readonly Problem[], start: number, end: number): QuickFix[] {
  const touched = problems.filter(problem => problem.start <= end && problem.end >= start);
  const fixes = touched.flatMap(problem =>
    problem.fixes.map((fix, i) => ({ title: fix.title, problem, edits: fix.edits, preferred: fix.safe && i === 0 })),
  );
  const silenced = new Set<string>();
  const suppressions = touched.flatMap(problem => {
    if (!problem.rule || silenced.has(problem.code)) return [];
    silenced.add(problem.code);
    return [...suppressNextLine(document, problem), suppressInFile(document, problem)];
  });
  return [...fixes, ...suppressions];
}

const reason = 'reason: ';

/** None where the line begins within a string: the comment would become a part of it. */
function suppressNextLine({ text, statements }: SyntaxDocument, problem: Problem): QuickFix[] {
  const line = text.lastIndexOf('\n', problem.start - 1) + 1;
  if (statements.some(({ start, parsed }) => dividesToken(parsed, line - start))) return [];
  const indent = /^[ \t]*/.exec(text.slice(line))![0];
  const newText = `${indent}-- redshift-lint-disable-next-line ${problem.code} ${reason}${lineBreakOf(text)}`;
  return [{ title: say`Disable ${problem.code} for this line`, problem, edits: [{ start: line, end: line, newText }], preferred: false }];
}

function suppressInFile({ text }: SyntaxDocument, problem: Problem): QuickFix {
  const at = text.startsWith('\ufeff') ? 1 : 0;
  return {
    title: say`Disable ${problem.code} for this file`,
    problem,
    edits: [{ start: at, end: at, newText: `-- redshift-lint-disable ${problem.code} ${reason}${lineBreakOf(text)}` }],
    preferred: false,
  };
}

export interface ChosenFix {
  readonly code: string;
  readonly title: string;
}

const lineBreakOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

/** Whether an offset lies within a token of a statement, or of the body that it holds. */
function dividesToken({ bodies, count, ends, starts }: ParsedStatement, offset: number): boolean {
  for (let i = 0; i < count; i++) {
    if (starts[i]! >= offset) return false;
    if (ends[i]! <= offset) continue;
    const body = bodies.find(({ token }) => token === i);
    return !body || offset < body.offset || dividesToken(body.parsed, offset - body.offset);
  }
  return false;
}

/** The edits of all safe fixes that do not get in each other's way; what is left comes with the next round. */
export function safeFixes(problems: readonly Problem[]): { readonly edits: readonly Edit[]; readonly fixes: readonly ChosenFix[] } {
  const chosen: Edit[] = [];
  const done: ChosenFix[] = [];
  for (const { code, fixes } of problems) {
    const fix = fixes.find(candidate => candidate.safe);
    if (!fix || fix.edits.some(edit => chosen.some(other => collides(edit, other)))) continue;
    chosen.push(...fix.edits);
    done.push({ code, title: fix.title });
  }
  return { edits: chosen.sort((a, b) => a.start - b.start), fixes: done };
}

/** Two insertions at one place collide too: which comes first would be chance. */
const collides = (a: Edit, b: Edit) => (a.start === b.start && a.end === b.end) || (a.start < b.end && b.start < a.end);

export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
