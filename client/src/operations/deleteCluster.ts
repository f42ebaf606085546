// Deletes a cluster, with a final snapshot unless that is declined.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_DeleteCluster.html
import * as vscode from 'vscode';
import { suggestedSnapshotName } from '../aws/backups.ts';
import { classifyAwsError } from '../aws/errors.ts';
import { poll } from '../aws/waiting.ts';
import { isPaused, loadCluster } from '../aws/warehouses.ts';
import { confirmByTyping } from '../ui/confirm.ts';
import { runWizard } from '../ui/wizard.ts';
import { askCluster, askRetention, askSnapshotName, connectionIdOf } from './ask.ts';
import { snapshotExists } from './createSnapshot.ts';
import type { Operation } from './operation.ts';

export interface DeleteClusterInput {
  connectionId: string;
  clusterIdentifier: string;
  isPaused: boolean;
  /** Absent: no final snapshot. */
  finalSnapshot?: { name: string; retentionDays: number };
}

export const deleteCluster: Operation<DeleteClusterInput> = {
  id: 'deleteCluster',
  failure: () => vscode.l10n.t('Could not delete the cluster'),
  title: input => vscode.l10n.t('Deleting {0}', input.clusterIdentifier),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: { clusterIdentifier?: string; isPaused?: boolean; takeFinal?: boolean; name?: string; retentionDays?: number } = {};
    const state = await runWizard(vscode.l10n.t('Delete Cluster'), draft, [
      async (input, ui) => {
        const cluster = await askCluster(context, connectionId, subject, ui);
        input.clusterIdentifier = cluster.clusterIdentifier;
        input.isPaused = isPaused(cluster.status);
      },
      async (input, ui) => {
        input.takeFinal = await ui.pick({
          placeholder: vscode.l10n.t('Take a final snapshot?'),
          choices: [
            {
              label: vscode.l10n.t('Take a final snapshot'),
              description: vscode.l10n.t('the cluster can be restored from it'),
              value: true,
            },
            {
              label: vscode.l10n.t('Delete without a final snapshot'),
              description: vscode.l10n.t('the data is gone for good'),
              value: false,
            },
          ],
          isCurrent: value => value === (input.takeFinal ?? true),
        });
      },
      async (input, ui) => {
        if (!input.takeFinal) return;
        const suggestion = suggestedSnapshotName(`${input.clusterIdentifier}-final`, new Date());
        input.name = await askSnapshotName(ui, input.name ?? suggestion, name => snapshotExists(context, connectionId, 'cluster', name));
      },
      async (input, ui) => {
        if (input.takeFinal) input.retentionDays = await askRetention(ui, input.retentionDays);
      },
    ]);
    if (!state) return undefined;
    const finalSnapshot = state.takeFinal ? { name: state.name!, retentionDays: state.retentionDays! } : undefined;
    return {
      connectionId,
      clusterIdentifier: state.clusterIdentifier!,
      isPaused: state.isPaused!,
      ...(finalSnapshot ? { finalSnapshot } : {}),
    };
  },

  guard: (_context, { clusterIdentifier, finalSnapshot, isPaused: paused }) =>
    confirmByTyping({
      title: vscode.l10n.t('Delete the cluster {0}?', clusterIdentifier),
      consequences: [
        finalSnapshot
          ? vscode.l10n.t('A final snapshot {0} is taken first; the cluster can be restored from it.', finalSnapshot.name)
          : vscode.l10n.t('No final snapshot is taken: everything since the last manual snapshot is gone for good.'),
        ...(paused && !finalSnapshot
          ? [vscode.l10n.t('The cluster is paused: without a final snapshot its data cannot be brought back.')]
          : []),
        vscode.l10n.t('Its automated snapshots are deleted with it; manual snapshots stay.'),
        vscode.l10n.t('This cannot be undone.'),
      ],
      name: clusterIdentifier,
      proceed: vscode.l10n.t('Delete'),
    }),

  async run(context, { connectionId, clusterIdentifier, finalSnapshot }, progress) {
    const clients = await context.clients(connectionId);
    await clients.redshift.deleteCluster({
      ClusterIdentifier: clusterIdentifier,
      SkipFinalClusterSnapshot: !finalSnapshot,
      ...(finalSnapshot
        ? { FinalClusterSnapshotIdentifier: finalSnapshot.name, FinalClusterSnapshotRetentionPeriod: finalSnapshot.retentionDays }
        : {}),
    });
    context.refresh(connectionId);
    const gone = await poll<string>({
      load: async () => {
        try {
          return (await loadCluster(clients, clusterIdentifier)).status;
        } catch (error) {
          if (classifyAwsError(error).kind === 'not-found') return 'deleted';
          throw error;
        }
      },
      isOver: status => status === 'deleted',
      onState: status => progress.report(vscode.l10n.t('Status: {0}', status)),
      signal: progress.signal,
    });
    context.refresh(connectionId, { catalog: true });
    return gone === 'deleted' ? vscode.l10n.t('The cluster {0} was deleted.', clusterIdentifier) : undefined;
  },
};
