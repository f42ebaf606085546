// GRT075: external queries need temporary tables.

import { grantsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readRightsForm } from './rightsForm.ts';

export const tempRevokedFromPublic: Rule = {
  id: 'GRT075',
  name: 'temp-revoked-from-public',
  severity: 'warning',
  title: 'TEMP on the database revoked from PUBLIC without granting it to Spectrum users',
  explanation: `Queries on external tables make temporary tables behind the scenes, so their users need \`TEMP\` on the database. At first everybody has it through
\`PUBLIC\`. Where it is revoked, grant it to the role of those users: \`GRANT TEMP ON DATABASE dev TO ROLE spectrum_reader\`.`,
  pages: ['c-spectrum-considerations'],
  examples: {
    wrong: [
      'REVOKE TEMP ON DATABASE dev FROM PUBLIC;',
      'REVOKE ALL ON DATABASE dev FROM ROLE r, PUBLIC;',
      'GRANT TEMP ON DATABASE sales TO ROLE r; REVOKE TEMPORARY, CREATE ON DATABASE dev FROM PUBLIC;',
    ],
    right: [
      'REVOKE TEMP ON DATABASE dev FROM PUBLIC; GRANT TEMP ON DATABASE dev TO ROLE spectrum_reader;',
      'GRANT ALL ON DATABASE dev TO ROLE spectrum_reader; REVOKE TEMPORARY ON DATABASE dev FROM PUBLIC;',
      'REVOKE CREATE ON DATABASE dev FROM PUBLIC;',
      'REVOKE TEMP ON DATABASE dev FROM ann;',
    ],
  },
  needs: 'script',
  kinds: ['DatabaseTarget'],
  check(target, { report, before, final, inBody }) {
    const node = target.ancestor('RevokePrivileges');
    const form = node && readRightsForm(node);
    const temp = form?.privileges.find(({ name }) => name === 'temporary' || name === 'all');
    if (inBody || !temp || !form!.grantees.some(({ kind }) => kind === 'public')) return;
    for (const slot of target.childrenOf('database-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      if (grantsOn(final, { kind: 'database', name: resolveSimple(before, parts) }).some(({ privilege }) => privilege === 'temporary'))
        continue;
      report({
        at: temp.node,
        message: say`Users of external tables need TEMP on ${slot.text}, which they had through PUBLIC: grant it to their role`,
      });
      return;
    }
  },
};
