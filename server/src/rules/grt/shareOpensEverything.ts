// GRT073: USAGE on a database without permissions of its own.

import { databaseAt, factOf } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readRightsForm } from './rightsForm.ts';

export const shareOpensEverything: Rule = {
  id: 'GRT073',
  name: 'share-opens-everything',
  severity: 'warning',
  title: 'USAGE on a database made without WITH PERMISSIONS opens everything in it',
  explanation: `Without \`WITH PERMISSIONS\` a database made from a datashare has no rights on its objects: who may use it reads everything that is shared. With
the words, \`USAGE\` and the rights on schemas and tables are granted one by one.`,
  pages: ['r_GRANT', 'r_CREATE_DATABASE'],
  examples: {
    wrong: [
      "CREATE DATABASE d FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; GRANT USAGE ON DATABASE d TO ann;",
      "CREATE DATABASE d FROM DATASHARE s OF ACCOUNT '123456789012' NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; GRANT USAGE ON DATABASE dev, d TO ROLE r, GROUP g;",
    ],
    right: [
      "CREATE DATABASE d WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d';",
      "CREATE DATABASE d WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; GRANT USAGE ON DATABASE d TO ann;",
      'CREATE DATABASE d; GRANT USAGE ON DATABASE d TO ann;',
    ],
  },
  needs: 'script',
  kinds: ['DatabaseTarget'],
  check(target, { report, before, inBody }) {
    const node = target.ancestor('GrantPrivileges');
    if (inBody || !node || !readRightsForm(node).privileges.some(({ name }) => name === 'usage' || name === 'all')) return;
    for (const slot of target.childrenOf('database-name')) {
      const parts = nameOf(slot)?.parts;
      const share = parts && factOf(databaseAt(before, resolveSimple(before, parts)))?.datashare;
      if (share && !share.withPermissions)
        report({
          at: slot,
          message: say`${slot.text} was made without WITH PERMISSIONS: USAGE on it opens everything in the share ${share.name}`,
        });
    }
  },
};
