// EXT033: how many partitions one ALTER TABLE may add.

import { mostAddedPartitions } from '../../dialect/externalTables.ts';
import { factOf, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const partition = (day: number) => `PARTITION (d=${day}) LOCATION 's3://b/p/d=${day}/'`;
const adding = (count: number) =>
  `ALTER TABLE spectrum.s ADD IF NOT EXISTS ${Array.from({ length: count }, (_, i) => partition(i)).join('\n  ')};`;

export const tooManyPartitions: Rule = {
  id: 'EXT033',
  name: 'too-many-added-partitions',
  severity: 'error',
  title: 'More than 100 partitions in one ALTER TABLE with Glue',
  explanation: `The Glue catalog takes at most 100 partitions in one request, and so does one \`ALTER TABLE … ADD PARTITION\`. Write several statements.`,
  pages: ['r_ALTER_TABLE', 'r_ALTER_TABLE_external-table'],
  examples: {
    wrong: [adding(101), adding(250)],
    right: [
      adding(100),
      `${adding(100)}\n${adding(100)}`,
      `CREATE EXTERNAL SCHEMA spectrum FROM HIVE METASTORE DATABASE 'd' URI '10.0.0.1' IAM_ROLE DEFAULT;\n${adding(101)}`,
    ],
  },
  needs: 'script',
  kinds: ['AddPartitions'],
  check(add, { before, report, insertAfter, inBody }) {
    const added = add.childrenOf('AddedPartition');
    const count = added.length + 1;
    if (count <= mostAddedPartitions) return;
    const table = add.ancestor('AlterTable')?.child('table-name');
    // The limit is that of the Glue catalog.
    if (table && isOfHiveMetastore(table, before)) return;
    const firstOfNext = added[mostAddedPartitions - 1]!;
    const rest = added.slice(mostAddedPartitions - 1);
    const statements: string[] = [];
    const words = `ALTER TABLE ${table?.text} ADD ${add.keyword('EXISTS') ? 'IF NOT EXISTS ' : ''}`;
    for (let i = 0; i < rest.length; i += mostAddedPartitions)
      statements.push(
        `${words}${rest
          .slice(i, i + mostAddedPartitions)
          .map(({ text }) => text)
          .join('\n  ')};`,
      );
    const last = added[mostAddedPartitions - 2]!;
    report({
      at: { start: firstOfNext.start, end: firstOfNext.end },
      message: say`One ALTER TABLE adds at most ${mostAddedPartitions} partitions, and this one has ${count}: split it`,
      ...(table &&
        !inBody &&
        isOnlyAction(add) && {
          fixes: [
            {
              title: say`Split it into ${statements.length + 1} statements`,
              edits: [{ start: last.end, end: add.end, newText: '' }, insertAfter(statements.join('\n'))],
              safe: true,
            },
          ],
        }),
    });
  },
};

function isOfHiveMetastore(table: SyntaxNode, model: Model): boolean {
  const parts = nameOf(table)?.parts;
  return parts !== undefined && factOf(schemaAt(model, resolveExisting(model, parts).schema))?.source === 'hive';
}

const isOnlyAction = (add: SyntaxNode) => add.ancestor('AlterTable')?.childrenOf('AlterTableAction').length === 1;
