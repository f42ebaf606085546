// TBL009: DISTSTYLE and DISTKEY that do not go together.

import { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const distributionConflict: Rule = {
  id: 'TBL009',
  name: 'distribution-conflict',
  severity: 'error',
  title: 'DISTSTYLE KEY without DISTKEY, two DISTKEYs, DISTKEY with DISTSTYLE EVEN/ALL',
  explanation: `A table is distributed by one column (\`DISTKEY\`, with \`DISTSTYLE KEY\` or none said), evenly, or whole to every node. \`DISTSTYLE KEY\` needs the column;
\`EVEN\`, \`ALL\` and \`AUTO\` take none.`,
  pages: ['r_CREATE_TABLE_NEW', 'r_CREATE_TABLE_AS', 'c_choosing_dist_sort'],
  examples: {
    wrong: [
      'CREATE TABLE t (a int DISTKEY) DISTSTYLE EVEN;',
      'CREATE TABLE t (a int, b int) DISTSTYLE KEY;',
      'CREATE TABLE t (a int, b int) DISTKEY (a, b);',
      'CREATE TABLE t (a int DISTKEY, b int DISTKEY);',
      'CREATE TABLE t (a int DISTKEY, b int) DISTKEY (b);',
      'CREATE TABLE t (a int) DISTSTYLE ALL DISTKEY (a) SORTKEY (a);',
      'CREATE TABLE t DISTSTYLE KEY AS SELECT a FROM s;',
      'CREATE TABLE t DISTKEY (a) DISTSTYLE EVEN AS SELECT a FROM s;',
      'CREATE MATERIALIZED VIEW v DISTSTYLE ALL DISTKEY (a) AS SELECT a FROM s;',
    ],
    right: [
      'CREATE TABLE t (a int) DISTSTYLE KEY DISTKEY (a);',
      'CREATE TABLE t (a int DISTKEY) DISTSTYLE KEY;',
      'CREATE TABLE t (a int DISTKEY);',
      'CREATE TABLE t (a int) DISTSTYLE EVEN SORTKEY (a);',
      'CREATE TABLE t (LIKE s) DISTSTYLE ALL;',
      'CREATE TABLE t DISTSTYLE KEY DISTKEY (1) AS SELECT a FROM s;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateTable', 'CreateMaterializedView'],
  check(node, { report }) {
    const attributes = node.childrenOf('TableAttribute', 'MaterializedViewAttribute');
    const style = attributes.map(attribute => attribute.child('DistributionStyle')).find(Boolean);
    const keys = [...columnKeys(node), ...attributes.flatMap(attribute => attribute.child('DistributionKey') ?? [])];
    const word = style?.keyword('AUTO', 'EVEN', 'KEY', 'ALL')?.keyword;
    if (keys.length > 1) {
      const [, second] = keys;
      report({ at: second!, message: say`A table has one DISTKEY: this is its second` });
    } else if (style && word === 'KEY' && keys.length === 0 && !node.child('TableElements')?.descendants('LikeClause').length) {
      report({ at: style, message: say`DISTSTYLE KEY needs a DISTKEY: name the column, or leave the style out` });
    } else if (style && word && word !== 'KEY' && keys.length === 1) {
      report({
        at: style,
        message: say`DISTSTYLE ${word} and a DISTKEY exclude each other: leave one of them out`,
        // Public parsers for Redshift read DISTKEY (a) … DISTSTYLE EVEN, in that order: a refusal that is not certain.
        ...(word === 'AUTO' || (keys[0] instanceof SyntaxNode && keys[0].start < style.start) ? { severity: 'warning' } : {}),
      });
    }
  },
  explain({ start, end }, text) {
    if (text[start] !== ',' || !/\bDISTKEY\s*\(\s*(?:\w+|"[^"]+")\s*$/i.test(text.slice(0, start))) return undefined;
    const rest = /^[^)]*/.exec(text.slice(start))![0].trimEnd();
    return {
      at: { start, end: Math.max(end, start + rest.length) },
      message: say`A DISTKEY is one column: leave the others out`,
      covers: start + rest.length,
    };
  },
};

/** The words DISTKEY behind columns. */
const columnKeys = (create: SyntaxNode) =>
  (create.child('TableElements')?.descendants('ColumnAttribute') ?? []).flatMap(attribute => attribute.keyword('DISTKEY') ?? []);
