// What repairs work with: the tokens of a statement, changed without touching those they were made of.
import { say } from '../text/say.ts';
import type { Rule } from './grammar.ts';
import type { SyntaxProblem } from './parsedStatement.ts';
import type { Parser, TokenView } from './parser.ts';
import * as T from './tokens.ts';

/** Tokens of one statement, rebased to 0. Repairs change them by making others. */
export interface RepairView extends TokenView {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
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
  const kinds = new Uint16Array(count + 1);
  for (let i = 0; i < from; i++) kinds[i] = view.kinds[i]!;
  for (let i = 0; i < put.length; i++) kinds[from + i] = put[i]!;
  for (let i = from + put.length, old = to; i <= count; i++, old++) kinds[i] = view.kinds[old]!;
  return new ExchangedView(view, from, to, kinds, count);
}

/** Most are tried, found wanting and forgotten: the places of the tokens are made when somebody asks for them. */
class ExchangedView implements RepairView {
  readonly kinds: Uint16Array;
  readonly count: number;
  private readonly old: RepairView;
  private readonly from: number;
  private readonly to: number;
  private madeStarts: Int32Array | undefined;
  private madeEnds: Int32Array | undefined;

  constructor(old: RepairView, from: number, to: number, kinds: Uint16Array, count: number) {
    this.old = old;
    this.from = from;
    this.to = to;
    this.kinds = kinds;
    this.count = count;
  }

  get starts(): Int32Array {
    this.madeStarts ??= this.places(this.old.starts);
    return this.madeStarts;
  }

  get ends(): Int32Array {
    this.madeEnds ??= this.places(this.old.ends);
    return this.madeEnds;
  }

  private places(old: Int32Array): Int32Array {
    const { from, to, count } = this;
    const behind = to - this.old.count + count;
    const between = from > 0 ? this.old.ends[from - 1]! : this.old.starts[from]!;
    const places = new Int32Array(count + 1);
    places.set(old.subarray(0, from));
    places.fill(between, from, behind);
    places.set(old.subarray(to, this.old.count + 1), behind);
    return places;
  }
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
