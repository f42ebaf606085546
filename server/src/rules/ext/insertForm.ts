// EXT040: INSERT into an external table takes a query, and writes Parquet or text.

import { writableFormats } from '../../dialect/externalTables.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';
import { asCertain, currentFormat, isSpectrum, tableAt, told } from './tableAt.ts';

export const insertForm: Rule = {
  id: 'EXT040',
  name: 'external-insert-form',
  severity: 'error',
  title: 'INSERT into an external table with VALUES, a column list, or a format other than PARQUET/TEXTFILE',
  explanation: `\`INSERT INTO external_schema.table SELECT …\` is the only form: no \`VALUES\`, no column list (columns go by position), and the table is stored as Parquet or
text. Iceberg tables take both forms.`,
  pages: ['r_INSERT_external_table'],
  examples: {
    wrong: [
      'INSERT INTO spectrum.s VALUES (1);',
      "CREATE EXTERNAL TABLE lake.s (a int, b varchar(9)) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO lake.s VALUES (1, 'x'), (2, 'y');",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO lake.s (a) SELECT a FROM public.t;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS ORC LOCATION 's3://b/p/';\nINSERT INTO lake.s SELECT a FROM public.t;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nINSERT INTO lake.s DEFAULT VALUES;",
    ],
    right: [
      'INSERT INTO spectrum.s SELECT 1;',
      "CREATE TABLE lake.i (a int) USING ICEBERG LOCATION 's3://b/i/';\nINSERT INTO lake.i (a) VALUES (1);",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS ORC LOCATION 's3://b/p/';\nALTER TABLE lake.s SET FILE FORMAT PARQUET;\nINSERT INTO lake.s SELECT a FROM public.t;",
      'CREATE TABLE public.s (a int);\nINSERT INTO public.s (a) VALUES (1);',
    ],
  },
  needs: 'script',
  kinds: ['InsertStatement'],
  check(insert, context) {
    const slot = insert.child('table-name');
    if (!slot) return;
    const table = tableAt(context.before, slot);
    if (!isSpectrum(table)) return;
    const severity = asCertain(table);
    const columns = insert.child('ColumnList');
    if (columns) context.report({ at: columns, message: say`${told(slot, table)}: INSERT takes no column list there`, ...severity });
    const values = valuesOf(insert);
    if (values) {
      const fixes = fixesOf(values);
      context.report({
        at: values,
        message: say`${told(slot, table)}: write SELECT instead of VALUES`,
        ...severity,
        ...(fixes && !columns && { fixes }),
      });
    } else if (insert.keyword('DEFAULT')) {
      const word = insert.keyword('DEFAULT')!;
      context.report({
        at: { start: word.start, end: insert.end },
        message: say`${told(slot, table)}, which has no defaults: write SELECT`,
        ...severity,
      });
    }
    const format = currentFormat(table.relation);
    if (format && !writableFormats.has(format))
      context.report({ at: slot, message: say`${slot.text} is stored as ${format}, and Redshift writes PARQUET and TEXTFILE only` });
  },
};

const valuesOf = (insert: SyntaxNode): SyntaxNode | undefined => insert.child('Query')?.child('QueryTerm')?.child('ValuesClause');

function fixesOf(values: SyntaxNode): Fix[] | undefined {
  const rows = values.childrenOf('ValuesRow');
  if (rows.some(row => row.keyword('DEFAULT'))) return undefined;
  const selects = rows.map(row => `SELECT ${row.text.slice(1, -1).trim()}`);
  return [
    { title: say`Write SELECT`, edits: [{ start: values.start, end: values.end, newText: selects.join('\nUNION ALL ') }], safe: true },
  ];
}
