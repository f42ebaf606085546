// Puts a serverless namespace back to a snapshot or recovery point. This replaces all of its databases, so it has the strongest guard.
// https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_RestoreFromSnapshot.html
import * as vscode from 'vscode';
import { classifyAwsError } from '../aws/errors.ts';
import { poll } from '../aws/waiting.ts';
import { isAvailable, loadNamespace, loadWorkgroup } from '../aws/warehouses.ts';
import { confirmByTyping } from '../ui/confirm.ts';
import { formatTime } from '../ui/format.ts';
import { runWizard } from '../ui/wizard.ts';
import { askSnapshot, askWarehouse, connectionIdOf } from './ask.ts';
import type { Operation } from './operation.ts';

export interface RestoreNamespaceInput {
  connectionId: string;
  namespaceName: string;
  workgroupName: string;
  from: { kind: 'snapshot'; name: string } | { kind: 'recoveryPoint'; id: string };
  takenAt?: Date;
}

export const restoreNamespace: Operation<RestoreNamespaceInput> = {
  id: 'restoreNamespace',
  failure: () => vscode.l10n.t('Could not restore the namespace'),
  title: input => vscode.l10n.t('Restoring namespace {0}', input.namespaceName),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<RestoreNamespaceInput> = {};
    const state = await runWizard(vscode.l10n.t('Restore Namespace'), draft, [
      async (input, ui) => {
        if (subject?.kind === 'recoveryPoint') {
          const { id, namespaceName, workgroupName, createdAt } = subject.recoveryPoint;
          Object.assign(input, { namespaceName, workgroupName, from: { kind: 'recoveryPoint', id }, takenAt: createdAt });
          return;
        }
        const warehouse = await askWarehouse(context, connectionId, subject, ui);
        if (warehouse.kind === 'cluster')
          throw new Error(vscode.l10n.t('A cluster is not restored in place: restore its snapshot to a new cluster.'));
        const { namespaceName, workgroupName } = warehouse.workgroup;
        Object.assign(input, { namespaceName, workgroupName });
        if (subject?.kind === 'snapshot') {
          Object.assign(input, { from: { kind: 'snapshot', name: subject.snapshot.name }, takenAt: subject.snapshot.createdAt });
        }
      },
      async (input, ui) => {
        if (input.from) return;
        const snapshot = await askSnapshot(
          context,
          connectionId,
          { source: { namespaceName: input.namespaceName! }, placeholder: vscode.l10n.t('Snapshot to restore from') },
          ui,
        );
        input.from = { kind: 'snapshot', name: snapshot.name };
        input.takenAt = snapshot.createdAt;
      },
    ]);
    return (
      state && {
        connectionId,
        namespaceName: state.namespaceName!,
        workgroupName: state.workgroupName!,
        from: state.from!,
        takenAt: state.takenAt,
      }
    );
  },

  guard: (_context, { namespaceName, workgroupName, takenAt }) =>
    confirmByTyping({
      title: vscode.l10n.t('Replace everything in the namespace {0}?', namespaceName),
      consequences: [
        vscode.l10n.t('ALL databases of the namespace are replaced by their state of {0}.', takenAt ? formatTime(takenAt) : '?'),
        vscode.l10n.t('Everything that was written, created or granted since then is lost.'),
        vscode.l10n.t('The workgroup {0} cannot be used until the restore has ended.', workgroupName),
        vscode.l10n.t('To bring back one table only, use Restore Table instead.'),
        vscode.l10n.t('This cannot be undone, except from another snapshot or recovery point.'),
      ],
      name: namespaceName,
      proceed: vscode.l10n.t('Replace'),
    }),

  async run(context, { connectionId, namespaceName, workgroupName, from }, progress) {
    const clients = await context.clients(connectionId);
    if (from.kind === 'snapshot') await clients.serverless.restoreFromSnapshot({ namespaceName, workgroupName, snapshotName: from.name });
    else await clients.serverless.restoreFromRecoveryPoint({ namespaceName, workgroupName, recoveryPointId: from.id });
    context.refresh(connectionId);
    const status = await poll<string>({
      load: async () => {
        try {
          const [namespace, workgroup] = await Promise.all([loadNamespace(clients, namespaceName), loadWorkgroup(clients, workgroupName)]);
          return isAvailable(namespace.status) ? workgroup.status : namespace.status;
        } catch (error) {
          // For a moment the namespace may not be there at all.
          if (classifyAwsError(error).kind === 'not-found') return 'RESTORING';
          throw error;
        }
      },
      isOver: isAvailable,
      onState: state => progress.report(vscode.l10n.t('Status: {0}', state)),
      signal: progress.signal,
      // AWS answers AVAILABLE for an instant before the restore begins.
      firstPauseMs: 2_000,
    });
    context.refresh(connectionId, { catalog: true });
    return isAvailable(status) ? vscode.l10n.t('The namespace {0} is restored.', namespaceName) : undefined;
  },
};
