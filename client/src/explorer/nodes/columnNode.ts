// A column with its type.
import * as vscode from 'vscode';
import type { CatalogColumn } from '../../../../server/src/protocol.ts';
import type { Target } from '../../aws/target.ts';
import type { Connection } from '../../connections/connection.ts';
import { briefType } from '../briefType.ts';
import type { TreeNode } from '../node.ts';

export function columnNode(
  connection: Connection,
  parentId: string,
  target: Target,
  schema: string,
  relation: string,
  column: CatalogColumn,
): TreeNode {
  const notNull = column.nullable === false ? 'NOT NULL' : '';
  return {
    id: `${parentId}/column:${column.name}`,
    label: column.name,
    description: [briefType(column.type), notNull].filter(Boolean).join(' '),
    icon: iconOf(column.type),
    contextValue: 'column',
    tooltip: [`${schema}.${relation}.${column.name}`, [column.type, notNull].filter(Boolean).join(' ')],
    accessibilityLabel: vscode.l10n.t('Column {0}, {1}', column.name, briefType(column.type)),
    subject: { kind: 'column', connectionId: connection.id, target, schema, relation, column: column.name },
  };
}

function iconOf(type: string): string {
  if (/^(small|big)?int|^int\d|^integer|numeric|decimal|real|double|float/i.test(type)) return 'symbol-number';
  if (/char|text/i.test(type)) return 'symbol-string';
  if (/bool/i.test(type)) return 'symbol-boolean';
  if (/date|time|interval/i.test(type)) return 'calendar';
  if (/super/i.test(type)) return 'json';
  return 'symbol-field';
}
