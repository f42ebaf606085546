// Comments that silence rules where someone has looked and decided:
//   -- redshift-lint-disable-next-line GRT001 reason      the next line that is no comment, and the whole statement that begins on it
//   -- redshift-lint-disable-line GRT001 reason           the comment's own line
//   -- redshift-lint-disable GRT001, GRT008 reason        the whole file
// A suppression that silences nothing is told as a hint, so that none outlives what it was written for.

import type { SyntaxDocument } from '../syntax/document.ts';
import { say } from '../text/say.ts';
import type { Problem } from './problem.ts';
import { findRule, similarRule } from './registry.ts';

export interface Suppression {
  /** Of the comment. */
  readonly start: number;
  readonly end: number;
  readonly rules: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** Offsets of the text it is about. */
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly unknown: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

const directive =
  /redshift-lint-disable(-next-line|-line)?[ \t]+((?:[\w-]+)(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*:?[ \t]*([^\n]*?)(?:[ \t]*\*\/)?\s*$/;

/** The suppressions of a document. */
export function suppressionsOf(document: SyntaxDocument): Suppression[] {
  const found: Suppression[] = [];
  if (!document.text.includes('redshift-lint-disable')) return found;
  for (const { start: offset, parsed } of document.statements) {
    for (let i = 0; i < parsed.comments.length; i += 2) {
      const start = offset + parsed.comments[i]!;
      const end = offset + parsed.comments[i + 1]!;
      const suppression = read(document, start, end);
      if (suppression) found.push(suppression);
    }
  }
  return found;
}

function read(document: SyntaxDocument, start: number, end: number): Suppression | undefined {
  const { text } = document;
  const match = directive.exec(text.slice(start, end));
  if (!match) return undefined;
  const [whole, where = '', list = '', reason = ''] = match;
  const listStart = start + match.index + whole.indexOf(list, 'redshift-lint-disable'.length + where.length);
  const rules: { id: string; start: number; end: number }[] = [];
  const unknown: { name: string; start: number; end: number }[] = [];
  for (const word of list.matchAll(/[\w-]+/g)) {
    const place = { start: listStart + word.index, end: listStart + word.index + word[0].length };
    const rule = findRule(word[0]);
    if (rule) rules.push({ id: rule.id, ...place });
    else unknown.push({ name: word[0], ...place });
  }
  return { start, end, rules, unknown, reason, ...reach(document, start, end, where) };
}

function reach(document: SyntaxDocument, start: number, end: number, where: string): { from: number; to: number } {
  const { text } = document;
  if (where === '') return { from: 0, to: text.length };
  if (where === '-line') return { from: text.lastIndexOf('\n', start - 1) + 1, to: lineEnd(text, end) };
  // The next line that says something: comments between (other suppressions, mostly) do not count.
  let from = lineEnd(text, end) + 1;
  for (;;) {
    const to = lineEnd(text, from);
    if (from >= text.length || !/^\s*(?:--|$)/.test(text.slice(from, to)))
      return { from, to: Math.max(to, endOfStatement(document, from, to)) };
    from = to + 1;
  }
}

/** Where the statement ends whose first word stands on the line text[from, to). */
function endOfStatement({ statements }: SyntaxDocument, from: number, to: number): number {
  for (const { start, end, parsed } of statements) {
    if (parsed.count === 0 || end <= from) continue;
    const first = start + parsed.starts[0]!;
    return first >= from && first <= to ? end : to;
  }
  return to;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

export interface SilencedProblem {
  readonly problem: Problem;
  /** What the comment says behind the rules. */
  readonly reason: string;
}

/** `kept` is without the suppressed problems, and has a hint for each suppression that had nothing to do. */
export function suppress(document: SyntaxDocument, problems: readonly Problem[]): { kept: Problem[]; silenced: SilencedProblem[] } {
  const suppressions = suppressionsOf(document);
  if (suppressions.length === 0) return { kept: [...problems], silenced: [] };
  const silenced: SilencedProblem[] = [];
  const used = new Set<object>();
  const kept = problems.filter(problem => {
    let reason: string | undefined;
    for (const { rules, from, to, ...suppression } of suppressions) {
      if (problem.start < from || problem.start > to) continue;
      for (const entry of rules) {
        if (entry.id !== problem.code) continue;
        used.add(entry);
        reason ||= suppression.reason;
      }
    }
    if (reason !== undefined) silenced.push({ problem, reason });
    return reason === undefined;
  });
  const hint = (message: string, place: { start: number; end: number }, unnecessary: boolean): Problem => ({
    code: 'unused-suppression',
    severity: 'hint',
    message,
    start: place.start,
    end: place.end,
    fixes: [],
    ...(unnecessary && { unnecessary }),
  });
  for (const { rules, unknown } of suppressions) {
    for (const entry of rules) if (!used.has(entry)) kept.push(hint(say`${entry.id} has nothing to silence here`, entry, true));
    for (const entry of unknown) {
      const similar = similarRule(entry.name);
      const message = similar ? say`There is no rule ${entry.name}; did you mean ${similar}?` : say`There is no rule ${entry.name}`;
      kept.push(hint(message, entry, false));
    }
  }
  return { kept, silenced };
}
