// Brings one table back from a snapshot or recovery point, under a new name. The request's id is kept until the restore is over, so that
// closing the window loses nothing: the next window goes on waiting (restoreTracker.ts).
// https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshot-restore-table-from-snapshot.html
import * as vscode from 'vscode';
import { startTableRestore, type TableRestoreRequest } from '../aws/tableRestore.ts';
import type { Target } from '../aws/target.ts';
import { type Subject, targetWithin } from '../explorer/node.ts';
import { confirm } from '../ui/confirm.ts';
import { type Choice, runWizard, type WizardStep, type WizardUi } from '../ui/wizard.ts';
import { askSnapshot, askWarehouse, connectionIdOf } from './ask.ts';
import { connectionOf, type Operation, type OperationContext } from './operation.ts';
import { type PendingRestore, rememberRestore, waitForRestore } from './restoreTracker.ts';

export interface RestoreTableInput {
  connectionId: string;
  request: TableRestoreRequest;
}

interface Draft extends Partial<TableRestoreRequest> {
  /** Where the catalog is read: the running warehouse. */
  target?: Target;
}

export const restoreTable: Operation<RestoreTableInput> = {
  id: 'restoreTable',
  failure: () => vscode.l10n.t('Could not restore the table'),
  title: ({ request }) => vscode.l10n.t('Restoring table {0}', `${request.targetSchema}.${request.newTable}`),

  async ask(context, subject) {
    const connectionId = connectionIdOf(context, subject);
    const steps: WizardStep<Draft>[] = [
      (draft, ui) => askSource(context, connectionId, subject, draft, ui),
      (draft, ui) => askDatabase(context, connectionId, subject, draft, ui),
      (draft, ui) => askSchema(context, connectionId, subject, draft, ui),
      (draft, ui) => askTable(context, connectionId, subject, draft, ui),
      (draft, ui) => askTargetSchema(context, connectionId, draft, ui),
      (draft, ui) => askNewName(context, connectionId, draft, ui),
    ];
    const state = await runWizard<Draft>(vscode.l10n.t('Restore Table from Snapshot'), {}, steps);
    if (!state) return undefined;
    const { target: _target, ...request } = state;
    return { connectionId, request: request as TableRestoreRequest };
  },

  guard: (_context, { request }) =>
    confirm(
      vscode.l10n.t('Restore {0} as {1}?', `${request.sourceSchema}.${request.sourceTable}`, `${request.targetSchema}.${request.newTable}`),
      [
        vscode.l10n.t('The data and the columns come back. These do not, and have to be made again:'),
        vscode.l10n.t('• grants on the table and its columns'),
        vscode.l10n.t('• views and materialized views that read it'),
        vscode.l10n.t('• foreign keys'),
        vscode.l10n.t(
          'If row-level security was on, it stays on without its policies: readers see no rows until policies are attached again.',
        ),
        vscode.l10n.t('Tables with an interleaved sort key, and tables created with BACKUP NO, cannot be restored.'),
      ].join('\n'),
      vscode.l10n.t('Restore'),
    ),

  async run(context, { connectionId, request }, progress) {
    return waitForRestore(context, await beginRestore(context, { connectionId, request }), progress);
  },
};

/** Starts the restore and remembers it, before anybody waits. */
export async function beginRestore(context: OperationContext, { connectionId, request }: RestoreTableInput): Promise<PendingRestore> {
  const requestId = await startTableRestore(await context.clients(connectionId), request);
  const pending = { requestId, connectionId, request, startedAt: Date.now() };
  await rememberRestore(context.storage, pending);
  return pending;
}

async function askSource(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  draft: Draft,
  ui: WizardUi,
): Promise<void> {
  const connection = connectionOf(context, { connectionId });
  if (subject?.kind === 'recoveryPoint') {
    const { id, namespaceName, workgroupName } = subject.recoveryPoint;
    draft.source = { kind: 'recovery-point', namespaceName, workgroupName, recoveryPointId: id };
    draft.target = targetWithin(connection, { kind: 'workgroup', workgroupName }, connection.target.database);
    return;
  }
  const placeholder = vscode.l10n.t('Snapshot to restore from');
  const warehouse = await askWarehouse(context, connectionId, subject, ui);
  if (warehouse.kind === 'cluster') {
    const { clusterIdentifier, database, masterUser } = warehouse.cluster;
    const snapshot =
      subject?.kind === 'snapshot'
        ? subject.snapshot
        : await askSnapshot(context, connectionId, { source: { clusterIdentifier }, placeholder }, ui);
    draft.source = { kind: 'cluster-snapshot', clusterIdentifier, snapshotName: snapshot.name };
    draft.target = targetWithin(connection, { kind: 'cluster', clusterIdentifier }, database, masterUser);
  } else {
    const { namespaceName, workgroupName } = warehouse.workgroup;
    const snapshot =
      subject?.kind === 'snapshot'
        ? subject.snapshot
        : await askSnapshot(context, connectionId, { source: { namespaceName }, placeholder }, ui);
    draft.source = { kind: 'namespace-snapshot', namespaceName, workgroupName, snapshotName: snapshot.name };
    draft.target = targetWithin(connection, { kind: 'workgroup', workgroupName }, connection.target.database);
  }
}

