// TBL008: the type of a column that exists.

import { nameOf } from '../../semantics/names.ts';
import { familyOf, readType } from '../../semantics/types.ts';
import { say } from '../../text/say.ts';
import { tableAt } from '../ext/tableAt.ts';
import type { Rule } from '../rule.ts';

export const columnTypeChange: Rule = {
  id: 'TBL008',
  name: 'column-type-change',
  severity: 'error',
  title: 'ALTER COLUMN TYPE to something other than VARCHAR',
  explanation: `\`ALTER COLUMN … TYPE\` only changes the length of a \`VARCHAR\` column. For another type add a column, fill it with \`UPDATE\`, drop the old one and rename the new;
or copy the table. Iceberg tables take a wider number.`,
  pages: ['r_ALTER_TABLE'],
  examples: {
    wrong: [
      'ALTER TABLE t ALTER COLUMN a TYPE bigint;',
      'CREATE TABLE s.t (a int);\nALTER TABLE s.t ALTER COLUMN a TYPE bigint;',
      'CREATE TABLE s.t (a int);\nALTER TABLE s.t ALTER COLUMN a TYPE varchar(20);',
      'CREATE TABLE s.t (a varchar(10));\nALTER TABLE s.t ALTER COLUMN a TYPE char(20);',
    ],
    right: [
      'ALTER TABLE t ALTER COLUMN name TYPE varchar(300);',
      'CREATE TABLE s.t (a varchar(10));\nALTER TABLE s.t ALTER COLUMN a TYPE character varying(max);',
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a TYPE bigint;",
    ],
  },
  needs: 'script',
  kinds: ['AlterColumnType'],
  check(action, context) {
    const table = action.ancestor('AlterTable')?.child('table-name');
    const column = action.child('column-name');
    const type = action.child('DataType');
    // A quoted type is one of the catalog's, of which nothing is known here.
    if (!table || !column || !type?.tokens()[0]?.keyword) return;
    const { sort, certain, relation } = tableAt(context.before, table);
    if (sort !== 'native' && sort !== 'unknown') return;
    const severity = sort === 'native' && certain ? {} : ({ severity: 'info' } as const);
    const isText = readType(type.text).base === 'character varying';
    if (!isText) {
      context.report({
        at: type,
        message: say`ALTER COLUMN changes the length of a VARCHAR and nothing else: for ${type.text} add a column, fill it, drop ${column.text} and rename`,
        ...severity,
      });
      return;
    }
    const name = nameOf(column)?.parts[0]?.name;
    const written = relation?.columns?.find(known => known.name === name)?.type;
    const before = written === undefined ? undefined : readType(written);
    if (!before || before.base === 'character varying' || familyOf(before) === 'other') return;
    const message = say`${column.text} of ${table.text} is ${written}, which cannot become ${type.text}: add a column, fill it, drop the old one and rename`;
    context.report({ at: type, message, ...severity });
  },
};
