// One statement's effect on the model.
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import type { ScriptModel } from './model.ts';

export function applyStatement(model: ScriptModel, _parsed: ParsedStatement): ScriptModel {
  return model;
}
