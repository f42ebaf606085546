// The models of a script: one before each statement and one at the end. After an edit the models of untouched statements are kept, and the
// fold stops as soon as it comes to a model that was there before.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { applyStatement, mayDoAnything, unchangedEffect } from './fold.ts';
import { ScriptModel, type Write } from './model.ts';

export interface Script {
  readonly statements: readonly ParsedStatement[];
  /** models[i] is what holds before statement i; the last one what holds at the end. */
  readonly models: readonly ScriptModel[];
  /** Index of the first statement that may have done anything; the number of statements where there is none. */
  readonly uncertainFrom: number;
  /** 1 where a statement may have done anything. */
  readonly uncertain: Uint8Array;
  readonly catalog: CatalogSnapshot | undefined;
}

/** What holds before statement `index`, or at the end. */
export const modelAt = (script: Script, index: number): ScriptModel => script.models[index]!.asUncertain(index > script.uncertainFrom);

export const finalModel = (script: Script): ScriptModel => modelAt(script, script.statements.length);

/** Folds a document into its models. With the models of the document before an edit, only what changed is folded again. */
export function foldScript(document: SyntaxDocument, catalog?: CatalogSnapshot, old?: Script): Script {
  const statements = document.statements.map(({ parsed }) => parsed);
  const known = old?.catalog === catalog ? old : undefined;
  const { same, tail } = known ? unchanged(known.statements, statements) : { same: 0, tail: 0 };
  const uncertain = flags(statements, same, tail, known);
  const first = uncertain.indexOf(1);
  const models = foldModels(statements, same, tail, known, catalog);
  return { statements, models, uncertainFrom: first < 0 ? statements.length : first, uncertain, catalog };
}

/** How many statements at the beginning and at the end are those of the old script. */
export function unchanged(old: readonly ParsedStatement[], statements: readonly ParsedStatement[]): { same: number; tail: number } {
  const most = Math.min(old.length, statements.length);
  let same = 0;
  while (same < most && statements[same] === old[same]) same++;
  let tail = 0;
  while (tail < most - same && statements[statements.length - 1 - tail] === old[old.length - 1 - tail]) tail++;
  return { same, tail };
}

function flags(statements: readonly ParsedStatement[], same: number, tail: number, known: Script | undefined): Uint8Array {
  const uncertain = new Uint8Array(statements.length);
  const tailStart = statements.length - tail;
  if (known) {
    uncertain.set(known.uncertain.subarray(0, same));
    uncertain.set(known.uncertain.subarray(known.statements.length - tail), tailStart);
  }
  for (let i = same; i < tailStart; i++) if (mayDoAnything(statements[i]!)) uncertain[i] = 1;
  return uncertain;
}

function foldModels(
  statements: readonly ParsedStatement[],
  same: number,
  tail: number,
  known: Script | undefined,
  catalog: CatalogSnapshot | undefined,
): ScriptModel[] {
  const models = known ? known.models.slice(0, same + 1) : [ScriptModel.initial(catalog)];
  const tailStart = statements.length - tail;
  const shift = (known?.statements.length ?? 0) - statements.length;
  /** How the model before statement i differs from the one that stood there before the edit; undefined where it does in more than entries. */
  let difference: readonly Write[] | undefined;
  for (let i = same; i < statements.length; i++) {
    const before = models[i]!;
    const old = known && i >= tailStart ? known.models[i + shift]! : undefined;
    // From a model that was there before, everything goes on as it did.
    if (old && before === old) return models.concat(known!.models.slice(i + shift + 1));
    if (old && i === tailStart) difference = differenceOf(old, before);
    if (difference?.length === 0) return models.concat(known!.models.slice(i + shift + 1));
    const oldAfter = old && known!.models[i + shift + 1]!;
    const after = difference ? unchangedEffect(before, statements[i]!, old!, oldAfter!, difference) : 'unknown';
    models.push(after instanceof ScriptModel ? after : applyStatement(before, statements[i]!));
    if (after === 'unknown') difference = undefined;
    else if (after === 'differs') difference = differenceOf(oldAfter!, models[i + 1]!);
  }
  return models;
}

function differenceOf(old: ScriptModel, model: ScriptModel): readonly Write[] | undefined {
  if (old.isInTransaction || model.isInTransaction) return undefined;
  const { writes, session } = model.changesSince(old);
  return session || writes.length > mostDifferences || writes.some(({ part }) => part === 'bulkRights') ? undefined : writes;
}

/** With more of them it is not worth while to look at each. */
const mostDifferences = 20;
