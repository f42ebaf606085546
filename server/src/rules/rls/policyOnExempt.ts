// RLS017: superusers and secadmins see everything whatever is attached to them.

import { factOf, rolesOf, userAt } from '../../semantics/lookup.ts';
import { simpleNameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const exempt = new Set(['sys:superuser', 'sys:secadmin']);

export const policyOnExempt: Rule = {
  id: 'RLS017',
  name: 'row-policy-on-exempt-principal',
  severity: 'warning',
  title: 'Policy attached to a superuser or a sys:secadmin member is ignored',
  explanation: `Superusers, members of \`sys:secadmin\` and holders of \`IGNORE RLS\` see every row; a policy attached to them does nothing.

Attach it to the role whose members shall be limited.`,
  pages: ['r_ATTACH_RLS_POLICY', 't_rls_ownership'],
  examples: {
    wrong: [
      'ATTACH RLS POLICY p ON t TO ROLE sys:secadmin;',
      'CREATE USER boss PASSWORD DISABLE CREATEUSER;\nATTACH RLS POLICY p ON t TO boss;',
      'GRANT ROLE sys:superuser TO ROLE ops;\nATTACH RLS POLICY p ON t TO ROLE ops;',
      'GRANT IGNORE RLS TO ROLE auditor;\nATTACH RLS POLICY p ON t TO ROLE auditor;',
    ],
    right: ['ATTACH RLS POLICY p ON t TO ROLE analyst;', 'CREATE USER ann PASSWORD DISABLE;\nATTACH RLS POLICY p ON t TO ann;'],
  },
  needs: 'script',
  kinds: ['AttachRlsPolicy'],
  check(attach, { before, report }) {
    for (const subject of attach.childrenOf('PolicySubject')) {
      const inner = subject.nodes[0];
      const slot = inner?.nodes[0];
      const name = slot && simpleNameOf(slot);
      if (!inner || !name) continue;
      const isRole = inner.kind === 'RoleGrantee';
      const superuser = !isRole && factOf(userAt(before, name))?.superuser === true;
      const held = [...(isRole ? [name] : []), ...rolesOf(before, { kind: isRole ? 'role' : 'user', name })];
      const through = held.find(role => exempt.has(role));
      const ignores = before
        .get('grants', 'system')
        ?.some(({ privilege, to }) => privilege === 'ignore rls' && to.kind === 'role' && held.includes(to.name));
      if (!superuser && !through && !ignores) continue;
      const message =
        through === name
          ? say`${name} sees every row: the policy has no effect`
          : superuser
            ? say`${name} is a superuser: the policy has no effect`
            : through
              ? say`${name} has the rights of ${through}: the policy has no effect`
              : say`${name} holds IGNORE RLS: the policy has no effect`;
      report({ at: inner, message });
    }
  },
};
