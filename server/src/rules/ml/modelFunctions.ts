// The functions of models: from a call to the statement of the script that makes the model.
import { routinesAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';

/** The CREATE MODEL or CREATE EXTERNAL MODEL statement whose function is called; undefined where it is no such function, or not of this script. */
export function calledModel(call: SyntaxNode, model: Model): SyntaxNode | undefined {
  const slot = call.child('function-name');
  const parts = slot && nameOf(slot)?.parts;
  if (!parts) return undefined;
  const { routines } = routinesAt(model, resolveExisting(model, parts, 'routines'));
  const [only, other] = routines;
  if (!only?.origin || other || only.kind !== 'model-function') return undefined;
  return rootOf(only.origin.statement, redshiftLanguage().grammar)?.child('CreateModel', 'CreateExternalModel');
}
