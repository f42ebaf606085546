// The redshift-lint.json files, read for the language server, which reads no files: those of the workspace, at any depth, and those above a
// folder or an open script, so that for each script the nearest one holds, as on the command line.
import * as vscode from 'vscode';
import type { LintFileChanged } from '../../server/src/protocol.ts';
import { Disposable } from './ui/disposable.ts';
import type { Log } from './ui/log.ts';

const fileName = 'redshift-lint.json';
const languageId = 'redshift-sql';

/** What is in no folder yet has the settings of the workspace. */
const ofUntitled = `untitled:${fileName}`;

export interface LintFilesOptions {
  log: Log;
  /** The address of a file as the server is told it with its document. */
  toUri(uri: vscode.Uri): string;
  tell(params: LintFileChanged): void;
}

export class LintFiles extends Disposable {
  readonly #options: LintFilesOptions;
  /** What the files say that there are, by address. */
  readonly #contents = new Map<string, unknown>();
  /** Where a file is looked for above the workspace and the open scripts, by address. */
  readonly #above = new Map<string, vscode.Uri>();
  /** One thing after the other, so that what is read last is told last. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: LintFilesOptions) {
    super();
    this.#options = options;
    this.#watch(`**/${fileName}`);
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.read()));
    this.register(
      vscode.workspace.onDidOpenTextDocument(document => {
        if (document.languageId === languageId) void this.#afterOthers(() => this.#lookAbove(parentOf(document.uri)));
      }),
    );
  }

  /** Tells the server what every file says, and which of those that it was told before are gone. */
  read(): Promise<void> {
    return this.#afterOthers(async () => {
      const { workspaceFolders = [], textDocuments } = vscode.workspace;
      for (const folder of workspaceFolders) await this.#lookAbove(parentOf(folder.uri));
      for (const document of textDocuments) if (document.languageId === languageId) await this.#lookAbove(parentOf(document.uri));
      const files = new Map([...this.#contents.keys()].map(key => [key, vscode.Uri.parse(key, true)]));
      for (const uri of [...this.#above.values(), ...(await vscode.workspace.findFiles(`**/${fileName}`))]) files.set(uri.toString(), uri);
      for (const uri of files.values()) await this.#readFile(uri);
      this.#tellUntitled();
    });
  }

  #watch(pattern: vscode.GlobPattern): void {
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this.register(
        event(
          uri =>
            void this.#afterOthers(async () => {
              await this.#readFile(uri);
              this.#tellUntitled();
            }),
        ),
      );
    }
  }

  #afterOthers(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch(error => this.#options.log.failure(`Could not read ${fileName}`, error));
    return this.#work;
  }

  /** Reads and watches the files in a folder and above it, where nothing else watches them. */
  async #lookAbove(folder: vscode.Uri): Promise<void> {
    if (folder.scheme !== 'file') return;
    for (let at = folder; ; at = parentOf(at)) {
      const uri = vscode.Uri.joinPath(at, fileName);
      if (this.#above.has(uri.toString())) return;
      if (!vscode.workspace.getWorkspaceFolder(at)) {
        this.#above.set(uri.toString(), uri);
        this.#watch(new vscode.RelativePattern(at, fileName));
        await this.#readFile(uri);
      }
      if (parentOf(at).path === at.path) return;
    }
  }

  /** Tells the server what a file says; null where it is gone or no JSON, so that the next one above it holds. */
  async #readFile(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const bytes = await vscode.workspace.fs.readFile(uri).then(
      content => content,
      () => undefined,
    );
    let content: unknown = null;
    try {
      if (bytes) content = JSON.parse(new TextDecoder().decode(bytes));
    } catch (error) {
      this.#options.log.failure(`Could not read ${key}`, error);
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          '{0} is not valid JSON, so it is ignored: {1}',
          vscode.workspace.asRelativePath(uri),
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
    if (content !== null) this.#contents.set(key, content);
    else if (!this.#contents.delete(key)) return;
    this.#options.tell({ uri: this.#options.toUri(uri), content });
  }

  /** A script that was never saved has the settings of the first workspace folder that has any. */
  #tellUntitled(): void {
    const nearest = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => this.#nearest(uri)).find(content => content !== undefined);
    this.#options.tell({ uri: ofUntitled, content: nearest ?? null });
  }

  #nearest(folder: vscode.Uri): unknown {
    for (let at = folder; ; at = parentOf(at)) {
      const content = this.#contents.get(vscode.Uri.joinPath(at, fileName).toString());
      if (content !== undefined || parentOf(at).path === at.path) return content;
    }
  }
}

const parentOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, '..');
