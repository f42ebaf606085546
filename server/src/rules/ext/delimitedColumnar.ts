// EXT017: columnar files have no rows of text.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { formatOf } from './externalTable.ts';

export const delimitedColumnar: Rule = {
  id: 'EXT017',
  name: 'row-format-of-columnar-file',
  severity: 'warning',
  title: 'ROW FORMAT with a columnar format',
  explanation: `\`ROW FORMAT DELIMITED\` says how lines of text are cut. Parquet and ORC describe themselves, and the clause does nothing; most often it was left
behind when the format changed. (A Parquet SerDe with \`INPUTFORMAT\` classes, for Hudi and Delta Lake, is right.)`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) ROW FORMAT DELIMITED LINES TERMINATED BY '\\n' STORED AS ORC LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS RCFILE LOCATION 's3://b/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' STORED AS INPUTFORMAT 'org.apache.hudi.hadoop.HoodieParquetInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat' LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    const row = create.child('RowFormat');
    const format = formatOf(create);
    if (!row?.child('RowFormatDelimited') || (format !== 'PARQUET' && format !== 'ORC' && format !== 'RCFILE')) return;
    report({
      at: row,
      message: say`${format} files are columnar: ROW FORMAT DELIMITED has no meaning for them`,
      fixes: [{ title: say`Delete ROW FORMAT`, edits: [{ start: row.start, end: row.end, newText: '' }], safe: false }],
    });
  },
};
