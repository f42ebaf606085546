// Questions that several operations share: which cluster, which workgroup, which snapshot, what name, how long to keep.
import * as vscode from 'vscode';
import { isRestorable, loadClusterSnapshots, loadNamespaceSnapshots, type SnapshotInfo, snapshotNameProblem } from '../aws/backups.ts';
import type { Warehouse } from '../aws/target.ts';
import { type ClusterInfo, loadCluster, loadClusters, loadWorkgroup, loadWorkgroups, type WorkgroupInfo } from '../aws/warehouses.ts';
import type { Subject } from '../explorer/node.ts';
import { formatMegabytes, formatTime } from '../ui/format.ts';
import type { Choice, WizardUi } from '../ui/wizard.ts';
import type { OperationContext } from './operation.ts';

/** The connection of the subject, else the active one. @throws when there is none */
export function connectionIdOf(context: OperationContext, subject: Subject | undefined): string {
  const id = subject?.connectionId ?? context.connections.active?.id;
  if (!id) throw new Error(vscode.l10n.t('No connection is active. Choose one first.'));
  return id;
}

/** The cluster that a subject belongs to, without asking. */
export async function clusterOfSubject(context: OperationContext, subject: Subject | undefined): Promise<ClusterInfo | undefined> {
  if (subject?.kind === 'cluster') return subject.cluster;
  const warehouse = warehouseOfSubject(subject);
  return warehouse?.kind === 'cluster' ? loadCluster(await context.clients(subject!.connectionId), warehouse.clusterIdentifier) : undefined;
}

export function warehouseOfSubject(subject: Subject | undefined): Warehouse | undefined {
  switch (subject?.kind) {
    case 'cluster':
      return { kind: 'cluster', clusterIdentifier: subject.cluster.clusterIdentifier };
    case 'workgroup':
      return { kind: 'workgroup', workgroupName: subject.workgroup.workgroupName };
    case 'snapshots':
    case 'snapshot':
      return subject.warehouse;
    case 'database':
    case 'schema':
    case 'relation':
    case 'column':
    case 'object':
      return subject.target.warehouse;
    case 'recoveryPoint':
      return { kind: 'workgroup', workgroupName: subject.recoveryPoint.workgroupName };
    default:
      return undefined;
  }
}

export type WarehouseInfo = { kind: 'cluster'; cluster: ClusterInfo } | { kind: 'workgroup'; workgroup: WorkgroupInfo };

/** The warehouse of the subject with its state, or the one that is picked. */
export async function askWarehouse(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  ui: WizardUi,
): Promise<WarehouseInfo> {
  if (subject?.kind === 'cluster') return { kind: 'cluster', cluster: subject.cluster };
  if (subject?.kind === 'workgroup') return { kind: 'workgroup', workgroup: subject.workgroup };
  const known = warehouseOfSubject(subject);
  const clients = await context.clients(connectionId);
  if (known?.kind === 'cluster') return { kind: 'cluster', cluster: await loadCluster(clients, known.clusterIdentifier) };
  if (known?.kind === 'workgroup') return { kind: 'workgroup', workgroup: await loadWorkgroup(clients, known.workgroupName) };
  const choices = Promise.all([loadClusters(clients), loadWorkgroups(clients).catch(() => ({ items: [] as WorkgroupInfo[] }))]).then(
    ([clusters, workgroups]) => [
      ...clusters.items.map(clusterChoice),
      ...workgroups.items.map(
        (workgroup): Choice<WarehouseInfo> => ({
          label: `$(cloud) ${workgroup.workgroupName}`,
          description: workgroup.status.toLowerCase(),
          value: { kind: 'workgroup', workgroup },
        }),
      ),
    ],
  );
  return ui.pick({ placeholder: vscode.l10n.t('Cluster or workgroup'), choices });
}

function clusterChoice(cluster: ClusterInfo): Choice<WarehouseInfo> {
  return { label: `$(server) ${cluster.clusterIdentifier}`, description: cluster.status, value: { kind: 'cluster', cluster } };
}

