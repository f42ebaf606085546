// Takes a manual snapshot of a cluster or of a serverless namespace, and waits until it can be restored from.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateClusterSnapshot.html
import * as vscode from 'vscode';
import { isRestorable, loadClusterSnapshot, loadNamespaceSnapshot, type SnapshotInfo, suggestedSnapshotName } from '../aws/backups.ts';
import { classifyAwsError } from '../aws/errors.ts';
import { poll } from '../aws/waiting.ts';
import { formatDuration, formatMegabytes } from '../ui/format.ts';
import { runWizard } from '../ui/wizard.ts';
import { askRetention, askSnapshotName, askWarehouse, connectionIdOf } from './ask.ts';
import type { Operation, OperationContext, OperationProgress } from './operation.ts';

export interface CreateSnapshotInput {
  connectionId: string;
  source: { kind: 'cluster'; clusterIdentifier: string } | { kind: 'namespace'; namespaceName: string };
  name: string;
  /** Days, -1 for ever. */
  retentionDays: number;
}

export const createSnapshot: Operation<CreateSnapshotInput> = {
  id: 'createSnapshot',
  failure: () => vscode.l10n.t('Could not create the snapshot'),
  title: input => vscode.l10n.t('Creating snapshot {0}', input.name),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<CreateSnapshotInput> = {};
    const state = await runWizard(vscode.l10n.t('Create Snapshot'), draft, [
      async (input, ui) => {
        const warehouse = await askWarehouse(context, connectionId, subject, ui);
        input.source =
          warehouse.kind === 'cluster'
            ? { kind: 'cluster', clusterIdentifier: warehouse.cluster.clusterIdentifier }
            : { kind: 'namespace', namespaceName: warehouse.workgroup.namespaceName };
      },
      async (input, ui) => {
        const source = input.source!;
        const suggestion = suggestedSnapshotName(source.kind === 'cluster' ? source.clusterIdentifier : source.namespaceName, new Date());
        input.name = await askSnapshotName(ui, input.name ?? suggestion, name => snapshotExists(context, connectionId, source.kind, name));
      },
      async (input, ui) => {
        input.retentionDays = await askRetention(ui, input.retentionDays);
      },
    ]);
    return state && { connectionId, source: state.source!, name: state.name!, retentionDays: state.retentionDays! };
  },

  async run(context, { connectionId, source, name, retentionDays }, progress) {
    const clients = await context.clients(connectionId);
    if (source.kind === 'cluster') {
      await clients.redshift.createClusterSnapshot({
        ClusterIdentifier: source.clusterIdentifier,
        SnapshotIdentifier: name,
        ManualSnapshotRetentionPeriod: retentionDays,
      });
    } else {
      await clients.serverless.createSnapshot({ namespaceName: source.namespaceName, snapshotName: name, retentionPeriod: retentionDays });
    }
    context.refresh(connectionId);
    return waitForSnapshot(context, connectionId, source.kind, name, progress);
  },
};

/** Waits until a snapshot is available. @returns the closing sentence; undefined when the user stopped waiting */
export async function waitForSnapshot(
  context: OperationContext,
  connectionId: string,
  kind: 'cluster' | 'namespace',
  name: string,
  progress: OperationProgress,
): Promise<string | undefined> {
  const clients = await context.clients(connectionId);
  const state = await poll<SnapshotInfo>({
    load: () => (kind === 'cluster' ? loadClusterSnapshot(clients, name) : loadNamespaceSnapshot(clients, name)),
    isOver: snapshot =>
      isRestorable(snapshot) || snapshot.status === 'failed' || snapshot.status === 'deleted' || snapshot.status === 'cancelled',
    onState: snapshot => progress.report(describeProgress(snapshot)),
    signal: progress.signal,
  });
  context.refresh(connectionId);
  if (isRestorable(state)) return vscode.l10n.t('The snapshot {0} is available.', name);
  if (progress.signal.aborted) return undefined;
  throw new Error(vscode.l10n.t('The snapshot {0} ended as {1}.', name, state.status));
}

function describeProgress(snapshot: SnapshotInfo): string {
  const { progressMegabytes, sizeMegabytes, secondsToCompletion, status } = snapshot;
  const amount =
    progressMegabytes !== undefined && sizeMegabytes
      ? vscode.l10n.t('{0} of {1}', formatMegabytes(progressMegabytes), formatMegabytes(sizeMegabytes))
      : status;
  return secondsToCompletion ? `${amount} · ${vscode.l10n.t('about {0} left', formatDuration(secondsToCompletion * 1000))}` : amount;
}

export async function snapshotExists(
  context: OperationContext,
  connectionId: string,
  kind: 'cluster' | 'namespace',
  name: string,
): Promise<boolean> {
  const clients = await context.clients(connectionId);
  try {
    await (kind === 'cluster' ? loadClusterSnapshot(clients, name) : loadNamespaceSnapshot(clients, name));
    return true;
  } catch (error) {
    if (classifyAwsError(error).kind === 'not-found') return false;
    throw error;
  }
}
