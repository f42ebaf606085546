// EXT013: a folder ends with a slash.

import { hasPlaceholder, stringText, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const folderSlash: Rule = {
  id: 'EXT013',
  name: 'folder-without-slash',
  severity: 'warning',
  title: 'Folder LOCATION without trailing slash may match sibling prefixes or be read as a manifest',
  explanation: `\`'s3://b/sales'\` is a prefix: it also matches \`sales_old/\` and \`sales2/\`, and Redshift first tries to read it as a manifest file. Write the slash
behind a folder.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/sales';",
      "CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/out' AS SELECT 1 AS a;",
      "ALTER TABLE spectrum.s SET LOCATION 's3://b';",
      "ALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/sales/d=2024-01-01';",
      "ALTER TABLE spectrum.s PARTITION (d='2024-01-01') SET LOCATION 's3://b/sales/d=2024-01-01';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/sales/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/sales.manifest';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/sales_manifest';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/{{ folder }}';",
    ],
  },
  needs: 'offline',
  kinds: ['ExternalLocation', 'SetExternalLocation', 'SetPartitionLocation'],
  check(clause, { report }) {
    // An Iceberg table has a folder of its own, whatever is written.
    if (clause.parent?.kind === 'IcebergClauses') return;
    const token = clause.child('Literal') && stringToken(clause.childrenOf('Literal').at(-1)!);
    const text = token && stringText(token);
    if (!token || !text || !/^s3:\/\/[^/]/i.test(text) || text.endsWith('/')) return;
    const path = text.slice('s3://'.length).split('/');
    const last = path.at(-1)!;
    // A file: the manifest. Placeholders may hold the slash.
    if (hasPlaceholder(text) || /[{}<>%*$:]/.test(last) || (path.length > 1 && (/\.\w+$/.test(last) || /manifest/i.test(last)))) return;
    report({
      at: token,
      message: say`${token.text} is a prefix, which other folders may begin with too: write a slash behind the folder`,
      fixes: [{ title: say`Add the slash`, edits: [{ start: token.end - 1, end: token.end - 1, newText: '/' }], safe: false }],
    });
  },
};
