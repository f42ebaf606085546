// Stops copying snapshots to another region. Copies that are there already stay until their retention ends.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_DisableSnapshotCopy.html
import * as vscode from 'vscode';
import { confirm } from '../ui/confirm.ts';
import { runWizard } from '../ui/wizard.ts';
import { askWarehouse, connectionIdOf } from './ask.ts';
import type { Operation } from './operation.ts';

export interface DisableCrossRegionCopyInput {
  connectionId: string;
  source: { kind: 'cluster'; clusterIdentifier: string } | { kind: 'namespace'; configurationId: string };
  name: string;
  destinationRegion: string;
}

export const disableCrossRegionCopy: Operation<DisableCrossRegionCopyInput> = {
  id: 'disableCrossRegionCopy',
  failure: () => vscode.l10n.t('Could not turn off the copying to another region'),
  title: input => vscode.l10n.t('Turning off copies to {0}', input.destinationRegion),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<DisableCrossRegionCopyInput> = {};
    const state = await runWizard(vscode.l10n.t('Stop Copying Snapshots to Another Region'), draft, [
      async (input, ui) => {
        const warehouse = await askWarehouse(context, connectionId, subject, ui);
        if (warehouse.kind === 'cluster') {
          const { crossRegionCopy, clusterIdentifier } = warehouse.cluster;
          if (!crossRegionCopy) throw new Error(vscode.l10n.t('Its snapshots are not copied to another region.'));
          input.source = { kind: 'cluster', clusterIdentifier };
          input.name = clusterIdentifier;
          input.destinationRegion = crossRegionCopy.destinationRegion;
          return;
        }
        const { serverless } = await context.clients(connectionId);
        const { namespaceName } = warehouse.workgroup;
        const { snapshotCopyConfigurations = [] } = await serverless.listSnapshotCopyConfigurations({ namespaceName });
        if (snapshotCopyConfigurations.length === 0) throw new Error(vscode.l10n.t('Its snapshots are not copied to another region.'));
        const chosen =
          snapshotCopyConfigurations.length === 1
            ? snapshotCopyConfigurations[0]!
            : await ui.pick({
                placeholder: vscode.l10n.t('Destination region'),
                choices: snapshotCopyConfigurations.map(configuration => ({
                  label: configuration.destinationRegion ?? '',
                  value: configuration,
                })),
              });
        input.source = { kind: 'namespace', configurationId: chosen.snapshotCopyConfigurationId ?? '' };
        input.name = namespaceName;
        input.destinationRegion = chosen.destinationRegion ?? '';
      },
    ]);
    return state && { connectionId, source: state.source!, name: state.name!, destinationRegion: state.destinationRegion! };
  },

  guard: (_context, { name, destinationRegion }) =>
    confirm(
      vscode.l10n.t('Stop copying snapshots of {0} to {1}?', name, destinationRegion),
      vscode.l10n.t(
        'Copies that are there stay until their retention ends. New snapshots are only in one region, which a disaster there would take with it.',
      ),
      vscode.l10n.t('Stop Copying'),
    ),

  async run(context, { connectionId, source, destinationRegion }) {
    const { redshift, serverless } = await context.clients(connectionId);
    if (source.kind === 'cluster') await redshift.disableSnapshotCopy({ ClusterIdentifier: source.clusterIdentifier });
    else await serverless.deleteSnapshotCopyConfiguration({ snapshotCopyConfigurationId: source.configurationId });
    context.refresh(connectionId);
    return vscode.l10n.t('Snapshots are no longer copied to {0}.', destinationRegion);
  },
};
