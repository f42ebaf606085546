// Formatting: every statement that parses without a problem is laid out anew; between statements only space changes. The result is parsed again and
// compared: a statement whose tokens, tree or comments would change, or whose layout would not be stable, is left as it is.
import type { SyntaxDocument } from '../../syntax/document.ts';
import { parseDocument } from '../../syntax/document.ts';
import { type Language, redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedBody, ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { DocumentStatement } from '../../syntax/region.ts';
import { FIRST_KEYWORD } from '../../syntax/tokens.ts';
import { rootOf } from '../../syntax/tree.ts';
import { type Layout, render } from './layout.ts';
import { layoutOf } from './statementLayout.ts';
import type { FormatStyle } from './tokenLayout.ts';

export interface FormatOptions extends FormatStyle {
  /** Characters a line should not exceed. */
  readonly lineWidth: number;
  /** One level of indentation. */
  readonly indent: string;
  /** Are the bodies of procedures and SQL functions formatted too? */
  readonly bodies: boolean;
}

export const defaultFormat: FormatOptions = { keywordCase: 'upper', lineWidth: 100, indent: '  ', bodies: true };

/** `base`: the indentation of every line but the first, which has it already. */
interface StatementOptions extends FormatOptions {
  readonly base?: string;
}

export interface FormatEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The edits that format the statements touching [from, to) of a document, and the space between them. */
export function formatDocument(
  document: SyntaxDocument,
  options: FormatOptions = defaultFormat,
  from = 0,
  to = document.text.length,
  language: Language = redshiftLanguage(),
): FormatEdit[] {
  const edits: FormatEdit[] = [];
  // In a template that has blocks, what stands in a block may be indented.
  const indented = document.text.includes('{%');
  for (const statement of document.statements) {
    const span = spanOf(statement);
    if (!span || span.end < from || span.start > to) continue;
    const margin = indented ? /(?:^|\n)([ \t]*)$/.exec(document.text.slice(statement.start, span.start)) : undefined;
    const newText = formatStatement(statement.parsed, { ...options, base: margin?.[1] ?? '' }, language);
    if (newText === undefined) continue;
    if (statement.start >= from) edits.push(...spaceBefore(document.text, statement, indented));
    // Right behind the semicolon of the one before.
    const isGlued = span.start > from && span.start === statement.start && document.text[span.start - 1] === ';';
    edits.push({ ...span, newText: isGlued ? `\n${newText}` : newText });
  }
  return edits
    .map(edit => withLineEnds(edit, document.text))
    .filter(({ start, end, newText }) => newText !== document.text.slice(start, end));
}

/** Lines end as the document's do. */
const withLineEnds = (edit: FormatEdit, text: string): FormatEdit =>
  text.includes('\r\n') ? { ...edit, newText: edit.newText.replace(/\r?\n/g, '\r\n') } : edit;

/** The edits that format the statement which ends at `offset`: its semicolon has just been typed. */
export function formatEnded(document: SyntaxDocument, offset: number, options: FormatOptions = defaultFormat): FormatEdit[] {
  const ended = document.statements.some(statement => statement.end === offset && statement.parsed.text.endsWith(';'));
  return ended ? formatDocument(document, options, offset, offset).filter(edit => edit.end <= offset) : [];
}

/** Between statements: each begins a line, with no more than two empty lines before it and no space at the ends of lines. */
function spaceBefore(text: string, { start, parsed }: DocumentStatement, indented: boolean): FormatEdit[] {
  const edits: FormatEdit[] = [];
  const first = parsed.starts[0]!;
  let end = 0;
  for (let i = 0; end < first; i += 2) {
    const isComment = parsed.comments[i]! < first;
    const next = isComment ? parsed.comments[i]! : first;
    const space = parsed.text.slice(end, next);
    const words = isComment ? parsed.text.slice(next, parsed.comments[i + 1]) : '';
    const lines = space.split('\n');
    let wanted = space;
    if (space.trim() !== '') wanted = space;
    else if (lines.length > 1) {
      // A comment of several lines is not torn from its first line's place.
      const margin = indented || words.includes('\n') ? lines.at(-1)! : '';
      wanted = '\n'.repeat(Math.min(lines.length - 1, 3)) + margin;
    } else if (end === 0 && start > 0) wanted = isComment ? ' ' : text[start - 1] === ';' ? '\n' : space;
    else if (start === 0 && end === 0 && !indented && !words.includes('\n')) wanted = '';
    edits.push({ start: start + end, end: start + next, newText: wanted });
    end = isComment ? parsed.comments[i + 1]! : first;
  }
  return edits;
}

/** From the first token to the end of the statement with its semicolon; offsets in the document. */
function spanOf({ start, parsed }: DocumentStatement): { start: number; end: number } | undefined {
  if (parsed.count === 0) return undefined;
  return { start: start + parsed.starts[0]!, end: start + endOf(parsed) };
}

/** Behind the semicolon, or behind the last token or comment where there is none. */
function endOf(parsed: ParsedStatement): number {
  return parsed.text.endsWith(';') ? parsed.text.length : parsed.ends[parsed.count - 1]!;
}

/** The formatted text of a statement; undefined when it is better left alone. */
export function formatStatement(parsed: ParsedStatement, options: StatementOptions, language: Language): string | undefined {
  const whole = checkedText(parsed, options, language);
  // A body is left alone sooner than the statement around it.
  return whole === undefined && options.bodies && parsed.bodies.length > 0
    ? checkedText(parsed, { ...options, bodies: false }, language)
    : whole;
}

function checkedText(parsed: ParsedStatement, options: StatementOptions, language: Language): string | undefined {
  const first = layoutText(parsed, options, language);
  if (first === undefined) return undefined;
  const again = soleStatement(first, language);
  if (!again || !isSame(parsed, again)) return undefined;
  const second = layoutText(again, options, language);
  if (second === first) return first;
  // Comments may need one more turn to come to rest.
  if (second === undefined) return undefined;
  const third = soleStatement(second, language);
  return third && isSame(parsed, third) && layoutText(third, options, language) === second ? second : undefined;
}

function layoutText(parsed: ParsedStatement, options: StatementOptions, language: Language): string | undefined {
  if (!isWhole(parsed, language)) return undefined;
  const inside = { ...parsed, comments: commentsInside(parsed) };
  const replacements = new Map<number, string>();
  if (options.bodies) {
    for (const body of parsed.bodies) {
      const text = bodyText(parsed, body, options, language);
      if (text !== undefined) replacements.set(body.token, text);
    }
  }
  const { layout, endsInComment } = layoutOf(rootOf(inside, language.grammar)!, options, replacements);
  const closing = parsed.text.endsWith(';') ? ';' : '';
  return rendered(layout, options, closing, endsInComment);
}

const rendered = (layout: Layout, { lineWidth, indent, base = '' }: StatementOptions, closing: string, closingOnOwnLine: boolean) =>
  render(layout, { width: lineWidth, unit: indent, base, closing, closingOnOwnLine });

/** Does the tree hold every token, none of them put in by a repair? */
function isWhole(parsed: ParsedStatement, language: Language): boolean {
  if (parsed.problems.length > 0 || rootOf(parsed, language.grammar)?.endToken !== parsed.count) return false;
  for (let i = 0; i < parsed.count; i++) if (parsed.starts[i] === parsed.ends[i]) return false;
  return parsed.count > 0;
}

/** A body between its dollar quotes: of a procedure on lines of its own, a short query where it was; undefined for a text in single quotes. */
function bodyText(
  outer: ParsedStatement,
  { token, parsed }: ParsedBody,
  options: StatementOptions,
  language: Language,
): string | undefined {
  const written = outer.text.slice(outer.starts[token], outer.ends[token]);
  const quote = /^\$\w*\$/.exec(written)?.[0];
  if (!quote || !isWhole(parsed, language)) return undefined;
  const root = rootOf(parsed, language.grammar)!;
  const { base = '', indent } = options;
  const margin = root.kind === 'PlpgsqlBody' ? base : base + indent;
  const { layout, endsInComment } = layoutOf(root, options);
  const text = rendered(layout, { ...options, base: margin }, '', endsInComment);
  if (!written.includes('\n') && !text.includes('\n') && root.kind !== 'PlpgsqlBody') return `${quote} ${text} ${quote}`;
  return `${quote}\n${margin}${text}\n${base}${quote}`;
}

/** Comments behind the first token; behind the last only those before the semicolon. */
function commentsInside(parsed: ParsedStatement): Int32Array {
  const from = parsed.starts[0]!;
  const to = parsed.text.endsWith(';') ? parsed.text.length : parsed.ends[parsed.count - 1]!;
  return parsed.comments.filter((_, i, all) => all[i & ~1]! > from && all[i & ~1]! < to);
}

function soleStatement(text: string, language: Language): ParsedStatement | undefined {
  const { statements } = parseDocument(text, language);
  const [statement, rest] = statements;
  return statement && (!rest || (statements.length === 2 && rest.parsed.count === 0)) ? statement.parsed : undefined;
}

/** Same tokens (keyword case aside), same tree, same comments; and so in bodies. */
function isSame(a: ParsedStatement, b: ParsedStatement): boolean {
  return hasSameTree(a, b) && commentTexts(a, commentsInside(a)) === commentTexts(b, commentsInside(b));
}

function hasSameTree(a: ParsedStatement, b: ParsedStatement): boolean {
  if (a.count !== b.count || a.nodeKinds.length !== b.nodeKinds.length || b.problems.length > 0) return false;
  for (let i = 0; i < a.count; i++) {
    if (a.kinds[i] !== b.kinds[i]) return false;
    const x = a.text.slice(a.starts[i], a.ends[i]);
    const y = b.text.slice(b.starts[i], b.ends[i]);
    if (x !== y && (a.kinds[i]! < FIRST_KEYWORD || x.toUpperCase() !== y.toUpperCase()) && !hasSameBody(a, b, i)) return false;
  }
  for (let i = 0; i < a.nodeKinds.length; i++) {
    if (a.nodeKinds[i] !== b.nodeKinds[i] || a.nodeFirsts[i] !== b.nodeFirsts[i] || a.nodeEnds[i] !== b.nodeEnds[i]) return false;
  }
  return true;
}

function hasSameBody(a: ParsedStatement, b: ParsedStatement, token: number): boolean {
  const own = (parsed: ParsedStatement) => parsed.bodies.find(body => body.token === token)?.parsed;
  const [x, y] = [own(a), own(b)];
  return x !== undefined && y !== undefined && hasSameTree(x, y) && commentTexts(x, x.comments) === commentTexts(y, y.comments);
}

const commentTexts = ({ text }: ParsedStatement, comments: Int32Array) =>
  Array.from({ length: comments.length / 2 }, (_, i) => text.slice(comments[2 * i], comments[2 * i + 1]).trimEnd()).join('\n');
