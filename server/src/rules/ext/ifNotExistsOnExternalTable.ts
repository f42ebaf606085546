// EXT008: CREATE EXTERNAL TABLE has no IF NOT EXISTS on its page.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const ifNotExistsOnExternalTable: Rule = {
  id: 'EXT008',
  name: 'if-not-exists-on-external-table',
  severity: 'warning',
  title: 'IF NOT EXISTS on CREATE EXTERNAL TABLE',
  explanation: `The syntax of \`CREATE EXTERNAL TABLE\` has no \`IF NOT EXISTS\`, though scripts have it. Where the table may be there already, run
\`DROP TABLE IF EXISTS\` first: it removes the description only, and the files stay.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE IF NOT EXISTS spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "create external table if not exists spectrum.s stored as parquet location 's3://b/p/' as select 1 as a;",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
      "DROP TABLE IF EXISTS spectrum.s;\nCREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['ToleratedIfNotExists'],
  check(words, { report }) {
    const name = words.parent?.child('new-external-table-name');
    if (!name) return;
    report({
      at: words,
      message: say`The syntax of CREATE EXTERNAL TABLE has no IF NOT EXISTS`,
      fixes: [{ title: say`Delete IF NOT EXISTS`, edits: [{ start: words.start, end: name.start, newText: '' }], safe: false }],
    });
  },
};
