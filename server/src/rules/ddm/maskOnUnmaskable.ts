// DDM010: what cannot be masked.

import { say } from '../../text/say.ts';
import { whyUnprotectable } from '../rls/policyOnUnprotectable.ts';
import type { Rule } from '../rule.ts';

export const maskOnUnmaskable: Rule = {
  id: 'DDM010',
  name: 'mask-on-unmaskable-relation',
  severity: 'error',
  title: 'Masking a temporary, external, datashare, system or cross-database relation',
  explanation: `Masking policies work on tables, views and materialized views of the connected database. Temporary tables, external tables, relations of datashares,
system tables and relations of other databases cannot have them.

For external data, grant a view that leaves out or masks the column.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nATTACH MASKING POLICY m ON spectrum.t(c) TO PUBLIC;",
      'CREATE TEMPORARY TABLE t (c text);\nATTACH MASKING POLICY m ON t(c) TO PUBLIC;',
      'ATTACH MASKING POLICY m ON pg_catalog.pg_user(usename) TO PUBLIC;',
      'ATTACH MASKING POLICY m ON spectrum.t(c) TO PUBLIC;',
    ],
    right: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nATTACH MASKING POLICY m ON sales.t(c) TO PUBLIC;",
    ],
  },
  needs: 'catalog',
  kinds: ['AttachMaskingPolicy'],
  check(attach, context) {
    const slot = attach.child('relation-name');
    const found = slot && whyUnprotectable(slot, context);
    if (!found) return;
    const { why, ...severity } = found;
    context.report({ at: slot, message: say`${slot.text} ${why}: its columns cannot be masked`, ...severity });
  },
};
