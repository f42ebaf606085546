// The commands of the tree that read: refresh, query from a table, copy a name, show the definition.
import * as vscode from 'vscode';
import { loadResultPages } from '../aws/results.ts';
import { runStatement } from '../aws/statements.ts';
import { quoteQualified } from '../catalog/quoting.ts';
import type { Connections } from '../connections/connections.ts';
import { openQuery } from '../query/commands.ts';
import { Disposable } from '../ui/disposable.ts';
import { showError } from '../ui/errorMessage.ts';
import type { Log } from '../ui/log.ts';
import type { ExplorerContext, Subject, TreeNode } from './node.ts';
import type { NodeTree } from './treeProvider.ts';

export interface ExplorerCommandsContext extends ExplorerContext {
  connections: Connections;
  tree: NodeTree;
  log: Log;
}

/** Rows of a query that is made from a table. */
const defaultLimit = 100;

export class ExplorerCommands extends Disposable {
  readonly #context: ExplorerCommandsContext;

  constructor(context: ExplorerCommandsContext) {
    super();
    this.#context = context;
    const command = (id: string, failure: string, run: (subject: Subject | undefined, node: TreeNode | undefined) => unknown) =>
      this.register(
        vscode.commands.registerCommand(`redshift.${id}`, async (argument: unknown) => {
          const node = typeof argument === 'object' && argument !== null && 'subject' in argument ? (argument as TreeNode) : undefined;
          const subject =
            node?.subject ?? (typeof argument === 'object' && argument !== null && 'kind' in argument ? (argument as Subject) : undefined);
          try {
            return await run(subject, node);
          } catch (error) {
            showError(context.log, failure, error, { connectionId: subject?.connectionId });
            return undefined;
          }
        }),
      );
    command('refresh', vscode.l10n.t('Could not refresh'), (subject, node) => this.refresh(subject, node));
    command('newQueryFromTable', vscode.l10n.t('Could not open a query'), subject => newQueryFromTable(context, subject));
    command('copyName', vscode.l10n.t('Could not copy the name'), subject => copyName(subject));
    command('showDefinition', vscode.l10n.t('Could not show the definition'), subject => showDefinition(context, subject));
  }

  /** A node and what is below it, or everything. What is open stays open. */
  refresh(subject?: Subject, node?: TreeNode): void {
    const { catalogs, connections, tree } = this.#context;
    if (!subject) {
      for (const connection of connections.list()) catalogs.invalidate(connection.id);
      tree.refresh();
      return;
    }
    if (subject.kind === 'schema' || subject.kind === 'relation')
      catalogs.get({ connectionId: subject.connectionId, target: subject.target }).invalidateSchema(subject.schema);
    else if ('target' in subject) catalogs.get({ connectionId: subject.connectionId, target: subject.target }).invalidate();
    else catalogs.invalidate(subject.connectionId);
    tree.refresh(node);
  }
}

/** `SELECT` of every column with a limit, in a new document that uses the table's connection. */
async function newQueryFromTable({ catalogs, connections }: ExplorerCommandsContext, subject: Subject | undefined): Promise<void> {
  if (subject?.kind !== 'relation') return;
  const { connectionId, target, schema, relation } = subject;
  const columns = (await catalogs.get({ connectionId, target }).columns(schema)).get(relation) ?? [];
  const list = columns.length > 0 ? columns.map(column => `  ${quoteQualified(column.name)}`).join(',\n') : '  *';
  const active = connections.active;
  const isOtherDatabase = active?.id === connectionId && active.target.database !== target.database;
  const name = isOtherDatabase ? quoteQualified(target.database, schema, relation) : quoteQualified(schema, relation);
  const editor = await openQuery(`SELECT\n${list}\nFROM ${name}\nLIMIT ${defaultLimit};\n`);
  if (active?.id !== connectionId) await connections.setForDocument(editor.document.uri, connectionId);
}

async function copyName(subject: Subject | undefined): Promise<void> {
  const name = nameOf(subject);
  if (!name) return;
  await vscode.env.clipboard.writeText(name);
  void vscode.window.setStatusBarMessage(vscode.l10n.t('{0} copied', name), 3_000);
}

/** Quoted where SQL wants a name, plain where AWS does. */
function nameOf(subject: Subject | undefined): string | undefined {
  switch (subject?.kind) {
    case 'cluster':
      return subject.cluster.clusterIdentifier;
    case 'workgroup':
      return subject.workgroup.workgroupName;
    case 'database':
      return quoteQualified(subject.target.database);
    case 'schema':
      return quoteQualified(subject.schema);
    case 'relation':
      return quoteQualified(subject.schema, subject.relation);
    case 'column':
      return quoteQualified(subject.column);
    case 'object':
      return quoteQualified(...subject.name);
    case 'snapshot':
      return subject.snapshot.name;
    case 'recoveryPoint':
      return subject.recoveryPoint.id;
    default:
      return undefined;
  }
}

/** What SHOW TABLE, SHOW VIEW or SHOW EXTERNAL TABLE says, as a document. */
async function showDefinition({ clients }: ExplorerCommandsContext, subject: Subject | undefined): Promise<void> {
  if (subject?.kind !== 'relation') return;
  const { connectionId, target, schema, relation, relationKind } = subject;
  const what = relationKind === 'external-table' ? 'EXTERNAL TABLE' : /view/.test(relationKind) ? 'VIEW' : 'TABLE';
  const { data } = await clients(connectionId);
  const { id } = await runStatement(data, {
    target,
    sql: `SHOW ${what} ${quoteQualified(schema, relation)}`,
    statementName: 'redshift-workbench definition',
  });
  const lines: string[] = [];
  for await (const page of loadResultPages(data, id)) lines.push(...page.rows.map(row => String(row[0] ?? '')));
  await openQuery(`${lines.join('\n').trimEnd()}\n`);
}
