// Changes how long a cluster's automated snapshots are kept. Lowering it deletes the older ones at once, so they are named first.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html
import * as vscode from 'vscode';
import { loadClusterSnapshots, type SnapshotInfo } from '../aws/backups.ts';
import type { Clients } from '../aws/clients.ts';
import { confirmByTyping } from '../ui/confirm.ts';
import { formatTime } from '../ui/format.ts';
import { runWizard } from '../ui/wizard.ts';
import { askCluster, connectionIdOf } from './ask.ts';
import type { Operation } from './operation.ts';

export interface ModifyRetentionInput {
  connectionId: string;
  clusterIdentifier: string;
  currentDays: number;
  /** 0–35; 0 turns automated snapshots off, where the node type allows it. */
  retentionDays: number;
}

export const modifyRetention: Operation<ModifyRetentionInput> = {
  id: 'modifyRetention',
  failure: () => vscode.l10n.t('Could not change the retention'),
  title: input => vscode.l10n.t('Changing the retention of {0}', input.clusterIdentifier),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const draft: Partial<ModifyRetentionInput> & { nodeType?: string } = {};
    const state = await runWizard(vscode.l10n.t('Modify Retention of Automated Snapshots'), draft, [
      async (input, ui) => {
        const cluster = await askCluster(context, connectionId, subject, ui);
        input.clusterIdentifier = cluster.clusterIdentifier;
        input.currentDays = cluster.automatedRetentionDays;
        input.nodeType = cluster.nodeType;
      },
      async (input, ui) => {
        // RA3 and RG clusters always have automated snapshots.
        const least = /^(ra3|rg)/i.test(input.nodeType ?? '') ? 1 : 0;
        const typed = await ui.input({
          prompt: vscode.l10n.t('Days to keep automated snapshots, {0} to 35; now {1}', least, input.currentDays!),
          value: String(input.retentionDays ?? input.currentDays),
          validate: value =>
            /^\d{1,2}$/.test(value) && Number(value) >= least && Number(value) <= 35
              ? undefined
              : vscode.l10n.t('A whole number from {0} to 35', least),
        });
        input.retentionDays = Number(typed);
      },
    ]);
    return (
      state && {
        connectionId,
        clusterIdentifier: state.clusterIdentifier!,
        currentDays: state.currentDays!,
        retentionDays: state.retentionDays!,
      }
    );
  },

  async guard(context, { connectionId, clusterIdentifier, currentDays, retentionDays }) {
    if (retentionDays >= currentDays) return true;
    const lost = await automatedOlderThan(await context.clients(connectionId), clusterIdentifier, retentionDays, Date.now());
    const shown = lost.slice(0, 8).map(snapshot => `${snapshot.name} (${snapshot.createdAt ? formatTime(snapshot.createdAt) : ''})`);
    return confirmByTyping({
      title: vscode.l10n.t('Lower the retention of {0} from {1} to {2} days?', clusterIdentifier, currentDays, retentionDays),
      consequences: [
        lost.length === 0
          ? vscode.l10n.t('No snapshot that exists now is lost, but the time that can be gone back gets shorter.')
          : vscode.l10n.t(
              'These automated snapshots are deleted at once and cannot be brought back ({0}): {1}',
              lost.length,
              `${shown.join(', ')}${lost.length > shown.length ? ', …' : ''}`,
            ),
        vscode.l10n.t('To keep one of them, copy it as a manual snapshot first.'),
      ],
      name: clusterIdentifier,
      proceed: vscode.l10n.t('Lower the Retention'),
    });
  },

  async run(context, { connectionId, clusterIdentifier, retentionDays }) {
    const { redshift } = await context.clients(connectionId);
    await redshift.modifyCluster({ ClusterIdentifier: clusterIdentifier, AutomatedSnapshotRetentionPeriod: retentionDays });
    context.refresh(connectionId);
    return vscode.l10n.t('Automated snapshots of {0} are kept for {1} days.', clusterIdentifier, retentionDays);
  },
};

/** Automated snapshots that a retention of so many days would not keep. */
async function automatedOlderThan(clients: Clients, clusterIdentifier: string, days: number, now: number): Promise<SnapshotInfo[]> {
  const oldest = now - days * 24 * 60 * 60_000;
  const older: SnapshotInfo[] = [];
  let marker: string | undefined;
  do {
    const page = await loadClusterSnapshots(clients, clusterIdentifier, marker);
    older.push(...page.items.filter(snapshot => snapshot.kind === 'automated' && (snapshot.createdAt?.getTime() ?? now) < oldest));
    marker = page.next;
  } while (marker);
  return older;
}
