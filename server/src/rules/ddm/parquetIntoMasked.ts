// DDM020: columnar files are loaded by position, through the masks.

import { maskingAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const parquetIntoMasked: Rule = {
  id: 'DDM020',
  name: 'parquet-into-masked-table',
  severity: 'warning',
  title: 'COPY from Parquet into a masked table without a column list',
  explanation: `\`COPY\` from Parquet into a table with masked columns needs a list of the columns to load.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "ATTACH MASKING POLICY m ON masked_t(c) TO PUBLIC;\nCOPY masked_t FROM 's3://b/p/' IAM_ROLE DEFAULT PARQUET;",
      "ATTACH MASKING POLICY m ON masked_t(c) TO PUBLIC;\nCOPY public.masked_t FROM 's3://b/p/' IAM_ROLE DEFAULT FORMAT AS PARQUET;",
    ],
    right: [
      "ATTACH MASKING POLICY m ON masked_t(c) TO PUBLIC;\nCOPY masked_t (id, c) FROM 's3://b/p/' IAM_ROLE DEFAULT PARQUET;",
      "COPY open_t FROM 's3://b/p/' IAM_ROLE DEFAULT PARQUET;",
    ],
  },
  needs: 'script',
  kinds: ['CopyStatement'],
  check(copy, { before, report }) {
    const slot = copy.child('table-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!parts || copy.child('ColumnList') || maskingAttachmentsOn(before, resolveExisting(before, parts)).length === 0) return;
    const parquet = copy.descendants('CopyFormatName').some(format => /^parquet$/i.test(format.text));
    if (parquet) report({ at: slot!, message: say`${slot!.text} has masked columns: name the columns to load from Parquet` });
  },
};
