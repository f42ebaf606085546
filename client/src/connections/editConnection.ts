// Asks for everything that makes a connection: profile, region, warehouse, database, how to sign in there, and its guards.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { loadSharedConfig, openClients } from '../aws/clients.ts';
import { profileNames, profileRegion, profileUsesSso, type SharedConfig } from '../aws/profiles.ts';
import { type Target, type Warehouse, warehouseName } from '../aws/target.ts';
import { isPaused, loadClusters, loadWorkgroups } from '../aws/warehouses.ts';
import { describeError } from '../ui/errorMessage.ts';
import { type Choice, runWizard, type WizardStep } from '../ui/wizard.ts';
import type { Connection } from './connection.ts';

/** Regions that have Redshift, for the list; any other can be typed. */
const regions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-2',
  'ap-northeast-1',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ap-south-1',
  'ap-south-2',
  'ap-east-1',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'af-south-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

interface Draft {
  profile?: string;
  region?: string;
  warehouse?: Warehouse;
  database: string;
  signIn: 'iam' | 'user' | 'secret';
  dbUser?: string;
  secretArn?: string;
  guard: 'none' | 'readOnly' | 'production';
  name: string;
  shared?: SharedConfig;
  defaultDatabase?: string;
  masterUser?: string;
}

/** @returns the connection, not saved yet; undefined when the user gave up */
export async function askForConnection(existing?: Connection): Promise<Connection | undefined> {
  const draft: Draft = {
    profile: existing?.profile,
    region: existing?.region,
    warehouse: existing?.target.warehouse,
    database: existing?.target.database ?? '',
    signIn: existing?.target.secretArn ? 'secret' : existing?.target.dbUser ? 'user' : 'iam',
    dbUser: existing?.target.dbUser,
    secretArn: existing?.target.secretArn,
    guard: existing?.readOnly ? 'readOnly' : existing?.production ? 'production' : 'none',
    name: existing?.name ?? '',
  };
  const title = existing ? vscode.l10n.t('Edit Redshift Connection') : vscode.l10n.t('Add Redshift Connection');
  const steps: WizardStep<Draft>[] = [askProfile, askRegion, askWarehouse, askDatabase, askSignIn, askCredential, askGuard, askName];
  const result = await runWizard(title, draft, steps);
  if (!result?.warehouse) return undefined;
  const target: Target = {
    warehouse: result.warehouse,
    database: result.database,
    ...(result.signIn === 'user' && result.dbUser ? { dbUser: result.dbUser } : {}),
    ...(result.signIn === 'secret' && result.secretArn ? { secretArn: result.secretArn } : {}),
  };
  return {
    id: existing?.id ?? randomUUID(),
    name: result.name,
    kind: 'aws',
    ...(result.profile ? { profile: result.profile } : {}),
    ...(result.region ? { region: result.region } : {}),
    target,
    ...(result.guard === 'readOnly' ? { readOnly: true } : {}),
    ...(result.guard === 'production' ? { production: true } : {}),
  };
}

const askProfile: WizardStep<Draft> = async (draft, ui) => {
  const shared = await loadSharedConfig();
  draft.shared = shared;
  const fromEnvironment = vscode.l10n.t('Environment or default profile');
  const choices: Choice<string>[] = [
    { label: fromEnvironment, description: process.env.AWS_PROFILE ? `AWS_PROFILE=${process.env.AWS_PROFILE}` : '', value: '' },
    ...profileNames(shared).map(name => ({
      label: name,
      description: [profileRegion(shared, name), profileUsesSso(shared, name) ? 'IAM Identity Center' : ''].filter(Boolean).join(' · '),
      value: name,
    })),
  ];
  const chosen = await ui.pick({
    placeholder: vscode.l10n.t('AWS profile to sign in with'),
    choices,
    isCurrent: value => value === (draft.profile ?? ''),
  });
  draft.profile = chosen || undefined;
};

const askRegion: WizardStep<Draft> = async (draft, ui) => {
  const preset =
    draft.region ??
    process.env.AWS_REGION ??
    (draft.shared ? profileRegion(draft.shared, draft.profile ?? process.env.AWS_PROFILE ?? 'default') : undefined);
  const ordered = preset ? [preset, ...regions.filter(region => region !== preset)] : regions;
  draft.region = await ui.pick({
    placeholder: vscode.l10n.t('AWS region'),
    choices: ordered.map(region => ({ label: region, value: region })),
    isCurrent: value => value === preset,
    other: {
      label: typed => vscode.l10n.t('Use {0}', typed),
      accept: typed => (/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(typed) ? typed : undefined),
    },
  });
};

interface WarehouseChoice {
  warehouse: Warehouse;
  database?: string;
  masterUser?: string;
}

const askWarehouse: WizardStep<Draft> = async (draft, ui) => {
  const chosen = await ui.pick<WarehouseChoice>({
    placeholder: vscode.l10n.t('Cluster or serverless workgroup; a name can be typed'),
    choices: loadWarehouseChoices(draft),
    isCurrent: ({ warehouse }) => draft.warehouse !== undefined && warehouseName(warehouse) === warehouseName(draft.warehouse),
    other: {
      label: typed => vscode.l10n.t('Cluster {0}', typed),
      accept: typed => (/^[a-z][a-z0-9-]{0,62}$/.test(typed) ? { warehouse: { kind: 'cluster', clusterIdentifier: typed } } : undefined),
    },
  });
  draft.warehouse = chosen.warehouse;
  draft.defaultDatabase = chosen.database;
  draft.masterUser = chosen.masterUser;
};

