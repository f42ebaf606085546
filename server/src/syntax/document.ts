// A document as its statements. The splitter follows the lexer from semicolon to semicolon; every statement keeps its own text and tree with
// offsets relative to itself, so that an edit re-lexes around itself and parses only the statements whose text changed.
import { type Language, redshiftLanguage } from './language.ts';
import { lastStatementLine } from './lexer.ts';
import type { ParsedStatement, SyntaxProblem } from './parsedStatement.ts';
import {
  type DocumentStatement,
  lexRegion,
  parseRegion,
  regionEndsInString,
  regionHasTokensOf,
  regionLeavesOpen,
  relative,
} from './region.ts';
import { COMMENT_ENDS_EARLY, HAS_PROBLEMS, keepsStringOpen, leavesStringOpen, marksOf, READS_DIFFERENTLY } from './statementMarks.ts';

export interface SyntaxDocument {
  readonly text: string;
  /** In order; their texts joined are the document's text. The last may hold no token, only space and comments. */
  readonly statements: readonly DocumentStatement[];
  /** Strings are closed where the next statement begins, because the quotes of the text do not balance. */
  readonly cautious: boolean;
  /** Before this offset no string was closed in such a way. */
  readonly cautiousFrom: number;
  /** A byte a statement, see `statementMarks.ts`. */
  readonly marks: Uint8Array;
}

/** text[start, oldEnd) has become newText[start, newEnd). */
export interface Edit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Parses a whole text. Never throws; linear in the text. */
export function parseDocument(text: string, language: Language = redshiftLanguage()): SyntaxDocument {
  return parseAll(text, language, () => undefined);
}

/** Answers a statement of the document before, that may have this text, or nothing. */
type Known = (text: string, start: number) => ParsedStatement | undefined;

function parseAll(text: string, language: Language, known: Known): SyntaxDocument {
  return parseFrom(text, language, known, false) ?? parseFrom(text, language, known, true)!;
}

/** Undefined when a string is open at the end of the text and `cautious` is off. */
function parseFrom(text: string, language: Language, known: Known, cautious: boolean): SyntaxDocument | undefined {
  const statements: DocumentStatement[] = [];
  let cautiousFrom = text.length;
  let balanced = cautious;
  let at = 0;
  do {
    const next = lexRegion(text, at, language, cautious);
    if (!cautious && regionEndsInString(text)) return undefined;
    if (cautious && at < cautiousFrom && regionLeavesOpen()) cautiousFrom = at;
    if (!takeKnown(text, at, next, known, statements)) {
      parseRegion(text, at, next, language, statements);
      if (!balanced && statements.at(-1)!.parsed.problems.length > 0) {
        // Perhaps a quote is missing: that is known before one statement after another is repaired.
        if (endsInString(text, next, language, () => false)) return undefined;
        balanced = true;
      }
    }
    at = next;
  } while (at < text.length);
  return { text, statements, cautious, cautiousFrom, marks: Uint8Array.from(statements, ({ parsed }) => marksOf(parsed, language)) };
}

/** Takes the statement that was known at this place before, when it has the tokens of the region that was lexed last. */
function takeKnown(text: string, start: number, end: number, known: Known, out: DocumentStatement[]): boolean {
  const parsed = known(text, start);
  if (!parsed || parsed.text.length !== end - start || parsed.text !== text.slice(start, end) || !regionHasTokensOf(parsed, start))
    return false;
  out.push({ start, end, parsed });
  return true;
}

/** Is a string open at the end of the text, lexed from the beginning of a region up to where `until` says that nothing has changed? */
function endsInString(text: string, from: number, language: Language, until: (at: number) => boolean): boolean {
  for (let at = from; at < text.length && !until(at); ) {
    at = lexRegion(text, at, language, false);
    if (regionEndsInString(text)) return true;
  }
  return false;
}

/** The document after an edit: statements that the edit does not touch are the same objects, or the same trees at a new place. */
export function updateDocument(old: SyntaxDocument, text: string, edit: Edit, language: Language = redshiftLanguage()): SyntaxDocument {
  const known = knownBefore(old.statements, edit);
  if (text.length === 0 || mayEndComment(old, text, edit)) return parseAll(text, language, known);
  const update = { old, text, edit, language, known };
  const mayBalance = !old.cautious || mayCloseString(old.text, text, edit);
  return (mayBalance ? updateAs(false, update) : undefined) ?? updateAs(true, update)!;
}

/** Does the edit make or break a mark of a comment, where a comment before it has no end of its own? */
function mayEndComment({ text, marks }: SyntaxDocument, newText: string, { start, oldEnd, newEnd }: Edit): boolean {
  const hasMark = (code: string) => code.includes('/*') || code.includes('*/');
  if (!hasMark(text.slice(Math.max(0, start - 1), oldEnd + 1)) && !hasMark(newText.slice(Math.max(0, start - 1), newEnd + 1))) return false;
  return marks.some(mark => (mark & COMMENT_ENDS_EARLY) !== 0);
}

