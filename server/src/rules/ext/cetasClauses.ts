// EXT014: CREATE EXTERNAL TABLE AS writes files itself, so that much of CREATE EXTERNAL TABLE does not go with it.

import { writableFormats } from '../../dialect/externalTables.ts';
import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { formatOf, partitionsOf } from './externalTable.ts';

export const cetasClauses: Rule = {
  id: 'EXT014',
  name: 'clause-not-for-cetas',
  severity: 'error',
  title: 'CETAS with a manifest LOCATION, SERDE, LINES TERMINATED BY, column types or a format other than PARQUET/TEXTFILE',
  explanation: `\`CREATE EXTERNAL TABLE AS\` takes the columns from its query and writes Parquet or delimited text into an empty folder. It has no column list, no
\`SERDE\`, no other formats, and its \`LOCATION\` is no manifest; partition columns are named without types, and lines end as they do. (The last two are
warnings: AWS's own examples have them.)`,
  pages: ['r_CREATE_EXTERNAL_TABLE_usage', 'r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s STORED AS ORC LOCATION 's3://b/p/' AS SELECT 1 a;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a, d FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS TEXTFILE LOCATION 's3://b/p/files.manifest' AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS TEXTFILE LOCATION 's3://b/p/' AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LINES TERMINATED BY '\\n' STORED AS TEXTFILE LOCATION 's3://b/p/' AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 's3://b/p/' AS SELECT 1 AS a;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT 1 a;",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d) ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' STORED AS TEXTFILE LOCATION 's3://b/p/' AS SELECT a, d FROM public.t;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS ORC LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    if (!create.child('Query')) return;
    const columns = create.child('ExternalColumns');
    if (columns) {
      report({
        at: columns,
        message: say`CREATE EXTERNAL TABLE AS takes its columns from the query: delete the column list`,
        fixes: [{ title: say`Delete the column list`, edits: [{ start: columns.start, end: columns.end, newText: '' }], safe: false }],
      });
    }
    const stored = create.child('StoredAs');
    const word = stored?.child('ExternalFileFormat')?.tokens()[0]?.keyword;
    const format = formatOf(create);
    if (stored && (word === 'INPUTFORMAT' || (format && !writableFormats.has(format))))
      report({ at: stored, message: say`CREATE EXTERNAL TABLE AS writes PARQUET or TEXTFILE, not ${word}` });
    const serde = create.child('RowFormat')?.child('RowFormatSerde');
    if (serde) report({ at: serde, message: say`CREATE EXTERNAL TABLE AS takes no SERDE: use ROW FORMAT DELIMITED, or none for Parquet` });
    const location = create.child('ExternalLocation');
    const address = stringValue(location);
    if (location && address && isFile(address))
      report({ at: location, message: say`CREATE EXTERNAL TABLE AS writes into an empty folder: LOCATION cannot be a manifest` });
    const lines = create.child('RowFormat')?.child('RowFormatDelimited')?.child('LinesTerminatedBy');
    if (lines) report({ at: lines, message: say`CREATE EXTERNAL TABLE AS has no LINES TERMINATED BY: delete it`, severity: 'warning' });
    for (const { slot, type } of partitionsOf(create)) {
      if (!type) continue;
      report({
        at: type,
        message: say`In CREATE EXTERNAL TABLE AS the partition column ${slot.text} has the type that the query gives it`,
        severity: 'warning',
        fixes: [{ title: say`Delete the type`, edits: [{ start: slot.end, end: type.end, newText: '' }], safe: false }],
      });
    }
  },
};

const isFile = (address: string) => !address.endsWith('/') && /\/[^/]*(?:manifest|\.(?:json|csv|txt))[^/]*$/i.test(address);
