// What repairs work with: the tokens of a statement, changed without touching those they were made of.
import { say } from '../text/say.ts';
import type { Rule } from './grammar.ts';
import type { SyntaxProblem } from './parsedStatement.ts';
import type { Parser, TokenView } from './parser.ts';
import * as T from './tokens.ts';

/** Tokens of one statement, rebased to 0; changed by repairs. */
export interface RepairView extends TokenView {
  kinds: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  count: number;
}

export interface RepairInput {
  readonly parser: Parser;
  readonly rule: Rule;
  readonly text: string;
  readonly startsStatement: (kind: number) => boolean;
  /** The text ends at a cursor: it is understood when the parse reaches its end, whatever is still missing there. */
  readonly prefix?: boolean;
}

export interface Repair {
  readonly view: RepairView;
  readonly full: boolean;
  readonly furthest: number;
  readonly place: number;
  readonly problem: SyntaxProblem | undefined;
  /** A repair that a reader would have made too, so that a later error is another one. */
  readonly certain: boolean;
  /** A reserved word was exchanged for a name. */
  readonly quoted?: boolean;
}

/**
 * Runs the parse over the tokens: is the statement understood, and how far did it come? When it is not, and came less far than `atLeast`,
 * how far is not made sure: it was no further than what is answered.
 */
export type Run = (tokens: TokenView, atLeast?: number) => { full: boolean; furthest: number };

export function replaceToken(view: RepairView, at: number, kind: number): RepairView {
  const kinds = view.kinds.slice(0, view.count + 1);
  kinds[at] = kind;
  return { kinds, starts: view.starts, ends: view.ends, count: view.count };
}

export function cutAt(view: RepairView, at: number): RepairView {
  const kinds = view.kinds.slice(0, at + 1);
  kinds[at] = T.END;
  return { kinds, starts: view.starts, ends: view.ends, count: at };
}

/** The view with a token of this kind put in, which has no width. */
export const putIn = (view: RepairView, at: number, kind: number) => exchanged(view, at, at, [kind]);

export const leaveOut = (view: RepairView, from: number, to: number) => exchanged(view, from, to, []);

function exchanged(view: RepairView, from: number, to: number, put: readonly number[]): RepairView {
  const count = view.count + put.length + from - to;
  const starts = new Int32Array(count + 1);
  const kinds = new Uint16Array(count + 1);
  const ends = new Int32Array(count + 1);
  const between = from > 0 ? view.ends[from - 1]! : view.starts[from]!;
  for (let j = 0; j <= count; j++) {
    const old = j < from ? j : j - count + view.count;
    const isPut = j >= from && old < to;
    kinds[j] = isPut ? put[j - from]! : view.kinds[old]!;
    starts[j] = isPut ? between : view.starts[old]!;
    ends[j] = isPut ? between : view.ends[old]!;
  }
  return { kinds, starts, ends, count };
}

/** Index of the first token that begins at `offset` or behind it. */
export function tokenAt({ starts, count }: { starts: Int32Array; count: number }, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Does a statement begin with token `at`? A parenthesis begins one only where a query stands in it. */
export function beginsStatement({ kinds }: TokenView, at: number, startsStatement: (kind: number) => boolean): boolean {
  while (kinds[at] === T.LEFT_PAREN) at++;
  return startsStatement(kinds[at]!);
}

/** Does nothing but space stand before `offset` on its line? */
export function beginsLine(text: string, offset: number): boolean {
  let i = offset - 1;
  while (i >= 0 && (text[i] === ' ' || text[i] === '\t')) i--;
  return i < 0 || text[i] === '\n';
}

/** Behind token `last` a semicolon is missing before `word`. */
export function missingSemicolonBefore(
  word: string,
  { starts, ends }: { starts: Int32Array; ends: Int32Array },
  last: number,
): SyntaxProblem {
  const end = ends[last]!;
  return {
    code: 'missing-semicolon',
    message: say`Missing semicolon before ${word}`,
    start: Math.max(starts[last]!, end - 1),
    end,
    fix: { title: say`Insert ;`, start: end, end, newText: ';' },
  };
}
