// The baseline behind CREATE MODEL: logistic regression (one class against the rest) or linear regression by gradient descent, over standardised numbers
// and one-hot categories. What it has learnt is written out as an SQL expression over $1, $2 …
import { quoteLiteral } from './quote.ts';

export interface TrainingColumn {
  readonly name: string;
  readonly type: string;
  readonly values: readonly (string | null)[];
}

interface NumericFeature {
  readonly kind: 'number';
  readonly index: number;
  readonly mean: number;
  readonly deviation: number;
}

interface CategoryFeature {
  readonly kind: 'category';
  readonly index: number;
  readonly value: string;
}

type Feature = NumericFeature | CategoryFeature;

export interface FittedModel {
  readonly problemType: 'BinaryClassification' | 'MulticlassClassification' | 'Regression';
  readonly metric: 'Accuracy' | 'MSE';
  /** The metric on the fifth of the rows that was not trained on. */
  readonly validation: number;
  readonly features: readonly Feature[];
  /** A vector of weights a class, or one for regression; the last weight is the constant. */
  readonly weights: readonly (readonly number[])[];
  readonly classes: readonly string[];
  readonly scale: { readonly mean: number; readonly deviation: number };
}

const categoriesPerColumn = 20;
const rounds = 150;

const isNumeric = (type: string): boolean => /^(smallint|integer|bigint|numeric|real|double precision)/.test(type);

export function fitModel(columns: readonly TrainingColumn[], target: TrainingColumn, wanted: string | undefined): FittedModel {
  const distinct = [...new Set(target.values.filter(value => value !== null))];
  const isRegression = wanted === 'REGRESSION' || (wanted === undefined && isNumeric(target.type) && distinct.length > 20);
  const features = columns.flatMap((column, index) => featuresOf(column, index));
  const rows = target.values.map((_, row) => features.map(feature => encodeValue(feature, columns[feature.index]?.values[row] ?? null)));
  const training = rows.map((_, row) => row).filter(row => row % 5 !== 0 && target.values[row] !== null);
  const held = rows.map((_, row) => row).filter(row => row % 5 === 0 && target.values[row] !== null);
  if (isRegression) {
    const numbers = target.values.map(Number);
    const scale = spread(training.map(row => numbers[row] ?? 0));
    const goal = numbers.map(number => (number - scale.mean) / scale.deviation);
    const weights = descend(rows, goal, training, score => score);
    const error =
      held.reduce((sum, row) => sum + (dot(weights, rows[row] ?? []) * scale.deviation + scale.mean - (numbers[row] ?? 0)) ** 2, 0) /
      Math.max(1, held.length);
    return { problemType: 'Regression', metric: 'MSE', validation: error, features, weights: [weights], classes: [], scale };
  }
  const classes = distinct.sort();
  const fitted = (classes.length === 2 ? [classes[1] ?? ''] : classes).map(value =>
    descend(
      rows,
      target.values.map(each => (each === value ? 1 : 0)),
      training,
      logistic,
    ),
  );
  const predict = (row: number): string => {
    const scores = fitted.map(weights => dot(weights, rows[row] ?? []));
    if (classes.length === 2) return (scores[0] ?? 0) > 0 ? (classes[1] ?? '') : (classes[0] ?? '');
    return classes[scores.indexOf(Math.max(...scores))] ?? '';
  };
  const right = held.filter(row => predict(row) === target.values[row]).length;
  return {
    problemType: classes.length > 2 ? 'MulticlassClassification' : 'BinaryClassification',
    metric: 'Accuracy',
    validation: right / Math.max(1, held.length),
    features,
    weights: fitted,
    classes,
    scale: { mean: 0, deviation: 1 },
  };
}

function featuresOf(column: TrainingColumn, index: number): readonly Feature[] {
  if (isNumeric(column.type)) return [{ kind: 'number', index, ...spread(column.values.filter(value => value !== null).map(Number)) }];
  const counts = new Map<string, number>();
  for (const value of column.values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, categoriesPerColumn);
  // A column of all different texts says nothing.
  return counts.size > column.values.length / 2 ? [] : frequent.map(([value]) => ({ kind: 'category', index, value }));
}

function spread(numbers: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / Math.max(1, numbers.length);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function encodeValue(feature: Feature, value: string | null): number {
  if (feature.kind === 'category') return value === feature.value ? 1 : 0;
  return value === null ? 0 : (Number(value) - feature.mean) / feature.deviation;
}

const logistic = (score: number): number => 1 / (1 + Math.exp(-score));
const dot = (weights: readonly number[], row: readonly number[]): number =>
  row.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), weights.at(-1) ?? 0);

function descend(
  rows: readonly (readonly number[])[],
  goal: readonly number[],
  training: readonly number[],
  link: (score: number) => number,
): readonly number[] {
  const width = rows[0]?.length ?? 0;
  const weights = new Array<number>(width + 1).fill(0);
  const step = 0.8 / Math.max(1, training.length);
  for (let round = 0; round < rounds; round++) {
    const gradient = new Array<number>(width + 1).fill(0);
    for (const index of training) {
      const row = rows[index] ?? [];
      const error = link(dot(weights, row)) - (goal[index] ?? 0);
      for (let feature = 0; feature < width; feature++) gradient[feature] = (gradient[feature] ?? 0) + error * (row[feature] ?? 0);
      gradient[width] = (gradient[width] ?? 0) + error;
    }
    const rate = link === logistic ? step * 4 : step * (1 / Math.max(1, Math.sqrt(width)));
    for (let feature = 0; feature <= width; feature++) weights[feature] = (weights[feature] ?? 0) - rate * (gradient[feature] ?? 0);
  }
  return weights;
}

/** The prediction over the function's arguments. */
export function predictionExpression(model: FittedModel): string {
  const score = (weights: readonly number[]): string => {
    const terms = model.features.map((feature, index) => {
      const weight = sqlNumber(weights[index] ?? 0);
      if (feature.kind === 'category')
        return `CASE WHEN $${feature.index + 1}::text = ${quoteLiteral(feature.value)} THEN ${weight} ELSE 0 END`;
      return `${weight} * (COALESCE($${feature.index + 1}::double precision, ${sqlNumber(feature.mean)}) - ${sqlNumber(feature.mean)}) / ${sqlNumber(feature.deviation)}`;
    });
    return [sqlNumber(weights.at(-1) ?? 0), ...terms].join(' + ');
  };
  if (model.problemType === 'Regression')
    return `(${score(model.weights[0] ?? [])}) * ${sqlNumber(model.scale.deviation)} + ${sqlNumber(model.scale.mean)}`;
  if (model.classes.length === 2)
    return `CASE WHEN ${score(model.weights[0] ?? [])} > 0 THEN ${quoteLiteral(model.classes[1] ?? '')} ELSE ${quoteLiteral(model.classes[0] ?? '')} END`;
  if (model.classes.length < 2) return quoteLiteral(model.classes[0] ?? '');
  const candidates = model.classes.map((value, index) => `(${quoteLiteral(value)}, ${score(model.weights[index] ?? [])})`);
  return `SELECT c.name FROM (VALUES ${candidates.join(', ')}) AS c (name, score) ORDER BY c.score DESC LIMIT 1`;
}

const sqlNumber = (value: number): string => `(${value.toPrecision(12)})`;
