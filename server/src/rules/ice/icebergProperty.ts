// ICE006: Iceberg tables have two properties.

import { icebergProperties } from '../../dialect/icebergTables.ts';
import { nearest } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import { propertiesOf } from '../ext/externalTable.ts';
import { currentProperties, tableAt } from '../ext/tableAt.ts';
import type { Rule } from '../rule.ts';

const known = Object.keys(icebergProperties);

export const icebergProperty: Rule = {
  id: 'ICE006',
  name: 'iceberg-property',
  severity: 'error',
  title: 'Unknown Iceberg table property or compression',
  explanation: `Redshift sets two properties of Iceberg tables: \`format-version\` (2 or 3) and \`compression_type\` (zstd, brotli, gzip, snappy, uncompressed). The properties of
Spectrum tables, such as \`numRows\`, are not for them; a table of version 3 does not go back.`,
  pages: ['iceberg-writes-sql-syntax', 'iceberg-alter-table'],
  examples: {
    wrong: [
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('compression_type'='lz4');",
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='100');",
      "CREATE TABLE ext.t USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='1') AS SELECT 1 AS a;",
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format_version'='3', 'compression_type'='zstd');",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t SET TABLE PROPERTIES ('compression_type'='none');",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='3');\nALTER TABLE lake.t SET TABLE PROPERTIES ('format-version'='2');",
    ],
    right: [
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('compression_type'='zstd');",
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='3', 'compression_type'='uncompressed');",
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('compression_type'='{{ codec }}');",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t SET TABLE PROPERTIES ('format-version'='3');",
    ],
  },
  needs: 'script',
  kinds: ['TableProperties'],
  check(clause, context) {
    const slot = clause.ancestor('AlterTable')?.child('table-name');
    const table = slot && tableAt(context.before, slot);
    if (clause.parent?.kind !== 'IcebergClauses' && table?.sort !== 'iceberg') return;
    for (const { name, nameToken, value, valueNode } of propertiesOf(clause)) {
      const values = icebergProperties[name];
      if (!values) {
        const meant = nearest(name.replaceAll('_', '-'), known) ?? nearest(name, known);
        context.report({
          at: nameToken,
          message: meant
            ? say`Iceberg tables have no property '${name}': did you mean '${meant}'?`
            : say`Iceberg tables have no property '${name}': only ${known.map(own => `'${own}'`).join(say` and `)}`,
          ...(meant && {
            fixes: [
              { title: say`Write '${meant}'`, edits: [{ start: nameToken.start, end: nameToken.end, newText: `'${meant}'` }], safe: false },
            ],
          }),
        });
      } else if (value !== undefined && !values.includes(value.toLowerCase())) {
        context.report({
          at: valueNode,
          message: say`'${name}' of an Iceberg table is ${values.slice(0, -1).join(', ')} or ${values.at(-1)}, not ${valueNode.text}`,
        });
      } else if (name === 'format-version' && value === '2' && currentProperties(table?.relation)?.get(name)?.value === '3') {
        context.report({ at: valueNode, message: say`${slot?.text} has format version 3, and there is no way back to 2` });
      }
    }
  },
};