/** A cluster: the subject's, or one that is picked among those that fit. */
export async function askCluster(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  ui: WizardUi,
  fits: (cluster: ClusterInfo) => boolean = () => true,
): Promise<ClusterInfo> {
  const known = await clusterOfSubject(context, subject);
  if (known) return known;
  const clients = await context.clients(connectionId);
  const choices = loadClusters(clients).then(({ items }) =>
    items.filter(fits).map(cluster => ({ label: `$(server) ${cluster.clusterIdentifier}`, description: cluster.status, value: cluster })),
  );
  return ui.pick({ placeholder: vscode.l10n.t('Cluster'), choices });
}

export interface SnapshotQuestion {
  source: { clusterIdentifier: string } | { namespaceName: string };
  placeholder: string;
  /** Besides being available. */
  fits?: (snapshot: SnapshotInfo) => boolean;
}

/** An available snapshot of a cluster or namespace. */
export async function askSnapshot(
  context: OperationContext,
  connectionId: string,
  { source, placeholder, fits = () => true }: SnapshotQuestion,
  ui: WizardUi,
): Promise<SnapshotInfo> {
  const clients = await context.clients(connectionId);
  const loading =
    'clusterIdentifier' in source
      ? loadClusterSnapshots(clients, source.clusterIdentifier)
      : loadNamespaceSnapshots(clients, source.namespaceName);
  const choices = loading.then(({ items }) => {
    const ready = items.filter(snapshot => isRestorable(snapshot) && fits(snapshot));
    if (ready.length === 0) throw new Error(vscode.l10n.t('There is no available snapshot.'));
    return ready.map(snapshotChoice);
  });
  return ui.pick({ placeholder, choices });
}

function snapshotChoice(snapshot: SnapshotInfo): Choice<SnapshotInfo> {
  return {
    label: `$(${snapshot.kind === 'automated' ? 'history' : 'archive'}) ${snapshot.name}`,
    description: [
      snapshot.createdAt ? formatTime(snapshot.createdAt) : '',
      snapshot.sizeMegabytes ? formatMegabytes(snapshot.sizeMegabytes) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    value: snapshot,
  };
}

export function askSnapshotName(ui: WizardUi, suggestion: string, exists: (name: string) => Promise<boolean>): Promise<string> {
  return ui.input({
    prompt: vscode.l10n.t('Name of the snapshot'),
    value: suggestion,
    validate: async name =>
      snapshotNameMessage(name) ?? ((await exists(name)) ? vscode.l10n.t('There is a snapshot of this name already') : undefined),
  });
}

export function snapshotNameMessage(name: string): string | undefined {
  switch (snapshotNameProblem(name)) {
    case 'empty':
      return vscode.l10n.t('A name is needed');
    case 'too-long':
      return vscode.l10n.t('At most 255 characters');
    case 'first-letter':
      return vscode.l10n.t('The first character must be a letter');
    case 'characters':
      return vscode.l10n.t('Only letters, digits and hyphens');
    case 'hyphens':
      return vscode.l10n.t('No hyphen at the end, and no two in a row');
    case undefined:
      return undefined;
  }
}

/** Days that a manual snapshot is kept; -1 for ever. */
export async function askRetention(ui: WizardUi, current = -1): Promise<number> {
  const { t } = vscode.l10n;
  const presets = [-1, 7, 30, 90, 365];
  return ui.pick<number>({
    placeholder: t('How long to keep it; another number of days can be typed'),
    choices: presets.map(days => ({ label: retentionText(days), value: days })),
    isCurrent: days => days === current,
    other: {
      label: typed => t('{0} days', typed),
      accept: typed => (/^\d{1,4}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 3653 ? Number(typed) : undefined),
    },
  });
}

export function retentionText(days: number): string {
  return days < 0 ? vscode.l10n.t('Until it is deleted') : vscode.l10n.t('{0} days', days);
}
