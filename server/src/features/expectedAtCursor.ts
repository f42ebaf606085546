// What the grammar expects at a place in a document: the statement is parsed up to the word at the cursor, slips before it repaired.
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import type { Rule } from '../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { lexBody, lexStatement, newTokenBuffer } from '../syntax/lexer.ts';
import type { Expectation } from '../syntax/parser.ts';
import { repairStatement } from '../syntax/repair.ts';
import * as T from '../syntax/tokens.ts';

export interface CursorContext {
  readonly expectations: readonly Expectation[];
  /** The word that is being typed: offsets in the document; empty when the cursor stands behind a space or a mark. */
  readonly replaceStart: number;
  readonly replaceEnd: number;
  readonly prefix: string;
  /** Names before the cursor in a dotted name, outermost first: `a.b.|` gives ["a", "b"], as written. */
  readonly qualifiers: readonly string[];
  /** Index of the statement in the document. */
  readonly statement: number;
  /** Tokens of the statement before the word at the cursor, as the parse saw them (repairs included), offsets in the document. */
  readonly before: { readonly kinds: Uint16Array; readonly starts: Int32Array; readonly ends: Int32Array; readonly count: number };
  /** The same tokens as they are written, nothing repaired. */
  readonly written: CursorContext['before'];
  /** The string literal the cursor stands in: offset of its content, behind the opening quote; undefined outside strings. */
  readonly openString: number | undefined;
  /** Where the text begins that was parsed: of the statement, of the unended one before it, or of the procedure's body. */
  readonly from: number;
  /** The rule that the text follows: `Statement`, or that of a procedure's body. */
  readonly rule: Rule;
}

const buffer = newTokenBuffer();

/** Undefined inside a comment. In a string the expectations are those at the string. */
export function expectedAtCursor(
  document: SyntaxDocument,
  offset: number,
  language: Language = redshiftLanguage(),
): CursorContext | undefined {
  const { text } = document;
  const statement = statementIndexAt(document, offset);
  const { start, parsed } = document.statements[statement]!;
  const { keywords } = language.grammar;
  let rule = language.statement;
  let from = start;
  const body = parsed.bodies.find(b => offset >= start + b.offset && offset <= start + b.offset + b.parsed.text.length);
  const head = text.slice(0, offset);
  if (body) {
    from = start + body.offset;
    rule = bodyRule(parsed.text, language) ?? rule;
    lexBody(head, from, offset, buffer, keywords);
  } else {
    // Where a semicolon seems to be missing the statement may just as well go on: the longer reading wins when it comes as far as the cursor.
    const earlier = regionStart(document, statement);
    if (earlier < start) {
      lexStatement(head, earlier, buffer, keywords);
      const reach = language.parser.match(rule, cursorView(offset).view, 0, true).furthest;
      if (reach >= cursorView(offset).view.count) from = earlier;
    }
    lexStatement(head, from, buffer, keywords);
  }
  // A comment that is never closed, because one inside it was opened and not closed, is taken to end at its first end: so do most tools.
  const open = buffer.unclosedAt;
  if (!body && open >= from && text.startsWith('/*', open)) {
    const end = head.indexOf('*/', open + 2);
    if (end < 0) return undefined;
    from = end + 2;
    for (;;) {
      const next = lexStatement(head, from, buffer, keywords);
      if (next >= offset || next <= from) break;
      from = next;
    }
  }
  const comments = buffer.comments;
  for (let i = 0; i < comments.length; i += 2) {
    const inLine = text.startsWith('--', comments[i]!) || text[comments[i]!] === '\\';
    if (
      offset > comments[i]! &&
      (offset < comments[i + 1]! || (inLine && offset === comments[i + 1]!) || buffer.unclosedAt === comments[i])
    )
      return undefined;
  }
  const last = buffer.count - 1;
  const opening =
    last >= 0 && buffer.ends[last] === offset && buffer.kinds[last] === T.BAD
      ? /^(?:[A-Za-z]?'|\$\w*\$)/.exec(text.slice(buffer.starts[last], offset))?.[0]
      : undefined;
  const openString = opening === undefined ? undefined : buffer.starts[last]! + opening.length;
  const { view, replaceStart } = cursorView(offset);
  let replaceEnd = offset;
  while (replaceEnd < text.length && /[\w$]/.test(text[replaceEnd]!)) replaceEnd++;
  // The closing quote that editors put in belongs to the name.
  if (text[replaceStart] === '"' && text[replaceEnd] === '"' && replaceStart < offset) replaceEnd++;
  if (replaceStart === offset && replaceEnd > offset) replaceEnd = offset; // before a word: insert, do not replace it
  const qualifiers = qualifiersOf(text, view);
  const { parser } = language;
  const input = { parser, rule, text, startsStatement: language.startsStatement, prefix: true };
  let expectations: Expectation[];
  let before: CursorContext['before'] = view;
  if (parser.match(rule, view, 0, true).furthest >= view.count) expectations = parser.expectedAt(rule, view, view.count);
  else if (parser.match(rule, view).furthest >= view.count) expectations = parser.expectedAt(rule, view, view.count, false);
  else {
    const repaired = repairStatement(input, view);
    before = repaired.nextStatement === undefined ? repaired.view : view;
    if (repaired.nextStatement !== undefined) {
      const rest = rebased(view, repaired.nextStatement);
      const again = repairStatement(input, rest);
      before = again.view;
    }
    expectations = parser.expectedAt(rule, before, before.count);
  }
  return {
    expectations,
    replaceStart,
    replaceEnd,
    prefix: text.slice(replaceStart, offset),
    qualifiers,
    statement,
    before,
    written: view,
    from,
    openString,
    rule,
  };
}

/** The tokens in the buffer before the word at the cursor, and where that word begins. */
function cursorView(offset: number) {
  let count = buffer.count;
  let replaceStart = offset;
  const last = count - 1;
  if (last >= 0 && buffer.ends[last] === offset) {
    const kind = buffer.kinds[last]!;
    if (kind === T.NAME || kind === T.QUOTED_NAME || kind >= T.FIRST_KEYWORD || kind === T.BAD) {
      replaceStart = buffer.starts[last]!;
      count--;
    }
  }
  const view = {
    kinds: buffer.kinds.slice(0, count + 1),
    starts: buffer.starts.slice(0, count + 1),
    ends: buffer.ends.slice(0, count + 1),
    count,
  };
  view.kinds[count] = T.END;
  return { view, replaceStart };
}

/** Where the text between two semicolons begins that holds the statement. */
function regionStart(document: SyntaxDocument, statement: number): number {
  let first = statement;
  while (first > 0 && statement - first < 4 && document.text[document.statements[first - 1]!.end - 1] !== ';') first--;
  return document.statements[first]!.start;
}

function bodyRule(text: string, language: Language): Rule | undefined {
  return /language\s+'?"?sql\b/i.test(text)
    ? (language.grammar.rules.get('SqlFunctionBody') ?? language.grammar.rules.get('Query'))
    : (language.grammar.rules.get('PlpgsqlBody') ?? language.grammar.rules.get('PlpgsqlBlock'));
}

function rebased(view: CursorContext['before'], from: number) {
  return { kinds: view.kinds.slice(from), starts: view.starts.slice(from), ends: view.ends.slice(from), count: view.count - from };
}

function qualifiersOf(text: string, view: CursorContext['before']): string[] {
  const names: string[] = [];
  let i = view.count - 1;
  while (i >= 1 && view.kinds[i] === T.DOT) {
    names.unshift(text.slice(view.starts[i - 1], view.ends[i - 1]));
    i -= 2;
  }
  return names;
}
