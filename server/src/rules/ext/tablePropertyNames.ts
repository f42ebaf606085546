// EXT021: the names of table properties.

import { isForeignProperty, tableProperties } from '../../dialect/externalTables.ts';
import { nearest } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { propertiesOf } from './externalTable.ts';
import { tableAt } from './tableAt.ts';

const known = tableProperties.map(({ name }) => name);
const knownLower = new Map(known.map(name => [name.toLowerCase(), name]));

/** Whether the clause belongs to an Iceberg table, whose properties are others. */
export function isIcebergClause(clause: SyntaxNode, context: RuleContext): boolean {
  if (clause.parent?.kind === 'IcebergClauses') return true;
  const slot = clause.ancestor('AlterTable')?.child('table-name');
  return slot !== undefined && tableAt(context.before, slot).sort === 'iceberg';
}

export const tablePropertyNames: Rule = {
  id: 'EXT021',
  name: 'unknown-table-property',
  severity: 'warning',
  title: 'Unknown table property, or wrong case of its name',
  explanation: `Names of table properties are compared letter by letter: \`'numrows'\` is kept in the catalog and does nothing. The catalog keeps every name without
complaint, so that a slip shows only in wrong results or slow plans. Names that Glue, its crawlers, Athena and Spark write are left alone.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('numrows'='100');",
      "ALTER TABLE spectrum.s SET TABLE PROPERTIES ('NUMROWS'='100');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='5', 'skip.header.lines.count'='1');",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('write.paralel'='off') AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('header'='yes');",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='100');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('skip.header.line.count'='1', 'classification'='csv', 'EXTERNAL'='TRUE', 'typeOfData'='file', 'projection.enabled'='true');",
    ],
  },
  needs: 'script',
  kinds: ['TableProperties'],
  check(clause, context) {
    const odd = propertiesOf(clause).filter(({ name }) => !known.includes(name) && !isForeignProperty(name));
    if (odd.length === 0 || isIcebergClause(clause, context)) return;
    for (const { name, nameToken } of odd) {
      const sameLetters = knownLower.get(name.toLowerCase());
      const meant = sameLetters ?? nearest(name, known);
      context.report({
        at: nameToken,
        message: sameLetters
          ? say`The name of a table property is compared with its case: write '${sameLetters}'`
          : say`Redshift has no table property '${name}'` + (meant ? say`: did you mean '${meant}'?` : ''),
        ...(meant && {
          fixes: [
            { title: say`Write '${meant}'`, edits: [{ start: nameToken.start, end: nameToken.end, newText: `'${meant}'` }], safe: false },
          ],
        }),
      });
    }
  },
};
