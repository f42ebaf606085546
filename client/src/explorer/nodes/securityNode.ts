// The security of a database: roles, users, groups, row-level security and masking policies. Each folder loads by itself.
import * as vscode from 'vscode';
import type { Target } from '../../aws/target.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ExplorerContext, TreeNode } from '../node.ts';
import { folderNode } from './folderNode.ts';
import { groupNode, maskingPolicyNode, rlsPolicyNode, roleNode, userNode } from './principalNodes.ts';

export function securityNode(context: ExplorerContext, connection: Connection, parentId: string, target: Target): TreeNode {
  const id = `${parentId}/security`;
  const catalog = () => context.catalogs.get({ connectionId: connection.id, target });
  const { t } = vscode.l10n;
  const owner = { connectionId: connection.id, target };
  return folderNode({
    id,
    label: t('Security'),
    icon: 'shield',
    contextValue: 'security',
    load: async () => [
      folderNode({
        id: `${id}/roles`,
        label: t('Roles'),
        icon: 'key',
        contextValue: 'roles',
        emptyLabel: t('No roles'),
        load: async () => (await catalog().roles()).map(role => roleNode(owner, `${id}/roles`, role)),
      }),
      folderNode({
        id: `${id}/users`,
        label: t('Users'),
        icon: 'person',
        contextValue: 'users',
        emptyLabel: t('No users that you may see'),
        load: async () => (await catalog().users()).map(user => userNode(owner, `${id}/users`, user)),
      }),
      folderNode({
        id: `${id}/groups`,
        label: t('Groups'),
        icon: 'organization',
        contextValue: 'groups',
        emptyLabel: t('No groups'),
        load: async () => (await catalog().groups()).map(group => groupNode(owner, `${id}/groups`, group)),
      }),
      folderNode({
        id: `${id}/rls`,
        label: t('Row-Level Security Policies'),
        icon: 'filter',
        contextValue: 'rlsPolicies',
        // Redshift shows nothing rather than an error to those who may not see policies.
        emptyLabel: t('No policies, or you may not see them (role sys:secadmin)'),
        load: async () => (await catalog().rlsPolicies()).map(policy => rlsPolicyNode(owner, `${id}/rls`, policy)),
      }),
      folderNode({
        id: `${id}/masking`,
        label: t('Masking Policies'),
        icon: 'eye-closed',
        contextValue: 'maskingPolicies',
        emptyLabel: t('No policies, or you may not see them (role sys:secadmin)'),
        load: async () => (await catalog().maskingPolicies()).map(policy => maskingPolicyNode(owner, `${id}/masking`, policy)),
      }),
    ],
  });
}
