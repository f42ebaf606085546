// The leaves of the security folder: roles, users, groups and policies are all a name with a few facts.
import * as vscode from 'vscode';
import type { CatalogMaskingPolicy, CatalogRlsPolicy } from '../../../../server/src/protocol.ts';
import type { Target } from '../../aws/target.ts';
import type { Group } from '../../catalog/databaseCatalog.ts';
import type { RoleRow } from '../../catalog/queries/roles.ts';
import type { UserRow } from '../../catalog/queries/users.ts';
import type { TreeNode } from '../node.ts';

interface Owner {
  connectionId: string;
  target: Target;
}

export function roleNode(owner: Owner, parentId: string, role: RoleRow): TreeNode {
  const isSystem = role.name.startsWith('sys:');
  return {
    id: `${parentId}/${role.name}`,
    label: role.name,
    description: isSystem ? vscode.l10n.t('system') : '',
    icon: 'key',
    contextValue: 'role',
    tooltip: [role.name, ...(role.owner ? [vscode.l10n.t('Owner: {0}', role.owner)] : [])],
    subject: { kind: 'object', ...owner, name: [role.name] },
  };
}

export function userNode(owner: Owner, parentId: string, user: UserRow): TreeNode {
  return {
    id: `${parentId}/${user.name}`,
    label: user.name,
    description: user.superuser ? vscode.l10n.t('superuser') : '',
    icon: user.superuser ? 'star-full' : 'person',
    contextValue: 'user',
    tooltip: [
      user.name,
      ...(user.superuser ? [vscode.l10n.t('A superuser sees everything, whatever is granted')] : []),
      ...(user.canCreateDatabase ? [vscode.l10n.t('May create databases')] : []),
    ],
    subject: { kind: 'object', ...owner, name: [user.name] },
  };
}

export function groupNode(owner: Owner, parentId: string, group: Group): TreeNode {
  const id = `${parentId}/${group.name}`;
  return {
    id,
    label: group.name,
    description: group.members.length === 1 ? vscode.l10n.t('1 member') : vscode.l10n.t('{0} members', group.members.length),
    icon: 'organization',
    contextValue: 'group',
    subject: { kind: 'object', ...owner, name: [group.name] },
    emptyLabel: vscode.l10n.t('No members'),
    children: async () => ({
      nodes: group.members.map(name => ({ id: `${id}/${name}`, label: name, icon: 'person', contextValue: 'member' })),
    }),
  };
}

export function rlsPolicyNode(owner: Owner, parentId: string, policy: CatalogRlsPolicy): TreeNode {
  return {
    id: `${parentId}/${policy.name}`,
    label: policy.name,
    description: policy.columns.map(column => column.name).join(', '),
    icon: 'filter',
    contextValue: 'rlsPolicy',
    tooltip: [policy.name, ...(policy.condition ? [`USING (${policy.condition})`] : [])],
    subject: { kind: 'object', ...owner, name: [policy.name] },
  };
}

export function maskingPolicyNode(owner: Owner, parentId: string, policy: CatalogMaskingPolicy): TreeNode {
  return {
    id: `${parentId}/${policy.name}`,
    label: policy.name,
    description: policy.columns.map(column => column.name).join(', '),
    icon: 'eye-closed',
    contextValue: 'maskingPolicy',
    tooltip: [policy.name, ...(policy.expression ? [`USING (${policy.expression})`] : [])],
    subject: { kind: 'object', ...owner, name: [policy.name] },
  };
}
