// Names that parse, but are one slip of the keyboard away from a word that could stand there: GRANT … TO PULBIC, SET x TO TREU, UPPRE(x).
// Only where a name must refer to something that exists; an alias or a new name may be called anything (but for t INNRE JOIN u).
import { type Element, Op } from './grammar.ts';
import type { Language } from './language.ts';
import type { ParsedStatement } from './parsedStatement.ts';
import type { Expectation } from './parser.ts';
import { DOT, FIRST_KEYWORD, LEFT_PAREN, NAME } from './tokens.ts';

export interface MisspeltName {
  /** Offsets in the text of the tree. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** What was meant, in capitals. */
  readonly keyword: string;
  /** `swapped`: two neighbouring letters; `doubled`: one of two equal letters is another; `replaced`: one wrong letter, which is less certain. */
  readonly slip: Slip;
}

export type Slip = 'swapped' | 'doubled' | 'replaced';

/** The built-in functions in capitals: in expressions they stand where any name may. */
export type KnownFunctions = ReadonlySet<string>;

const shortest = 4;
/** Shorter words with one wrong letter are too often other words. */
const shortestReplaced = 6;

interface Index {
  /** Sorted letters → words. */
  readonly swapped: ReadonlyMap<string, readonly string[]>;
  /** The word with one letter masked → words. */
  readonly replaced: ReadonlyMap<string, readonly string[]>;
  /** Numbers of both, so that a name that is none of it costs no string. */
  readonly sieve: Sieve;
}

const indexes = new WeakMap<KnownFunctions, Index>();

function indexOf(language: Language, functions: KnownFunctions): Index {
  const known = indexes.get(functions);
  if (known) return known;
  const swapped = new Map<string, string[]>();
  const replaced = new Map<string, string[]>();
  const sieve = new Sieve();
  const add = (map: Map<string, string[]>, key: string, word: string) => {
    const list = map.get(key);
    if (list) list.push(word);
    else map.set(key, [word]);
  };
  for (const word of new Set([...language.grammar.keywords.words, ...functions])) {
    if (word.length < shortest) continue;
    add(swapped, sorted(word), word);
    for (let i = 0; i < word.length; i++) if (word.length >= shortestReplaced || isDoubled(word, i)) add(replaced, masked(word, i), word);
    sieve.add(word, i => word.length >= shortestReplaced || isDoubled(word, i));
  }
  const index = { swapped, replaced, sieve };
  indexes.set(functions, index);
  return index;
}

const sorted = (word: string) => [...word].sort().join('');
const masked = (word: string, at: number) => `${word.slice(0, at)}?${word.slice(at + 1)}`;
const isDoubled = (word: string, at: number) => word[at] === word[at - 1] || word[at] === word[at + 1];

/** Which names can be a slip at all, by numbers made of their letters: lets a few others through, and none of the right ones out. */
class Sieve {
  private readonly bits = new Uint8Array(1 << 20);

  add(word: string, mayBeWrong: (at: number) => boolean): void {
    const { letters, places } = hashesOf(word, 0, word.length);
    this.bits[slot(letters, word.length)] = 1;
    for (let i = 0; i < word.length; i++) if (mayBeWrong(i)) this.bits[slot(places - placed(word.charCodeAt(i), i), i)] = 1;
  }

  passes(text: string, start: number, end: number): boolean {
    const { letters, places } = hashesOf(text, start, end);
    if (this.bits[slot(letters, end - start)] === 1) return true;
    for (let i = start; i < end; i++) if (this.bits[slot(places - placed(text.charCodeAt(i), i - start), i - start)] === 1) return true;
    return false;
  }
}

const capital = (character: number) => (character >= 97 && character <= 122 ? character - 32 : character);
/** A number for a letter at a place, mixed so that sums of them differ. */
function placed(character: number, at: number): number {
  const first = Math.imul(capital(character) + 128 * at + 1, 0x9e3779b1);
  const second = Math.imul(first ^ (first >>> 15), 0x85ebca77);
  return second ^ (second >>> 13);
}
const slot = (hash: number, salt: number) => (Math.imul(hash ^ Math.imul(salt + 1, 0x85ebca6b), 0xc2b2ae35) >>> 12) & 0xfffff;

/** The letters whatever their order, and each at its place. */
function hashesOf(text: string, start: number, end: number): { letters: number; places: number } {
  let letters = 0;
  let places = 0;
  for (let i = start; i < end; i++) {
    letters = (letters + placed(text.charCodeAt(i), 0)) | 0;
    places = (places + placed(text.charCodeAt(i), i - start)) | 0;
  }
  return { letters, places };
}

