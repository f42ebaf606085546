// Grantees where only roles are accepted, and the way from a name to a role.

import { readGrantees, type WrittenGrantee } from '../../semantics/grantReading.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix } from '../rule.ts';

/** The grantees of the statement that are no roles. */
export const granteesOtherThanRoles = (form: SyntaxNode): WrittenGrantee[] => readGrantees(form).filter(({ kind }) => kind !== 'role');

/** Puts ROLE in front of a name, or in the place of GROUP or USER. */
export function writeRole({ kind, node, name }: WrittenGrantee): Fix[] {
  if ((kind !== 'user' && kind !== 'group') || !name) return [];
  const slot = node.nodes[0]!;
  return [{ title: say`Write ROLE ${slot.text}`, edits: [{ start: node.start, end: slot.start, newText: 'ROLE ' }], safe: false }];
}
