// The lexer: one statement at a time, into growable typed arrays. It never fails: what it does not know becomes a BAD token.
// Strings know backslash escapes (Redshift is of PostgreSQL 8.0's family), comments nest, dollar quotes have tags; jinja,
// psql variables and psql commands are recognised so that they survive.
import * as T from './tokens.ts';

/** The significant tokens of one statement; `starts` and `ends` are offsets into the lexed text. The END token is at index `count`. */
export interface TokenBuffer {
  kinds: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  /** Pairs of offsets: comments, jinja blocks and psql commands between the tokens. */
  comments: number[];
  /** Where a string, name or comment was opened that nothing closes; -1 when there is none. */
  unclosedAt: number;
}

export const newTokenBuffer = (): TokenBuffer => ({
  kinds: new Uint16Array(1024),
  starts: new Int32Array(1024),
  ends: new Int32Array(1024),
  count: 0,
  comments: [],
  unclosedAt: -1,
});

function grow(buffer: TokenBuffer): void {
  const size = buffer.kinds.length * 2;
  const kinds = new Uint16Array(size);
  kinds.set(buffer.kinds);
  buffer.kinds = kinds;
  const starts = new Int32Array(size);
  starts.set(buffer.starts);
  buffer.starts = starts;
  const ends = new Int32Array(size);
  ends.set(buffer.ends);
  buffer.ends = ends;
}

const SPACE = 1;
const WORD_START = 2;
const DIGIT = 4;
const WORD_PART = 8;
const OPERATOR = 16;
const classOf = new Uint8Array(128);
for (const c of ' \t\n\r\f\v') classOf[c.charCodeAt(0)] = SPACE;
for (let c = 97; c <= 122; c++) classOf[c] = classOf[c - 32] = WORD_START | WORD_PART;
classOf[95] = WORD_START | WORD_PART;
for (let c = 48; c <= 57; c++) classOf[c] = DIGIT | WORD_PART;
classOf[36] = WORD_PART;
for (const c of '+-*/<>=~!@#%^&|`?:.') classOf[c.charCodeAt(0)]! |= OPERATOR;
const singleKind = new Uint16Array(128);
for (const mark of T.punctuation) if (mark.length === 1) singleKind[mark.charCodeAt(0)] = T.punctuationKind(mark)!;

/** Beyond ASCII everything is part of a word but the spaces and the byte order mark. */
const isWideSpace = (c: number) =>
  c === 0xa0 || c === 0xfeff || c === 0x3000 || (c >= 0x2000 && c <= 0x200b) || c === 0x2028 || c === 0x2029;
const isOperator = (c: number) => c < 128 && (classOf[c]! & OPERATOR) !== 0;
const isWordPart = (c: number) => (c < 128 ? (classOf[c]! & WORD_PART) !== 0 : c === c && !isWideSpace(c));
const isWordStart = (c: number) => (c < 128 ? (classOf[c]! & WORD_START) !== 0 : c === c && !isWideSpace(c));

/** A line that begins like this ends a string that was left open (only asked when the text's quotes do not balance). */
const statementLine =
  /\n[ \t]*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|COPY|UNLOAD|BEGIN|COMMIT|WITH|SET|SHOW|ATTACH|DETACH|CALL|TRUNCATE|VACUUM|ANALYZE)\b/gi;
const statementLineHere = new RegExp(statementLine.source, 'iy');

/**
 * Lexes the statement that begins at `from` into `buffer`, up to and including its semicolon (not itself a token) or the end of the text.
 * Returns the offset behind it. With `cautious`, a string that runs over the beginning of another statement ends at its own line.
 */
export function lexStatement(text: string, from: number, buffer: TokenBuffer, keywords: T.KeywordTable, cautious = false): number {
  return lex(text, from, text.length, buffer, keywords, cautious, true);
}

/** Lexes text[from, to) whole: the body of a procedure, in which semicolons are tokens. */
export function lexBody(text: string, from: number, to: number, buffer: TokenBuffer, keywords: T.KeywordTable): void {
  // Nothing that is opened inside may reach behind it.
  lex(to < text.length ? text.slice(0, to) : text, from, to, buffer, keywords, false, false);
}

