// The options of COPY, UNLOAD, templates and libraries, by name, in whatever order they stand.

import type { SyntaxProblem } from '../../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Explanation, Fix, TextEdit } from '../rule.ts';

export interface LoadOption {
  /** In capitals: `IAM_ROLE`, `CSV`, `MAXERROR`, `PARTITION`. */
  readonly name: string;
  /** The node that is the whole option. */
  readonly node: SyntaxNode;
}

const leading = new Set(['WITH', 'FORMAT', 'AS', '']);

/** The options of a statement in the order of the text. */
export function optionsOf(statement: SyntaxNode): LoadOption[] {
  return statement.childrenOf('CopyOption', 'UnloadOption', 'LibraryOption').flatMap(node => {
    const name = node.tokens().find(token => !leading.has(token.keyword))?.keyword;
    return name === undefined ? [] : [{ name, node }];
  });
}

export const optionNamed = (options: readonly LoadOption[], ...names: string[]): LoadOption | undefined =>
  options.find(({ name }) => names.includes(name));

/** The string behind FROM of COPY, or TO of UNLOAD. */
export const addressOf = (statement: SyntaxNode): SyntaxNode | undefined => statement.childrenOf('Literal').at(-1);

/** The words that give a key instead of a role. */
export const keyOptions = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'];

/** A number below 0 where the option takes none, which does not parse: `MAXERROR -1`. */
export function negativeValue(
  { start, end }: SyntaxProblem,
  text: string,
  option: RegExp,
  told: (number: string) => string,
): Explanation | undefined {
  const number = /^-\s*\d+/.exec(text.slice(start));
  if (!number || !option.test(text.slice(0, start))) return undefined;
  return { at: { start, end: Math.max(end, start + number[0].length) }, message: told(number[0]) };
}

/** An edit that takes an option away, with the space before it. */
export function deletionOf({ start, end, statement }: SyntaxNode): TextEdit {
  return { start: statement.text.slice(0, start).trimEnd().length, end, newText: '' };
}

/** A fix that takes an option away. What is loaded or written may change, so it is never applied unasked. */
export const deleteOption = ({ name, node }: LoadOption): Fix => ({ title: say`Delete ${name}`, edits: [deletionOf(node)], safe: false });
