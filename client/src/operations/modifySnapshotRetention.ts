// Changes how long a manual snapshot is kept.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyClusterSnapshot.html
import * as vscode from 'vscode';
import type { SnapshotInfo } from '../aws/backups.ts';
import { runWizard } from '../ui/wizard.ts';
import { askRetention, askSnapshot, askWarehouse, connectionIdOf, retentionText } from './ask.ts';
import type { Operation } from './operation.ts';

export interface ModifySnapshotRetentionInput {
  connectionId: string;
  kind: 'cluster' | 'namespace';
  name: string;
  retentionDays: number;
}

export const modifySnapshotRetention: Operation<ModifySnapshotRetentionInput> = {
  id: 'modifySnapshotRetention',
  failure: () => vscode.l10n.t('Could not change the retention'),
  title: input => vscode.l10n.t('Changing the retention of {0}', input.name),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<ModifySnapshotRetentionInput> = {};
    const state = await runWizard(vscode.l10n.t('Modify Snapshot Retention'), draft, [
      async (input, ui) => {
        if (subject?.kind === 'snapshot') {
          input.kind = subject.warehouse.kind === 'cluster' ? 'cluster' : 'namespace';
          input.name = subject.snapshot.name;
          return;
        }
        const warehouse = await askWarehouse(context, connectionId, subject, ui);
        input.kind = warehouse.kind === 'cluster' ? 'cluster' : 'namespace';
        const source =
          warehouse.kind === 'cluster'
            ? { clusterIdentifier: warehouse.cluster.clusterIdentifier }
            : { namespaceName: warehouse.workgroup.namespaceName };
        const question = {
          source,
          placeholder: vscode.l10n.t('Manual snapshot'),
          fits: (snapshot: SnapshotInfo) => snapshot.kind === 'manual',
        };
        input.name = (await askSnapshot(context, connectionId, question, ui)).name;
      },
      async (input, ui) => {
        input.retentionDays = await askRetention(ui);
      },
    ]);
    return state && { connectionId, kind: state.kind!, name: state.name!, retentionDays: state.retentionDays! };
  },

  async run(context, { connectionId, kind, name, retentionDays }) {
    const { redshift, serverless } = await context.clients(connectionId);
    if (kind === 'cluster')
      await redshift.modifyClusterSnapshot({ SnapshotIdentifier: name, ManualSnapshotRetentionPeriod: retentionDays });
    else await serverless.updateSnapshot({ snapshotName: name, retentionPeriod: retentionDays });
    context.refresh(connectionId);
    return vscode.l10n.t('The snapshot {0} is kept: {1}', name, retentionText(retentionDays));
  },
};
