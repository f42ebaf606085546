// The lines of a script around a problem, with its place marked below them: aligned also behind tabs, wide characters and emoji, cut where lines are long.
import type { Position } from '../text/lines.ts';
import type { LocatedProblem } from './report.ts';

/** Lines before and behind the marked ones. */
const linesAround = 1;
/** Marked lines; of more only the first ones are shown. */
const mostMarked = 4;
/** In columns of the terminal. */
const longestLine = 120;
const tabWidth = 4;

export interface FramePaint {
  /** Line numbers and edges. */
  edge(text: string): string;
  mark(text: string): string;
}

export const linesOf = (text: string): string[] => text.split(/\r?\n/);

/** `lines` are those of the whole script. */
export function codeFrame(lines: readonly string[], problem: Pick<LocatedProblem, 'from' | 'to'>, { edge, mark }: FramePaint): string {
  const { left, from, to } = nearPart(problem);
  const lineAt = (line: number) => lines[line]!.slice(left, left + 2 * nearby);
  // A range that ends with a line's break ends on that line.
  const lastMarked = to.line > from.line && to.character === 0 ? to.line - 1 : to.line;
  const shownMarked = Math.min(lastMarked, from.line + mostMarked - 1);
  const first = Math.max(0, from.line - linesAround);
  const last = shownMarked < lastMarked ? shownMarked : Math.min(lines.length - 1, lastMarked + linesAround);
  const width = String(last + 1).length;
  const cut = cutBefore(lineAt(from.line), from.character);
  const frame: string[] = [];
  for (let i = first; i <= last; i++) {
    const marked = i >= from.line && i <= lastMarked;
    const line = lineAt(i);
    if (!marked && line.trim() === '') continue;
    const cells = cellsOf(line);
    const shown = cells.filter(({ column }) => column >= cut && column < cut + longestLine);
    if (!marked && shown.length === 0) continue;
    const isCut = cut > 0 || left > 0;
    const before = isCut && shown.length > 0 ? '…' : isCut ? ' ' : '';
    const behind = cells.length > 0 && cells.at(-1)!.column >= cut + longestLine ? '…' : '';
    const code = `${before}${shown.map(cell => cell.text).join('')}${behind}`;
    frame.push(`${edge(`${marked ? '>' : ' '} ${String(i + 1).padStart(width)} |`)} ${code}`.trimEnd());
    if (!marked) continue;
    const start = i === from.line ? from.character : line.length - line.trimStart().length;
    const end = i === to.line ? to.character : line.trimEnd().length;
    if (i > from.line && end <= start) continue;
    const startColumn = columnOf(cells, start) - cut + before.length;
    const endColumn = Math.min(columnOf(cells, end), cut + longestLine) - cut + before.length;
    if (startColumn > longestLine) continue;
    frame.push(
      `${edge(`  ${' '.repeat(width)} |`)} ${' '.repeat(Math.max(0, startColumn))}${mark('^'.repeat(Math.max(1, endColumn - Math.max(0, startColumn))))}`,
    );
  }
  if (shownMarked < lastMarked) frame.push(edge(`  ${' '.repeat(width)} | …`));
  return frame.join('\n');
}

/** Characters before and behind a place that are looked at: a line can be as long as a script. */
const nearby = 1000;

/** `left` are the characters of each line that are left out, and places are counted without them. */
function nearPart({ from, to }: Pick<LocatedProblem, 'from' | 'to'>): Pick<LocatedProblem, 'from' | 'to'> & { readonly left: number } {
  const left = Math.max(0, from.character - nearby);
  const near = ({ line, character }: Position) => ({ line, character: Math.max(0, character - left) });
  return { left, from: near(from), to: near(to) };
}

/** What is seen of one character of a line. */
interface Cell {
  readonly text: string;
  /** Offset in the line. */
  readonly offset: number;
  readonly length: number;
  /** Where it stands on the terminal, from 0, and how many columns it takes. */
  readonly column: number;
  readonly columns: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters of scripts whose letters are two columns wide (Unicode's East Asian Width), and emoji. https://www.unicode.org/reports/tr11/ */
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u;
const invisible = /^(?:\p{Mn}|\p{Me}|\p{Cf})+$/u;
const plain = /^[\x20-\x7e]*$/;

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  // Most lines are ASCII, for which nothing need be segmented.
  const pieces = plain.test(line) ? [...line].map((segment, index) => ({ segment, index })) : segmenter.segment(line);
  for (const { segment, index } of pieces) {
    const text = visible(segment, column);
    const columns = segment === '\t' ? text.length : wide.test(segment) ? 2 : text === '' ? 0 : 1;
    cells.push({ text, offset: index, length: segment.length, column, columns });
    column += columns;
  }
  return cells;
}

function visible(segment: string, column: number): string {
  if (segment === '\t') return ' '.repeat(tabWidth - (column % tabWidth));
  return invisible.test(segment) ? '' : withoutControls(segment);
}

/** What a script holds must not steer the terminal. */
export const withoutControls = (text: string): string => text.replace(/\p{Cc}/gu, '\ufffd');

function columnOf(cells: readonly Cell[], offset: number): number {
  const cell = cells.find(({ offset: start, length }) => offset < start + length);
  if (cell) return cell.column;
  const last = cells.at(-1);
  return last ? last.column + last.columns : 0;
}

/** How many columns of a long line are cut off so that the place can be seen. */
function cutBefore(line: string, character: number): number {
  const cells = cellsOf(line);
  const last = cells.at(-1);
  if (!last || last.column + last.columns <= longestLine) return 0;
  const column = columnOf(cells, character);
  if (column <= longestLine / 2) return 0;
  // Not within a wide character.
  const wanted = column - Math.floor(longestLine / 2);
  return cells.find(cell => cell.column >= wanted)!.column;
}
