// Makes a new cluster out of a snapshot. The old cluster, if there is one, is not touched.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_RestoreFromClusterSnapshot.html
import * as vscode from 'vscode';
import type { SnapshotInfo } from '../aws/backups.ts';
import { classifyAwsError } from '../aws/errors.ts';
import { isAvailable, loadCluster } from '../aws/warehouses.ts';
import { confirm } from '../ui/confirm.ts';
import { runWizard } from '../ui/wizard.ts';
import { askCluster, askSnapshot, connectionIdOf } from './ask.ts';
import { waitForCluster } from './clusterWaiting.ts';
import type { Operation, OperationContext } from './operation.ts';

export interface RestoreClusterInput {
  connectionId: string;
  snapshotName: string;
  newClusterIdentifier: string;
  /** Needed where the account has a VPC without a default subnet group. */
  subnetGroup?: string;
  nodeType?: string;
  numberOfNodes?: number;
}

export const restoreCluster: Operation<RestoreClusterInput> = {
  id: 'restoreCluster',
  failure: () => vscode.l10n.t('Could not restore the cluster'),
  title: input => vscode.l10n.t('Restoring {0}', input.newClusterIdentifier),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: { snapshot?: SnapshotInfo; name?: string; subnetGroup?: string } = {};
    const state = await runWizard(vscode.l10n.t('Restore Cluster from Snapshot'), draft, [
      async (input, ui) => {
        if (subject?.kind === 'snapshot') {
          input.snapshot = subject.snapshot;
          return;
        }
        const cluster = await askCluster(context, connectionId, subject, ui);
        input.snapshot = await askSnapshot(
          context,
          connectionId,
          { source: { clusterIdentifier: cluster.clusterIdentifier }, placeholder: vscode.l10n.t('Snapshot to restore from') },
          ui,
        );
      },
      async (input, ui) => {
        input.name = await ui.input({
          prompt: vscode.l10n.t('Identifier of the new cluster'),
          value: input.name ?? `${input.snapshot!.source}-restored`.slice(0, 63),
          validate: async name =>
            clusterIdentifierProblem(name) ??
            ((await clusterExists(context, connectionId, name)) ? vscode.l10n.t('There is a cluster of this name already') : undefined),
        });
      },
      async (input, ui) => {
        input.subnetGroup = await ui.input({
          prompt: vscode.l10n.t('Cluster subnet group; empty for the default'),
          value: input.subnetGroup ?? '',
        });
      },
    ]);
    if (!state?.snapshot) return undefined;
    const { nodeType, numberOfNodes } = state.snapshot;
    return {
      connectionId,
      snapshotName: state.snapshot.name,
      newClusterIdentifier: state.name!,
      ...(state.subnetGroup ? { subnetGroup: state.subnetGroup } : {}),
      ...(nodeType ? { nodeType } : {}),
      ...(numberOfNodes ? { numberOfNodes } : {}),
    };
  },

  guard: (_context, { newClusterIdentifier, nodeType, numberOfNodes }) =>
    confirm(
      vscode.l10n.t('Create the cluster {0} from the snapshot?', newClusterIdentifier),
      [
        nodeType
          ? vscode.l10n.t('A new cluster of {0} is billed from the moment it is available.', `${nodeType} × ${numberOfNodes ?? 1}`)
          : vscode.l10n.t('The new cluster is billed from the moment it is available.'),
        vscode.l10n.t('It gets the default parameter group and security group, and no IAM roles: attach them afterwards.'),
      ].join('\n'),
      vscode.l10n.t('Restore'),
    ),

  async run(context, { connectionId, snapshotName, newClusterIdentifier, subnetGroup }, progress) {
    const { redshift } = await context.clients(connectionId);
    await redshift.restoreFromClusterSnapshot({
      ClusterIdentifier: newClusterIdentifier,
      SnapshotIdentifier: snapshotName,
      ...(subnetGroup ? { ClusterSubnetGroupName: subnetGroup } : {}),
    });
    context.refresh(connectionId);
    const restored = await waitForCluster(context, connectionId, newClusterIdentifier, cluster => isAvailable(cluster.status), progress);
    return restored && vscode.l10n.t('The cluster {0} is available.', newClusterIdentifier);
  },
};

/** Source of the rules: https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html */
function clusterIdentifierProblem(name: string): string | undefined {
  if (name.length < 1 || name.length > 63) return vscode.l10n.t('1 to 63 characters');
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return vscode.l10n.t('Lower-case letters, digits and hyphens, first a letter');
  return name.endsWith('-') || name.includes('--') ? vscode.l10n.t('No hyphen at the end, and no two in a row') : undefined;
}

async function clusterExists(context: OperationContext, connectionId: string, name: string): Promise<boolean> {
  try {
    await loadCluster(await context.clients(connectionId), name);
    return true;
  } catch (error) {
    if (classifyAwsError(error).kind === 'not-found') return false;
    throw error;
  }
}
