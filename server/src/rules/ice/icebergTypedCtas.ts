// ICE007: CREATE TABLE … USING ICEBERG AS takes the types from its query.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { columnDefinitions, icebergClauses } from './icebergTable.ts';

export const icebergTypedCtas: Rule = {
  id: 'ICE007',
  name: 'iceberg-typed-ctas',
  severity: 'error',
  title: 'Column types in CREATE TABLE ... USING ICEBERG AS SELECT',
  explanation: `With a query the column list holds names only, or is left out: the types are those of the query. Cast in the select list what must have another type.`,
  pages: ['iceberg-writes-sql-syntax'],
  examples: {
    wrong: [
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' AS SELECT 1;",
      `CREATE TABLE "b@s3tablescatalog".d.t (a int, b varchar) USING ICEBERG PARTITIONED BY (a) AS (SELECT a, b FROM public.t);`,
    ],
    right: [
      "CREATE TABLE ext.t (a) USING ICEBERG LOCATION 's3://b/p/' AS SELECT 1;",
      "CREATE TABLE ext.t USING ICEBERG LOCATION 's3://b/p/' AS SELECT 1 AS a;",
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateTable'],
  check(create, { report }) {
    if (!create.child('AsQuery') || !icebergClauses(create)) return;
    const typed = columnDefinitions(create).flatMap(definition => {
      const name = definition.child('new-column-name');
      const type = definition.child('DataType');
      return name && type ? [{ name, type, end: definition.end }] : [];
    });
    const [first] = typed;
    if (!first) return;
    report({
      at: first.type,
      message: say`CREATE TABLE … USING ICEBERG AS takes the types from its query: name ${typed.map(({ name }) => name.text).join(', ')} without types`,
      fixes: [
        {
          title: typed.length === 1 ? say`Delete the type` : say`Delete the types`,
          edits: typed.map(({ name, end }) => ({ start: name.end, end, newText: '' })),
          safe: false,
        },
      ],
    });
  },
};
