// Argument types as they tell one overload of a function or procedure from another.
import type { SyntaxNode } from '../syntax/tree.ts';
import { typeText } from './types.ts';

/** Argument types of a parameter list or signature; OUT parameters are no part of a name. */
export function argumentTypes(list: SyntaxNode | undefined): string[] {
  const parameters = list?.childrenOf('FunctionParameter', 'ProcedureParameter', 'SignatureArgument') ?? [];
  return parameters
    .filter(parameter => !/^out$/i.test(parameter.child('ParameterMode')?.text ?? '') && parameter.keyword('OUT') === undefined)
    .map(parameter => typeText(parameter.descendants('DataType')[0] ?? parameter.nodes.at(-1) ?? parameter));
}

/** `integer, character varying`: lengths are no part of a signature. */
export const signatureText = (types: readonly string[]): string => types.map(type => type.replace(/\s*\([^)]*\)/g, '')).join(', ');

/** Whether both are the same overload; one whose arguments are not known is like another such only. */
export const sameSignature = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && signatureText(a) === signatureText(b));
