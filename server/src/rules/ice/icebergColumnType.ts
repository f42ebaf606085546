// ICE002: the types of Iceberg tables.

import { icebergColumnTypes } from '../../dialect/icebergTables.ts';
import { readType } from '../../semantics/types.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { altersIceberg, columnDefinitions, icebergClauses } from './icebergTable.ts';

interface Problem {
  readonly why: string;
  readonly instead?: string;
  readonly certain: boolean;
}

export const icebergColumnType: Rule = {
  id: 'ICE002',
  name: 'iceberg-column-type',
  severity: 'error',
  title: 'Type not allowed in an Iceberg table',
  explanation: `Iceberg tables that Redshift creates have INTEGER, BIGINT, DECIMAL, REAL, DOUBLE PRECISION, VARCHAR without a length, DATE, TIMESTAMP, TIMESTAMPTZ and
BOOLEAN. There is no SMALLINT, CHAR, VARCHAR(n), VARBYTE, TIME or SUPER; in \`CREATE TABLE … AS\` cast such columns.`,
  pages: ['querying-iceberg-supported-data-types', 'iceberg-writes-sql-syntax'],
  examples: {
    wrong: [
      "CREATE TABLE ext.t (a smallint, b varchar(10), c char(2)) USING ICEBERG LOCATION 's3://b/p/';",
      `CREATE TABLE IF NOT EXISTS "b@s3tablescatalog".d.t (a int, s super) USING ICEBERG;`,
      "CREATE TABLE awsdatacatalog.d.t (a time, b varbyte(10), c character varying(max)) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ADD COLUMN b varchar(20);",
    ],
    right: [
      "CREATE TABLE ext.t (a int, b varchar, c varchar) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE ext.t (a int8, b decimal(10,2), c float8, d real, e date, f timestamp, g timestamptz, h bool) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ADD COLUMN b bigint;",
      'CREATE TABLE t (a smallint, b varchar(10));',
    ],
  },
  needs: 'script',
  kinds: ['CreateTable', 'AddColumn'],
  check(node, context) {
    const columns = node.kind === 'CreateTable' ? definitionsOf(node) : [node];
    const wrong = columns.filter(column => problemOf(column.child('DataType')));
    if (wrong.length === 0 || (node.kind === 'AddColumn' && !altersIceberg(context.before, node))) return;
    for (const column of wrong) {
      const type = column.child('DataType')!;
      const { why, instead, certain } = problemOf(type)!;
      context.report({
        at: type,
        message: why + (instead ? say`: use ${instead}` : ''),
        ...(certain ? {} : { severity: 'warning' }),
        ...(instead && {
          fixes: [{ title: say`Make it ${instead}`, edits: [{ start: type.start, end: type.end, newText: instead }], safe: true }],
        }),
      });
    }
  },
};

/** The columns of CREATE TABLE … USING ICEBERG; of CREATE TABLE AS none, since there any type is wrong (ICE007). */
const definitionsOf = (create: SyntaxNode): SyntaxNode[] =>
  icebergClauses(create) && !create.child('AsQuery') ? columnDefinitions(create) : [];

function problemOf(type: SyntaxNode | undefined): Problem | undefined {
  const word = type?.tokens()[0]?.keyword;
  if (!type || !word) return undefined;
  const why = say`Iceberg tables have no ${type.text}`;
  const { base } = readType(type.text);
  if (base === 'character varying') {
    if (word === 'TEXT' || word === 'STRING') return { why, instead: 'VARCHAR', certain: word === 'STRING' };
    return type.descendants('TypeLength').length > 0
      ? { why: say`VARCHAR has no length in Iceberg tables`, instead: 'VARCHAR', certain: true }
      : undefined;
  }
  if (base === 'character') return { why, instead: 'VARCHAR', certain: true };
  if (base === 'smallint') return { why, instead: 'INT', certain: true };
  return icebergColumnTypes.has(base) || word === 'TIMESTAMP' ? undefined : { why, certain: true };
}
