// EXT010: $path without quotes is no name.

import { pseudoColumns } from '../../dialect/externalTables.ts';
import * as T from '../../syntax/tokens.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const pseudoColumnUnquoted: Rule = {
  id: 'EXT010',
  name: 'pseudo-column-unquoted',
  severity: 'error',
  title: '$path or $size used without double quotes',
  explanation: `The pseudo-columns of external tables begin with a dollar sign, which a bare name cannot: write \`"$path"\`, \`"$size"\`, \`"$spectrum_oid"\`.`,
  pages: ['r_CREATE_EXTERNAL_TABLE_usage'],
  examples: {
    wrong: [
      'SELECT $path FROM spectrum.s;',
      'SELECT a, s.$size FROM spectrum.s s;',
      "SELECT a FROM spectrum.s WHERE $path LIKE '%2024%';",
      'SELECT count(*) FROM spectrum.s GROUP BY $path ORDER BY $path;',
      'INSERT INTO files SELECT DISTINCT $path FROM (SELECT a, $path FROM spectrum.s) q;',
    ],
    right: ['SELECT "$path" FROM spectrum.s;', 'SELECT s."$size" FROM spectrum.s s WHERE a = $1;'],
  },
  needs: 'offline',
  kinds: ['Query'],
  check(query, { report }) {
    const { kinds } = query.statement;
    let present = false;
    for (let i = query.firstToken; i < query.endToken && !present; i++) present = kinds[i] === T.PARAMETER;
    // Queries inside of it are called for themselves.
    if (!present || query.parent?.ancestor('Query')) return;
    for (const token of query.tokens()) {
      if (token.kind !== T.PARAMETER || !pseudoColumns.has(token.text.toLowerCase()) || !(readsTable(token.parent) || readsTable(query)))
        continue;
      report({
        at: token,
        message: say`${token.text} is a name only in double quotes: "${token.text}"`,
        fixes: [
          { title: say`Write "${token.text}"`, edits: [{ start: token.start, end: token.end, newText: `"${token.text}"` }], safe: true },
        ],
      });
    }
  },
};

const readsTable = (node: SyntaxNode | undefined): boolean =>
  (node?.ancestor('SelectStatement', 'Query')?.descendants('FromClause').length ?? 0) > 0;