function lex(
  text: string,
  from: number,
  length: number,
  buffer: TokenBuffer,
  keywords: T.KeywordTable,
  cautious: boolean,
  one: boolean,
): number {
  let { kinds, starts, ends } = buffer;
  let count = 0;
  let at = from;
  buffer.comments.length = 0;
  buffer.unclosedAt = -1;
  let kind: number;
  let start: number;
  // Open angle brackets of struct<…>, array<…>, map<…>: there `>>` closes two of them.
  let angles = 0;
  for (;;) {
    // Space and comments.
    let c = 0;
    for (;;) {
      if (at >= length) return finish(buffer, count, at, length);
      c = text.charCodeAt(at);
      if (c < 128 ? (classOf[c]! & SPACE) !== 0 : isWideSpace(c)) {
        at++;
        continue;
      }
      if (c === 45 && text.charCodeAt(at + 1) === 45) {
        let end = text.indexOf('\n', at);
        if (end < 0) end = length;
        buffer.comments.push(at, end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
        at = end;
        continue;
      }
      if (c === 47 && text.charCodeAt(at + 1) === 42) {
        const end = endOfComment(text, at);
        if (end < 0) buffer.unclosedAt = at;
        buffer.comments.push(at, end < 0 ? length : end);
        at = end < 0 ? length : end;
        continue;
      }
      if (c === 123) {
        const next = text.charCodeAt(at + 1);
        if (next === 37 || next === 35) {
          const close = text.indexOf(next === 37 ? '%}' : '#}', at + 2);
          const end = close < 0 ? length : close + 2;
          buffer.comments.push(at, end);
          at = end;
          continue;
        }
      }
      if (c === 92) {
        // A psql command: a line of its own, or the end of the statement before it (\gset, \g).
        let end = text.indexOf('\n', at);
        if (end < 0) end = length;
        buffer.comments.push(at, end);
        if (count > 0) return finish(buffer, count, at, end);
        at = end;
        continue;
      }
      break;
    }
    start = at;
    if (c < 128 ? (classOf[c]! & WORD_START) !== 0 : true) {
      // A word; a template glued to it makes it a template name.
      const quote = text.charCodeAt(at + 1);
      if (quote === 39 && (c === 69 || c === 101 || c === 78 || c === 110)) {
        at = endOfString(text, at + 1, cautious);
        kind = T.STRING;
        if (at < 0) {
          kind = T.BAD;
          buffer.unclosedAt = start;
          at = -at;
        }
      } else {
        let hash = 0;
        do {
          hash = (Math.imul(hash, 31) + (c | 32)) | 0;
          c = text.charCodeAt(++at);
        } while (c < 128 ? (classOf[c]! & WORD_PART) !== 0 && !(c === 36 && text.charCodeAt(at + 1) === 123) : c === c && !isWideSpace(c));
        kind = keywords.find(text, start, at, hash);
        if (c === 123 ? endOfBraces(text, at) > 0 : c === 36 && text.charCodeAt(at + 1) === 123) {
          at = endOfGluedName(text, at);
          kind = T.TEMPLATE;
        }
      }
    } else if (
      (classOf[c]! & DIGIT) !== 0 ||
      (c === 46 && isDigitAt(text, at + 1) && !(count > 0 && ends[count - 1] === at && isNameLike(kinds[count - 1]!)))
    ) {
      kind = T.INTEGER;
      while (isDigitAt(text, at)) at++;
      if (text.charCodeAt(at) === 46 && text.charCodeAt(at + 1) !== 46) {
        kind = T.NUMBER;
        at++;
        while (isDigitAt(text, at)) at++;
      }
      const e = text.charCodeAt(at) | 32;
      if (e === 101) {
        const sign = text.charCodeAt(at + 1);
        const digits = sign === 43 || sign === 45 ? at + 2 : at + 1;
        if (isDigitAt(text, digits)) {
          kind = T.NUMBER;
          at = digits;
          while (isDigitAt(text, at)) at++;
        }
      }
    } else if (c === 39) {
      at = endOfString(text, at, cautious);
      kind = T.STRING;
      if (at < 0) {
        kind = T.BAD;
        buffer.unclosedAt = start;
        at = -at;
      }
    } else if (c === 34) {
      at = endOfQuotedName(text, at);
      kind = T.QUOTED_NAME;
      if (at < 0) {
        kind = T.BAD;
        buffer.unclosedAt = start;
        at = -at;
      }
    } else if (c === 36) {
      [kind, at] = dollar(text, at, buffer);
    } else if (c === 123 && endOfBraces(text, at) > 0) {
      at = endOfGluedName(text, at);
      kind = T.TEMPLATE;
    } else if (c === 59 && one) {
      return finish(buffer, count, at, at + 1);
    } else if (c === 58) {
      const next = text.charCodeAt(at + 1);
      const glued = count > 0 && ends[count - 1] === at;
      if (next === 58) {
        kind = T.punctuationKind('::')!;
        at += 2;
      } else if (next === 61) {
        kind = T.punctuationKind(':=')!;
        at += 2;
      } else if (!glued && (isWordStart(next) || isDigitAt(text, at + 1))) {
        at++;
        while (at < length && isWordPart(text.charCodeAt(at))) at++;
        kind = T.PARAMETER;
      } else if (!glued && (next === 39 || next === 34)) {
        const close = text.indexOf(next === 39 ? "'" : '"', at + 2);
        at = close < 0 ? at + 2 : close + 1;
        kind = T.PARAMETER;
      } else {
        kind = T.COLON;
        at++;
      }
    } else if (
      c === 35 &&
      isWordStart(text.charCodeAt(at + 1)) &&
      !(
        count > 0 &&
        ends[count - 1] === at &&
        kinds[count - 1] !== T.DOT &&
        kinds[count - 1] !== T.LEFT_PAREN &&
        kinds[count - 1] !== T.COMMA
      )
    ) {
      // The name of a temporary table.
      at++;
      while (at < length && isWordPart(text.charCodeAt(at))) at++;
      kind = T.NAME;
    } else if (c === 37 && (text.charCodeAt(at + 1) === 40 || text.charCodeAt(at + 1) === 115) && formatParameter(text, at) > 0) {
      at = formatParameter(text, at);
      kind = T.PARAMETER;
    } else if (c === 63) {
      at++;
      kind = T.PARAMETER;
    } else if (c === 60 && count > 0 && keywords.opensAngle(kinds[count - 1]!)) {
      angles++;
      kind = singleKind[60]!;
      at++;
    } else if (c === 62 && angles > 0) {
      angles--;
      kind = singleKind[62]!;
      at++;
    } else if ((classOf[c]! & OPERATOR) !== 0 && isOperator(text.charCodeAt(at + 1))) {
      [kind, at] = operator(text, at);
    } else {
      kind = singleKind[c] || T.BAD;
      at++;
    }
    if (
      kind === T.STRING &&
      count > 0 &&
      (kinds[count - 1] === T.STRING || kinds[count - 1] === T.STRING_PART) &&
      lineBreakBetween(text, ends[count - 1]!, start)
    ) {
      kind = T.STRING_PART;
    }
    if (count + 2 > kinds.length) {
      buffer.count = count;
      grow(buffer);
      ({ kinds, starts, ends } = buffer);
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count++] = at;
  }
}

function finish(buffer: TokenBuffer, count: number, endAt: number, next: number): number {
  buffer.kinds[count] = T.END;
  buffer.starts[count] = endAt;
  buffer.ends[count] = endAt;
  buffer.count = count;
  return next;
}

function lineBreakBetween(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) return true;
  return false;
}

