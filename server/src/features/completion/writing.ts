// How what is offered is written: quotes only where they must be, keywords in the case that the script uses.
import { type Language, redshiftLanguage } from '../../syntax/language.ts';
import { FIRST_KEYWORD } from '../../syntax/tokens.ts';
import type { CursorContext } from '../expectedAtCursor.ts';

const bare = /^[a-z_\u0080-\uffff][a-z0-9_$\u0080-\uffff]*$/;

/** A name as SQL must have it: bare where that reads back the same, else in double quotes. Names that differ by case alone keep it in quotes. */
export function writeIdentifier(name: string, language: Language = redshiftLanguage()): string {
  if (bare.test(name)) {
    const kind = language.grammar.keywords.kindOf(name.toUpperCase());
    if (kind === undefined || !language.grammar.reserved[kind]) return name;
  }
  return `"${name.replaceAll('"', '""')}"`;
}

export const writePath = (parts: readonly string[], language: Language = redshiftLanguage()): string =>
  parts.map(part => writeIdentifier(part, language)).join('.');

/** What is inserted follows the word being typed and the keywords before it in the statement; capitals where neither says anything. */
export function keywordCase({ prefix, before }: CursorContext, text: string): (words: string) => string {
  let small = 0;
  for (let i = 0; i < before.count && i < 40; i++) {
    if (before.kinds[i]! < FIRST_KEYWORD || before.starts[i] === before.ends[i]) continue;
    const word = text.slice(before.starts[i], before.ends[i]);
    if (word === word.toUpperCase()) small--;
    else if (word === word.toLowerCase()) small++;
  }
  if (small === 0) small = /[a-z]/.test(prefix) && prefix === prefix.toLowerCase() ? 1 : 0;
  return small > 0 ? lower : upper;
}

const lower = (words: string) => words.toLowerCase();
const upper = (words: string) => words;

/** Text inside a snippet: what the snippet syntax would read as its own is escaped. */
export const snippetText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
