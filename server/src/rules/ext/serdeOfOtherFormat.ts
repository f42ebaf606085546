// EXT020: a SerDe reads the files of its format only.

import { serdes } from '../../dialect/externalTables.ts';
import { stringToken, stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { formatOf } from './externalTable.ts';

const byClass = new Map(serdes.map(serde => [serde.className, serde]));

export const serdeOfOtherFormat: Rule = {
  id: 'EXT020',
  name: 'serde-of-other-format',
  severity: 'error',
  title: "SERDE with a STORED AS it can't go with",
  explanation: `A SerDe takes apart what the file format hands it: the classes for JSON, CSV, regular expressions and Grok read lines of text
(\`STORED AS TEXTFILE\`), those of Parquet, ORC, Avro and RCFile their own files.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' STORED AS ORC LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe' WITH SERDEPROPERTIES ('input.regex'='(.*)') STORED AS AVRO LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat' LOCATION 's3://b/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 's3://b/p/_symlink_format_manifest/';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    const clause = create.child('RowFormat')?.child('RowFormatSerde');
    const token = clause && stringToken(clause);
    const serde = token && byClass.get(stringValue(token) ?? '');
    const format = formatOf(create);
    if (!token || !serde || !format || serde.formats.includes(format)) return;
    report({
      at: token,
      message: say`${serde.className.slice(serde.className.lastIndexOf('.') + 1)} reads ${serde.formats.map(word).join(say` or `)}, not ${word(format)}`,
      ...(serde.perhaps?.includes(format) ? { severity: 'warning' } : {}),
    });
  },
};

const word = (format: string) => (format === 'ION' ? "Ion (INPUTFORMAT 'com.amazon.ionhiveserde.formats.IonInputFormat')" : format);
