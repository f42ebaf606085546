// EXT025: properties that only some file formats look at.

import { tableProperties } from '../../dialect/externalTables.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { formatOf, propertiesOf, withoutElement } from './externalTable.ts';
import { currentFormat, tableAt } from './tableAt.ts';

const byName = new Map(tableProperties.map(property => [property.name, property]));

export const propertyOfOtherFormat: Rule = {
  id: 'EXT025',
  name: 'property-of-other-format',
  severity: 'warning',
  title: 'Property meant for another file format',
  explanation: `\`skip.header.line.count\` and \`column_count_mismatch_handling\` are for text, \`orc.schema.resolution\` and \`numeric_overflow_handling\` for ORC. With another
format they do nothing.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('skip.header.line.count'='1');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='5', 'orc.schema.resolution'='position');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS AVRO LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'column_count_mismatch_handling'='FAIL');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('skip.header.line.count'='1');",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('skip.header.line.count'='1');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS ORC LOCATION 's3://b/p/' TABLE PROPERTIES ('orc.schema.resolution'='position');",
      "ALTER TABLE spectrum.s SET TABLE PROPERTIES ('skip.header.line.count'='1');",
    ],
  },
  needs: 'script',
  kinds: ['TableProperties'],
  check(clause, context) {
    const bound = propertiesOf(clause).filter(({ name }) => byName.get(name)?.formats);
    if (bound.length === 0) return;
    const create = clause.ancestor('CreateExternalTable');
    const slot = clause.ancestor('AlterTable')?.child('table-name');
    const format = create ? formatOf(create) : slot && currentFormat(tableAt(context.before, slot).relation);
    if (!format) return;
    for (const { name, node } of bound) {
      const { formats } = byName.get(name)!;
      if (formats!.includes(format)) continue;
      context.report({
        at: node,
        message: say`'${name}' is for ${formats!.join(say` and `)} files, and these are ${format}`,
        // An empty list would not parse.
        ...(clause.childrenOf('PropertyAssignment').length > 1 && {
          fixes: [{ title: say`Delete '${name}'`, edits: [withoutElement(node)], safe: false }],
        }),
      });
    }
  },
};
