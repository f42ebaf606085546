// ICE005: defaults of Iceberg columns.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { propertiesOf } from '../ext/externalTable.ts';
import { currentProperties, tableAt } from '../ext/tableAt.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { columnDefinitions, icebergClauses } from './icebergTable.ts';

export const icebergDefault: Rule = {
  id: 'ICE005',
  name: 'iceberg-default',
  severity: 'error',
  title: 'DEFAULT without format-version 3, or a default that is not a literal',
  explanation: `Columns of Iceberg tables have defaults from format version 3 on: \`TABLE PROPERTIES ('format-version'='3')\`. The default is kept in the table's metadata for all
engines, so that it must be a literal: no function, no expression.`,
  pages: ['iceberg-writes-sql-syntax', 'iceberg-alter-table'],
  examples: {
    wrong: [
      "CREATE TABLE ext.t (s varchar DEFAULT 'x') USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE ext.t (a int DEFAULT 1) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='2');",
      "CREATE TABLE ext.t (t timestamp DEFAULT getdate()) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='3');",
      "CREATE TABLE ext.t (d date DEFAULT current_date, a int DEFAULT 1 + 1) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('compression_type'='zstd', 'format-version'='3');",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ADD COLUMN b int DEFAULT 0;",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER COLUMN a SET DEFAULT 0;",
      'ALTER TABLE lake.t ALTER COLUMN a SET DEFAULT random();',
    ],
    right: [
      "CREATE TABLE ext.t (s varchar DEFAULT 'x') USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='3');",
      "CREATE TABLE ext.t (a int DEFAULT -1, b date DEFAULT DATE '2024-01-01', c bool DEFAULT false) USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='3');",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t SET TABLE PROPERTIES ('format-version'='3');\nALTER TABLE lake.t ADD COLUMN b int DEFAULT 0;",
      'ALTER TABLE lake.t ALTER COLUMN a SET DEFAULT 0;',
      'CREATE TABLE t (a timestamp DEFAULT getdate());',
    ],
  },
  needs: 'script',
  kinds: ['CreateTable', 'AddColumn', 'AlterColumnDefault'],
  check(node, context) {
    if (node.kind === 'CreateTable') {
      const clauses = icebergClauses(node);
      if (!clauses) return;
      const clause = clauses.child('TableProperties');
      const version = clause ? propertiesOf(clause).find(({ name }) => name === 'format-version') : undefined;
      const old = version ? version.value !== undefined && version.value !== '3' : true;
      const where = clause
        ? { start: clause.end - 1, newText: ", 'format-version'='3'" }
        : { start: clauses.end, newText: " TABLE PROPERTIES ('format-version'='3')" };
      const edit = version
        ? { start: version.valueNode.start, end: version.valueNode.end, newText: "'3'" }
        : { ...where, end: where.start };
      for (const definition of columnDefinitions(node)) {
        for (const attribute of definition.childrenOf('ColumnAttribute')) {
          const value = attribute.child('ColumnDefault');
          if (value && !checkLiteral(value, value, context) && old)
            context.report({
              at: value,
              message: say`Defaults of Iceberg columns need TABLE PROPERTIES ('format-version'='3')`,
              fixes: [{ title: say`Set 'format-version'='3'`, edits: [edit], safe: false }],
            });
        }
      }
      return;
    }
    const slot = node.ancestor('AlterTable')?.child('table-name');
    if (!slot) return;
    const { sort, relation } = tableAt(context.before, slot);
    const value =
      node.kind === 'AddColumn' ? node.childrenOf('ColumnAttribute').flatMap(attribute => attribute.childrenOf('ColumnDefault'))[0] : node;
    if (!value || (node.kind === 'AlterColumnDefault' && !node.keyword('SET'))) return;
    // Only Iceberg tables have SET DEFAULT, whatever is known of this one.
    if (sort !== 'iceberg' && (node.kind === 'AddColumn' || sort !== 'unknown')) return;
    if (checkLiteral(value, value, context)) return;
    const properties = currentProperties(relation);
    const version = properties?.get('format-version');
    if (!properties || (version && (version.value === undefined || version.value === '3'))) return;
    context.report({
      at: value,
      message: say`Defaults need format version 3, and ${slot.text} has ${version?.value ?? '2'}: ALTER TABLE ${slot.text} SET TABLE PROPERTIES ('format-version'='3') first`,
    });
  },
};

/** Whether it reported a default that is no literal. */
function checkLiteral(clause: SyntaxNode, at: SyntaxNode, { report }: RuleContext): boolean {
  const value = clause.nodes.at(-1);
  if (!value || isLiteral(value)) return false;
  report({ at, message: say`The default of an Iceberg column is a literal, not ${value.text}` });
  return true;
}

const isLiteral = (value: SyntaxNode): boolean => {
  if (value.kind === 'Literal' || value.kind === 'NullLiteral' || value.kind === 'TypedLiteral') return true;
  const inner = value.nodes[0];
  return (
    ['UnaryExpression', 'ParenthesizedExpression', 'CastOperator', 'CastExpression'].includes(value.kind) &&
    inner !== undefined &&
    isLiteral(inner)
  );
};