interface Candidate {
  readonly word: string;
  readonly slip: Slip;
}

function candidatesOf(name: string, index: Index): Candidate[] {
  const found: Candidate[] = [];
  for (const word of index.swapped.get(sorted(name)) ?? []) if (isSwap(name, word)) found.push({ word, slip: 'swapped' });
  for (let i = 0; i < name.length; i++) {
    for (const word of index.replaced.get(masked(name, i)) ?? [])
      if (word !== name) found.push({ word, slip: isDoubled(word, i) ? 'doubled' : 'replaced' });
  }
  return found;
}

/** Whether two words differ in two neighbouring letters being swapped, and in nothing else. */
export function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** The suspicious names of a statement, or of a procedure's body, that parses. `functions`: the built-in functions, in capitals. */
export function misspeltNames(parsed: ParsedStatement, language: Language, functions: KnownFunctions): MisspeltName[] {
  if (parsed.problems.length > 0 || parsed.nodeKinds.length === 0) return [];
  const found: MisspeltName[] = [];
  const index = indexOf(language, functions);
  const { kinds, starts, ends, text } = parsed;
  for (let i = 0; i < parsed.count; i++) {
    if (kinds[i] !== NAME) continue;
    const start = starts[i]!;
    const end = ends[i]!;
    if (end - start < shortest || !index.sieve.passes(text, start, end)) continue;
    const name = text.slice(start, end);
    const upper = name.toUpperCase();
    if (functions.has(upper)) continue;
    const candidates = candidatesOf(upper, index);
    const meant = candidates.length > 0 ? fitting(parsed, i, candidates, language, functions) : undefined;
    if (meant) found.push({ start, end, name, keyword: meant.word, slip: meant.slip });
  }
  return found;
}

function fitting(
  parsed: ParsedStatement,
  token: number,
  candidates: readonly Candidate[],
  language: Language,
  functions: KnownFunctions,
): Candidate | undefined {
  const { grammar, parser, statement } = language;
  const { keywords } = grammar;
  const isCall = parsed.kinds[token + 1] === LEFT_PAREN;
  const root = grammar.rules.get(grammar.nodeKinds[parsed.nodeKinds[parsed.nodeKinds.length - 1]!]!) ?? statement;
  const expectations = parser.expectedAt(root, { kinds: parsed.kinds.slice(), count: parsed.count }, token);
  const here = new Set(expectations.filter(e => e.kind >= FIRST_KEYWORD && !e.operator).map(e => keywords.textOf(e.kind)));
  if (expectations.some(e => isFreeName(e.element))) {
    const next = parsed.kinds[token + 1]!;
    const isBeforeJoin = next >= FIRST_KEYWORD && ['JOIN', 'OUTER'].includes(keywords.textOf(next));
    return isBeforeJoin ? candidates.find(({ word, slip }) => slip === 'swapped' && joinWords.has(word) && here.has(word)) : undefined;
  }
  const isExpression = expectations.some(isValueName);
  // In an expression only a reserved word is certainly no name: DATE is a column, where no text follows.
  const isReserved = (word: string) => grammar.reserved[keywords.kindOf(word) ?? 0] === 1;
  const parsesWith = (word: string) => {
    const kinds = parsed.kinds.slice();
    kinds[token] = keywords.kindOf(word)!;
    const { matched, end } = parser.match(root, { kinds, count: parsed.count });
    return matched && end >= parsed.count - 1;
  };
  const isSchema =
    parsed.kinds[token + 1] === DOT || expectations.some(e => e.element?.op === Op.Slot && e.element.slot!.name === 'schema-name');
  return candidates.find(({ word, slip }) => {
    if (here.has(word) && (!isExpression || (slip !== 'replaced' && (isCall || isReserved(word))))) return parsesWith(word);
    // Functions of one's own are called almost like the built-in ones; a slip of two keys is seldom meant.
    if (isCall && isExpression && functions.has(word)) return slip !== 'replaced';
    return word === 'PUBLIC' && isSchema && parsed.kinds[token - 1] !== DOT;
  });
}

const joinWords = new Set(['INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'NATURAL', 'OUTER']);

const isValueName = ({ element, inExpression }: Expectation) => inExpression && element?.op === Op.Slot;

/** A place where any name is legal because it is only now given. */
const isFreeName = (element: Element | undefined) =>
  element?.op === Op.Slot && (element.slot!.declares || element.slot!.name === 'alias' || element.slot!.name === 'label');
