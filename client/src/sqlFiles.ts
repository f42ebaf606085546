// `.sql` files belong to nobody: a folder's are only treated as Redshift SQL when the user says so, and the offer comes once.
import * as vscode from 'vscode';
import type { Connections } from './connections/connections.ts';
import { Disposable } from './ui/disposable.ts';

const offered = 'redshift.sqlFilesOffered';

export class SqlFiles extends Disposable {
  readonly #workspaceState: vscode.Memento;
  readonly #connections: Connections;

  constructor(workspaceState: vscode.Memento, connections: Connections) {
    super();
    this.#workspaceState = workspaceState;
    this.#connections = connections;
    this.register(vscode.commands.registerCommand('redshift.treatSqlAsRedshift', () => treatSqlAsRedshift()));
    this.register(vscode.workspace.onDidOpenTextDocument(document => void this.#offer(document)));
  }

  /** Only to who works with Redshift here (a connection is active), only once a workspace, never again after any answer. */
  async #offer(document: vscode.TextDocument): Promise<void> {
    if (document.languageId !== 'sql' || document.uri.scheme !== 'file' || !vscode.workspace.workspaceFolders) return;
    if (!this.#connections.active || this.#workspaceState.get<boolean>(offered)) return;
    if (!vscode.workspace.getConfiguration('redshift').get<boolean>('sqlFiles.offer', true)) return;
    await this.#workspaceState.update(offered, true);
    const accept = vscode.l10n.t('Treat as Redshift SQL');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t("Treat this folder's .sql files as Redshift SQL?"),
      accept,
      vscode.l10n.t('No'),
    );
    if (chosen === accept) await treatSqlAsRedshift();
  }
}

/** Writes `files.associations` into the workspace's settings; without a workspace, changes the document in front. */
async function treatSqlAsRedshift(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!vscode.workspace.workspaceFolders) {
    if (document) await vscode.languages.setTextDocumentLanguage(document, 'redshift-sql');
    return;
  }
  const configuration = vscode.workspace.getConfiguration('files');
  const existing = configuration.inspect<Record<string, string>>('associations')?.workspaceValue ?? {};
  await configuration.update('associations', { ...existing, '*.sql': 'redshift-sql' }, vscode.ConfigurationTarget.Workspace);
  void vscode.window.setStatusBarMessage(vscode.l10n.t('.sql files of this workspace are Redshift SQL now'), 5_000);
}
