// The documentation examples of the rules GRT, and what they say where the rights in the warehouse are known.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withChange } from '../../../server/src/catalog/snapshot.ts';
import { diagnose } from '../../../server/src/features/diagnose.ts';
import type { CatalogRights } from '../../../server/src/protocol.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('GRT');

describe('USAGE on a schema in the warehouse', () => {
  const rights: CatalogRights = {
    complete: true,
    grants: [
      { schema: 'sales', to: 'analyst', kind: 'role', privileges: ['usage'] },
      { schema: 'Sales', to: 'Ann', kind: 'user', privileges: ['create', 'usage'] },
      { schema: 'sales', to: 'readers', kind: 'group', privileges: ['usage'] },
      { schema: 'open', to: 'public', kind: 'public', privileges: ['usage'] },
      { to: 'auditor', kind: 'role', privileges: ['usage'] },
    ],
    memberships: [
      { of: 'role', name: 'analyst', member: 'Chief', kind: 'role' },
      { of: 'role', name: 'chief', member: 'bob', kind: 'user' },
      { of: 'group', name: 'readers', member: 'carl', kind: 'user' },
    ],
    superusers: ['root'],
  };
  const lint = (sql: string, known: CatalogRights | undefined) => {
    const catalog = withChange(undefined, {
      connection: 'c',
      database: 'dev',
      schemas: [
        { name: 'sales', kind: 'local', owner: 'Olga' },
        { name: 'open', kind: 'local' },
      ],
      principals: { users: ['ann', 'bob', 'carl', 'dora', 'olga', 'root'], groups: ['readers'], roles: ['analyst', 'auditor', 'chief'] },
      ...(known && { rights: known }),
    });
    return diagnose(parseDocument(sql), { catalog })
      .filter(({ code }) => code === 'GRT027')
      .map(({ severity, message }) => `${severity}: ${message}`);
  };
  const hint = (who: string) => `information: ${who} also needs USAGE on the schema sales, which this script does not grant`;
  const lacks = (who: string) =>
    `warning: Without USAGE on the schema sales, which neither the warehouse nor this script grants, this is of no use to ${who}`;
  const to = (grantee: string) => `GRANT SELECT ON sales.orders TO ${grantee};`;

  test('is enough: one’s own, of a role, of a group, of everybody, on all schemas, as the owner or a superuser', () => {
    for (const grantee of ['ROLE analyst', 'ann', 'GROUP readers', 'bob', 'ROLE chief', 'carl', 'ROLE auditor', 'olga', 'root'])
      assert.deepEqual(lint(to(grantee), rights), [], grantee);
    assert.deepEqual(lint('GRANT SELECT ON open.orders TO dora;', rights), []);
  });
  test('is enough where only some of the rights can be seen', () =>
    assert.deepEqual(lint(to('ROLE analyst'), { ...rights, complete: false }), []));
  test('is known to be missing where all rights can be seen', () => assert.deepEqual(lint(to('dora'), rights), [lacks('dora')]));
  test('is perhaps missing where they cannot', () => {
    assert.deepEqual(lint(to('dora'), { ...rights, complete: false }), [hint('dora')]);
    assert.deepEqual(lint(to('ROLE analyst'), undefined), [hint('ROLE analyst')]);
    assert.deepEqual(lint(`CALL grant_everything(); ${to('dora')}`, rights), [hint('dora')]);
  });
  test('comes through a role that the script grants', () => assert.deepEqual(lint(`GRANT ROLE chief TO dora; ${to('dora')}`, rights), []));
  test('is gone where the script revokes it, or makes the schema anew', () => {
    assert.deepEqual(lint(`REVOKE USAGE ON SCHEMA sales FROM ann; ${to('ann')}`, rights), [lacks('ann')]);
    assert.deepEqual(lint(`DROP SCHEMA sales; CREATE SCHEMA sales; ${to('ann')}`, rights), [hint('ann').replace('information', 'warning')]);
    assert.deepEqual(lint(`CREATE SCHEMA IF NOT EXISTS sales; ${to('ann')}`, rights), []);
  });
});
