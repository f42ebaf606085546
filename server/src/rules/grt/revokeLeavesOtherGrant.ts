// GRT066: a right has more than one way to somebody.

import type { Grant, Principal } from '../../semantics/facts.ts';
import { principalKey } from '../../semantics/facts.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { identitiesOf, principalText, sourcesOf } from './heldRights.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, privilegesOn, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const revokeLeavesOtherGrant: Rule = {
  id: 'GRT066',
  name: 'revoke-leaves-other-grant',
  severity: 'warning',
  title: 'REVOKE on the object leaves a scoped permission (or a role, group or PUBLIC grant) in place',
  explanation: `Rights add up: what is revoked on the object may still be held by a scoped permission (\`FOR TABLES IN SCHEMA\`), through a role, a group or
\`PUBLIC\`. Revoke it there, or take the role away.

Reported where the script itself gives the other right.`,
  pages: ['t_scoped-permissions-considerations', 'r_REVOKE'],
  examples: {
    wrong: [
      'GRANT SELECT FOR TABLES IN SCHEMA s TO ann; REVOKE SELECT ON s.t FROM ann;',
      'GRANT SELECT ON s.t TO ROLE reader; GRANT ROLE reader TO ann; REVOKE SELECT, INSERT ON TABLE s.t FROM ann;',
      'GRANT SELECT ON s.t TO PUBLIC; REVOKE ALL ON s.t FROM ROLE r;',
      'CREATE GROUP g WITH USER ann; GRANT SELECT ON s.t TO GROUP g; REVOKE SELECT ON s.t FROM ann;',
      'GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE r; REVOKE USAGE ON SCHEMA s FROM ROLE r;',
    ],
    right: [
      'REVOKE SELECT FOR TABLES IN SCHEMA s FROM ann;',
      'GRANT SELECT FOR TABLES IN SCHEMA s TO ann; REVOKE SELECT FOR TABLES IN SCHEMA s FROM ann; REVOKE SELECT ON s.t FROM ann;',
      'GRANT SELECT ON s.t TO ann; REVOKE SELECT ON s.t FROM ann;',
      'GRANT SELECT ON s.t TO ROLE reader; REVOKE SELECT ON s.t FROM ann;',
      'GRANT SELECT ON s.t TO ann; REVOKE SELECT ON s.t FROM PUBLIC;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; REVOKE SELECT ON s.t FROM ann;',
    ],
  },
  needs: 'script',
  kinds: ['RevokePrivileges'],
  check(node, { report, before, after, inBody }) {
    const form = readRightsForm(node);
    const { target } = form;
    if (inBody || !target || target.kind === 'scope' || isToPolicies(form) || node.child('GrantOptionFor')) return;
    for (const { on, written } of thingsOf(before, target)) {
      for (const grantee of form.grantees) {
        const to = principalOf(before, grantee);
        if (!to || to.kind === 'public') continue;
        const identities = identitiesOf(after, to);
        const left = form.privileges
          .filter(({ columns }) => !columns)
          .flatMap(({ name }) => (name === 'all' ? privilegesOn(target) : [name]))
          .flatMap(name => sourcesOf(after, identities, name, on))
          .find(grant => isOther(grant, to));
        if (!left) continue;
        report({
          at: grantee.node,
          message: say`${oneLine(grantee.node)} still holds ${left.privilege.toUpperCase()} on ${writtenName(written)} ${wayOf(left, to)}`,
        });
      }
    }
  },
};

const isOther = (grant: Grant, to: Principal) => grant.on.kind === 'scope' || principalKey(grant.to) !== principalKey(to);

function wayOf({ on, to }: Grant, asked: Principal): string {
  const through = principalKey(to) === principalKey(asked) ? '' : say`through ${principalText(to)}`;
  if (on.kind !== 'scope') return through;
  const scope = on.schema ? `IN SCHEMA ${on.schema}` : 'IN DATABASE';
  const permission = say`by the scoped permission FOR ${on.objects.toUpperCase()} ${scope}`;
  return through ? `${through}, ${permission}` : permission;
}
