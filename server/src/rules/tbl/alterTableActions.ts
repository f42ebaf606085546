// TBL007: one change an ALTER TABLE.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const alterTableActions: Rule = {
  id: 'TBL007',
  name: 'several-alter-table-actions',
  severity: 'error',
  title: 'Several ADD COLUMN in one ALTER TABLE, or other clause combinations',
  explanation: `An \`ALTER TABLE\` does one thing. Only the encodings of several columns can be changed together, and a sort key together with a distribution key or
\`DISTSTYLE ALL\`. Write a statement for each change.`,
  pages: ['r_ALTER_TABLE'],
  examples: {
    wrong: [
      'ALTER TABLE t ADD COLUMN a int, ADD COLUMN b int;',
      "ALTER TABLE sales.t ADD a int, DROP COLUMN b, ADD c varchar(9) DEFAULT 'x';",
      'ALTER TABLE t DROP COLUMN a, DROP COLUMN b;',
      'ALTER TABLE t ADD COLUMN (a int, b int);',
      'ALTER TABLE t ADD COLUMN a int, ALTER COLUMN b ENCODE zstd;',
      'ALTER TABLE t ALTER COLUMN a TYPE varchar(20), ALTER COLUMN b TYPE varchar(20);',
    ],
    right: [
      'ALTER TABLE t ADD COLUMN a int; ALTER TABLE t ADD COLUMN b int;',
      'ALTER TABLE t ALTER COLUMN a ENCODE zstd, ALTER COLUMN b ENCODE az64;',
      'ALTER TABLE t ALTER SORTKEY (a, b), ALTER DISTKEY a;',
      'ALTER TABLE t ALTER DISTSTYLE ALL, ALTER SORTKEY (a);',
    ],
  },
  needs: 'offline',
  kinds: ['AlterTable'],
  check(node, { report }) {
    const actions = node.childrenOf('AlterTableAction');
    const table = node.child('table-name');
    if (actions.length < 2 || !table || isAllowed(actions)) return;
    const second = actions[1]!;
    const sameKind = actions.every(action => action.nodes[0]?.kind === actions[0]!.nodes[0]?.kind);
    const split = actions
      .slice(1)
      .map((action, i) => ({ start: actions[i]!.end, end: action.start, newText: `;\nALTER TABLE ${table.text} ` }));
    report({
      at: { start: actions[0]!.start, end: second.end },
      message: say`${actions.length} changes in one ALTER TABLE: Redshift takes one, so write ALTER TABLE ${table.text} for each`,
      fixes: [{ title: say`Write ${actions.length} statements`, edits: split, safe: true }],
      // The page forbids several columns in one ADD or DROP; other combinations it only leaves out.
      ...(sameKind ? {} : { severity: 'warning' }),
    });
  },
  explain({ start, end }, text) {
    const head = /^\s*ALTER\s+TABLE\s+([^\s;]+)\s+ADD\s+(?:COLUMN\s+)?$/i.exec(text.slice(0, start));
    if (!head || text[start] !== '(') return undefined;
    return {
      at: { start, end },
      message: say`ADD COLUMN takes one column without parentheses: write ALTER TABLE ${head[1]} for each`,
      covers: text.length,
    };
  },
};

function isAllowed(actions: readonly SyntaxNode[]): boolean {
  const kinds = actions.map(action => action.nodes[0]?.kind);
  if (kinds.every(kind => kind === 'AlterColumnEncoding')) return true;
  // Row security as PostgreSQL writes it is wrong for another reason (TBL004).
  if (kinds.some(kind => kind === 'UnsupportedRowSecurity')) return true;
  if (actions.length !== 2 || !kinds.every(kind => kind === 'AlterDistributionOrSortKey')) return false;
  const sorts = actions.filter(action => action.nodes[0]!.keyword('SORTKEY'));
  const distributions = actions.filter(action => {
    const change = action.nodes[0]!;
    return change.keyword('DISTKEY') || change.keyword('ALL');
  });
  return sorts.length === 1 && distributions.length === 1;
}