const isDigitAt = (text: string, at: number) => {
  const c = text.charCodeAt(at);
  return c >= 48 && c <= 57;
};

const isNameLike = (kind: number) =>
  kind === T.NAME || kind === T.QUOTED_NAME || kind >= T.FIRST_KEYWORD || kind === T.RIGHT_BRACKET || kind === T.TEMPLATE;

/**
 * Offset behind the comment that opens at `at`: comments nest. Where one is never closed because another begins in it, it ends where a comment is
 * closed first, so that what comes is read (rule TBL021 tells). -1 when nothing closes a comment behind it.
 */
function endOfComment(text: string, at: number): number {
  const end = text === unclosed.text && unclosed.opens.has(at) ? -1 : endOfNested(text, at);
  if (end >= 0) return end;
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? -1 : close + 2;
}

/** The comments that are never closed of the text that was last found to have any: each is looked for once, however many there are. */
let unclosed: { text: string; opens: ReadonlySet<number> } = { text: '', opens: new Set() };

function endOfNested(text: string, at: number): number {
  const open = [at];
  let i = at + 2;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 42 && text.charCodeAt(i + 1) === 47) {
      i += 2;
      open.pop();
      if (open.length === 0) return i;
    } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      open.push(i);
      i += 2;
    } else i++;
  }
  unclosed = { text, opens: new Set(open) };
  return -1;
}

