// The query inside UNLOAD ('…'), parsed.
import { stringText, stringToken } from '../../semantics/literals.ts';
import { parseDocument } from '../../syntax/document.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode, type SyntaxToken } from '../../syntax/tree.ts';

export interface UnloadQuery {
  /** The literal that holds it. */
  readonly literal: SyntaxToken;
  readonly text: string;
  /** The `Query` node; offsets are those of `text`. Undefined when the text is no query. */
  readonly query: SyntaxNode | undefined;
}

const parsed = new WeakMap<ParsedStatement, UnloadQuery | undefined>();

/** The query of an UnloadStatement node; undefined when it is a placeholder. */
export function unloadQueryOf(unload: SyntaxNode): UnloadQuery | undefined {
  if (parsed.has(unload.statement)) return parsed.get(unload.statement);
  const literal = stringToken(unload.child('Literal')!);
  const text = literal && stringText(literal);
  let answer: UnloadQuery | undefined;
  if (literal && text !== undefined) {
    const language = redshiftLanguage();
    const [first] = parseDocument(text, language).statements;
    const root = first && first.parsed.problems.length === 0 ? rootOf(first.parsed, language.grammar) : undefined;
    answer = { literal, text, query: root?.child('Query') };
  }
  parsed.set(unload.statement, answer);
  return answer;
}
