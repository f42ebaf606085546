// Words that the messages of this family share.
import type { WrittenGrantee } from '../../semantics/grantReading.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';

const granteeNouns: Record<WrittenGrantee['kind'], string> = {
  user: 'a user',
  role: 'a role',
  group: 'a group',
  public: 'PUBLIC',
  'iam-role': 'an IAM role',
  namespace: 'a namespace',
  account: 'an AWS account',
  datashare: 'a datashare',
  'rls-policy': 'a row-level security policy',
  'masking-policy': 'a masking policy',
};

/** `a role`, `PUBLIC`. */
export const granteeNoun = (grantee: WrittenGrantee): string => granteeNouns[grantee.kind];

/** A node's text on one line. */
export const oneLine = (node: SyntaxNode): string => node.text.replace(/\s+/g, ' ');

/** With a capital in front. */
export const sentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** `SELECT, UPDATE or ALL`. */
export function oneOf(words: readonly string[], last = 'or'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
