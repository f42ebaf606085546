// A user-defined function or procedure.
import * as vscode from 'vscode';
import type { CatalogFunction } from '../../../../server/src/protocol.ts';
import type { Target } from '../../aws/target.ts';
import type { Connection } from '../../connections/connection.ts';
import type { TreeNode } from '../node.ts';

export function functionNode(connection: Connection, parentId: string, target: Target, schema: string, entry: CatalogFunction): TreeNode {
  const signature = `${entry.name}(${entry.arguments.join(', ')})`;
  return {
    // Functions are overloaded: the arguments belong to the name.
    id: `${parentId}/function:${signature}`,
    label: signature,
    description: entry.returns ?? '',
    icon: entry.kind === 'procedure' ? 'gear' : entry.kind === 'model-function' ? 'circuit-board' : 'symbol-method',
    contextValue: `function.${entry.kind}`,
    tooltip: [`${schema}.${signature}`, ...(entry.returns ? [vscode.l10n.t('Returns {0}', entry.returns)] : [])],
    subject: { kind: 'object', connectionId: connection.id, target, name: [schema, entry.name] },
  };
}
