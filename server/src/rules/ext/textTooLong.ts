// EXT005: lengths of VARCHAR and CHAR.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { excessLength, isExternalColumn, typesOf } from './columnTypes.ts';

export const textTooLong: Rule = {
  id: 'EXT005',
  name: 'external-text-too-long',
  severity: 'error',
  title: 'VARCHAR longer than 65535 or CHAR longer than 4096',
  explanation: `A VARCHAR holds at most 65,535 bytes and a CHAR 4,096; \`VARCHAR(MAX)\` means 65,535. Longer values of the files are cut or set to NULL on
reading, see the property \`surplus_char_handling\`.`,
  pages: ['r_Character_types', 'r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (t varchar(70000)) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, c char(5000)) STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a struct<x:character varying(65536)>) STORED AS ORC LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (r varchar(100000)) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD COLUMN t varchar(70000);",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (t varchar(65535)) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (t varchar(max), c char(4096)) STORED AS PARQUET LOCATION 's3://b/p/';",
    ],
  },
  needs: 'script',
  kinds: ['ExternalColumn', 'ExternalPartitionedBy', 'AddColumn'],
  check(node, context) {
    const types = typesOf(node).filter(excessLength);
    if (types.length === 0 || !isExternalColumn(node, context)) return;
    for (const type of types) {
      const { most, written } = excessLength(type)!;
      context.report({
        at: type,
        message: say`${type.text} is longer than the ${most} bytes that there can be`,
        fixes: [{ title: say`Cut it to ${most}`, edits: [{ start: written.start, end: written.end, newText: `(${most})` }], safe: true }],
      });
    }
  },
};
