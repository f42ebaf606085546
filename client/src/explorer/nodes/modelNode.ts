// A machine-learning model and how far its training is.
import * as vscode from 'vscode';
import type { CatalogModel } from '../../../../server/src/protocol.ts';
import type { Target } from '../../aws/target.ts';
import type { Connection } from '../../connections/connection.ts';
import type { TreeNode } from '../node.ts';

export function modelNode(connection: Connection, parentId: string, target: Target, schema: string, model: CatalogModel): TreeNode {
  const failed = /fail/i.test(model.state ?? '');
  return {
    id: `${parentId}/model:${model.name}`,
    label: model.name,
    description: model.state ?? '',
    icon: failed ? 'error' : /ready/i.test(model.state ?? '') ? 'circuit-board' : 'sync',
    ...(failed ? { iconColor: 'list.errorForeground' } : {}),
    contextValue: 'model',
    tooltip: [`${schema}.${model.name}`, ...(model.state ? [vscode.l10n.t('Model state: {0}', model.state)] : [])],
    subject: { kind: 'object', connectionId: connection.id, target, name: [schema, model.name] },
  };
}
