// EXT019: the SerDe classes that Redshift is known to read with.

import { serdes } from '../../dialect/externalTables.ts';
import { stringToken, stringValue } from '../../semantics/literals.ts';
import { nearest } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const known = serdes.map(({ className }) => className);
const ownName = (className: string) => className.slice(className.lastIndexOf('.') + 1).toLowerCase();

export const unknownSerde: Rule = {
  id: 'EXT019',
  name: 'unknown-serde',
  severity: 'warning',
  title: 'Unknown SerDe class',
  explanation: `Redshift has its own readers for a handful of SerDe classes and cannot load others: \`OpenCSVSerde\`, \`RegexSerDe\`, \`GrokSerDe\`, the JSON SerDe of
openx, \`IonHiveSerDe\`, \`LazySimpleSerDe\`, and the classes of Parquet, ORC, Avro and RCFile. The name is compared letter by letter, packages included.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.hcatalog.data.JsonSerDe' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCsvSerDe' WITH SERDEPROPERTIES ('separatorChar'=';') STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'com.example.MySerde' STORED AS TEXTFILE LOCATION 's3://b/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde' STORED AS ORC LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT SERDE '{{ serde }}' STORED AS TEXTFILE LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['RowFormatSerde'],
  check(clause, { report }) {
    const token = stringToken(clause);
    const name = token && stringValue(token);
    // Without a package it is no class but what a syntax summary writes.
    if (!token || !name || known.includes(name) || !name.includes('.')) return;
    const meant = known.find(className => ownName(className) === ownName(name)) ?? nearest(name, known);
    report({
      at: token,
      message: say`Redshift is not known to read with ${name}` + (meant ? say`: did you mean ${meant}?` : ''),
      ...(meant && {
        fixes: [{ title: say`Write ${meant}`, edits: [{ start: token.start, end: token.end, newText: `'${meant}'` }], safe: false }],
      }),
    });
  },
};
