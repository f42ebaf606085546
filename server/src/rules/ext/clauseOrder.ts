// EXT003: the clauses of CREATE EXTERNAL TABLE have one order.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const order = ['ToleratedLateColumns', 'ExternalPartitionedBy', 'RowFormat', 'StoredAs', 'ExternalLocation', 'TableProperties'];
const written = ['', 'PARTITIONED BY', 'ROW FORMAT', 'STORED AS', 'LOCATION', 'TABLE PROPERTIES'];
const rank = (clause: SyntaxNode) => order.indexOf(clause.kind);
const nameOfClause = (clause: SyntaxNode) => written[rank(clause)] || say`the column list`;

export const clauseOrder: Rule = {
  id: 'EXT003',
  name: 'clause-order',
  severity: 'error',
  title: 'Clauses in the wrong order (columns, PARTITIONED BY, ROW FORMAT, STORED AS, LOCATION, TABLE PROPERTIES)',
  explanation: `Redshift takes the clauses in one order: columns, \`PARTITIONED BY\`, \`ROW FORMAT\`, \`STORED AS\`, \`LOCATION\`, \`TABLE PROPERTIES\`, and the query of
\`CREATE EXTERNAL TABLE AS\` last.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) LOCATION 's3://b/p/' STORED AS PARQUET;",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET PARTITIONED BY (d date) LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='1') ROW FORMAT DELIMITED FIELDS TERMINATED BY ',';",
      "CREATE EXTERNAL TABLE spectrum.s PARTITIONED BY (d date) (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' (a int, b int);",
      "CREATE EXTERNAL TABLE spectrum.s TABLE PROPERTIES ('write.parallel'='off') STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT 1 AS a;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('numRows'='1');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalTable'],
  check(create, { report }) {
    const clauses = create.childrenOf(...order);
    // The one that is too far behind; the column list where it is not the first.
    const late = clauses.findIndex((clause, i) => i > 0 && rank(clause) < rank(clauses[i - 1]!));
    if (late < 0) return;
    const sorted = clauses.toSorted((a, b) => rank(a) - rank(b));
    const names = sorted.map(nameOfClause);
    const own = nameOfClause(clauses[late]!);
    const before = names[sorted.indexOf(clauses[late]!) + 1];
    report({
      at: clauses[late]!,
      message: say`${own[0]!.toUpperCase()}${own.slice(1)} stands before ${before}: the order is ${names.join(', ')}`,
      fixes: [
        {
          title: say`Put the clauses in order`,
          edits: clauses.flatMap(({ start, end, text }, i) => (sorted[i]!.text === text ? [] : [{ start, end, newText: sorted[i]!.text }])),
          safe: true,
        },
      ],
    });
  },
};
