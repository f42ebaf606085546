// The JSON of PREPROCESSORS.
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { Span } from '../rule.ts';

export interface Preprocessors {
  readonly valid: boolean;
  /** The transformers named in it. */
  readonly transformers: readonly string[];
}

/** Undefined for 'none' and for what is no literal. */
export function preprocessorsOf(text: string | undefined): Preprocessors | undefined {
  if (text === undefined || /^\s*(?:none|auto)?\s*$/i.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { valid: false, transformers: [] };
  }
  if (!Array.isArray(value)) return { valid: false, transformers: [] };
  const sets = value as { ColumnSet?: unknown; Transformers?: unknown }[];
  const valid = sets.every(
    set => typeof set === 'object' && set !== null && Array.isArray(set.Transformers) && Array.isArray(set.ColumnSet),
  );
  return {
    valid,
    transformers: sets.flatMap(set => (Array.isArray(set?.Transformers) ? set.Transformers.filter(name => typeof name === 'string') : [])),
  };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html */
export const transformers = [
  'OneHotEncoder', 'OrdinalEncoder', 'NumericPassthrough', 'Imputer', 'ImputerWithIndicator', 'Normalizer', 'DateTimeVectorizer', 'PCA', 'StandardScaler', 'MinMax',
]; // biome-ignore format: one list
export const kmeansTransformers = ['StandardScaler', 'MinMax', 'NumericPassthrough'];

/** Where a transformer is named in the clause; the clause where it cannot be found. */
export function placeOfTransformer(clause: SyntaxNode, name: string): Span {
  const at = clause.text.indexOf(`"${name}"`, clause.text.search(/"Transformers"/));
  return at < 0 ? clause : { start: clause.start + at + 1, end: clause.start + at + 1 + name.length };
}
