// Pauses a cluster: a snapshot is taken, and only storage is billed until it is resumed.
// https://docs.aws.amazon.com/redshift/latest/mgmt/rs-mgmt-pause-resume-cluster.html
import * as vscode from 'vscode';
import { isAvailable, isPaused } from '../aws/warehouses.ts';
import { confirm } from '../ui/confirm.ts';
import { runWizard } from '../ui/wizard.ts';
import { askCluster, connectionIdOf } from './ask.ts';
import { waitForCluster } from './clusterWaiting.ts';
import type { Operation } from './operation.ts';

export interface PauseClusterInput {
  connectionId: string;
  clusterIdentifier: string;
}

export const pauseCluster: Operation<PauseClusterInput> = {
  id: 'pauseCluster',
  failure: () => vscode.l10n.t('Could not pause the cluster'),
  title: input => vscode.l10n.t('Pausing {0}', input.clusterIdentifier),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<PauseClusterInput> = {};
    const state = await runWizard(vscode.l10n.t('Pause Cluster'), draft, [
      async (input, ui) => {
        const cluster = await askCluster(context, connectionId, subject, ui, candidate => isAvailable(candidate.status));
        if (cluster.automatedRetentionDays === 0)
          throw new Error(vscode.l10n.t('A cluster without automated snapshots cannot be paused. Set their retention first.'));
        input.clusterIdentifier = cluster.clusterIdentifier;
      },
    ]);
    return state && { connectionId, clusterIdentifier: state.clusterIdentifier! };
  },

  guard: (_context, { clusterIdentifier }) =>
    confirm(
      vscode.l10n.t('Pause the cluster {0}?', clusterIdentifier),
      [
        vscode.l10n.t('Running queries are ended, and nobody can use the cluster until it is resumed.'),
        vscode.l10n.t('Tables created with BACKUP NO are empty after resuming.'),
        vscode.l10n.t('It takes up to 15 minutes and cannot be stopped half-way.'),
      ].join('\n'),
      vscode.l10n.t('Pause'),
    ),

  async run(context, { connectionId, clusterIdentifier }, progress) {
    const { redshift } = await context.clients(connectionId);
    await redshift.pauseCluster({ ClusterIdentifier: clusterIdentifier });
    const paused = await waitForCluster(context, connectionId, clusterIdentifier, cluster => isPaused(cluster.status), progress);
    return paused && vscode.l10n.t('The cluster {0} is paused.', clusterIdentifier);
  },
};
