// LOD015: sizes of the files and row groups that UNLOAD writes.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { type LoadOption, optionNamed, optionsOf } from './loadOptions.ts';

export const unloadFileSize: Rule = {
  id: 'LOD015',
  name: 'unload-file-size',
  severity: 'error',
  title: 'MAXFILESIZE or ROWGROUPSIZE out of range, or ROWGROUPSIZE without PARQUET',
  explanation:
    '`MAXFILESIZE` takes 5 MB to 6.2 GB, `ROWGROUPSIZE` 32 MB to 128 MB and only with `PARQUET`. Without a unit the number means megabytes.',
  pages: ['r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT MAXFILESIZE 1 MB;",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT MAXFILESIZE AS 7 GB;",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET ROWGROUPSIZE 256 MB;",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT CSV ROWGROUPSIZE 64 MB;",
    ],
    right: [
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT MAXFILESIZE 100 MB;",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT MAXFILESIZE 6.2 GB;",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET ROWGROUPSIZE AS 64 MB;",
    ],
  },
  needs: 'offline',
  kinds: ['UnloadStatement'],
  check(node, { report }) {
    const options = optionsOf(node);
    const file = optionNamed(options, 'MAXFILESIZE');
    const fileSize = file && megabytes(file);
    if (file && fileSize !== undefined && (fileSize < 5 || fileSize > 6.2 * 1024))
      report({ at: file.node, message: say`MAXFILESIZE takes 5 MB to 6.2 GB` });
    const rows = optionNamed(options, 'ROWGROUPSIZE');
    const rowSize = rows && megabytes(rows);
    if (rows && !optionNamed(options, 'PARQUET')) report({ at: rows.node, message: say`ROWGROUPSIZE goes only with PARQUET` });
    else if (rows && rowSize !== undefined && (rowSize < 32 || rowSize > 128))
      report({ at: rows.node, message: say`ROWGROUPSIZE takes 32 MB to 128 MB`, severity: 'warning' });
  },
};

function megabytes({ node }: LoadOption): number | undefined {
  const literal = node.descendants('Literal')[0];
  if (!literal || !/^[\d.]+$/.test(literal.text)) return undefined;
  return Number(literal.text) * (node.keyword('GB') ? 1024 : 1);
}
