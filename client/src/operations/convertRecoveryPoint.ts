// Keeps a serverless recovery point beyond its 24 hours, as a snapshot.
// https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_ConvertRecoveryPointToSnapshot.html
import * as vscode from 'vscode';
import { loadRecoveryPoints, type RecoveryPointInfo, suggestedSnapshotName } from '../aws/backups.ts';
import type { Subject } from '../explorer/node.ts';
import { formatTime } from '../ui/format.ts';
import { runWizard, type WizardUi } from '../ui/wizard.ts';
import { askRetention, askSnapshotName, askWarehouse, connectionIdOf } from './ask.ts';
import { snapshotExists, waitForSnapshot } from './createSnapshot.ts';
import type { Operation, OperationContext } from './operation.ts';

export interface ConvertRecoveryPointInput {
  connectionId: string;
  recoveryPointId: string;
  name: string;
  retentionDays: number;
}

export const convertRecoveryPoint: Operation<ConvertRecoveryPointInput> = {
  id: 'convertRecoveryPoint',
  failure: () => vscode.l10n.t('Could not convert the recovery point'),
  title: input => vscode.l10n.t('Creating snapshot {0}', input.name),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<ConvertRecoveryPointInput> & { point?: RecoveryPointInfo } = {};
    const state = await runWizard(vscode.l10n.t('Convert Recovery Point to Snapshot'), draft, [
      async (input, ui) => {
        input.point = await askRecoveryPoint(context, connectionId, subject, ui);
      },
      async (input, ui) => {
        const { namespaceName, createdAt } = input.point!;
        const suggestion = suggestedSnapshotName(namespaceName, createdAt ?? new Date());
        input.name = await askSnapshotName(ui, input.name ?? suggestion, name => snapshotExists(context, connectionId, 'namespace', name));
      },
      async (input, ui) => {
        input.retentionDays = await askRetention(ui, input.retentionDays);
      },
    ]);
    return state && { connectionId, recoveryPointId: state.point!.id, name: state.name!, retentionDays: state.retentionDays! };
  },

  async run(context, { connectionId, recoveryPointId, name, retentionDays }, progress) {
    const { serverless } = await context.clients(connectionId);
    await serverless.convertRecoveryPointToSnapshot({ recoveryPointId, snapshotName: name, retentionPeriod: retentionDays });
    context.refresh(connectionId);
    return waitForSnapshot(context, connectionId, 'namespace', name, progress);
  },
};

export async function askRecoveryPoint(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  ui: WizardUi,
): Promise<RecoveryPointInfo> {
  if (subject?.kind === 'recoveryPoint') return subject.recoveryPoint;
  const warehouse = await askWarehouse(context, connectionId, subject, ui);
  if (warehouse.kind === 'cluster') throw new Error(vscode.l10n.t('Only serverless workgroups have recovery points.'));
  const clients = await context.clients(connectionId);
  const choices = loadRecoveryPoints(clients, warehouse.workgroup.namespaceName).then(({ items }) => {
    if (items.length === 0) throw new Error(vscode.l10n.t('There are no recovery points.'));
    return items.map(point => ({ label: point.createdAt ? formatTime(point.createdAt) : point.id, description: point.id, value: point }));
  });
  return ui.pick({ placeholder: vscode.l10n.t('Recovery point'), choices });
}
