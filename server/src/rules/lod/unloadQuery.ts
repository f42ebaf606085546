// The query inside UNLOAD ('…'), parsed.
import { stringText, stringToken } from '../../semantics/literals.ts';
import { parseDocument } from '../../syntax/document.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode, type SyntaxToken } from '../../syntax/tree.ts';
import type { Span } from '../rule.ts';

export interface UnloadQuery {
  /** The literal that holds it. */
  readonly literal: SyntaxToken;
  readonly text: string;
  /** The `Query` node; offsets are those of `text`. Undefined when the text is no query. */
  readonly query: SyntaxNode | undefined;
}

/** By the index of the node: a body holds several. */
const parsed = new WeakMap<ParsedStatement, Map<number, UnloadQuery | undefined>>();

/** The query of an UnloadStatement node; undefined when it is a placeholder. */
export function unloadQueryOf(unload: SyntaxNode): UnloadQuery | undefined {
  const known = parsed.get(unload.statement) ?? new Map<number, UnloadQuery | undefined>();
  parsed.set(unload.statement, known);
  if (known.has(unload.index)) return known.get(unload.index);
  const literal = stringToken(unload.child('Literal')!);
  const text = literal && stringText(literal);
  let answer: UnloadQuery | undefined;
  if (literal && text !== undefined) {
    const language = redshiftLanguage();
    const [first] = parseDocument(text, language).statements;
    const root = first && first.parsed.problems.length === 0 ? rootOf(first.parsed, language.grammar) : undefined;
    answer = { literal, text, query: root?.child('Query') };
  }
  known.set(unload.index, answer);
  return answer;
}

/** How long the quote is that opens a string: `'`, `$$`, `$tag$`. */
export const openingLength = (literal: string): number => /^(?:\$\w*\$|[A-Za-z]?')/.exec(literal)![0].length;

/** Where a part of the query stands in the statement: quotes written twice and escapes count. */
export function placeInText({ literal, text }: UnloadQuery, { start, end }: Span): Span {
  const opening = openingLength(literal.text);
  const inside = literal.text.slice(opening);
  const isPlain = literal.text.startsWith('$') || inside.startsWith(text);
  const placeOf = (offset: number) => {
    if (isPlain) return opening + offset;
    let at = 0;
    for (let read = 0; read < offset; read++) at += inside[at] === '\\' || inside.startsWith("''", at) ? 2 : 1;
    return opening + at;
  };
  return { start: literal.start + placeOf(start), end: literal.start + placeOf(end) };
}
