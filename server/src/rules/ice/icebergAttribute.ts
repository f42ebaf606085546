// ICE003: Iceberg tables have columns and defaults, and nothing else of native tables.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { altersIceberg, icebergClauses } from './icebergTable.ts';

export const icebergAttribute: Rule = {
  id: 'ICE003',
  name: 'iceberg-attribute',
  severity: 'error',
  title: 'Constraint or attribute (DISTKEY, SORTKEY, ENCODE, NOT NULL, IDENTITY, PRIMARY KEY), or LIKE, on an Iceberg table',
  explanation: `The columns of an Iceberg table have a name, a type and, with format version 3, a default. Constraints, \`IDENTITY\`, encodings, distribution and sort keys and
\`LIKE\` are for native tables; \`PARTITIONED BY\` says how an Iceberg table's files are laid out.`,
  pages: ['iceberg-writes-sql-syntax'],
  examples: {
    wrong: [
      "CREATE TABLE ext.t (a int NOT NULL) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE ext.t (a int ENCODE az64 DISTKEY, b date SORTKEY) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE ext.t (a int IDENTITY(1,1), PRIMARY KEY (a)) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE ext.t (LIKE public.t) USING ICEBERG LOCATION 's3://b/p/';",
      `CREATE TABLE "b@s3tablescatalog".d.t (a int) DISTSTYLE KEY DISTKEY (a) SORTKEY (a) USING ICEBERG;`,
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ADD COLUMN b int NOT NULL;",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ADD CONSTRAINT pk PRIMARY KEY (a);",
      "CREATE TABLE lake.t (a int) USING ICEBERG LOCATION 's3://b/p/';\nALTER TABLE lake.t ALTER SORTKEY (a);",
    ],
    right: [
      "CREATE TABLE ext.t (a int) USING ICEBERG LOCATION 's3://b/p/';",
      "CREATE TABLE ext.t (s varchar DEFAULT 'x') USING ICEBERG LOCATION 's3://b/p/' TABLE PROPERTIES ('format-version'='3');",
      'CREATE TABLE t (a int NOT NULL PRIMARY KEY) DISTKEY (a);',
    ],
  },
  needs: 'script',
  kinds: ['CreateTable', 'AddColumn', 'AddConstraint', 'AlterColumnEncoding', 'AlterDistributionOrSortKey'],
  check(node, context) {
    if (node.kind === 'CreateTable') {
      if (icebergClauses(node)) checkCreate(node, context);
      return;
    }
    const attributes = node.kind === 'AddColumn' ? oddAttributes(node) : [node];
    if (attributes.length === 0 || !altersIceberg(context.before, node)) return;
    for (const attribute of attributes) tell(attribute, context, node.kind === 'AddColumn');
  },
};

/** Those that are left out are for rules that explain them for every table. */
const oddAttributes = (definition: SyntaxNode): SyntaxNode[] =>
  definition
    .childrenOf('ColumnAttribute')
    .filter(attribute => !attribute.nodes.some(({ kind }) => kind === 'ColumnDefault' || kind.startsWith('Unsupported')));

function checkCreate(create: SyntaxNode, context: RuleContext): void {
  for (const element of create.child('TableElements')?.childrenOf('TableElement') ?? []) {
    const definition = element.child('ColumnDefinition');
    if (definition) for (const attribute of oddAttributes(definition)) tell(attribute, context, true);
    const other = element.child('TableConstraint', 'LikeClause');
    if (other && !other.nodes.some(({ kind }) => kind.startsWith('Unsupported'))) tell(other, context, false);
  }
  for (const attribute of create.childrenOf('TableAttribute')) {
    if (!attribute.child('IcebergClauses') && !attribute.nodes.some(({ kind }) => kind.startsWith('Unsupported')))
      tell(attribute, context, true);
  }
}

function tell(node: SyntaxNode, { report }: RuleContext, deletable: boolean): void {
  const words = node
    .tokens()
    .map(token => token.text.toUpperCase())
    .slice(0, 2);
  const told = words[1] && /^[A-Z]+$/.test(words[1]) && node.kind !== 'LikeClause' ? words.join(' ') : words[0]!;
  report({
    at: node,
    message: say`An Iceberg table has no ${told}`,
    ...(deletable && { fixes: [{ title: say`Delete ${told}`, edits: [{ start: node.start, end: node.end, newText: '' }], safe: true }] }),
  });
}
