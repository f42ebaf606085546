// A table or view of any kind: its columns.
import * as vscode from 'vscode';
import type { CatalogRelation, RelationKind } from '../../../../server/src/protocol.ts';
import type { Target } from '../../aws/target.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ExplorerContext, TreeNode } from '../node.ts';
import { columnNode } from './columnNode.ts';

const icons: Record<RelationKind, string> = {
  table: 'table',
  view: 'eye',
  'late-binding-view': 'eye',
  'materialized-view': 'layers',
  'external-table': 'globe',
  'shared-table': 'references',
};

export function relationNode(
  context: ExplorerContext,
  connection: Connection,
  parentId: string,
  target: Target,
  schema: string,
  relation: CatalogRelation,
): TreeNode {
  const id = `${parentId}/relation:${relation.name}`;
  const kind = kindLabel(relation.kind);
  const secured = relation.rowLevelSecurity ? vscode.l10n.t('row-level security') : '';
  return {
    id,
    label: relation.name,
    description: [relation.kind === 'table' ? '' : kind, secured].filter(Boolean).join(', '),
    icon: icons[relation.kind],
    contextValue: `relation.${relation.kind}`,
    tooltip: [
      `${schema}.${relation.name}`,
      kind,
      ...(secured ? [vscode.l10n.t('Row-level security is on: a reader without a policy sees no rows')] : []),
      ...(relation.comment ? [relation.comment] : []),
    ],
    accessibilityLabel: `${kind} ${relation.name}`,
    subject: { kind: 'relation', connectionId: connection.id, target, schema, relation: relation.name, relationKind: relation.kind },
    emptyLabel: vscode.l10n.t('No columns that you may see'),
    children: async () => {
      const columns = await context.catalogs.get({ connectionId: connection.id, target }).columns(schema);
      return { nodes: (columns.get(relation.name) ?? []).map(column => columnNode(connection, id, target, schema, relation.name, column)) };
    },
  };
}

function kindLabel(kind: RelationKind): string {
  switch (kind) {
    case 'table':
      return vscode.l10n.t('table');
    case 'view':
      return vscode.l10n.t('view');
    case 'late-binding-view':
      return vscode.l10n.t('late-binding view');
    case 'materialized-view':
      return vscode.l10n.t('materialized view');
    case 'external-table':
      return vscode.l10n.t('external table');
    case 'shared-table':
      return vscode.l10n.t('shared table');
  }
}
