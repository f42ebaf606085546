// Every operation, as a command: asked, guarded, run with progress, and its failure told once.
import * as vscode from 'vscode';
import type { Subject, TreeNode } from '../explorer/node.ts';
import { confirmByTyping } from '../ui/confirm.ts';
import { Disposable } from '../ui/disposable.ts';
import { showError } from '../ui/errorMessage.ts';
import { convertRecoveryPoint } from './convertRecoveryPoint.ts';
import { copySnapshot } from './copySnapshot.ts';
import { createSnapshot } from './createSnapshot.ts';
import { deleteCluster } from './deleteCluster.ts';
import { deleteSnapshot } from './deleteSnapshot.ts';
import { disableCrossRegionCopy } from './disableCrossRegionCopy.ts';
import { enableCrossRegionCopy } from './enableCrossRegionCopy.ts';
import { modifyRetention } from './modifyRetention.ts';
import { modifySnapshotRetention } from './modifySnapshotRetention.ts';
import { connectionOf, type Operation, type OperationContext } from './operation.ts';
import { pauseCluster } from './pauseCluster.ts';
import { restoreCluster } from './restoreCluster.ts';
import { restoreNamespace } from './restoreNamespace.ts';
import { restoreTable } from './restoreTable.ts';
import { resumeCluster } from './resumeCluster.ts';

export const operations = {
  createSnapshot,
  deleteSnapshot,
  copySnapshot,
  modifySnapshotRetention,
  restoreTable,
  restoreCluster,
  pauseCluster,
  resumeCluster,
  deleteCluster,
  modifyRetention,
  enableCrossRegionCopy,
  disableCrossRegionCopy,
  convertRecoveryPoint,
  restoreNamespace,
};

export type OperationInputs = { [Id in keyof typeof operations]: (typeof operations)[Id] extends Operation<infer Input> ? Input : never };

export class OperationRegistry extends Disposable {
  readonly #context: OperationContext;

  constructor(context: OperationContext) {
    super();
    this.#context = context;
    for (const operation of Object.values(operations) as Operation<{ connectionId: string }>[]) {
      this.register(
        vscode.commands.registerCommand(`redshift.${operation.id}`, (argument: unknown) => this.#askAndRun(operation, argument)),
      );
    }
  }

  /** Runs an operation with its input given, without asking: for tests and other code that has confirmed already. */
  async run<Id extends keyof OperationInputs>(id: Id, input: OperationInputs[Id]): Promise<void> {
    await this.#runWithProgress(operations[id] as unknown as Operation<OperationInputs[Id]>, input);
  }

  async #askAndRun(operation: Operation<{ connectionId: string }>, argument: unknown): Promise<void> {
    const context = this.#context;
    let connectionId: string | undefined;
    try {
      if (!vscode.workspace.isTrusted) {
        void vscode.window.showErrorMessage(vscode.l10n.t('This workspace is not trusted, so nothing is run. Trust it first.'));
        return;
      }
      const subject = subjectOf(argument);
      connectionId = subject?.connectionId;
      const input = await operation.ask(context, subject);
      if (!input) return;
      connectionId = input.connectionId;
      if (!operation.readsOnly && !(await connectionAllows(context, input))) return;
      if (operation.guard && !(await operation.guard(context, input))) return;
      await this.#runWithProgress(operation, input);
    } catch (error) {
      const profile = context.connections.find(connectionId)?.profile;
      showError(context.log, operation.failure(), error, { ...(connectionId ? { connectionId } : {}), ...(profile ? { profile } : {}) });
    }
  }

  async #runWithProgress<Input extends { connectionId: string }>(operation: Operation<Input>, input: Input): Promise<void> {
    const options = { location: vscode.ProgressLocation.Notification, title: operation.title(input), cancellable: true };
    const outcome = await vscode.window.withProgress(options, (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return operation.run(this.#context, input, { report: message => progress.report({ message }), signal: abort.signal });
    });
    if (outcome) void vscode.window.showInformationMessage(outcome);
  }
}

/** A tree node, a subject, or the plain ids that a button of an error carries. */
export function subjectOf(argument: unknown): Subject | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('subject' in argument) return (argument as TreeNode).subject;
  if ('kind' in argument) return argument as Subject;
  const { connectionId, clusterIdentifier } = argument as { connectionId?: string; clusterIdentifier?: string };
  if (connectionId && clusterIdentifier) {
    const warehouse = { kind: 'cluster' as const, clusterIdentifier };
    return { kind: 'snapshots', connectionId, warehouse };
  }
  return connectionId ? { kind: 'connection', connectionId } : undefined;
}

async function connectionAllows(context: OperationContext, input: { connectionId: string }): Promise<boolean> {
  const connection = connectionOf(context, input);
  if (connection.readOnly) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The connection {0} is read-only, so nothing was changed.', connection.name));
    return false;
  }
  if (!connection.production) return true;
  return confirmByTyping({
    title: vscode.l10n.t('Change the production warehouse {0}?', connection.name),
    consequences: [vscode.l10n.t('This connection is marked as production.')],
    name: connection.name,
    proceed: vscode.l10n.t('Continue'),
  });
}
