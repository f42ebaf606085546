// What formatting owes to any statement: the same tokens, tree and comments, and no change when it is formatted again. Looked at from outside: the
// formatted text is parsed anew.
import { type FormatOptions, formatDocument } from '../../server/src/features/format/formatDocument.ts';
import { parseDocument } from '../../server/src/syntax/document.ts';
import type { ParsedStatement } from '../../server/src/syntax/parsedStatement.ts';
import { FIRST_KEYWORD } from '../../server/src/syntax/tokens.ts';

interface FormattingTally {
  /** Statements that parse without a problem. */
  statements: number;
  /** Texts of which a statement lost something, or changed when it was formatted again. */
  wrong: string[];
  /** Statements without a problem that were left as they were although their space is not as the formatter would have it. */
  leftAlone: string[];
}

/** Formats texts and looks at what became of their statements. */
export function formattingTally(texts: readonly string[], options: FormatOptions): FormattingTally {
  const tally: FormattingTally = { statements: 0, wrong: [], leftAlone: [] };
  for (const text of texts) {
    const once = formatted(text, options);
    const before = statementsOf(text);
    const after = statementsOf(once);
    const same = before.length === after.length && before.every((statement, i) => isSame(statement, after[i]!));
    if (!same || commentsOf(text) !== commentsOf(once) || formatted(once, options) !== once) tally.wrong.push(text);
    const clean = before.filter(({ problems }) => problems.length === 0);
    tally.statements += clean.length;
    // A mark of the formatter's hand: two spaces between two tokens are never left.
    for (const statement of clean) {
      if (statement.count < 2) continue;
      const spread = `${textOf(statement, 0, 1)}   ${textOf(statement, 1)};`;
      if (statementsOf(spread).every(({ problems }) => problems.length === 0) && formatted(spread, options) === spread)
        tally.leftAlone.push(text);
    }
  }
  return tally;
}

/** The statement with comments between its tokens: behind them, at line ends, on lines of their own. */
export function commented(text: string): string {
  const [statement] = statementsOf(text);
  if (!statement) return text;
  let out = '';
  for (let i = 0; i < statement.count; i++) {
    const between = i % 11 === 3 ? ` /* ${i} */ ` : i % 13 === 5 ? ` -- ${i}\n` : i % 17 === 7 ? `\n -- ${i}\n` : '';
    const gap = i === 0 ? '' : statement.text.slice(statement.ends[i - 1], statement.starts[i]);
    // Not within a name or call, where a space may mean something else.
    out += (gap === '' ? '' : between || gap) + statement.text.slice(statement.starts[i], statement.ends[i]);
  }
  return `${out};`;
}

function formatted(text: string, options: FormatOptions): string {
  return formatDocument(parseDocument(text), options)
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end, newText }) => whole.slice(0, start) + newText + whole.slice(end), text);
}

const statementsOf = (text: string): ParsedStatement[] =>
  parseDocument(text)
    .statements.map(({ parsed }) => parsed)
    .filter(({ count }) => count > 0);

const textOf = ({ text, starts, ends, count }: ParsedStatement, from: number, to = count): string => text.slice(starts[from], ends[to - 1]);

/** All comments of a text, in order. */
const commentsOf = (text: string): string =>
  parseDocument(text)
    .statements.map(({ parsed }) => commentTexts(parsed))
    .filter(Boolean)
    .join('\n');

function isSame(a: ParsedStatement, b: ParsedStatement): boolean {
  return (
    wordsOf(a) === wordsOf(b) &&
    String(a.nodeKinds) === String(b.nodeKinds) &&
    String(a.nodeFirsts) === String(b.nodeFirsts) &&
    String(a.nodeEnds) === String(b.nodeEnds) &&
    a.bodies.length === b.bodies.length &&
    a.bodies.every(({ parsed }, i) => isSame(parsed, b.bodies[i]!.parsed) && commentTexts(parsed) === commentTexts(b.bodies[i]!.parsed))
  );
}

/** The tokens' kinds, and the texts of those that are no keywords; of a body only that it is one. */
const wordsOf = ({ count, text, starts, ends, kinds, bodies }: ParsedStatement): string =>
  Array.from({ length: count }, (_, i) => {
    if (bodies.some(({ token }) => token === i)) return 'body';
    return `${kinds[i]} ${kinds[i]! < FIRST_KEYWORD ? text.slice(starts[i], ends[i]) : ''}`;
  }).join('\n');

const commentTexts = ({ text, comments }: ParsedStatement): string =>
  Array.from({ length: comments.length / 2 }, (_, i) => text.slice(comments[2 * i], comments[2 * i + 1]).trimEnd()).join('\n');
