// What can be folded: statements, parentheses, blocks of procedures, comments, and what stands between `-- region` and `-- endregion`.
import type { SyntaxDocument } from '../syntax/document.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import * as T from '../syntax/tokens.ts';

export interface FoldingRange {
  /** Offsets in the document: of something on the first line that stays, and on the last line that is hidden. */
  readonly start: number;
  readonly end: number;
  readonly kind?: 'comment' | 'region';
}

/** Everything that may span several lines, in no order; the caller drops what is on one line. */
export function foldingRanges(document: SyntaxDocument, language: Language = redshiftLanguage()): FoldingRange[] {
  const found: FoldingRange[] = [];
  const regions: number[] = [];
  let comments: { start: number; end: number } | undefined;
  const endComments = () => {
    if (comments) found.push({ ...comments, kind: 'comment' });
    comments = undefined;
  };
  for (const { start, parsed } of document.statements) {
    for (const range of rangesOf(parsed, language)) found.push({ start: start + range.start, end: start + range.end });
    for (let i = 0; i < parsed.comments.length; i += 2) {
      const from = start + parsed.comments[i]!;
      const to = start + parsed.comments[i + 1]!;
      const text = document.text.slice(from, to);
      const mark = /^--\s*#?(region|endregion)\b/i.exec(text)?.[1]?.toLowerCase();
      if (mark === 'region') regions.push(from);
      else if (mark === 'endregion') {
        const begun = regions.pop();
        if (begun !== undefined) found.push({ start: begun, end: to, kind: 'region' });
      }
      // Lines of remarks one behind the other are folded as one; a remark behind code belongs to its line.
      const isLine =
        text.startsWith('--') && mark === undefined && /(?:^|\n)[ \t]*$/.test(document.text.slice(Math.max(0, from - 200), from));
      if (isLine && comments && /^\r?\n[ \t]*$/.test(document.text.slice(comments.end, from).replace(/^\r?\n?(?=\r?\n)/, '')))
        comments.end = to;
      else {
        endComments();
        if (isLine) comments = { start: from, end: to };
        else if (text.startsWith('/*')) found.push({ start: from, end: to, kind: 'comment' });
      }
    }
  }
  endComments();
  return found;
}

const cache = new WeakMap<ParsedStatement, readonly FoldingRange[]>();

function rangesOf(parsed: ParsedStatement, language: Language): readonly FoldingRange[] {
  let known = cache.get(parsed);
  if (!known) {
    const found: FoldingRange[] = [];
    if (parsed.count > 0) found.push({ start: parsed.starts[0]!, end: parsed.ends[parsed.count - 1]! });
    collect(parsed, 0, language.grammar, found);
    known = found.filter(({ start, end }) => parsed.text.slice(start, end).includes('\n'));
    cache.set(parsed, known);
  }
  return known;
}

/** Constructs between two words; their last line, END or THEN, stays to be seen. */
const blocks = new Set(['PlpgsqlBlock', 'LoopStatement', 'IfStatement', 'CaseStatement', 'CaseExpression']);

function collect(parsed: ParsedStatement, shift: number, grammar: Grammar, found: FoldingRange[]): void {
  const { kinds, starts, ends, count, nodeKinds, nodeFirsts, nodeEnds, text } = parsed;
  const open: number[] = [];
  // The line of the closing word stays: what is hidden ends in the line before it.
  const add = (start: number, end: number) => {
    const line = text.lastIndexOf('\n', end);
    const before = line >= 0 && text.slice(line, end).trim() === '' ? line - 1 : end;
    found.push({ start: start + shift, end: before + shift });
  };
  for (let token = 0; token < count; token++) {
    if (kinds[token] === T.LEFT_PAREN) open.push(token);
    else if (kinds[token] === T.RIGHT_PAREN) {
      const begun = open.pop();
      if (begun !== undefined) add(starts[begun]!, starts[token]!);
    }
  }
  for (let node = 0; node < nodeKinds.length; node++) {
    if (!blocks.has(grammar.nodeKinds[nodeKinds[node]!]!) || nodeEnds[node]! <= nodeFirsts[node]!) continue;
    let last = nodeEnds[node]! - 1;
    while (last > nodeFirsts[node]! && text.slice(starts[last], ends[last]).toUpperCase() !== 'END') last--;
    add(starts[nodeFirsts[node]!]!, starts[last]!);
  }
  for (const body of parsed.bodies) {
    const token = body.token;
    add(starts[token]!, ends[token]! - /\$\w*\$$|'$/.exec(text.slice(starts[token], ends[token]))![0].length);
    collect(body.parsed, shift + body.offset, grammar, found);
  }
}
