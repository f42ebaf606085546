// Keeps an automated snapshot beyond its retention period, as a manual copy in the same region.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_CopyClusterSnapshot.html
import * as vscode from 'vscode';
import { isRestorable, loadClusterSnapshots, suggestedSnapshotName } from '../aws/backups.ts';
import { formatTime } from '../ui/format.ts';
import { runWizard } from '../ui/wizard.ts';
import { askCluster, askRetention, askSnapshotName, connectionIdOf } from './ask.ts';
import { snapshotExists, waitForSnapshot } from './createSnapshot.ts';
import type { Operation } from './operation.ts';

export interface CopySnapshotInput {
  connectionId: string;
  source: string;
  name: string;
  retentionDays: number;
}

export const copySnapshot: Operation<CopySnapshotInput> = {
  id: 'copySnapshot',
  failure: () => vscode.l10n.t('Could not copy the snapshot'),
  title: input => vscode.l10n.t('Copying snapshot {0}', input.source),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<CopySnapshotInput> & { clusterIdentifier?: string } = {};
    const state = await runWizard(vscode.l10n.t('Copy Automated Snapshot'), draft, [
      async (input, ui) => {
        if (subject?.kind === 'snapshot') {
          input.source = subject.snapshot.name;
          input.clusterIdentifier = subject.snapshot.source;
          return;
        }
        const cluster = await askCluster(context, connectionId, subject, ui);
        const clients = await context.clients(connectionId);
        const choices = loadClusterSnapshots(clients, cluster.clusterIdentifier).then(({ items }) => {
          const automated = items.filter(snapshot => snapshot.kind === 'automated' && isRestorable(snapshot));
          if (automated.length === 0) throw new Error(vscode.l10n.t('The cluster has no automated snapshots.'));
          return automated.map(snapshot => ({
            label: snapshot.name,
            description: snapshot.createdAt ? formatTime(snapshot.createdAt) : '',
            value: snapshot.name,
          }));
        });
        input.source = await ui.pick({ placeholder: vscode.l10n.t('Automated snapshot to keep'), choices });
        input.clusterIdentifier = cluster.clusterIdentifier;
      },
      async (input, ui) => {
        const suggestion = suggestedSnapshotName(input.clusterIdentifier!, new Date());
        input.name = await askSnapshotName(ui, input.name ?? suggestion, name => snapshotExists(context, connectionId, 'cluster', name));
      },
      async (input, ui) => {
        input.retentionDays = await askRetention(ui, input.retentionDays);
      },
    ]);
    return state && { connectionId, source: state.source!, name: state.name!, retentionDays: state.retentionDays! };
  },

  async run(context, { connectionId, source, name, retentionDays }, progress) {
    const { redshift } = await context.clients(connectionId);
    await redshift.copyClusterSnapshot({
      SourceSnapshotIdentifier: source,
      TargetSnapshotIdentifier: name,
      ManualSnapshotRetentionPeriod: retentionDays,
    });
    context.refresh(connectionId);
    return waitForSnapshot(context, connectionId, 'cluster', name, progress);
  },
};
