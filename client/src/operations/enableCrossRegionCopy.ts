// Copies every new snapshot of a cluster, or of a serverless namespace, to another region.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_EnableSnapshotCopy.html
import * as vscode from 'vscode';
import { runWizard } from '../ui/wizard.ts';
import { askWarehouse, connectionIdOf } from './ask.ts';
import type { Operation } from './operation.ts';

export interface EnableCrossRegionCopyInput {
  connectionId: string;
  source: { kind: 'cluster'; clusterIdentifier: string; encrypted: boolean } | { kind: 'namespace'; namespaceName: string };
  destinationRegion: string;
  /** Days that copies of automated snapshots are kept there, 1–35. */
  retentionDays: number;
  /** Grant in the destination region that lets Redshift encrypt there; needed for encrypted clusters. */
  grantName?: string;
}

export const enableCrossRegionCopy: Operation<EnableCrossRegionCopyInput> = {
  id: 'enableCrossRegionCopy',
  failure: () => vscode.l10n.t('Could not turn on the copying to another region'),
  title: input => vscode.l10n.t('Turning on copies to {0}', input.destinationRegion),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<EnableCrossRegionCopyInput> & { region?: string } = {};
    const state = await runWizard(vscode.l10n.t('Copy Snapshots to Another Region'), draft, [
      async (input, ui) => {
        const warehouse = await askWarehouse(context, connectionId, subject, ui);
        if (warehouse.kind === 'cluster') {
          const { crossRegionCopy, clusterIdentifier, encrypted } = warehouse.cluster;
          if (crossRegionCopy)
            throw new Error(
              vscode.l10n.t(
                'Snapshots are already copied to {0}. A cluster has one destination at a time.',
                crossRegionCopy.destinationRegion,
              ),
            );
          input.source = { kind: 'cluster', clusterIdentifier, encrypted };
        } else {
          input.source = { kind: 'namespace', namespaceName: warehouse.workgroup.namespaceName };
        }
        input.region = (await context.clients(connectionId)).region;
      },
      async (input, ui) => {
        input.destinationRegion = await ui.input({
          prompt: vscode.l10n.t('Destination region'),
          value: input.destinationRegion ?? '',
          placeholder: 'us-west-2',
          validate: value =>
            !/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(value)
              ? vscode.l10n.t('A region like us-west-2')
              : value === input.region
                ? vscode.l10n.t('This is the region of the warehouse itself')
                : undefined,
        });
      },
      async (input, ui) => {
        const typed = await ui.input({
          prompt: vscode.l10n.t('Days to keep the copies, 1 to 35'),
          value: String(input.retentionDays ?? 7),
          validate: value =>
            /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= 35
              ? undefined
              : vscode.l10n.t('A whole number from {0} to 35', 1),
        });
        input.retentionDays = Number(typed);
      },
      async (input, ui) => {
        if (input.source?.kind !== 'cluster' || !input.source.encrypted) return;
        input.grantName = await ui.input({
          prompt: vscode.l10n.t(
            'Name of the snapshot copy grant in that region (needed for an encrypted cluster with a key of your own; empty for none)',
          ),
          value: input.grantName ?? '',
        });
      },
    ]);
    if (!state) return undefined;
    return {
      connectionId,
      source: state.source!,
      destinationRegion: state.destinationRegion!,
      retentionDays: state.retentionDays!,
      ...(state.grantName ? { grantName: state.grantName } : {}),
    };
  },

  async run(context, { connectionId, source, destinationRegion, retentionDays, grantName }) {
    const { redshift, serverless } = await context.clients(connectionId);
    if (source.kind === 'cluster') {
      await redshift.enableSnapshotCopy({
        ClusterIdentifier: source.clusterIdentifier,
        DestinationRegion: destinationRegion,
        RetentionPeriod: retentionDays,
        ...(grantName ? { SnapshotCopyGrantName: grantName } : {}),
      });
    } else {
      await serverless.createSnapshotCopyConfiguration({
        namespaceName: source.namespaceName,
        destinationRegion,
        snapshotRetentionPeriod: retentionDays,
      });
    }
    context.refresh(connectionId);
    return vscode.l10n.t('New snapshots are copied to {0}.', destinationRegion);
  },
};
