// What a statement does to the model: a function made once from its tree, and applied wherever an edit moves the statement.
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { Origin, Principal } from '../facts.ts';
import type { Model, ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { resolveSimple, type WrittenName } from '../resolve.ts';

export type Effect = (model: ScriptModel) => ScriptModel;

/** Makes the effect of one statement kind. Undefined where a template or parameter stands for a name: what it does cannot be told. */
export type EffectReader = (node: SyntaxNode, parsed: ParsedStatement) => Effect | undefined;

export const noEffect: Effect = model => model;

export const originOf = (parsed: ParsedStatement, node: { start: number; end: number }): Origin => ({
  statement: parsed,
  start: node.start,
  end: node.end,
});

/** The name in the first child slot of one of the kinds. */
export function writtenName(node: SyntaxNode | undefined, ...kinds: string[]): WrittenName | undefined {
  const slot = node?.child(...kinds);
  return slot && nameOf(slot)?.parts;
}

/** The names in all child slots of the kinds; undefined where one of them cannot be told. */
export function writtenNames(node: SyntaxNode, ...kinds: string[]): WrittenName[] | undefined {
  const names = node.childrenOf(...kinds).map(slot => nameOf(slot)?.parts);
  return names.every(name => name !== undefined) ? names : undefined;
}

/** Who an `Owner` node names. */
export function ownerOf(model: Model, owner: SyntaxNode | undefined): Principal {
  const name = writtenName(owner, 'user-name');
  return name ? { kind: 'user', name: resolveSimple(model, name) } : model.session.user;
}

/** Several effects one after the other. */
export const inOrder =
  (effects: readonly Effect[]): Effect =>
  model =>
    effects.reduce((before, effect) => effect(before), model);

export const hasKeywords = (node: SyntaxNode, ...words: string[]): boolean => words.every(word => node.keyword(word) !== undefined);
