// Names in the tree: their parts, folded as Redshift folds them. "Quoted" names are folded too, unless enable_case_sensitive_identifier is on.
import type { SyntaxNode, SyntaxToken } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { SqlError } from '../sqlResult.ts';

const foldAscii = (name: string): string => name.replace(/[A-Z]+/g, letters => letters.toLowerCase());

export function nameOfToken(token: SyntaxToken, caseSensitive: boolean): string {
  if (token.type === 'parameter' || token.type === 'template')
    throw new SqlError(`syntax error at or near "${token.text}"`, { position: token.start + 1 });
  if (token.type !== 'quoted-name') return foldAscii(token.text);
  const name = token.text.slice(1, -1).replaceAll('""', '"');
  return caseSensitive ? name : foldAscii(name);
}

/** The parts of a dotted name. `sys:secadmin` is one part. */
export function partsOf(slot: SyntaxNode, caseSensitive: boolean): readonly string[] {
  const parts: string[] = [];
  let glue = false;
  for (const token of slot.tokens()) {
    if (token.text === '.') glue = false;
    else if (token.text === ':') {
      parts.push(`${parts.pop() ?? ''}:`);
      glue = true;
    } else {
      const name = nameOfToken(token, caseSensitive);
      parts.push(glue ? `${parts.pop() ?? ''}${name}` : name);
      glue = false;
    }
  }
  return parts;
}

/** The last part, for names that have one part only. */
export const simpleName = (slot: SyntaxNode, caseSensitive: boolean): string => partsOf(slot, caseSensitive).at(-1) ?? '';

export const quoteParts = (parts: readonly string[]): string => parts.map(quoteIdentifier).join('.');

/** Groups and roles share one namespace with users in PostgreSQL; their names are set apart by a prefix. */
export const groupRole = (group: string): string => `group:${group}`;
export const roleRole = (role: string): string => `role:${role}`;

/** The text of a string literal. */
export function stringOf(literal: SyntaxNode | SyntaxToken | undefined): string {
  const text = literal?.text ?? '';
  const dollar = /^\$([A-Za-z_]\w*)?\$/.exec(text);
  if (dollar) return text.slice(dollar[0].length, -dollar[0].length);
  const quoted = /^[EeNn]?'([\s\S]*)'$/.exec(text);
  return (quoted?.[1] ?? text).replaceAll("''", "'");
}
