// Words that the messages of this family share.

import type { ScopedObjects } from '../../semantics/facts.ts';
import type { WrittenGrantee } from '../../semantics/grantReading.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';

const granteeNouns = (): Record<WrittenGrantee['kind'], string> => ({
  user: say`a user`,
  role: say`a role`,
  group: say`a group`,
  public: 'PUBLIC',
  'iam-role': say`an IAM role`,
  namespace: say`a namespace`,
  account: say`an AWS account`,
  datashare: say`a datashare`,
  'rls-policy': say`a row-level security policy`,
  'masking-policy': say`a masking policy`,
});

/** `a role`, `PUBLIC`. */
export const granteeNoun = (grantee: WrittenGrantee): string => granteeNouns()[grantee.kind];

const objectNouns = (): Record<ScopedObjects, string> => ({
  schemas: say`schemas`,
  tables: say`tables`,
  functions: say`functions`,
  procedures: say`procedures`,
  languages: say`languages`,
  'copy jobs': say`copy jobs`,
  templates: say`templates`,
});

/** `tables`, of what a right is for. */
export const objectNoun = (objects: ScopedObjects): string => objectNouns()[objects];

/** A node's text on one line, without comments. */
export function oneLine(node: SyntaxNode): string {
  let end = node.start;
  let line = '';
  for (const token of node.tokens()) {
    line += token.start > end && line !== '' ? ` ${token.text}` : token.text;
    end = token.end;
  }
  return line;
}

/** With a capital in front. */
export const sentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** `SELECT, UPDATE or ALL`. */
export function oneOf(words: readonly string[], last: 'and' | 'or' = 'or'): string {
  const first = words.slice(0, -1).join(', ');
  if (words.length < 2) return words[0] ?? '';
  return last === 'or' ? say`${first} or ${words.at(-1)}` : say`${first} and ${words.at(-1)}`;
}
