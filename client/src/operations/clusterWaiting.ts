// Waits for a cluster to change its state, which takes AWS minutes.
import * as vscode from 'vscode';
import { poll } from '../aws/waiting.ts';
import { type ClusterInfo, loadCluster } from '../aws/warehouses.ts';
import type { OperationContext, OperationProgress } from './operation.ts';

/** The cluster in its new state; undefined when the user stopped waiting. */
export async function waitForCluster(
  context: OperationContext,
  connectionId: string,
  clusterIdentifier: string,
  isReached: (cluster: ClusterInfo) => boolean,
  progress: OperationProgress,
): Promise<ClusterInfo | undefined> {
  const clients = await context.clients(connectionId);
  let shown = '';
  const cluster = await poll({
    load: () => loadCluster(clients, clusterIdentifier),
    isOver: isReached,
    onState: ({ status }) => {
      progress.report(vscode.l10n.t('Status: {0}', status));
      if (status !== shown) context.refresh(connectionId);
      shown = status;
    },
    signal: progress.signal,
  });
  context.refresh(connectionId, { catalog: true });
  return isReached(cluster) ? cluster : undefined;
}
