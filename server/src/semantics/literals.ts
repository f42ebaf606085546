// The values of literals. What holds a placeholder (`{{ }}`, `${ }`, `<account>`, `:name`, `%s`) has no value that can be judged.

import * as T from '../syntax/tokens.ts';
import { SyntaxNode, type SyntaxToken } from '../syntax/tree.ts';

const placeholder =
  /\{\{|\}\}|\{%|\$\{|\$\(|<[\w .:/|-]+>|%\(\w+\)s|%s|^:\w+$|^\$\w+$|^__\w+__$|\{\w*\}|\b(?:x{6,}|X{6,})\b|\*{3,}|\.{3}|\[[\w -]+\]/;

/** Whether a text has something in it that will be filled in later, so that its form cannot be judged. */
export const hasPlaceholder = (text: string): boolean => placeholder.test(text);

/** The text inside a string token, escapes resolved; undefined for anything else. May hold placeholders: see `stringValue`. */
export function stringText(token: SyntaxToken): string | undefined {
  if (token.kind === T.DOLLAR_STRING) return token.text.replace(/^\$\w*\$/, '').replace(/\$\w*\$$/, '');
  if (token.kind !== T.STRING) return undefined;
  const inside = token.text.replace(/^[A-Za-z]?'/, '').replace(/'$/, '');
  return inside.replace(/''|\\(.)/gs, (_, escaped) => (escaped === undefined ? "'" : (escapes[escaped] ?? escaped)));
}
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The value of a string literal, given as its token or a node that consists of it; undefined for parameters, templates and texts with placeholders. */
export function stringValue(literal: SyntaxNode | SyntaxToken | undefined): string | undefined {
  const token = literal instanceof SyntaxNode ? stringToken(literal) : literal;
  const text = token && stringText(token);
  return text === undefined || hasPlaceholder(text) ? undefined : text;
}

/** The first string token at or below a node. */
export function stringToken(node: SyntaxNode): SyntaxToken | undefined {
  return node.tokens().find(token => token.kind === T.STRING || token.kind === T.DOLLAR_STRING);
}

/** All string tokens at or below a node. */
export const stringTokens = (node: SyntaxNode): SyntaxToken[] =>
  node.tokens().filter(token => token.kind === T.STRING || token.kind === T.DOLLAR_STRING);

/** The value of a whole number, perhaps signed, that a node consists of; undefined for anything else. */
export function integerValue(node: SyntaxNode | SyntaxToken): number | undefined {
  return /^[+-]?\s*\d+$/.test(node.text) ? Number(node.text.replace(/\s/g, '')) : undefined;
}
