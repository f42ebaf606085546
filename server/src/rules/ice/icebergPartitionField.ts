// ICE004: how an Iceberg table is partitioned.

import { icebergTransforms } from '../../dialect/icebergTables.ts';
import { nameOf, nearest } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { changesOf, definitionOf, tableAt } from '../ext/tableAt.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const icebergPartitionField: Rule = {
  id: 'ICE004',
  name: 'iceberg-partition-field',
  severity: 'error',
  title: 'Same column in two partition transforms, or unknown transform',
  explanation: `A partition field is a column, or \`bucket(n, column)\`, \`truncate(n, column)\`, \`year\`, \`month\`, \`day\` or \`hour(column)\`. Each column may appear in one field
only: \`day(d)\` already tells the year. \`void\` and the names of Spark (\`days\`, \`years\`) are not known.`,
  pages: ['iceberg-writes-sql-syntax', 'iceberg-alter-table'],
  examples: {
    wrong: [
      "CREATE TABLE ext.t (d date) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (bucket(16, d), year(d));",
      'CREATE TABLE ext.t (d date, a int) USING ICEBERG LOCATION \'s3://b/p/\' PARTITIONED BY (d, a, month("D"));',
      "CREATE TABLE ext.t (d date) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (days(d));",
      `CREATE TABLE "b@s3tablescatalog".d.t (d date, a int) USING ICEBERG PARTITIONED BY (void(a));`,
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (bucket(a, 16));",
      'ALTER TABLE ext.t ADD PARTITION FIELD identity(a);',
      "CREATE TABLE lake.t (d date) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (year(d));\nALTER TABLE lake.t ADD PARTITION FIELD month(d);",
    ],
    right: [
      "CREATE TABLE ext.t (d date, id int) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (bucket(16, id), year(d));",
      "CREATE TABLE ext.t (d date, id int) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY truncate(4, id), hour(d);",
      "CREATE TABLE lake.t (d date) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (year(d));\nALTER TABLE lake.t REPLACE PARTITION FIELD year(d) WITH month(d);",
      "CREATE TABLE lake.t (d date) USING ICEBERG LOCATION 's3://b/p/' PARTITIONED BY (year(d));\nALTER TABLE lake.t DROP PARTITION FIELD year(d);\nALTER TABLE lake.t ADD PARTITION FIELD month(d);",
    ],
  },
  needs: 'script',
  kinds: ['IcebergPartitionedBy', 'AddPartitionField', 'DropPartitionField', 'ReplacePartitionField'],
  check(node, context) {
    const fields = node.childrenOf('IcebergPartitionField');
    for (const field of fields) checkTransform(field, context);
    if (node.kind === 'IcebergPartitionedBy') {
      const seen = new Map<string, SyntaxNode>();
      for (const field of fields) {
        const column = columnOf(field);
        const first = column === undefined ? undefined : seen.get(column);
        if (first)
          context.report({
            at: field,
            message: say`${column} is in ${first.text} already, and a column can be in one partition field only`,
          });
        else if (column !== undefined) seen.set(column, field);
      }
    } else if (node.kind === 'AddPartitionField') checkAgainstTable(node, fields[0], context);
  },
};

function columnOf(field: SyntaxNode): string | undefined {
  const slots = field.descendants('column-name');
  return slots.length === 1 ? nameOf(slots[0]!)?.parts[0]?.name : undefined;
}

function checkTransform(field: SyntaxNode, { report }: RuleContext): void {
  const odd = field.child('ToleratedPartitionTransform');
  if (!odd) return;
  const word = odd.tokens()[0]!;
  const name = word.text.toLowerCase();
  const column = odd.descendants('column-name')[0]?.text;
  if (icebergTransforms.includes(name)) {
    const form = name === 'bucket' || name === 'truncate' ? `${name}(n, ${column ?? 'column'})` : `${name}(${column ?? 'column'})`;
    report({ at: odd, message: say`This transform is written ${form}` });
    return;
  }
  const meant = name === 'identity' ? column : nearest(name, icebergTransforms);
  report({
    at: word,
    message: meant
      ? say`There is no partition transform ${word.text}: did you mean ${meant}?`
      : say`There is no partition transform ${word.text}: use bucket, truncate, year, month, day, hour or the bare column`,
  });
}

/** The fields that the table has by the script's statements before this one. */
function checkAgainstTable(add: SyntaxNode, field: SyntaxNode | undefined, context: RuleContext): void {
  const slot = add.ancestor('AlterTable')?.child('table-name');
  const column = field && columnOf(field);
  const relation = slot && tableAt(context.before, slot).relation;
  const definition = definitionOf(relation);
  if (!field || !slot || column === undefined || !definition?.descendants('IcebergClauses').length) return;
  let fields = definition.descendants('IcebergPartitionField');
  for (const action of changesOf(relation)) {
    const change = action.descendants('AddPartitionField', 'DropPartitionField', 'ReplacePartitionField')[0];
    const [first, second] = change?.childrenOf('IcebergPartitionField') ?? [];
    if (!change || !first) continue;
    if (change.kind !== 'AddPartitionField') fields = fields.filter(other => columnOf(other) !== columnOf(first));
    const added = change.kind === 'AddPartitionField' ? first : second;
    if (added) fields = [...fields, added];
  }
  const there = fields.find(other => columnOf(other) === column);
  if (there) context.report({ at: field, message: say`${slot.text} is partitioned by ${there.text} already: use REPLACE PARTITION FIELD` });
}
