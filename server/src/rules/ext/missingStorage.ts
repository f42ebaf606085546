// EXT002: what the files are and where they lie must be said.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const missingStorage: Rule = {
  id: 'EXT002',
  name: 'missing-storage',
  severity: 'error',
  title: 'STORED AS or LOCATION missing',
  explanation: `An external table is a description of files: \`STORED AS\` says what they are, \`LOCATION\` where they lie. Neither has a default on the page of the statement. (Examples of AWS leave
\`STORED AS\` out behind a \`SERDE\`, and show tables with nothing but columns: these are warnings.)`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) LOCATION 's3://b/p/';",
      'CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET;',
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://b/p/';",
      'CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET AS SELECT 1 AS a;',
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://b/p/';",
      'CREATE EXTERNAL TABLE spectrum.s (a int);',
    ],
    right: ["CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';"],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    const missing: string[] = [];
    if (!create.child('StoredAs')) missing.push('STORED AS');
    if (!create.child('ExternalLocation')) missing.push('LOCATION');
    if (missing.length === 0) return;
    const serde = create.child('RowFormat')?.child('RowFormatSerde');
    const excerpt = missing.length === 2 && !create.child('RowFormat', 'TableProperties', 'ExternalPartitionedBy', 'Query');
    const certain = !excerpt && (missing.includes('LOCATION') || !serde);
    const name = create.child('new-external-table-name') ?? create;
    report({
      at: name,
      message: say`External table ${name.text} needs ${missing.join(say` and `)}`,
      ...(certain ? {} : { severity: 'warning' }),
    });
  },
};
