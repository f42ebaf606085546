// What "expand selection" selects next: the word, what it is part of, up to the statement and the whole script.
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import * as T from '../syntax/tokens.ts';
import { rootOf, type SyntaxNode, SyntaxToken } from '../syntax/tree.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** From the innermost to the whole document; each holds the one before it and is larger. */
export function selectionRanges(document: SyntaxDocument, offset: number, language: Language = redshiftLanguage()): Span[] {
  const { start, parsed } = document.statements[statementIndexAt(document, offset)]!;
  const spans: Span[] = [];
  const at = offset - start;
  const body = parsed.bodies.find(inside => at >= inside.offset && at <= inside.offset + inside.parsed.text.length);
  if (body) {
    descend(body.parsed, at - body.offset, start + body.offset, language, spans);
    spans.push({ start: start + body.offset, end: start + body.offset + body.parsed.text.length });
  }
  for (let i = 0; i < parsed.comments.length; i += 2)
    if (parsed.comments[i]! <= at && at <= parsed.comments[i + 1]!)
      spans.push({ start: start + parsed.comments[i]!, end: start + parsed.comments[i + 1]! });
  descend(parsed, at, start, language, spans);
  if (parsed.count > 0) spans.push({ start: start + parsed.starts[0]!, end: start + parsed.ends[parsed.count - 1]! });
  spans.push({ start: 0, end: document.text.length });
  return nested(spans.filter(span => span.start <= offset && offset <= span.end));
}

/** In order of size; what does not hold the one before it is left out. */
function nested(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = kept.at(-1);
    if (!inner || (span.start <= inner.start && inner.end <= span.end && (span.start < inner.start || inner.end < span.end)))
      kept.push(span);
  }
  return kept;
}

function descend(parsed: ParsedStatement, at: number, shift: number, { grammar }: Language, spans: Span[]): void {
  const add = (start: number, end: number) => {
    if (end > start) spans.push({ start: start + shift, end: end + shift });
  };
  let node: SyntaxNode | undefined = rootOf(parsed, grammar);
  while (node) {
    add(node.start, node.end);
    parentheses(node, at, add);
    const children: readonly (SyntaxNode | SyntaxToken)[] = node.children;
    const next =
      children.find(child => child.start <= at && at < child.end) ?? children.find(child => child.start < child.end && child.end === at);
    if (next instanceof SyntaxToken) {
      add(next.start, next.end);
      if (next.type === 'string' || next.type === 'quoted-name') {
        const quote = /^(?:[eEnN]?'|\$\w*\$|")/.exec(next.text)?.[0].length ?? 0;
        add(next.start + quote, next.end - (next.text.endsWith('$') ? quote : 1));
      }
      return;
    }
    node = next;
  }
}

/** Between parentheses: the parts between commas, all of them, and them with the parentheses. */
function parentheses(node: SyntaxNode, at: number, add: (start: number, end: number) => void): void {
  const open: SyntaxToken[] = [];
  for (const child of node.children) {
    if (!(child instanceof SyntaxToken)) continue;
    if (child.kind === T.LEFT_PAREN) open.push(child);
    else if (child.kind === T.RIGHT_PAREN) {
      const begun = open.pop();
      if (!begun || begun.end > at || at > child.start) continue;
      add(begun.start, child.end);
      const { text } = node.statement;
      const inner = text.slice(begun.end, child.start);
      add(begun.end + (inner.length - inner.trimStart().length), child.start - (inner.length - inner.trimEnd().length));
    }
  }
}
