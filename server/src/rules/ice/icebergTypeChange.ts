// ICE008: the type of an Iceberg column can only grow wider.

import { nameOf } from '../../semantics/names.ts';
import { type DataType, readType, writeType } from '../../semantics/types.ts';
import { say } from '../../text/say.ts';
import { tableAt } from '../ext/tableAt.ts';
import type { Rule } from '../rule.ts';

export const icebergTypeChange: Rule = {
  id: 'ICE008',
  name: 'iceberg-type-change',
  severity: 'error',
  title: 'ALTER COLUMN TYPE that is not a widening',
  explanation: `The files that are there are not written again, so that a type can only become one in which every old value fits: INTEGER becomes BIGINT, REAL becomes
DOUBLE PRECISION, DECIMAL(p, s) a DECIMAL of more digits and the same scale. For anything else add a column and fill it.`,
  pages: ['iceberg-alter-table'],
  examples: {
    wrong: [
      'ALTER TABLE ext.t ALTER COLUMN a TYPE varchar;',
      "CREATE TABLE lake.t (a bigint) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a TYPE int;",
      "CREATE TABLE lake.t (a decimal(10,2)) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a TYPE decimal(12,4);",
      "CREATE TABLE lake.t (a decimal(10,2)) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a TYPE decimal(8,2);",
      'CREATE TABLE lake.t (a int) USING ICEBERG LOCATION \'s3://b/p/\';\nALTER TABLE lake.t ALTER COLUMN "A" TYPE double precision;',
      'ALTER TABLE "b@s3tablescatalog".d.t ALTER COLUMN a TYPE date;',
    ],
    right: [
      'ALTER TABLE ext.t ALTER COLUMN a TYPE bigint;',
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a TYPE bigint;",
      "CREATE TABLE lake.t (a real, b decimal(10,2)) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a TYPE double precision;\nALTER TABLE lake.t ALTER COLUMN b TYPE decimal(20,2);",
      'CREATE TABLE public.t (a varchar(10));\nALTER TABLE public.t ALTER COLUMN a TYPE varchar(20);',
      'ALTER TABLE somewhere.t ALTER COLUMN a TYPE varchar(20);',
    ],
  },
  needs: 'script',
  kinds: ['AlterColumnType'],
  check(action, context) {
    const slot = action.ancestor('AlterTable')?.child('table-name');
    const column = action.child('column-name');
    const type = action.child('DataType');
    if (!slot || !column || !type?.tokens()[0]?.keyword) return;
    const { sort, certain, relation } = tableAt(context.before, slot);
    if (sort !== 'iceberg' && sort !== 'external') return;
    const name = nameOf(column)?.parts[0]?.name;
    const written = relation?.columns?.find(known => known.name === name)?.type;
    const before = written === undefined ? undefined : readType(written);
    const after = readType(type.text);
    if (before ? isWidening(before, after) : widest.has(after.base)) return;
    context.report({
      at: type,
      message: before
        ? say`${column.text} of ${slot.text} is ${writeType(before)}, which cannot become ${type.text}: ${widerTold(before)}`
        : say`${column.text} cannot become ${type.text}: columns of Iceberg tables only grow to BIGINT, DOUBLE PRECISION or a DECIMAL of more digits`,
      ...(certain ? {} : { severity: 'warning' }),
    });
  },
};

/** Types that some narrower one can become. */
const widest = new Set(['bigint', 'double precision', 'numeric']);

function isWidening(before: DataType, after: DataType): boolean {
  if (before.base === 'integer') return after.base === 'bigint';
  if (before.base === 'real') return after.base === 'double precision';
  if (before.base !== 'numeric' || after.base !== 'numeric') return false;
  return after.scale === before.scale && (after.precision ?? 0) > (before.precision ?? 0);
}

function widerTold({ base, scale }: DataType): string {
  if (base === 'integer') return say`it can become BIGINT`;
  if (base === 'real') return say`it can become DOUBLE PRECISION`;
  return base === 'numeric' ? say`it can get more digits with scale ${scale}` : say`there is no wider type`;
}
