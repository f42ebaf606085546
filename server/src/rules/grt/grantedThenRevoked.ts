// GRT065: given and taken in one script.

import { type Grant, type Origin, principalKey, samePrincipal } from '../../semantics/facts.ts';
import { readAssumedRoles, readGrantees, readPrivileges } from '../../semantics/grantReading.ts';
import { grantsOn, revokedOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { principalOf, thingsOf } from './meaning.ts';
import { isToPolicies, readRightsForm, writtenName } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const grantedThenRevoked: Rule = {
  id: 'GRT065',
  name: 'granted-then-revoked',
  severity: 'info',
  title: 'Granted and revoked in the same script: last one wins',
  explanation: `An earlier statement of the script grants what this one revokes, or the other way round: only the last one counts. Delete one of the two.

Silent where the first was wider (\`ALL\`, \`ALL TABLES\`) and the second makes an exception.`,
  pages: ['r_GRANT', 'r_REVOKE'],
  examples: {
    wrong: [
      'GRANT SELECT ON t TO ann; REVOKE SELECT ON t FROM ann;',
      'GRANT SELECT, INSERT ON sales.orders TO ROLE r, bob; SELECT 1; REVOKE ALL ON sales.orders FROM bob;',
      'GRANT USAGE ON SCHEMA sales TO GROUP g; REVOKE USAGE ON SCHEMA sales FROM GROUP g;',
      'GRANT ROLE analyst TO ann; REVOKE ROLE analyst FROM ann;',
      'GRANT VACUUM TO ROLE r; REVOKE VACUUM, ANALYZE FROM ROLE r;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; REVOKE SELECT ON ALL TABLES IN SCHEMA s FROM ann;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r; ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s REVOKE SELECT ON TABLES FROM ROLE r;',
      'REVOKE SELECT ON t FROM ann; GRANT SELECT ON t TO ann;',
      'GRANT ALL ON t TO ann; REVOKE ALL ON t FROM ann;',
      'GRANT ASSUMEROLE ON DEFAULT TO ann FOR COPY; REVOKE ASSUMEROLE ON DEFAULT FROM ann FOR COPY;',
    ],
    right: [
      'GRANT SELECT ON t TO ann;',
      'REVOKE ALL ON t FROM ann; GRANT SELECT ON t TO ann;',
      'GRANT ALL ON t TO ann; REVOKE DROP ON t FROM ann;',
      'GRANT ALL ON ALL TABLES IN SCHEMA s TO ann; REVOKE ALL ON s.t FROM ann;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA s TO ann; REVOKE SELECT ON s.t FROM ann;',
      'GRANT SELECT ON t TO ann; REVOKE INSERT ON t FROM ann;',
      'GRANT SELECT ON t TO ann; REVOKE SELECT ON t FROM bob;',
      'GRANT SELECT ON t TO ann WITH GRANT OPTION; REVOKE GRANT OPTION FOR SELECT ON t FROM ann;',
    ],
  },
  needs: 'script',
  kinds: [
    'RevokePrivileges',
    'RevokeRoles',
    'RevokeRoleUnmarked',
    'RevokeSystemPrivileges',
    'RevokeAssumeRole',
    'DefaultPrivilegesRevoke',
    'GrantPrivileges',
  ],
  check(node, context) {
    if (context.inBody || node.child('GrantOptionFor', 'AdminOptionFor')) return;
    switch (node.kind) {
      case 'RevokeRoles':
      case 'RevokeRoleUnmarked':
        return checkRoles(node, context);
      case 'RevokeSystemPrivileges':
        return checkSystemPrivileges(node, context);
      case 'RevokeAssumeRole':
        return checkAssumedRoles(node, context);
      case 'DefaultPrivilegesRevoke':
        return checkDefaults(node, context);
      default:
        return checkRights(node, context);
    }
  },
};

/** Whether a statement says more than it names: ALL, or on all tables. What gives ALL is not wider than what takes ALL. */
const isWide = (origin: Origin | undefined, takesAll = false) =>
  origin === undefined || (takesAll ? /\bON\s+ALL\b/i : /\bALL\b/i).test(origin.statement.text);

function checkRights(node: SyntaxNode, { report, before }: RuleContext): void {
  const form = readRightsForm(node);
  if (!form.target || isToPolicies(form)) return;
  const { gives } = form;
  const isEverything = form.target.kind === 'all-in-schema';
  const takesAll = !gives && form.privileges.some(({ name, columns }) => name === 'all' && !columns);
  for (const { on, written } of thingsOf(before, form.target)) {
    for (const grantee of form.grantees) {
      const to = principalOf(before, grantee);
      if (!to) continue;
      const opposite: Grant[] = (gives ? revokedOn(before, on) : grantsOn(before, on)).filter(
        right => samePrincipal(right.to, to) && right.origin !== undefined && (isEverything || !isWide(right.origin, takesAll)),
      );
      const privilege = form.privileges.find(({ name, columns }) =>
        opposite.some(
          right => (right.privilege === name || (name === 'all' && !gives)) && (right.columns !== undefined) === (columns !== undefined),
        ),
      );
      if (!privilege) continue;
      const isAll = privilege.name === 'all';
      const [name, whose, what] = [privilege.name.toUpperCase(), oneLine(grantee.node), writtenName(written)];
      report({
        at: privilege.node,
        message: isAll
          ? gives
            ? say`This script revokes rights on ${what} from ${whose} before it grants them: the last statement wins`
            : say`This script grants rights on ${what} to ${whose} before it revokes them: the last statement wins`
          : gives
            ? say`This script revokes ${name} on ${what} from ${whose} before it grants it: the last statement wins`
            : say`This script grants ${name} on ${what} to ${whose} before it revokes it: the last statement wins`,
      });
      return;
    }
  }
}

function checkRoles(form: SyntaxNode, { report, before }: RuleContext): void {
  const slots = form.child('RoleList')?.descendants('role-name') ?? form.childrenOf('bare-role-name');
  for (const grantee of readGrantees(form)) {
    const to = principalOf(before, grantee);
    const held = to ? (before.get('memberships', principalKey(to)) ?? []) : [];
    const slot = slots.find(one => {
      const parts = nameOf(one)?.parts;
      return parts && held.some(({ role, origin }) => origin && role === resolveSimple(before, parts));
    });
    if (slot)
      report({
        at: slot,
        message: say`This script grants ${slot.text} to ${oneLine(grantee.node)} before it revokes it: the last statement wins`,
      });
  }
}

function checkSystemPrivileges(form: SyntaxNode, { report, before }: RuleContext): void {
  const privileges = readPrivileges(form.child('SystemPrivilegeList')!);
  for (const grantee of readGrantees(form)) {
    const to = principalOf(before, grantee);
    const held = to ? grantsOn(before, { kind: 'system' }).filter(grant => samePrincipal(grant.to, to) && !isWide(grant.origin)) : [];
    const privilege = privileges.find(({ name }) => held.some(grant => grant.privilege === name));
    if (privilege)
      report({
        at: privilege.node,
        message: say`This script grants ${privilege.name.toUpperCase()} to ${oneLine(grantee.node)} before it revokes it: the last statement wins`,
      });
  }
}

function checkAssumedRoles(form: SyntaxNode, { report, before }: RuleContext): void {
  const { names, commands } = readAssumedRoles(form);
  for (const grantee of readGrantees(form)) {
    const to = principalOf(before, grantee);
    const held = names.flatMap(name => grantsOn(before, { kind: 'iam-role', name }));
    const isGiven = held.some(
      grant => to && samePrincipal(grant.to, to) && commands.some(command => grant.privilege === `assumerole for ${command}`),
    );
    if (isGiven)
      report({
        at: form.keyword('ASSUMEROLE') ?? form,
        message: say`This script grants ASSUMEROLE to ${oneLine(grantee.node)} before it revokes it: the last statement wins`,
      });
  }
}

function checkDefaults(form: SyntaxNode, { report, before }: RuleContext): void {
  const objects = form.child('DefaultPrivilegesObjects')?.text.toLowerCase();
  const clause = form.parent!.child('DefaultPrivilegesForUser');
  const creators = clause?.childrenOf('user-name').flatMap(slot => {
    const parts = nameOf(slot)?.parts;
    return parts ? [resolveSimple(before, parts)] : [];
  });
  const schemas = form
    .parent!.child('DefaultPrivilegesInSchema')
    ?.childrenOf('schema-name')
    .flatMap(slot => {
      const parts = nameOf(slot)?.parts;
      return parts ? [resolveSimple(before, parts)] : [];
    }) ?? [''];
  const given = schemas
    .flatMap(schema => before.get('defaultPrivileges', schema) ?? [])
    .filter(
      ({ objects: what, creator, origin }) =>
        what === objects &&
        !isWide(origin) &&
        (creators ? 'name' in creator && creators.includes(creator.name) : principalKey(creator) === principalKey(before.session.user)),
    );
  const privileges = readPrivileges(form.child('PrivilegeList')!);
  for (const grantee of readGrantees(form)) {
    const to = principalOf(before, grantee);
    const privilege =
      to && privileges.find(({ name }) => given.some(entry => samePrincipal(entry.to, to) && (name === 'all' || entry.privilege === name)));
    if (!privilege) continue;
    report({
      at: privilege.node,
      message: say`This script makes ${privilege.name.toUpperCase()} a default privilege of ${oneLine(grantee.node)} before it revokes it: the last statement wins`,
    });
    return;
  }
}
