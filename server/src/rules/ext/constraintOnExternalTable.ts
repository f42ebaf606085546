// EXT007: external tables have no constraints, defaults, encodings, distribution or sort keys.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { withoutElement } from './externalTable.ts';
import { asCertain, tableAt, told } from './tableAt.ts';

export const constraintOnExternalTable: Rule = {
  id: 'EXT007',
  name: 'constraint-on-external-table',
  severity: 'error',
  title: 'Column constraint or attribute on an external table',
  explanation: `The rows of an external table are in files that others write: Redshift keeps no constraint on them, fills in no default and has no say in how they
lie. \`NOT NULL\`, keys, \`DEFAULT\`, \`ENCODE\`, \`IDENTITY\`, \`DISTKEY\` and \`SORTKEY\` are for native tables.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'r_ALTER_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int NOT NULL PRIMARY KEY) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int DEFAULT 0, b int ENCODE az64) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int, b int, PRIMARY KEY (a, b)) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY (d date NOT NULL) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) DISTKEY (a) SORTKEY (a) STORED AS PARQUET LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD CONSTRAINT pk PRIMARY KEY (a);",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ALTER SORTKEY (a);",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      'CREATE TABLE s (a int NOT NULL PRIMARY KEY);\nALTER TABLE s ADD UNIQUE (a);',
    ],
  },
  needs: 'script',
  kinds: ['ExternalColumn', 'ExternalPartitionedBy', 'ToleratedTableConstraint', 'ToleratedTableAttribute', 'AlterTable'],
  check(node, context) {
    if (node.kind === 'AlterTable') return checkAlter(node, context);
    if (node.kind === 'ToleratedTableConstraint' || node.kind === 'ToleratedTableAttribute') {
      const edit = node.kind === 'ToleratedTableConstraint' ? withoutElement(node) : { start: node.start, end: node.end, newText: '' };
      context.report({
        at: node,
        message: say`An external table has no ${firstWords(node)}`,
        fixes: [{ title: say`Delete ${firstWords(node)}`, edits: [edit], safe: true }],
      });
      return;
    }
    for (const run of runsOf(node)) {
      const start = run[0]!.start;
      const end = run.at(-1)!.end;
      const text = node.statement.text.slice(start, end);
      context.report({
        at: { start, end },
        message: say`Columns of external tables take no ${text.replace(/\s+/g, ' ')}`,
        fixes: [
          {
            title: run.length === 1 ? say`Delete ${text}` : say`Delete the attributes`,
            edits: [{ start: before(node, run[0]!), end, newText: '' }],
            safe: true,
          },
        ],
      });
    }
  },
};

/** Attributes of one column that follow one another. */
function runsOf(node: SyntaxNode): SyntaxNode[][] {
  const runs: SyntaxNode[][] = [];
  let open = false;
  for (const child of node.children) {
    if (!('kind' in child) || (child as SyntaxNode).kind !== 'ToleratedColumnAttribute') open = false;
    else if (open) runs.at(-1)!.push(child as SyntaxNode);
    else {
      runs.push([child as SyntaxNode]);
      open = true;
    }
  }
  return runs;
}

/** Where the type in front of the first attribute ends. */
function before(node: SyntaxNode, first: SyntaxNode): number {
  const { nodes } = node;
  return nodes.findLast(sibling => sibling.end <= first.start)?.end ?? first.start;
}

const firstWords = (node: SyntaxNode) => {
  const words = node.tokens().map(token => token.text.toUpperCase());
  const first = words[0] === 'CONSTRAINT' ? words.slice(2) : words;
  return first[1] === 'KEY' ? `${first[0]} KEY` : (first[0] ?? '');
};

const keyActions = ['AddConstraint', 'DropConstraint', 'AlterColumnEncoding', 'AlterDistributionOrSortKey'];

function checkAlter(alter: SyntaxNode, context: RuleContext): void {
  const actions = alter.childrenOf('AlterTableAction').flatMap(action => action.childrenOf(...keyActions));
  const slot = alter.child('table-name');
  if (actions.length === 0 || !slot) return;
  const table = tableAt(context.before, slot);
  if (table.sort !== 'spectrum') return;
  for (const action of actions)
    context.report({ at: action, message: say`${told(slot, table)}: it has no constraints, encodings or keys`, ...asCertain(table) });
}
