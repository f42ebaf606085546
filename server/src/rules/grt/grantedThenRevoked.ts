// GRT065: given and taken in one script.
import { type Grant, type Origin, samePrincipal } from '../../semantics/facts.ts';
import { readGrantees } from '../../semantics/grantReading.ts';
import { grantsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import type { Rule } from '../rule.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const grantedThenRevoked: Rule = {
  id: 'GRT065',
  name: 'granted-then-revoked',
  severity: 'info',
  title: 'Granted and revoked in the same script: last one wins',
  explanation: `An earlier statement of the script grants what this one revokes: after the script the grantee does not have it. Delete one of the two.

Silent where the grant was wider (\`ALL\`, \`ALL TABLES\`) and the \`REVOKE\` takes a part of it back.`,
  pages: ['r_GRANT', 'r_REVOKE'],
  examples: {
    wrong: [
      'GRANT SELECT ON t TO ann; REVOKE SELECT ON t FROM ann;',
      'GRANT SELECT, INSERT ON sales.orders TO ROLE r, bob; SELECT 1; REVOKE ALL ON sales.orders FROM bob;',
      'GRANT USAGE ON SCHEMA sales TO GROUP g; REVOKE USAGE ON SCHEMA sales FROM GROUP g;',
      'GRANT ROLE analyst TO ann; REVOKE ROLE analyst FROM ann;',
    ],
    right: [
      'GRANT SELECT ON t TO ann;',
      'REVOKE ALL ON t FROM ann; GRANT SELECT ON t TO ann;',
      'GRANT ALL ON t TO ann; REVOKE DROP ON t FROM ann;',
      'GRANT SELECT ON t TO ann; REVOKE INSERT ON t FROM ann;',
      'GRANT SELECT ON t TO ann; REVOKE SELECT ON t FROM bob;',
      'GRANT SELECT ON t TO ann WITH GRANT OPTION; REVOKE GRANT OPTION FOR SELECT ON t FROM ann;',
    ],
  },
  needs: 'script',
  kinds: ['RevokePrivileges', 'RevokeRoles', 'RevokeRoleUnmarked'],
  check(node, { report, before, inBody }) {
    if (inBody || node.child('GrantOptionFor', 'AdminOptionFor')) return;
    if (node.kind !== 'RevokePrivileges') {
      const slots = node.child('RoleList')?.descendants('role-name') ?? node.childrenOf('bare-role-name');
      for (const grantee of readGrantees(node)) {
        const to = principalOf(before, grantee);
        const held = to ? (before.get('memberships', `${to.kind}:${'name' in to ? to.name : ''}`) ?? []) : [];
        const slot = slots.find(one => {
          const parts = nameOf(one)?.parts;
          return parts && held.some(({ role, origin }) => origin && role === resolveSimple(before, parts));
        });
        if (slot)
          report({
            at: slot,
            message: `This script grants ${slot.text} to ${oneLine(grantee.node)} before it revokes it: delete one of the two`,
          });
      }
      return;
    }
    const form = readRightsForm(node);
    if (!form.target || form.target.kind === 'all-in-schema' || isToPolicies(form)) return;
    for (const { on, written } of thingsOf(before, form.target)) {
      for (const grantee of form.grantees) {
        const to = principalOf(before, grantee);
        const held: Grant[] = to
          ? grantsOn(before, on).filter(grant => samePrincipal(grant.to, to) && grant.origin && !isWide(grant.origin))
          : [];
        const privilege = form.privileges.find(({ name, columns }) =>
          held.some(grant => (name === 'all' || grant.privilege === name) && (grant.columns !== undefined) === (columns !== undefined)),
        );
        if (!privilege) continue;
        report({
          at: privilege.node,
          message: `This script grants ${privilege.name === 'all' ? 'rights' : privilege.name.toUpperCase()} on ${writtenName(written)} to ${oneLine(grantee.node)} before it revokes ${privilege.name === 'all' ? 'them' : 'it'}: the last statement wins`,
        });
        return;
      }
    }
  },
};

/** Whether the statement granted more than it names: ALL, or on all tables. */
const isWide = ({ statement }: Origin) => /\bALL\b/i.test(statement.text);
