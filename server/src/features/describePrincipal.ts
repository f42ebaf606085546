// Users, groups and roles as Markdown: what they hold, who holds them, what the script grants them.

import type { Principal, Securable } from '../semantics/facts.ts';
import { relationKey } from '../semantics/facts.ts';
import { allGrants, factOf, groupAt, groupsOf, roleAt, rolesOf } from '../semantics/lookup.ts';
import type { Model } from '../semantics/model.ts';
import { say } from '../text/say.ts';

const most = 12;

export function principalText(principal: Principal): string {
  switch (principal.kind) {
    case 'public':
      return 'PUBLIC';
    case 'session':
      return say`whoever runs the script`;
    case 'user':
      return say`user \`${principal.name}\``;
    case 'role':
      return say`role \`${principal.name}\``;
    case 'group':
      return say`group \`${principal.name}\``;
    case 'rls-policy':
      return say`rls policy \`${principal.name}\``;
    case 'masking-policy':
      return say`masking policy \`${principal.name}\``;
    default:
      return `${principal.kind.replace('-', ' ')} \`${principal.name}\``;
  }
}

export function describePrincipal(model: Model, kind: 'user' | 'group' | 'role', name: string): string | undefined {
  const parts = [`\`\`\`redshift-sql\n${name}\n\`\`\``, `*${kind === 'user' ? say`user` : kind === 'role' ? say`role` : say`group`}*`];
  if (kind === 'role') {
    const role = factOf(roleAt(model, name));
    if (role?.owner) parts.push(say`owner ${principalText(role.owner)}`);
  }
  if (kind !== 'group') {
    const roles = rolesOf(model, { kind, name });
    if (roles.length > 0) parts.push(say`holds the roles ${roles.map(role => `\`${role}\``).join(', ')}`);
  }
  if (kind === 'user') {
    const groups = groupsOf(model, name);
    if (groups.length > 0) parts.push(say`in the groups ${groups.map(group => `\`${group}\``).join(', ')}`);
  }
  const holders = holdersOf(model, kind, name);
  if (holders.length > 0) {
    const text = `${holders.slice(0, most).join(', ')}${holders.length > most ? ', …' : ''}`;
    parts.push(kind === 'role' ? say`granted to ${text}` : say`members: ${text}`);
  }
  parts.push(...rightsOf(model, { kind, name }));
  return parts.join('\n\n');
}

/** Who holds a role, or is in a group, as far as the script says. */
function holdersOf(model: Model, kind: 'user' | 'group' | 'role', name: string): string[] {
  if (kind === 'group') return factOf(groupAt(model, name))?.members.map(member => `\`${member}\``) ?? [];
  if (kind === 'user') return [];
  const holders: string[] = [];
  for (const memberships of model.all('memberships'))
    for (const { role, member } of memberships) if (role === name) holders.push(principalText(member));
  return holders;
}

/** What the script grants it by itself, a line for each thing. */
function rightsOf(model: Model, { kind, name }: { kind: 'user' | 'group' | 'role'; name: string }): string[] {
  const byThing = new Map<string, Set<string>>();
  for (const { to, on, privilege } of allGrants(model)) {
    if (to.kind !== kind || to.name !== name) continue;
    const thing = securableText(on);
    const known = byThing.get(thing) ?? new Set<string>();
    byThing.set(thing, known.add(privilege.toUpperCase()));
  }
  if (byThing.size === 0) return [];
  const lines = [...byThing].slice(0, most).map(([thing, privileges]) => `- ${[...privileges].join(', ')}${thing}`);
  if (byThing.size > most) lines.push(say`- and ${byThing.size - most} more`);
  return [`${say`Granted in this script:`}\n${lines.join('\n')}`];
}

/** As GRANT says it: ` ON SCHEMA sales`. */
function securableText(on: Securable): string {
  switch (on.kind) {
    case 'relation':
      return ` ON ${relationKey(on.relation)}`;
    case 'routine':
    case 'model':
    case 'template':
      return ` ON ${on.kind === 'routine' ? 'FUNCTION' : on.kind.toUpperCase()} ${relationKey(on.relation)}`;
    case 'all-in-schema':
      return ` ON ALL ${on.objects.toUpperCase()} IN SCHEMA ${on.schema}`;
    case 'scope':
      return ` FOR ${on.objects.toUpperCase()}${on.schema === undefined ? '' : ` IN SCHEMA ${on.schema}`}${on.database === undefined ? '' : ` IN DATABASE ${on.database}`}`;
    case 'system':
      return '';
    default:
      return ` ON ${on.kind.replace('-', ' ').toUpperCase()} ${on.name}`;
  }
}
