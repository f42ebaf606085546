// Resumes a paused cluster.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_ResumeCluster.html
import * as vscode from 'vscode';
import { isAvailable, isPaused } from '../aws/warehouses.ts';
import { runWizard } from '../ui/wizard.ts';
import { askCluster, connectionIdOf } from './ask.ts';
import { waitForCluster } from './clusterWaiting.ts';
import type { Operation } from './operation.ts';

export interface ResumeClusterInput {
  connectionId: string;
  clusterIdentifier: string;
}

export const resumeCluster: Operation<ResumeClusterInput> = {
  id: 'resumeCluster',
  failure: () => vscode.l10n.t('Could not resume the cluster'),
  title: input => vscode.l10n.t('Resuming {0}', input.clusterIdentifier),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<ResumeClusterInput> = {};
    const state = await runWizard(vscode.l10n.t('Resume Cluster'), draft, [
      async (input, ui) => {
        input.clusterIdentifier = (
          await askCluster(context, connectionId, subject, ui, candidate => isPaused(candidate.status))
        ).clusterIdentifier;
      },
    ]);
    return state && { connectionId, clusterIdentifier: state.clusterIdentifier! };
  },

  async run(context, { connectionId, clusterIdentifier }, progress) {
    const { redshift } = await context.clients(connectionId);
    await redshift.resumeCluster({ ClusterIdentifier: clusterIdentifier });
    const resumed = await waitForCluster(context, connectionId, clusterIdentifier, cluster => isAvailable(cluster.status), progress);
    return resumed && vscode.l10n.t('The cluster {0} is available.', clusterIdentifier);
  },
};