/** Never rejects: without the right to list, a name can still be typed. */
async function loadWarehouseChoices(draft: Draft): Promise<Choice<WarehouseChoice>[]> {
  const choices: Choice<WarehouseChoice>[] = [];
  try {
    const clients = await openClients({
      ...(draft.profile ? { profile: draft.profile } : {}),
      ...(draft.region ? { region: draft.region } : {}),
      askMfaCode: () => Promise.reject(new Error('multi-factor authentication')),
    });
    try {
      const [clusters, workgroups] = await Promise.allSettled([loadClusters(clients), loadWorkgroups(clients)]);
      for (const cluster of clusters.status === 'fulfilled' ? clusters.value.items : []) {
        choices.push({
          label: `$(server) ${cluster.clusterIdentifier}`,
          description: isPaused(cluster.status) ? vscode.l10n.t('paused') : cluster.status,
          value: {
            warehouse: { kind: 'cluster', clusterIdentifier: cluster.clusterIdentifier },
            database: cluster.database,
            masterUser: cluster.masterUser,
          },
        });
      }
      for (const workgroup of workgroups.status === 'fulfilled' ? workgroups.value.items : []) {
        choices.push({
          label: `$(cloud) ${workgroup.workgroupName}`,
          description: vscode.l10n.t('serverless, namespace {0}', workgroup.namespaceName),
          value: { warehouse: { kind: 'workgroup', workgroupName: workgroup.workgroupName } },
        });
      }
      const failure = [clusters, workgroups].find(result => result.status === 'rejected');
      if (choices.length === 0 && failure?.status === 'rejected') throw failure.reason;
    } finally {
      clients.destroy();
    }
  } catch (error) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The warehouses could not be listed, but a name can be typed. {0}',
        describeError(error, { profile: draft.profile }).text,
      ),
    );
  }
  return choices;
}

const askDatabase: WizardStep<Draft> = async (draft, ui) => {
  draft.database = await ui.input({
    prompt: vscode.l10n.t('Database'),
    value: draft.database || draft.defaultDatabase || 'dev',
    validate: value =>
      value === '' ? vscode.l10n.t('A database is needed') : value.length > 64 ? vscode.l10n.t('At most 64 characters') : undefined,
  });
};

const askSignIn: WizardStep<Draft> = async (draft, ui) => {
  const isCluster = draft.warehouse?.kind === 'cluster';
  const choices: Choice<Draft['signIn']>[] = [
    { label: vscode.l10n.t('IAM identity'), detail: vscode.l10n.t('The database user is made from your IAM user or role'), value: 'iam' },
    ...(isCluster
      ? [
          {
            label: vscode.l10n.t('Database user'),
            detail: vscode.l10n.t('Temporary credentials of a named user (redshift:GetClusterCredentials)'),
            value: 'user' as const,
          },
        ]
      : []),
    {
      label: vscode.l10n.t('Secret'),
      detail: vscode.l10n.t('User name and password in AWS Secrets Manager; only its ARN is stored here'),
      value: 'secret',
    },
  ];
  draft.signIn = await ui.pick({
    placeholder: vscode.l10n.t('How to sign in to the database'),
    choices,
    isCurrent: value => value === draft.signIn,
  });
};

const askCredential: WizardStep<Draft> = async (draft, ui) => {
  if (draft.signIn === 'user') {
    draft.dbUser = await ui.input({
      prompt: vscode.l10n.t('Database user'),
      value: draft.dbUser ?? draft.masterUser ?? '',
      validate: value => (value === '' ? vscode.l10n.t('A user is needed') : undefined),
    });
  } else if (draft.signIn === 'secret') {
    draft.secretArn = await ui.input({
      prompt: vscode.l10n.t('ARN of the secret'),
      value: draft.secretArn ?? '',
      placeholder: 'arn:aws:secretsmanager:…',
      validate: value =>
        /^arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:.+/.test(value) ? undefined : vscode.l10n.t('This is not the ARN of a secret'),
    });
  }
};

const askGuard: WizardStep<Draft> = async (draft, ui) => {
  draft.guard = await ui.pick<Draft['guard']>({
    placeholder: vscode.l10n.t('How careful to be with it'),
    isCurrent: value => value === draft.guard,
    choices: [
      { label: vscode.l10n.t('Development'), detail: vscode.l10n.t('Statements run at once'), value: 'none' },
      { label: vscode.l10n.t('Production'), detail: vscode.l10n.t('Changes are confirmed by typing the name'), value: 'production' },
      { label: vscode.l10n.t('Read-only'), detail: vscode.l10n.t('Statements that change something are refused'), value: 'readOnly' },
    ],
  });
};

const askName: WizardStep<Draft> = async (draft, ui) => {
  draft.name = await ui.input({
    prompt: vscode.l10n.t('Name of the connection'),
    value: draft.name || `${draft.warehouse ? warehouseName(draft.warehouse) : ''} ${draft.database}`.trim(),
    validate: value => (value === '' ? vscode.l10n.t('A name is needed') : undefined),
  });
};
