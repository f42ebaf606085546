// EXT004: external tables have fewer types than native ones.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { isExternalColumn, typeProblem, typesOf } from './columnTypes.ts';

export const unsupportedColumnType: Rule = {
  id: 'EXT004',
  name: 'unsupported-external-type',
  severity: 'error',
  title: 'Unsupported column type',
  explanation: `Columns of external tables are whole numbers, decimals, floats, BOOLEAN, CHAR, VARCHAR, VARBYTE, DATE, TIMESTAMP, or struct, array and map of these.
There is no TIME, TIMETZ, TIMESTAMPTZ, SUPER, GEOMETRY, GEOGRAPHY, HLLSKETCH or INTERVAL, and none of Hive's STRING.

Declare what the files hold as a type of the list, and cast it in queries. (TEXT is a warning: it is another name of VARCHAR(256).)`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (t timestamptz) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, t timestamp with time zone) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, n text) STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a struct<x:int,y:super>) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a string, g geometry) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (t timetz) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD COLUMN t timestamptz;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (t timestamp) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int2, b double precision, c array<varchar(20)>, d map<varchar(5),decimal(8,2)>, e bool, f varbyte(5)) STORED AS PARQUET LOCATION 's3://b/p/';",
      'ALTER TABLE sales ADD COLUMN t timestamptz;',
    ],
  },
  needs: 'script',
  kinds: ['ExternalColumn', 'ExternalPartitionedBy', 'AddColumn'],
  check(node, context) {
    const types = typesOf(node);
    if (types.length === 0 || !types.some(typeProblem) || !isExternalColumn(node, context)) return;
    for (const type of types) {
      const problem = typeProblem(type);
      if (!problem) continue;
      const { instead, certain } = problem;
      context.report({
        at: type,
        message: say`External tables have no type ${type.text}` + (instead ? say`: use ${instead}` : ''),
        ...(certain ? {} : { severity: 'warning' }),
        ...(instead && {
          fixes: [{ title: say`Make it ${instead}`, edits: [{ start: type.start, end: type.end, newText: instead }], safe: true }],
        }),
      });
    }
  },
};
