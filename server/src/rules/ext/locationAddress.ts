// EXT012: LOCATION is an address in Amazon S3.

import { stringText, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const locationAddress: Rule = {
  id: 'EXT012',
  name: 'location-not-s3',
  severity: 'error',
  title: 'LOCATION is not an s3:// URL',
  explanation: `\`LOCATION\` takes \`s3://bucket/folder/\` and nothing else: no \`https://\` address of the bucket, no \`s3a://\` of Hadoop, no path alone.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'r_ALTER_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 'https://b.s3.amazonaws.com/p/';",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3a://b/p/' AS SELECT 1 AS a;",
      "ALTER TABLE spectrum.s SET LOCATION 'b/p/';",
      "ALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/p/d=1/' PARTITION (d='2024-01-02') LOCATION 'hdfs://b/p/d=2/';",
      "ALTER TABLE spectrum.s PARTITION (d='2024-01-01') SET LOCATION 'http://b/p/';",
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 'https://b.s3.amazonaws.com/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION '{{ bucket }}/p/';",
      "ALTER TABLE spectrum.s SET LOCATION 'S3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['ExternalLocation', 'SetExternalLocation', 'SetPartitionLocation'],
  check(clause, { report }) {
    const token = clause.child('Literal') && stringToken(clause.childrenOf('Literal').at(-1)!);
    const text = token && stringText(token);
    if (!token || text === undefined || /^s3:\/\/[^/]/i.test(text)) return;
    // What begins with something that will be filled in may be anything.
    if (/^\s*(?:\{|\$|<|%|:\w|\[)/.test(text)) return;
    const scheme = /^[a-z][\w+.-]*:\/\//i.exec(text)?.[0];
    report({
      at: token,
      message: say`LOCATION is an address that begins with s3:// and the bucket` + (scheme ? say`, not with ${scheme}` : ''),
    });
  },
};
