// Table restores that are under way, kept beyond the window: each is waited for until AWS says how it ended, in this window or the next.
import * as vscode from 'vscode';
import { classifyAwsError } from '../aws/errors.ts';
import { isTableRestoreOver, loadTableRestoreState, type TableRestoreRequest, type TableRestoreState } from '../aws/tableRestore.ts';
import { poll } from '../aws/waiting.ts';
import { showError } from '../ui/errorMessage.ts';
import { formatMegabytes } from '../ui/format.ts';
import type { OperationContext, OperationProgress } from './operation.ts';

export interface PendingRestore {
  requestId: string;
  connectionId: string;
  request: TableRestoreRequest;
  startedAt: number;
}

const stored = 'redshift.pendingRestores';
/** AWS forgets old requests; nobody waits this long. */
const givenUpAfterMs = 7 * 24 * 60 * 60_000;

export function pendingRestores(storage: vscode.Memento): PendingRestore[] {
  return storage.get<PendingRestore[]>(stored, []);
}

export async function rememberRestore(storage: vscode.Memento, pending: PendingRestore): Promise<void> {
  await storage.update(stored, [...pendingRestores(storage).filter(other => other.requestId !== pending.requestId), pending]);
}

async function forgetRestore(storage: vscode.Memento, requestId: string): Promise<void> {
  await storage.update(
    stored,
    pendingRestores(storage).filter(other => other.requestId !== requestId),
  );
}

/** Waits for one restore. @returns the closing sentence, or that it goes on when the user stopped waiting. @throws when the restore failed */
export async function waitForRestore(
  context: OperationContext,
  pending: PendingRestore,
  progress: OperationProgress,
): Promise<string | undefined> {
  const { connectionId, request, requestId } = pending;
  const state = await poll<TableRestoreState>({
    load: async () => loadTableRestoreState(await context.clients(connectionId), request.source, requestId),
    isOver: isTableRestoreOver,
    onState: current => progress.report(describeProgress(current)),
    signal: progress.signal,
    longestPauseMs: 5_000,
  });
  if (!isTableRestoreOver(state))
    return vscode.l10n.t('The restore goes on in AWS. It is waited for again when this window is opened the next time.');
  await forgetRestore(context.storage, requestId);
  const name = `${request.targetSchema}.${request.newTable}`;
  if (state.status !== 'SUCCEEDED') throw new Error(state.message ?? vscode.l10n.t('The restore of {0} ended as {1}.', name, state.status));
  context.refresh(connectionId, { catalog: true });
  return vscode.l10n.t('The table {0} is restored. Grants, views and policies have to be made again.', name);
}

/**
 * At the start of a window: goes on waiting for what an earlier window began. Each is told of once, at its end.
 * @returns when nothing is waited for any more
 */
export async function resumeRestores(context: OperationContext): Promise<void> {
  await Promise.all(pendingRestores(context.storage).map(pending => resumeRestore(context, pending)));
}

async function resumeRestore(context: OperationContext, pending: PendingRestore): Promise<void> {
  const isStale = Date.now() - pending.startedAt > givenUpAfterMs;
  if (isStale || !context.connections.find(pending.connectionId)) return forgetRestore(context.storage, pending.requestId);
  const { targetSchema, newTable } = pending.request;
  const title = vscode.l10n.t('Restoring table {0}', `${targetSchema}.${newTable}`);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      try {
        const outcome = await waitForRestore(context, pending, { report: message => progress.report({ message }), signal: abort.signal });
        if (outcome) void vscode.window.showInformationMessage(outcome);
      } catch (error) {
        // Without credentials or network it is only put off: the next window asks again.
        if (classifyAwsError(error).kind === 'not-found') await forgetRestore(context.storage, pending.requestId);
        showError(context.log, vscode.l10n.t('Could not restore the table'), error, { connectionId: pending.connectionId });
      }
    },
  );
}

function describeProgress(state: TableRestoreState): string {
  const { status, progressMegabytes, totalMegabytes } = state;
  if (progressMegabytes !== undefined && totalMegabytes)
    return vscode.l10n.t('{0} of {1}', formatMegabytes(progressMegabytes), formatMegabytes(totalMegabytes));
  return status === 'PENDING' ? vscode.l10n.t('waiting to start') : vscode.l10n.t('running');
}
