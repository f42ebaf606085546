// ML021: types that a model cannot learn from, or predict.

import type { Column } from '../../semantics/facts.ts';
import { factOf, relationAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { columnsOfQuery } from '../../semantics/queries.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { readType } from '../../semantics/types.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const trainingTypes: Rule = {
  id: 'ML021',
  name: 'training-type',
  severity: 'error',
  title: 'Feature or target type not supported',
  explanation: `A model learns from numbers, booleans, text, dates and times; with \`AUTO OFF\` from numbers and booleans only. What it predicts is a whole number, a float, a
boolean or text: not DECIMAL, not a date or time. Cast such columns in the query behind \`FROM\`, or leave them out.`,
  pages: ['r_create_model_usage_notes'],
  examples: {
    wrong: [
      "CREATE TABLE t (a int, d date);\nCREATE MODEL m FROM (SELECT a, d FROM t) TARGET d FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE TABLE t (a int, y decimal(10,2));\nCREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE TABLE t (a super, y int);\nCREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE TABLE t (a varchar(9), y int);\nCREATE MODEL m FROM (SELECT a, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:squarederror' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '10') SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM (SELECT a, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE TABLE t (a int, b varchar(9), c date, d timestamp, y int);\nCREATE MODEL m FROM (SELECT a, b, c, d, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE TABLE t (a int, y decimal(10,2));\nCREATE MODEL m FROM (SELECT a, y::float AS y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
  },
  needs: 'script',
  kinds: ['CreateModel'],
  check(node, { before, report }) {
    const model = readModel(node);
    const source = model.source;
    if (!source || model.brought || model.type === 'FORECAST') return;
    const slot = model.target?.child('target-column-name');
    const target = slot && nameOf(slot)?.parts.at(-1)?.name;
    for (const column of trainingColumns(source, before) ?? []) {
      const base = column.type === undefined ? undefined : readType(column.type).base;
      if (base === undefined) continue;
      if (slot && column.name === target) {
        if (notPredicted.has(base))
          report({
            at: slot,
            message: say`${slot.text} is ${column.type}, which a model cannot predict: cast it in the query behind FROM`,
          });
      } else if (!(model.autoOff ? numbers : features).has(base) && knownTypes.has(base)) {
        report({
          at: placeOf(source, column),
          message: model.autoOff
            ? say`${column.name} is ${column.type}: with AUTO OFF a model learns from numbers and booleans only, cast it or leave it out`
            : say`${column.name} is ${column.type}: a model cannot learn from that, cast it or leave it out`,
        });
      }
    }
  },
};

/** The columns of the training data; undefined where they are not known. */
export function trainingColumns(source: SyntaxNode, model: Model): readonly Column[] | undefined {
  const query = source.child('Query');
  if (query) return columnsOfQuery(query, model);
  const slot = source.child('relation-name');
  const parts = slot && nameOf(slot)?.parts;
  return parts && factOf(relationAt(model, resolveExisting(model, parts)))?.columns;
}

/** Where the query names a column, else the whole of what stands behind FROM. */
function placeOf(source: SyntaxNode, column: Column): SyntaxNode {
  const items = source.child('Query')?.child('QueryTerm')?.child('SelectStatement')?.child('SelectList')?.childrenOf('SelectItem') ?? [];
  const named = items.find(item => {
    const slot = item.child('new-label', 'new-column-alias') ?? item.child('ColumnReference')?.child('column-reference');
    return slot && nameOf(slot)?.parts.at(-1)?.name === column.name;
  });
  return named ?? source.child('relation-name', 'Query') ?? source;
}

const numbers: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'boolean']);
const times = ['date', 'time without time zone', 'time with time zone', 'timestamp without time zone', 'timestamp with time zone'];
const features: ReadonlySet<string> = new Set([...numbers, 'character', 'character varying', ...times]);
const others = ['geometry', 'geography', 'hllsketch', 'super', 'binary varying'];
const notPredicted: ReadonlySet<string> = new Set(['numeric', ...times, ...others]);
const knownTypes: ReadonlySet<string> = new Set([...features, ...others]);
