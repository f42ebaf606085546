// Comments that silence rules where someone has looked and decided:
//   -- redshift-lint-disable-next-line GRT001 reason      the next line with code, and the whole of each statement that begins on it
//   -- redshift-lint-disable-line GRT001 reason           the comment's own line
//   -- redshift-lint-disable GRT001, GRT008 reason        the whole file
// in any comment, also in the bodies of procedures. A suppression that silences nothing is told as a hint, so that none outlives what it was written for.

import type { SyntaxDocument } from '../syntax/document.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { SPEAKS_OF_LINT } from '../syntax/statementMarks.ts';
import { SEMICOLON } from '../syntax/tokens.ts';
import { say } from '../text/say.ts';
import type { Problem } from './problem.ts';
import { findRule, similarRule } from './registry.ts';

interface Word {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Suppression {
  readonly rules: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** Offsets of the text it is about. */
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  /** Rules that there are not. */
  readonly unknown: readonly Word[];
  /** The directive, where it is none of the three or names no rule. */
  readonly incomplete?: Word;
}

const name = 'redshift-lint-';
const mention = new RegExp(name, 'i');
const directive = /redshift-lint-([\w-]+)(?:[ \t]+(\w[\w-]*(?:[ \t]*,[ \t]*\w[\w-]*)*))?[ \t]*:?[ \t]*([^\n]*)/gi;
/** What may stand before a directive that is nothing else: elsewhere its name may only be spoken of. */
const lead = /^[\s*/-]*$/;

/** A statement, or the body of one. */
interface Unit {
  /** In the document. */
  readonly offset: number;
  readonly parsed: ParsedStatement;
  readonly isBody: boolean;
}

function* unitsOf(document: SyntaxDocument): Generator<Unit> {
  for (const { start, parsed } of document.statements) yield* withBodies({ offset: start, parsed, isBody: false });
}

function* withBodies(unit: Unit): Generator<Unit> {
  yield unit;
  for (const { offset, parsed } of unit.parsed.bodies) yield* withBodies({ offset: unit.offset + offset, parsed, isBody: true });
}

function suppressionsOf(document: SyntaxDocument): Suppression[] {
  const found: Suppression[] = [];
  const { text, statements, marks } = document;
  for (let at = 0; at < statements.length; at++) {
    if ((marks[at]! & SPEAKS_OF_LINT) === 0) continue;
    const { start: offset, parsed } = statements[at]!;
    for (const { offset: from, parsed: unit } of withBodies({ offset, parsed, isBody: false })) {
      const { comments } = unit;
      for (let i = 0; i < comments.length; i += 2) {
        const start = from + comments[i]!;
        const comment = text.slice(start, from + comments[i + 1]!);
        if (!mention.test(comment)) continue;
        for (const match of comment.matchAll(directive)) {
          const before = comment.slice(comment.lastIndexOf('\n', match.index) + 1, match.index);
          const suppression = read(document, match, start, start + comment.length, lead.test(before));
          if (suppression) found.push(suppression);
        }
      }
    }
  }
  return found;
}

function read(document: SyntaxDocument, match: RegExpExecArray, start: number, end: number, alone: boolean): Suppression | undefined {
  const [whole, verb = '', list = '', rest = ''] = match;
  const at = start + match.index;
  const where = /^disable(|-line|-next-line)$/i.exec(verb)?.[1]?.toLowerCase();
  if (where === undefined || list === '') {
    const incomplete = { name: verb, start: at, end: at + name.length + verb.length };
    return alone ? { rules: [], unknown: [], reason: '', from: 0, to: 0, incomplete } : undefined;
  }
  const listStart = at + whole.indexOf(list, name.length + verb.length);
  const rules: Suppression['rules'][number][] = [];
  const unknown: Word[] = [];
  for (const word of list.matchAll(/[\w-]+/g)) {
    const place = { start: listStart + word.index, end: listStart + word.index + word[0].length };
    const rule = findRule(word[0]);
    if (rule) rules.push({ id: rule.id, ...place });
    else unknown.push({ name: word[0], ...place });
  }
  const reason = rest.replace(/^[\s:-]+|\s*(?:\*\/)?\s*$/g, '');
  return { rules, unknown, reason, ...reach(document, start, end, where) };
}

function reach(document: SyntaxDocument, start: number, end: number, where: string): { from: number; to: number } {
  const { text } = document;
  if (where === '') return { from: 0, to: text.length };
  if (where === '-line') return { from: text.lastIndexOf('\n', start - 1) + 1, to: lineEnd(text, end) };
  // Comments and empty lines between (other suppressions, mostly) do not count.
  const first = nextToken(document, lineEnd(text, end));
  if (first === undefined) return { from: end, to: end };
  const from = text.lastIndexOf('\n', first) + 1;
  const line = lineEnd(text, first);
  let to = line;
  for (const unit of unitsOf(document)) {
    if (unit.offset > line || unit.offset + unit.parsed.text.length < from) continue;
    for (const statement of statementsIn(unit)) if (statement.start >= from && statement.start <= line) to = Math.max(to, statement.end);
  }
  return { from, to };
}

/** Where the first token behind an offset begins: of the innermost body that the offset stands in, else of the document. */
function nextToken(document: SyntaxDocument, after: number): number | undefined {
  let first: number | undefined;
  for (const { offset, parsed } of unitsOf(document)) {
    if (offset + parsed.text.length <= after) continue;
    for (let i = 0; i < parsed.count; i++) {
      const start = offset + parsed.starts[i]!;
      if (start < after) continue;
      if (first === undefined || start < first) first = start;
      break;
    }
  }
  return first;
}

/** Behind these words a statement of a body begins. */
const openings = /^(?:begin|declare|else|loop|then)$/i;

/** Where statements begin and end: a unit is one, but for the body of a procedure. */
function* statementsIn({ offset, parsed, isBody }: Unit): Generator<{ start: number; end: number }> {
  const { count, ends, kinds, starts, text } = parsed;
  if (count === 0) return;
  if (!isBody) yield { start: offset + starts[0]!, end: offset + text.length };
  else
    for (let i = 0; i < count; i++) {
      const isFirst = i === 0 || kinds[i - 1] === SEMICOLON || openings.test(text.slice(starts[i - 1], ends[i - 1]));
      if (!isFirst) continue;
      let last = i;
      while (last < count - 1 && kinds[last] !== SEMICOLON) last++;
      yield { start: offset + starts[i]!, end: offset + ends[last]! };
    }
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
  for (const { rules, unknown, incomplete } of suppressions) {
    if (incomplete) {
      const message = say`Write redshift-lint-disable, -disable-line or -disable-next-line, and the rules that it silences`;
      kept.push(hint(message, incomplete, false));
    }
    for (const entry of rules) if (!used.has(entry)) kept.push(hint(say`${entry.id} has nothing to silence here`, entry, true));
    for (const entry of unknown) {
      const similar = similarRule(entry.name);
      const message = similar ? say`There is no rule ${entry.name}; did you mean ${similar}?` : say`There is no rule ${entry.name}`;
      kept.push(hint(message, entry, false));
    }
  }
  return { kept, silenced };
}
