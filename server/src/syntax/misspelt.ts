// Names that parse, but are one slip of the keyboard away from a keyword that could stand at the very same place: GRANT … TO PULBIC, SET x TO TREU.
// Only two neighbouring letters swapped count, or one wrong letter in a longer word, and only where a name must refer to something that exists;
// an alias or a new name may be called anything.
import { type Element, Op } from './grammar.ts';
import type { Language } from './language.ts';
import type { ParsedStatement } from './parsedStatement.ts';
import { FIRST_KEYWORD, LEFT_PAREN, NAME } from './tokens.ts';

export interface MisspeltName {
  /** Offsets in the statement's text. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly keyword: string;
}

/** Words that stand for values and functions in expressions and are no keywords of the grammar. */
export type KnownFunctions = ReadonlySet<string>;

const indexes = new WeakMap<object, Map<string, string[]>>();

/** Sorted letters → words, for swapped letters; the word with one letter masked, for a wrong one. */
function indexOf(language: Language, functions: KnownFunctions): Map<string, string[]> {
  let index = indexes.get(functions);
  if (index) return index;
  index = new Map();
  const add = (key: string, word: string) => {
    const list = index!.get(key);
    if (list) list.push(word);
    else index!.set(key, [word]);
  };
  for (const word of new Set([...language.grammar.keywords.words, ...functions])) {
    if (word.length < 4) continue;
    add([...word].sort().join(''), word);
  }
  indexes.set(functions, index);
  return index;
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** The suspicious names of a statement that parses. `functions`: the built-in functions, in capitals. */
export function misspeltNames(parsed: ParsedStatement, language: Language, functions: KnownFunctions): MisspeltName[] {
  if (parsed.problems.length > 0 || parsed.nodeKinds.length === 0) return [];
  const found: MisspeltName[] = [];
  const index = indexOf(language, functions);
  for (let i = 0; i < parsed.count; i++) {
    if (parsed.kinds[i] !== NAME || parsed.ends[i]! - parsed.starts[i]! < 4) continue;
    const name = parsed.text.slice(parsed.starts[i], parsed.ends[i]);
    const upper = name.toUpperCase();
    const words = index.get([...upper].sort().join(''))?.filter(word => isSwap(upper, word));
    if (!words?.length) continue;
    const keyword = fitting(parsed, i, words, language, functions);
    if (keyword) found.push({ start: parsed.starts[i]!, end: parsed.ends[i]!, name, keyword });
  }
  return found;
}

function fitting(parsed: ParsedStatement, token: number, words: readonly string[], language: Language, functions: KnownFunctions): string | undefined {
  const call = parsed.kinds[token + 1] === LEFT_PAREN;
  const { keywords } = language.grammar;
  const view = { kinds: parsed.kinds.slice(), count: parsed.count };
  const expectations = language.parser.expectedAt(language.statement, view, token);
  if (expectations.some(e => isFreeName(e.element))) return undefined;
  const here = new Set(expectations.filter(e => e.kind >= FIRST_KEYWORD && !e.operator).map(e => keywords.textOf(e.kind)));
  const inExpression = expectations.some(e => e.element?.op === Op.Slot && e.inExpression);
  return words.find(word => here.has(word) || (call && inExpression && functions.has(word)));
}

/** A place where any name is legal because it is only now given. */
const isFreeName = (element: Element | undefined) => element?.op === Op.Slot && (element.slot!.declares || element.slot!.name === 'alias' || element.slot!.name === 'label');
