// The forms of a password in CREATE USER and ALTER USER.
// https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
import { stringToken, stringValue } from '../../semantics/literals.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';

export type Password = { readonly token: SyntaxToken } & (
  | { readonly form: 'md5' | 'sha256' }
  /** What a reader of the script can log in with. */
  | { readonly form: 'clear'; readonly text: string; readonly hashing?: 'sha256' }
);

/** The password of a `UserPassword` clause; undefined for DISABLE, parameters and texts that a template fills in. */
export function passwordOf(clause: SyntaxNode): Password | undefined {
  const token = stringToken(clause);
  const text = token && stringValue(token);
  if (!token || text === undefined) return undefined;
  if (/^md5[0-9a-f]{32}$/i.test(text)) return { token, form: 'md5' };
  // 'sha256|password' makes Redshift do the hashing; 'sha256|digest|salt' holds no password.
  const sha = /^sha256\|(.*)$/s.exec(text)?.[1];
  if (sha === undefined) return { token, form: 'clear', text };
  return sha.includes('|') || /^[0-9a-f]{64}/i.test(sha)
    ? { token, form: 'sha256' }
    : { token, form: 'clear', text: sha, hashing: 'sha256' };
}
