// The models of a script: one before each statement and one at the end. After an edit the models of untouched statements are kept, and the
// fold stops as soon as it comes to a model that was there before.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { applyStatement, mayDoAnything } from './fold.ts';
import { ScriptModel } from './model.ts';

export interface Script {
  readonly statements: readonly ParsedStatement[];
  /** models[i] is what holds before statement i; the last one what holds at the end. */
  readonly models: readonly ScriptModel[];
  /** Index of the first statement that may have done anything; the number of statements where there is none. */
  readonly uncertainFrom: number;
  readonly catalog: CatalogSnapshot | undefined;
}

/** What holds before statement `index`, or at the end. */
export const modelAt = (script: Script, index: number): ScriptModel => script.models[index]!.asUncertain(index > script.uncertainFrom);

export const finalModel = (script: Script): ScriptModel => modelAt(script, script.statements.length);

/** Folds a document into its models. With the models of the document before an edit, only what changed is folded again. */
export function foldScript(document: SyntaxDocument, catalog?: CatalogSnapshot, old?: Script): Script {
  const statements = document.statements.map(({ parsed }) => parsed);
  const uncertainFrom = firstUncertain(statements);
  const known = old?.catalog === catalog ? old : undefined;
  if (!known) return { statements, uncertainFrom, catalog, models: foldFrom(statements, 0, [ScriptModel.initial(catalog)]) };
  let same = 0;
  while (same < statements.length && same < known.statements.length && statements[same] === known.statements[same]) same++;
  let tail = 0;
  while (
    tail < statements.length - same &&
    tail < known.statements.length - same &&
    statements[statements.length - 1 - tail] === known.statements[known.statements.length - 1 - tail]
  )
    tail++;
  const models = known.models.slice(0, same + 1);
  const tailStart = statements.length - tail;
  const shift = known.statements.length - statements.length;
  for (let i = same; i < statements.length; i++) {
    const before = models[i]!;
    if (i >= tailStart && before === known.models[i + shift]) {
      models.push(...known.models.slice(i + shift + 1));
      return { statements, uncertainFrom, catalog, models };
    }
    models.push(applyStatement(before, statements[i]!));
  }
  return { statements, uncertainFrom, catalog, models };
}

function firstUncertain(statements: readonly ParsedStatement[]): number {
  const index = statements.findIndex(mayDoAnything);
  return index < 0 ? statements.length : index;
}

function foldFrom(statements: readonly ParsedStatement[], from: number, models: ScriptModel[]): ScriptModel[] {
  for (let i = from; i < statements.length; i++) models.push(applyStatement(models[i]!, statements[i]!));
  return models;
}
