// The workspace's redshift-lint.json, read for the language server, which reads no files.
import * as vscode from 'vscode';
import type { LintFileChanged } from '../../server/src/protocol.ts';
import { Disposable } from './ui/disposable.ts';
import type { Log } from './ui/log.ts';

const fileName = 'redshift-lint.json';

export class LintFile extends Disposable {
  readonly #tell: (params: LintFileChanged) => void;
  readonly #log: Log;

  constructor(log: Log, tell: (params: LintFileChanged) => void) {
    super();
    this.#log = log;
    this.#tell = tell;
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(`**/${fileName}`));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) this.register(event(() => void this.read()));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.read()));
  }

  /** Tells the server what the first workspace folder that has the file says; null when none has it, or when it is no JSON. */
  async read(): Promise<void> {
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const uri = vscode.Uri.joinPath(folder.uri, fileName);
      const bytes = await vscode.workspace.fs.readFile(uri).then(
        content => content,
        () => undefined,
      );
      if (!bytes) continue;
      try {
        this.#tell({ content: JSON.parse(new TextDecoder().decode(bytes)) });
      } catch (error) {
        this.#log.failure(`Could not read ${fileName}`, error);
        void vscode.window.showWarningMessage(
          vscode.l10n.t('{0} is not valid JSON, so it is ignored: {1}', fileName, error instanceof Error ? error.message : String(error)),
        );
        this.#tell({ content: null });
      }
      return;
    }
    this.#tell({ content: null });
  }
}
