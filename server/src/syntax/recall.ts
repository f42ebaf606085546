// What the rules came to at the places of the statement that was read last. Repairs try one change after another in the same statement, and a
// keystroke later in nearly the same one: a rule that looked only at tokens that have stayed as they were comes out as it did, and is not walked again.
// Nothing is ever wrong because of it: what is kept knows how far it looked, and what does not fit the table is walked anew.
import type { TokenView } from './parser.ts';

/** What is kept of one rule at one place, in an array of numbers. */
const ID = 0;
const PLACE = 1;
const PASS = 2;
/** The last token that was looked at. */
const EXTENT = 3;
/** Twice the place behind it, and one where it matched. */
const END = 4;
const FURTHEST = 5;
const STEPS = 6;
/** How much deeper the open rules were nested inside it. */
const HEIGHT = 7;
const SIZE = 8;

const SLOTS = 1 << 13;

export class Recall {
  private readonly table = new Int32Array(SLOTS * SIZE);
  private kinds = new Uint16Array(1024);
  private count = -1;
  /** In which pass the token at a place, or one before it, was last another one than in the pass before that. */
  private changed = new Int32Array(1024);
  private pass = 0;

  /** A pass over these tokens begins. */
  follow({ kinds, count }: TokenView): void {
    this.pass++;
    if (count >= this.kinds.length) this.grow(count);
    const same = this.sameAs(kinds, count);
    for (let i = same; i <= count; i++) {
      this.kinds[i] = kinds[i]!;
      this.changed[i] = this.pass;
    }
    this.count = count;
  }

  /** How many tokens are those of the pass before. */
  sameAs(kinds: Uint16Array, count: number): number {
    const last = Math.min(count, this.count);
    let same = 0;
    while (same <= last && kinds[same] === this.kinds[same]) same++;
    return same;
  }

  /** Where it is kept what came of `id` at `place`, all tokens that it looked at being before `limit`; -1 when that is not known. */
  find(id: number, place: number, limit: number): number {
    const { table } = this;
    const slot = slotOf(id, place);
    if (table[slot + ID] !== id || table[slot + PLACE] !== place) return -1;
    const extent = table[slot + EXTENT]!;
    return extent < limit && extent <= this.count && this.changed[extent]! <= table[slot + PASS]! ? slot : -1;
  }

  keep(id: number, place: number, extent: number, end: number, matched: boolean, furthest: number, steps: number, height: number): void {
    const { table } = this;
    const slot = slotOf(id, place);
    table[slot + ID] = id;
    table[slot + PLACE] = place;
    table[slot + PASS] = this.pass;
    table[slot + EXTENT] = extent;
    table[slot + END] = end * 2 + (matched ? 1 : 0);
    table[slot + FURTHEST] = furthest;
    table[slot + STEPS] = steps;
    table[slot + HEIGHT] = height;
  }

  matched = (slot: number): boolean => (this.table[slot + END]! & 1) === 1;
  end = (slot: number): number => this.table[slot + END]! >> 1;
  furthest = (slot: number): number => this.table[slot + FURTHEST]!;
  steps = (slot: number): number => this.table[slot + STEPS]!;
  height = (slot: number): number => this.table[slot + HEIGHT]!;

  private grow(count: number): void {
    const size = Math.max(count + 1, this.kinds.length * 2);
    const kinds = new Uint16Array(size);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const changed = new Int32Array(size);
    changed.set(this.changed);
    this.changed = changed;
  }
}

const slotOf = (id: number, place: number) => ((Math.imul(id, 0x9e3779b1) + Math.imul(place, 0x85ebca6b)) >>> 19) * SIZE;

/** Statements of more tokens are tried too seldom, and are too much to keep. */
const MOST_TOKENS = 256;

interface Answer<Value> {
  readonly kinds: Uint16Array;
  readonly count: number;
  readonly question: number;
  readonly value: Value;
}

/**
 * What came of whole statements, by their tokens: the letter that makes a name longer changes none of them, and every repair is tried again.
 * A question is a number; one token of the statement may be left out of it (`but`), -1 for none. Those asked for long ago are forgotten.
 */
export class Answers<Value> {
  private readonly slots: (Answer<Value> | undefined)[];

  /** `size` is a power of two. */
  constructor(size: number) {
    this.slots = new Array(size).fill(undefined);
  }

  /** The tokens must not change as long as the answer is kept. */
  of(question: number, tokens: TokenView, but: number, ask: () => Value): Value {
    const { kinds, count } = tokens;
    if (count > MOST_TOKENS) return ask();
    let hash = question;
    for (let i = 0; i < count; i++) hash = Math.imul(hash ^ (i === but ? 0 : kinds[i]!), 0x01000193) ^ (hash >>> 13);
    const slot = (hash ^ (hash >>> 16)) & (this.slots.length - 1);
    const known = this.slots[slot];
    if (known && known.question === question && known.count === count && isSame(known.kinds, kinds, count, but)) return known.value;
    const value = ask();
    this.slots[slot] = { kinds, count, question, value };
    return value;
  }
}

function isSame(one: Uint16Array, other: Uint16Array, count: number, but: number): boolean {
  for (let i = 0; i <= count; i++) if (one[i] !== other[i] && i !== but) return false;
  return true;
}