async function askDatabase(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  draft: Draft,
  ui: WizardUi,
): Promise<void> {
  const known = subject && 'target' in subject ? subject.target.database : undefined;
  const databases = context.catalogs.get({ connectionId, target: draft.target! }).databases();
  const chosen =
    known ??
    (await askName(ui, {
      placeholder: vscode.l10n.t('Database that the table was in'),
      names: databases.then(list => list.map(database => database.name)),
      current: draft.sourceDatabase ?? draft.target!.database,
      other: typed => vscode.l10n.t('Database {0}', typed),
    }));
  draft.sourceDatabase = chosen;
  // The API can restore into another database as well; the same one is what people mean.
  draft.targetDatabase = chosen;
  draft.target = { ...draft.target!, database: chosen };
}

async function askSchema(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  draft: Draft,
  ui: WizardUi,
): Promise<void> {
  if (subject?.kind === 'schema' || subject?.kind === 'relation') {
    draft.sourceSchema = subject.schema;
    return;
  }
  draft.sourceSchema = await askName(ui, {
    placeholder: vscode.l10n.t('Schema that the table was in; one that is gone can be typed'),
    names: localSchemas(context, connectionId, draft.target!),
    current: draft.sourceSchema,
    other: typed => vscode.l10n.t('Schema {0}', typed),
  });
}

async function askTable(
  context: OperationContext,
  connectionId: string,
  subject: Subject | undefined,
  draft: Draft,
  ui: WizardUi,
): Promise<void> {
  if (subject?.kind === 'relation') {
    draft.sourceTable = subject.relation;
    return;
  }
  // AWS does not say which tables a snapshot holds: these are the ones of today, and a dropped one is typed.
  const tables = tableNames(context, connectionId, draft.target!, draft.sourceSchema!).catch(() => [] as string[]);
  draft.sourceTable = await askName(ui, {
    placeholder: vscode.l10n.t('Table to restore; the name of a dropped table can be typed'),
    names: tables,
    current: draft.sourceTable,
    other: typed => vscode.l10n.t('Table {0}', typed),
  });
}

async function askTargetSchema(context: OperationContext, connectionId: string, draft: Draft, ui: WizardUi): Promise<void> {
  const names = await localSchemas(context, connectionId, draft.target!);
  draft.targetSchema = await askName(ui, {
    placeholder: vscode.l10n.t('Schema to restore it into'),
    names: Promise.resolve(names),
    current: draft.targetSchema ?? (names.includes(draft.sourceSchema!) ? draft.sourceSchema : undefined),
  });
}

async function askNewName(context: OperationContext, connectionId: string, draft: Draft, ui: WizardUi): Promise<void> {
  const catalog = context.catalogs.get({ connectionId, target: draft.target! });
  // What exists may have changed since the tree was loaded; the name must be free now.
  catalog.invalidateSchema(draft.targetSchema!);
  const taken = new Set((await catalog.relations(draft.targetSchema!)).map(relation => relation.name.toLowerCase()));
  const isFree = !taken.has(draft.sourceTable!.toLowerCase());
  draft.newTable = await ui.input({
    prompt: vscode.l10n.t('Name of the restored table; it must not exist yet'),
    value: draft.newTable ?? (isFree ? draft.sourceTable! : `${draft.sourceTable}_restored`),
    validate: name => {
      if (name === '') return vscode.l10n.t('A name is needed');
      if (Buffer.byteLength(name, 'utf8') > 127) return vscode.l10n.t('At most 127 bytes');
      return taken.has(name.toLowerCase()) ? vscode.l10n.t('{0} exists already in {1}', name, draft.targetSchema!) : undefined;
    },
  });
}

async function localSchemas(context: OperationContext, connectionId: string, target: Target): Promise<string[]> {
  const schemas = await context.catalogs.get({ connectionId, target }).schemas();
  return schemas.filter(schema => schema.kind === 'local').map(schema => schema.name);
}

async function tableNames(context: OperationContext, connectionId: string, target: Target, schema: string): Promise<string[]> {
  const relations = await context.catalogs.get({ connectionId, target }).relations(schema);
  return relations.filter(relation => relation.kind === 'table').map(relation => relation.name);
}

interface NameQuestion {
  placeholder: string;
  names: Promise<string[]>;
  current?: string;
  /** Label of what is typed and not listed; absent: only listed names. */
  other?: (typed: string) => string;
}

function askName(ui: WizardUi, { placeholder, names, current, other }: NameQuestion): Promise<string> {
  return ui.pick<string>({
    placeholder,
    choices: names.then(list => list.map((name): Choice<string> => ({ label: name, value: name }))),
    isCurrent: name => name === current,
    ...(other ? { other: { label: other, accept: typed => typed } } : {}),
  });
}
