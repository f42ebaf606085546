// How what is offered is written: quotes only where they must be, keywords in the case that the script uses.
import type { SyntaxDocument } from '../../syntax/document.ts';
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

/** `sys:secadmin`, `awsidc:ann`: the prefix is no part of what is quoted. */
export function writePrincipal(name: string, language: Language = redshiftLanguage()): string {
  const colon = name.indexOf(':');
  if (colon <= 0) return writeIdentifier(name, language);
  return `${writeIdentifier(name.slice(0, colon), language)}:${writeIdentifier(name.slice(colon + 1), language)}`;
}

/** What is inserted follows the keywords before it in the statement, then those of the statements before, then the word being typed; else capitals. */
export function keywordCase({ prefix, before, statement }: CursorContext, { text, statements }: SyntaxDocument): (words: string) => string {
  let small = smallWords(text, before);
  for (let i = statement - 1; small === 0 && i >= 0 && i >= statement - 5; i--) {
    const { parsed } = statements[i]!;
    small = smallWords(parsed.text, parsed);
  }
  if (small === 0) small = /[a-z]/.test(prefix) && prefix === prefix.toLowerCase() ? 1 : 0;
  return small > 0 ? lower : upper;
}

/** More than 0 where keywords are written small, less where they are capitals. */
function smallWords(text: string, { kinds, starts, ends, count }: CursorContext['before']): number {
  let small = 0;
  for (let i = 0; i < count && i < 40; i++) {
    if (kinds[i]! < FIRST_KEYWORD || starts[i] === ends[i]) continue;
    const word = text.slice(starts[i], ends[i]);
    if (word === word.toUpperCase()) small--;
    else if (word === word.toLowerCase()) small++;
  }
  return small;
}

const lower = (words: string) => words.toLowerCase();
const upper = (words: string) => words;

/** Text inside a snippet: what the snippet syntax would read as its own is escaped. */
export const snippetText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
