// GRT067: what is left behind in a shared database.

import { type Principal, type Securable, samePrincipal } from '../../semantics/facts.ts';
import { databaseAt, factOf } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { principalOf } from './meaning.ts';
import { readRightsForm } from './rightsForm.ts';

export const sharedDatabaseUsageRevoked: Rule = {
  id: 'GRT067',
  name: 'shared-database-usage-revoked',
  severity: 'warning',
  title: 'Revoking USAGE on a shared database WITH PERMISSIONS keeps the object grants',
  explanation: `In a database made \`WITH PERMISSIONS\` from a datashare, rights on schemas and tables stay when \`USAGE\` on the database is revoked, and count
again as soon as it is granted again. Revoke those as well.`,
  pages: ['r_REVOKE', 'r_CREATE_DATABASE'],
  examples: {
    wrong: [
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; REVOKE USAGE ON DATABASE shared_db FROM ann;",
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; GRANT SELECT ON shared_db.public.t TO ROLE r; REVOKE USAGE ON DATABASE shared_db FROM ROLE r;",
    ],
    right: [
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; REVOKE USAGE ON DATABASE shared_db FROM ann; REVOKE SELECT ON shared_db.public.t FROM ann;",
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; GRANT USAGE ON DATABASE shared_db TO ann;",
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; GRANT SELECT ON shared_db.public.t TO ann; REVOKE USAGE ON DATABASE shared_db FROM ann; REVOKE SELECT ON shared_db.public.t FROM ann;",
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; REVOKE SELECT FOR TABLES IN DATABASE shared_db FROM ann; REVOKE USAGE ON DATABASE shared_db FROM ann;",
      "CREATE DATABASE shared_db WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d'; REVOKE USAGE ON DATABASE shared_db FROM ann; REVOKE USAGE ON SCHEMA shared_db.public FROM ann;",
      'REVOKE USAGE ON DATABASE shared_db FROM ann;',
    ],
  },
  needs: 'script',
  kinds: ['DatabaseTarget'],
  check(target, { report, before, final, inBody }) {
    const node = target.ancestor('RevokePrivileges');
    const form = node && readRightsForm(node);
    if (inBody || !form?.privileges.some(({ name }) => name === 'usage' || name === 'all')) return;
    for (const slot of target.childrenOf('database-name')) {
      const parts = nameOf(slot)?.parts;
      const name = parts && resolveSimple(before, parts);
      if (name === undefined || !factOf(databaseAt(before, name))?.datashare?.withPermissions) continue;
      const left = form.grantees.some(grantee => {
        const to = principalOf(before, grantee);
        if (!to) return false;
        const held = (model: Model, part: 'grants' | 'revoked') => isHeldIn(model, part, name, to);
        return held(final, 'grants') || !(held(before, 'grants') || held(final, 'revoked'));
      });
      if (left)
        report({
          at: slot,
          message: say`The rights on schemas and tables of ${slot.text} stay, and count again with the next GRANT USAGE: revoke them as well`,
        });
    }
  },
};

/** Whether the script gave (or took) somebody rights on schemas and tables of a database. */
function isHeldIn(model: Model, part: 'grants' | 'revoked', database: string, to: Principal): boolean {
  for (const list of model.all(part))
    for (const right of list) if (databaseOf(right.on) === database && samePrincipal(right.to, to)) return true;
  return false;
}

function databaseOf(on: Securable): string | undefined {
  if ('relation' in on) return on.relation.database;
  return 'database' in on ? on.database : undefined;
}