/** The first comment that begins inside the comment text[start, end), where that has taken the end of the outer one; undefined where each has its own. */
export function unclosedInside(text: string, start: number, end: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start + 2;
  let first: number | undefined;
  let depth = 1;
  for (let found = mark.exec(text); found && found.index < end; found = mark.exec(text)) {
    if (found[0] === '/*') first ??= found.index;
    depth += found[0] === '/*' ? 1 : -1;
  }
  return depth > 0 ? first : undefined;
}

/** Offset behind the string whose quote is at `at`; minus the offset where it is given up when it is never closed. */
function endOfString(text: string, at: number, cautious: boolean): number {
  let i = at + 1;
  const length = text.length;
  let limit = length;
  if (cautious) limit = nextStatementLine(text, at);
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === 39) {
      if (text.charCodeAt(i + 1) === 39) {
        i += 2;
        continue;
      }
      if (i >= limit) break;
      return i + 1;
    }
    if (c === 92) {
      // '\' alone (DELIMITER '\') is a whole string, although the backslash would escape the quote, when the rest of the line balances so.
      if (i === at + 1 && text.charCodeAt(i + 1) === 39 && endsAfterQuote(text.charCodeAt(i + 2)) && quotesBalance(text, i + 2))
        return i + 2;
      i += 2;
    } else i++;
  }
  if (cautious) {
    const line = text.indexOf('\n', at);
    return -(line < 0 ? length : line);
  }
  return -length;
}

/** The last answer of `nextStatementLine`: strings are asked for in order, so one search serves all that lie before its result. */
const lineSearch = { text: '', from: 0, found: 0 };

/** Where the next line that begins a statement begins, from `at` on; the text's length when none does. */
function nextStatementLine(text: string, at: number): number {
  if (lineSearch.text !== text || at < lineSearch.from || at > lineSearch.found) {
    statementLine.lastIndex = at;
    lineSearch.text = text;
    lineSearch.from = at;
    lineSearch.found = statementLine.exec(text)?.index ?? text.length;
  }
  return lineSearch.found;
}

/** Where the last line begins, from `from` on, whose first word stands before `before` and begins a statement; -1 when there is none. */
export function lastStatementLine(text: string, before: number, from: number): number {
  for (
    let at = before > 0 ? text.lastIndexOf('\n', before - 1) : -1;
    at >= from && at >= 0;
    at = at > 0 ? text.lastIndexOf('\n', at - 1) : -1
  ) {
    statementLineHere.lastIndex = at;
    if (statementLineHere.test(text) && statementLineHere.lastIndex < before) return at;
  }
  return -1;
}

/** Does a line that begins a statement begin in text[start, end)? A string that holds one is where the cautious reading differs. */
export const runsOverStatement = (text: string, start: number, end: number): boolean => {
  const line = text.indexOf('\n', start);
  return line >= 0 && line < end && nextStatementLine(text, start) < end;
};

