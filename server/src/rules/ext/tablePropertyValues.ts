// EXT022: the values of table properties.

import { parquetCompressions, type TableProperty, tableProperties } from '../../dialect/externalTables.ts';
import { icebergProperties } from '../../dialect/icebergTables.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { formatOf, propertiesOf } from './externalTable.ts';
import { tableAt } from './tableAt.ts';
import { isIcebergClause } from './tablePropertyNames.ts';

const byName = new Map(tableProperties.map(property => [property.name, property]));

export const tablePropertyValues: Rule = {
  id: 'EXT022',
  name: 'table-property-value',
  severity: 'error',
  title: 'Invalid value of a table property',
  explanation: `Properties that Redshift reads have their values: \`write.maxfilesize.mb\` is 5 to 6200, \`numRows\` and \`skip.header.line.count\` whole numbers from 0,
the handling properties one of their words, \`compression_type\` bzip2, gzip, none or snappy (none or snappy where \`CREATE EXTERNAL TABLE AS\` writes Parquet),
\`replacement_char\` one character.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('write.maxfilesize.mb'='3') AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='many');",
      "ALTER TABLE spectrum.s SET TABLE PROPERTIES ('numRows'='-1');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('compression_type'='lzo');",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('compression_type'='gzip') AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'surplus_char_handling'='CUT');",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='yes');",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' TABLE PROPERTIES ('write.maxfilesize.mb'='5', 'write.parallel'='off', 'compression_type'='snappy') AS SELECT 1 AS a;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='{{ rows }}', 'data_cleansing_enabled'='TRUE', 'surplus_char_handling'='truncate');",
      "ALTER TABLE lake.t SET TABLE PROPERTIES ('compression_type'='zstd');",
    ],
  },
  needs: 'script',
  kinds: ['TableProperties'],
  check(clause, context) {
    const create = clause.ancestor('CreateExternalTable');
    for (const { name, value, valueNode } of propertiesOf(clause)) {
      const property = byName.get(name);
      if (!property || value === undefined) continue;
      const allowed = allowedText(property, create);
      if (!allowed || isAllowed(property, value, create) || isPerhapsIceberg(clause, name, value, context)) continue;
      context.report({
        at: valueNode,
        message: say`'${name}' is ${allowed}, not ${valueNode.text}`,
        ...(property.lenient ? { severity: 'warning' } : {}),
      });
    }
  },
};

/** compression_type has other values for Iceberg tables; a table that is not known may be one. */
function isPerhapsIceberg(clause: SyntaxNode, name: string, value: string, context: RuleContext): boolean {
  if (isIcebergClause(clause, context)) return true;
  const slot = clause.ancestor('AlterTable')?.child('table-name');
  if (!slot || !icebergProperties[name]?.includes(value.toLowerCase())) return false;
  const { sort, certain } = tableAt(context.before, slot);
  return sort !== 'spectrum' || !certain;
}

const compressions = ({ name, values }: TableProperty, create: SyntaxNode | undefined): readonly string[] | undefined =>
  name === 'compression_type' && create?.child('Query') && formatOf(create) === 'PARQUET' ? [...parquetCompressions] : values;

function allowedText(property: TableProperty, create: SyntaxNode | undefined): string | undefined {
  const values = compressions(property, create);
  if (values) return values.length === 1 ? values[0] : say`${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  if (property.range)
    return property.range[1] === Number.MAX_SAFE_INTEGER
      ? say`a whole number from 0`
      : say`a whole number from ${property.range[0]} to ${property.range[1]}`;
  return property.oneCharacter && say`one character`;
}

function isAllowed(property: TableProperty, value: string, create: SyntaxNode | undefined): boolean {
  const values = compressions(property, create);
  if (values) return values.includes(value.toUpperCase());
  if (property.range) {
    const [least, most] = property.range;
    return /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
  }
  return !property.oneCharacter || [...value].length === 1;
}
