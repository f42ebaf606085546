// Deletes a manual snapshot, after its name was typed.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_DeleteClusterSnapshot.html
import * as vscode from 'vscode';
import { loadClusterSnapshots, loadNamespaceSnapshots } from '../aws/backups.ts';
import { confirmByTyping } from '../ui/confirm.ts';
import { formatTime } from '../ui/format.ts';
import { runWizard } from '../ui/wizard.ts';
import { askWarehouse, connectionIdOf } from './ask.ts';
import type { Operation } from './operation.ts';

export interface DeleteSnapshotInput {
  connectionId: string;
  kind: 'cluster' | 'namespace';
  name: string;
  createdAt?: Date;
}

export const deleteSnapshot: Operation<DeleteSnapshotInput> = {
  id: 'deleteSnapshot',
  failure: () => vscode.l10n.t('Could not delete the snapshot'),
  title: input => vscode.l10n.t('Deleting snapshot {0}', input.name),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    if (subject?.kind === 'snapshot') {
      const { snapshot, warehouse } = subject;
      if (snapshot.kind === 'automated')
        throw new Error(vscode.l10n.t('Automated snapshots cannot be deleted by hand; they go with their retention period.'));
      return {
        connectionId,
        kind: warehouse.kind === 'cluster' ? 'cluster' : 'namespace',
        name: snapshot.name,
        createdAt: snapshot.createdAt,
      };
    }
    const draft: Partial<DeleteSnapshotInput> = {};
    const state = await runWizard(vscode.l10n.t('Delete Snapshot'), draft, [
      async (input, ui) => {
        const warehouse = await askWarehouse(context, connectionId, subject, ui);
        const clients = await context.clients(connectionId);
        input.kind = warehouse.kind === 'cluster' ? 'cluster' : 'namespace';
        const loading =
          warehouse.kind === 'cluster'
            ? loadClusterSnapshots(clients, warehouse.cluster.clusterIdentifier)
            : loadNamespaceSnapshots(clients, warehouse.workgroup.namespaceName);
        const choices = loading.then(({ items }) =>
          items
            .filter(snapshot => snapshot.kind === 'manual')
            .map(snapshot => ({
              label: snapshot.name,
              description: snapshot.createdAt ? formatTime(snapshot.createdAt) : '',
              value: snapshot,
            })),
        );
        const chosen = await ui.pick({ placeholder: vscode.l10n.t('Snapshot to delete'), choices });
        input.name = chosen.name;
        input.createdAt = chosen.createdAt;
      },
    ]);
    return state && { connectionId, kind: state.kind!, name: state.name!, createdAt: state.createdAt };
  },

  guard: (_context, { name, createdAt }) =>
    confirmByTyping({
      title: vscode.l10n.t('Delete the snapshot {0}?', name),
      consequences: [
        createdAt
          ? vscode.l10n.t('The data as it was at {0} can no longer be restored from it.', formatTime(createdAt))
          : vscode.l10n.t('Nothing can be restored from it any more.'),
        vscode.l10n.t('This cannot be undone.'),
      ],
      name,
      proceed: vscode.l10n.t('Delete'),
    }),

  async run(context, { connectionId, kind, name }) {
    const { redshift, serverless } = await context.clients(connectionId);
    if (kind === 'cluster') await redshift.deleteClusterSnapshot({ SnapshotIdentifier: name });
    else await serverless.deleteSnapshot({ snapshotName: name });
    context.refresh(connectionId);
    return vscode.l10n.t('The snapshot {0} was deleted.', name);
  },
};