const endsAfterQuote = (c: number) => c !== c || c === 32 || c === 10 || c === 13 || c === 9 || c === 41 || c === 44 || c === 59;

function quotesBalance(text: string, from: number): boolean {
  let quotes = 0;
  for (let i = from; i < text.length && text.charCodeAt(i) !== 10; i++) if (text.charCodeAt(i) === 39) quotes++;
  return quotes % 2 === 0;
}

/** Names do not run over lines: an open one ends with its line, so that it does not swallow the rest of the script. */
function endOfQuotedName(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      if (text.charCodeAt(i + 1) !== 34) return i + 1;
      i += 2;
    } else if (c === 10) break;
    else i++;
  }
  return -i;
}

/** Offset behind the `{{ … }}` or `{name}` that opens at `at`; 0 when there is none. */
function endOfBraces(text: string, at: number): number {
  let i = at + 1;
  if (text.charCodeAt(i) === 123) {
    const close = text.indexOf('}}', i + 1);
    return close < 0 ? text.length : close + 2;
  }
  while (isWordPart(text.charCodeAt(i)) || text.charCodeAt(i) === 46) i++;
  return text.charCodeAt(i) === 125 ? i + 1 : 0;
}

/** Name parts and `{{ … }}`, `{name}` or `${ … }` that stand together without a space. */
function endOfGluedName(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 123) {
      const close = endOfBraces(text, i);
      if (close === 0) break;
      i = close;
    } else if (c === 36 && text.charCodeAt(i + 1) === 123) {
      const close = text.indexOf('}', i + 2);
      if (close < 0) return text.length;
      i = close + 1;
    } else if (isWordPart(c)) i++;
    else break;
  }
  return i;
}

function dollar(text: string, at: number, buffer: TokenBuffer): [number, number] {
  const next = text.charCodeAt(at + 1);
  if (next === 123) return [T.TEMPLATE, endOfGluedName(text, at)];
  let i = at + (next === 40 ? 2 : 1);
  while (i < text.length && text.charCodeAt(i) !== 36 && isWordPart(text.charCodeAt(i))) i++;
  // $(name): a variable of sqlcmd and of make.
  if (next === 40) return i > at + 2 && text.charCodeAt(i) === 41 ? [T.TEMPLATE, i + 1] : [singleKind[36]!, at + 1];
  const tagged = text.charCodeAt(i) === 36 && !(next >= 48 && next <= 57);
  if (tagged) {
    const tag = text.slice(at, i + 1);
    const close = text.indexOf(tag, i + 1);
    if (close >= 0) return [T.DOLLAR_STRING, close + tag.length];
    buffer.unclosedAt = at;
    return [T.BAD, text.length];
  }
  if (i > at + 1) return [T.PARAMETER, i];
  return [singleKind[36]!, at + 1];
}

/** Offset behind a Python parameter `%(name)s` or `%s`; 0 when there is none. */
function formatParameter(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === 115) {
    const before = at === 0 ? 32 : text.charCodeAt(at - 1);
    const open = before === 32 || before === 10 || before === 40 || before === 44 || before === 61 || before === 9;
    return open && !isWordPart(text.charCodeAt(at + 2)) ? at + 2 : 0;
  }
  let i = at + 2;
  while (isWordPart(text.charCodeAt(i))) i++;
  return i > at + 2 && text.charCodeAt(i) === 41 && text.charCodeAt(i + 1) === 115 ? i + 2 : 0;
}

/** The longest punctuation mark of the table at `at`. */
function operator(text: string, at: number): [number, number] {
  for (let size = 4; size > 1; size--) {
    if (at + size > text.length) continue;
    const c = text.charCodeAt(at + 1);
    if (c >= 128 || (classOf[c]! & OPERATOR) === 0) break;
    const kind = T.punctuationKind(text.substr(at, size));
    if (kind !== undefined) return [kind, at + size];
  }
  return [singleKind[text.charCodeAt(at)] || T.BAD, at + 1];
}
