// EXT011: reading $path or $size costs a scan.

import { pseudoColumns } from '../../dialect/externalTables.ts';
import * as T from '../../syntax/tokens.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const pseudoColumnCost: Rule = {
  id: 'EXT011',
  name: 'pseudo-column-cost',
  severity: 'info',
  title: 'Selecting $path or $size scans S3 and costs money',
  explanation: `Spectrum reads the files to answer a query that names \`"$path"\` or \`"$size"\`, and bills what it reads, also when no other column is selected. To see
the folders only, query \`svv_external_partitions\`; to see the files, list the bucket.`,
  pages: ['r_CREATE_EXTERNAL_TABLE_usage'],
  examples: {
    wrong: ['SELECT "$size" FROM spectrum.s;', `SELECT a FROM spectrum.s AS x WHERE x."$path" LIKE '%/2024/%';`],
    right: ['SELECT a FROM spectrum.s;', 'SELECT "path", "$other" FROM spectrum.s;'],
  },
  needs: 'offline',
  kinds: ['Query'],
  check(query, { report }) {
    if (query.parent?.ancestor('Query')) return;
    const { kinds, starts, ends, text } = query.statement;
    for (let i = query.firstToken; i < query.endToken; i++) {
      if (kinds[i] !== T.QUOTED_NAME) continue;
      const start = starts[i]!;
      const end = ends[i]!;
      if (text[start + 1] !== '$' || !pseudoColumns.has(text.slice(start + 1, end - 1).toLowerCase())) continue;
      report({
        at: { start, end },
        message: say`${text.slice(start, end)} makes Spectrum read the files, which is billed, whatever else is selected`,
      });
      return;
    }
  },
};