interface Update {
  readonly old: SyntaxDocument;
  readonly text: string;
  readonly edit: Edit;
  readonly language: Language;
  readonly known: Known;
}

/** The document after an edit, cautious or not; undefined when a string is open at the end of the text and `cautious` is off. */
function updateAs(cautious: boolean, update: Update): SyntaxDocument | undefined {
  const { old, text, edit, language, known } = update;
  const { statements } = old;
  const shift = edit.newEnd - edit.oldEnd;
  const odd = cautious === old.cautious ? { first: statements.length, last: -1 } : readDifferently(old.marks);
  const first = Math.min(firstTouched(old, edit), odd.first);
  const fresh: DocumentStatement[] = [];
  let at = first < statements.length ? statements[first]!.start : 0;
  let resume = first;
  let cautiousFrom = !cautious
    ? text.length
    : old.cautiousFrom < edit.start
      ? old.cautiousFrom
      : Math.max(edit.start, old.cautiousFrom + shift);
  let balanced = cautious;
  /** The index of the old statement that begins a region at `place` of the new text, behind the edit; -1 when there is none. */
  const resumesAt = (place: number): number => {
    while (resume < statements.length && (statements[resume]!.start < edit.oldEnd || statements[resume]!.start + shift < place)) resume++;
    const same = place >= edit.newEnd && resume > odd.last && resume < statements.length && statements[resume]!.start + shift === place;
    return same && startsRegion(statements, resume, old.text) ? resume : -1;
  };
  /** Asked before one statement after another is parsed anew or repaired. */
  const leavesOpen = (from: number): boolean => {
    const known = stringOpenBehind(from, odd.last, update);
    if (known !== undefined) return known;
    const held = resume;
    const open = endsInString(text, from, language, place => resumesAt(place) >= 0);
    resume = held;
    return open;
  };
  // A quote that was typed or deleted may open or close strings from here to the end of the text.
  const quoted = /['$]/.test(old.text.slice(edit.start, edit.oldEnd) + text.slice(edit.start, edit.newEnd));
  if (!cautious && (old.cautious || quoted) && leavesOpen(at)) return undefined;
  for (;;) {
    if (at >= text.length) {
      resume = statements.length;
      break;
    }
    if (resumesAt(at) >= 0) break;
    const next = lexRegion(text, at, language, cautious);
    if (!cautious && regionEndsInString(text)) return undefined;
    if (cautious && at < cautiousFrom && regionLeavesOpen()) cautiousFrom = at;
    if (!takeKnown(text, at, next, known, fresh)) {
      parseRegion(text, at, next, language, fresh);
      if (!balanced && fresh.at(-1)!.parsed.problems.length > 0) {
        if (leavesOpen(next)) return undefined;
        balanced = true;
      }
    }
    at = next;
  }
  const moved = (s: DocumentStatement) => ({ start: s.start + shift, end: s.end + shift, parsed: s.parsed });
  const all = statements.slice(0, first);
  for (const statement of fresh) all.push(sameAs(known(text, statement.start), statement));
  const joint = all.length;
  for (let i = resume; i < statements.length; i++) all.push(shift === 0 ? statements[i]! : moved(statements[i]!));
  if (all.length === 0) return parseAll(text, language, known);
  const marks = new Uint8Array(all.length);
  marks.set(old.marks.subarray(0, first));
  for (let i = first; i < joint; i++) marks[i] = marksOf(all[i]!.parsed, language);
  marks.set(old.marks.subarray(resume), joint);
  return { text, statements: all, cautious, cautiousFrom, marks };
}

/**
 * The same question as `endsInString`, answered from what the statements behind the edit are known to do with an open string; undefined where
 * only lexing can tell. `odd`: the last statement that may have other tokens than before.
 */
function stringOpenBehind(from: number, odd: number, { old, text, edit, language }: Update): boolean | undefined {
  const { statements, marks } = old;
  const shift = edit.newEnd - edit.oldEnd;
  let index = Math.max(odd + 1, firstEndingAtOrAfter(statements, edit.oldEnd));
  const isBehind = ({ start }: DocumentStatement) => start >= edit.oldEnd && start + shift >= from;
  while (index < statements.length && !(isBehind(statements[index]!) && startsRegion(statements, index, old.text))) index++;
  if (index >= statements.length) return undefined;
  const place = statements[index]!.start + shift;
  if (place < edit.newEnd) return undefined;
  let open = place > from ? leavesStringOpen(text.slice(from, place), false, false, language) : false;
  for (let last = index; open && index < statements.length; index = ++last) {
    // Where semicolons are missing several statements are one to the lexer.
    while (last + 1 < statements.length && !statements[last]!.parsed.text.endsWith(';')) last++;
    const { start, parsed } = statements[index]!;
    const whole = () => text.slice(start + shift, statements[last]!.end + shift);
    open =
      last === index
        ? keepsStringOpen(parsed, marks, index, language)
        : leavesStringOpen(whole(), true, last + 1 === statements.length, language);
  }
  return open;
}

/** The first and the last statement that may have other tokens when strings are, or are not, closed where the next statement begins. */
function readDifferently(marks: Uint8Array): { first: number; last: number } {
  const isOdd = (mark: number) => (mark & READS_DIFFERENTLY) !== 0;
  const first = marks.findIndex(isOdd);
  return { first: first < 0 ? marks.length : first, last: first < 0 ? -1 : marks.findLastIndex(isOdd) };
}

/** The statement with the tree that was there before, when that is equal. */
function sameAs(before: ParsedStatement | undefined, statement: DocumentStatement): DocumentStatement {
  const { parsed } = statement;
  if (!before || before === parsed || before.text !== parsed.text || before.problems.length !== parsed.problems.length) return statement;
  const told = (problem: SyntaxProblem, i: number) =>
    problem.message === parsed.problems[i]!.message && problem.start === parsed.problems[i]!.start;
  return before.problems.every(told) ? { ...statement, parsed: before } : statement;
}

/** What stood at a place of the new text, before the edit or behind it. */
function knownBefore(statements: readonly DocumentStatement[], { start, oldEnd, newEnd }: Edit): Known {
  return (_, place) => {
    const before = place < start ? place : place >= newEnd ? place - newEnd + oldEnd : -1;
    const index = before < 0 ? statements.length : firstEndingBehind(statements, before);
    return index < statements.length && statements[index]!.start === before ? statements[index]!.parsed : undefined;
  };
}

/** How many tokens behind a slip decide between repairs. */
const REPAIRS_LOOK = 24;

/** The first statement that an edit may change. */
function firstTouched({ text, statements, cautious, cautiousFrom }: SyntaxDocument, { start }: Edit): number {
  let first = firstEndingAtOrAfter(statements, start);
  // A change at the very end of a statement's text may belong to it; one token before the edit may be glued to it.
  if (first > 0 && statements[first - 1]!.end >= start) first--;
  // Where semicolons are missing, what a statement is taken for depends on what the repairs have found a little behind it.
  for (let tokens = 0; first > 0 && tokens < REPAIRS_LOOK && !statements[first - 1]!.parsed.text.endsWith(';'); )
    tokens += statements[--first]!.parsed.count;
  if (!cautious) return first;
  // Where an open string was given up depends on what stands behind it, up to the next line that begins a statement.
  const line = lastStatementLine(text, start, cautiousFrom);
  return Math.min(first, firstEndingBehind(statements, line < 0 ? cautiousFrom : line));
}

/** Letters, digits and marks that neither open nor close a string, a comment or a template. */
const harmless = /^[\w \t(),.=<>+]*$/;
const harmful = /['"$\\/*{}%#:\-\r\n]/;

/** May the quotes of a text that did not balance balance after this edit? */
function mayCloseString(before: string, after: string, { start, oldEnd, newEnd }: Edit): boolean {
  if (!harmless.test(before.slice(start, oldEnd)) || !harmless.test(after.slice(start, newEnd))) return true;
  if (harmful.test(before.charAt(start - 1)) && harmful.test(before.charAt(oldEnd))) return true;
  // The tag of a dollar quote.
  return /\$\w*$/.test(before.slice(Math.max(0, start - 100), start)) || /^\w*\$/.test(before.slice(oldEnd, oldEnd + 100));
}

/** Lexing may resume only where the old text was split by a semicolon or psql command, not where a semicolon was missing. */
function startsRegion(statements: readonly DocumentStatement[], index: number, text: string): boolean {
  return index === 0 || text[statements[index - 1]!.end - 1] === ';';
}

function firstEndingAtOrAfter(statements: readonly DocumentStatement[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const firstEndingBehind = (statements: readonly DocumentStatement[], offset: number) => firstEndingAtOrAfter(statements, offset + 1);

// ---- places ------------------------------------------------------------------------------------------------------------------------

/** Index of the statement that holds `offset`; a place between two belongs to the one that begins there, the end of the text to the last. */
export function statementIndexAt(document: SyntaxDocument, offset: number): number {
  const { statements } = document;
  let low = 0;
  let high = statements.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All syntax problems of a document, those of procedure bodies included, at offsets of the document. */
export function syntaxProblems(document: SyntaxDocument): SyntaxProblem[] {
  const all: SyntaxProblem[] = [];
  const { statements, marks } = document;
  for (let i = 0; i < statements.length; i++) {
    if ((marks[i]! & HAS_PROBLEMS) === 0) continue;
    const { start, parsed } = statements[i]!;
    for (const problem of parsed.problems) all.push(moved(problem, start));
    for (const body of parsed.bodies) for (const problem of body.parsed.problems) all.push(moved(problem, start + body.offset));
  }
  return all;
}

const moved = (problem: SyntaxProblem, by: number): SyntaxProblem => relative([problem], -by)[0]!;
