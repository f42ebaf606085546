// One byte a statement of a document: what few statements have. After every keystroke somebody asks for it in the whole document, and
// a row of bytes is read and copied in no time where thousands of trees are not.
import type { Language } from './language.ts';
import { runsOverStatement, unclosedInside } from './lexer.ts';
import type { ParsedStatement } from './parsedStatement.ts';
import { lexesAlike, lexRegion, regionEndedAt, regionEndsInString, regionLeavesOpen } from './region.ts';
import * as T from './tokens.ts';

/** It, or the body in it, has syntax problems. */
export const HAS_PROBLEMS = 1;
/** A comment in it speaks of redshift-lint: it may silence a rule. */
export const SPEAKS_OF_LINT = 2;
/** It may have other tokens when strings are, or are not, closed where the next statement begins. */
export const READS_DIFFERENTLY = 4;
/** A comment in it ends where another is closed, because it has no end of its own anywhere behind. */
export const COMMENT_ENDS_EARLY = 64;
/** What becomes of a string that is open where it begins: kept when it is first asked for. */
const STAYS_OPEN = 8;
const CLOSES = 16;
const CANNOT_TELL = 32;

const lint = /redshift-lint-/i;

export function marksOf(parsed: ParsedStatement, language: Language): number {
  let marks = 0;
  if (parsed.problems.length > 0 || parsed.bodies.some(body => body.parsed.problems.length > 0)) marks |= HAS_PROBLEMS;
  if ((parsed.comments.length > 0 || parsed.bodies.length > 0) && lint.test(parsed.text)) marks |= SPEAKS_OF_LINT;
  if (!readsAlike(parsed, language)) marks |= READS_DIFFERENTLY;
  if (commentsEndingEarly(parsed).length > 0) marks |= COMMENT_ENDS_EARLY;
  return marks;
}

/** Where the comments begin in which another begins that is not closed, with the place of that. */
export function commentsEndingEarly({ text, comments }: ParsedStatement): { start: number; inside: number }[] {
  const found: { start: number; inside: number }[] = [];
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!;
    if (!text.startsWith('/*', start) || text.indexOf('/*', start + 2) < 0) continue;
    const inside = unclosedInside(text, start, comments[i + 1]!);
    if (inside !== undefined) found.push({ start, inside });
  }
  return found;
}

function readsAlike({ text, kinds, starts, ends, count, problems }: ParsedStatement, language: Language): boolean {
  if (!text.includes("'") && !text.includes('$')) return true;
  // A repair may have left out the string in question; where a template stands, nothing is told of repairs.
  if (problems.length > 0 || text.includes('{') || text.includes('$(')) return !/[\\$]|\/\*/.test(text) && lexesAlike(text, language);
  for (let i = 0; i < count; i++) {
    const kind = kinds[i]!;
    if (kind === T.BAD) return false;
    if ((kind === T.STRING || kind === T.STRING_PART) && runsOverStatement(text, starts[i]!, ends[i]!)) return false;
  }
  return true;
}

// ---- open strings ------------------------------------------------------------------------------------------------------------------

/** What may reach over the end of a statement, or look behind it, by itself. */
const farReaching = /[\\${]|\/\*|:['"]/;

/**
 * Lexed from its beginning, or from within a string (`inside`), does a text that is followed by others leave a string open, or does it end as a
 * region does? Undefined where that cannot be told from the text alone.
 */
export function leavesStringOpen(text: string, inside: boolean, isLast: boolean, language: Language): boolean | undefined {
  if (text.startsWith('\\') || (!isLast && (!text.endsWith(';') || farReaching.test(text)))) return undefined;
  const code = inside ? `'${text}` : text;
  for (let at = 0; at < code.length; ) at = lexRegion(code, at, language, false);
  if (regionEndsInString(code)) return true;
  return isLast || (!regionLeavesOpen() && regionEndedAt() === code.length - 1) ? false : undefined;
}

/** Does a string that is open where statement `index` begins leave one open where it ends? Undefined: that cannot be told from it alone. */
export function keepsStringOpen(parsed: ParsedStatement, marks: Uint8Array, index: number, language: Language): boolean | undefined {
  const isLast = index === marks.length - 1;
  if (isLast) return leavesStringOpen(parsed.text, true, true, language);
  let mark = marks[index]!;
  if ((mark & (STAYS_OPEN | CLOSES | CANNOT_TELL)) === 0) {
    const open = leavesStringOpen(parsed.text, true, false, language);
    mark |= open ? STAYS_OPEN : open === false ? CLOSES : CANNOT_TELL;
    marks[index] = mark;
  }
  return mark & CANNOT_TELL ? undefined : (mark & STAYS_OPEN) !== 0;
}
