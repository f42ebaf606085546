// The workspace's scripts that are not open, told to the language server, which reads no files: a table is found, followed and renamed in all of them.
import * as vscode from 'vscode';
import type { ScriptsChanged, WorkspaceScript } from '../../server/src/protocol.ts';
import { Disposable } from './ui/disposable.ts';
import type { Log } from './ui/log.ts';

/** More than that are data or dumps, and would cost more than they tell. */
const mostScripts = 2_000;
const largestScript = 2 * 1024 * 1024;
const mostBytes = 30 * 1024 * 1024;

export class WorkspaceScripts extends Disposable {
  readonly #tell: (params: ScriptsChanged) => void;
  readonly #toUri: (uri: vscode.Uri) => string;
  readonly #log: Log;
  #told = new Set<string>();

  constructor(log: Log, toUri: (uri: vscode.Uri) => string, tell: (params: ScriptsChanged) => void) {
    super();
    this.#log = log;
    this.#toUri = toUri;
    this.#tell = tell;
    const watcher = this.register(vscode.workspace.createFileSystemWatcher('**/*.{rsql,sql}'));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.register(event(uri => void this.#changed(uri)));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.read()));
    this.register(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('files.associations')) void this.read();
      }),
    );
  }

  /** Tells the server all scripts, and which of those that it was told before are none any more. */
  async read(): Promise<void> {
    const before = this.#told;
    this.#told = new Set();
    const scripts: WorkspaceScript[] = [];
    let bytes = 0;
    try {
      for (const uri of (await vscode.workspace.findFiles('**/*.{rsql,sql}', undefined, mostScripts)).filter(isRedshift)) {
        const script = await this.#script(uri);
        if (script.text === null) continue;
        bytes += script.text.length;
        if (bytes > mostBytes) {
          this.#log.info('The workspace has more scripts than are followed across files');
          break;
        }
        this.#told.add(script.uri);
        scripts.push(script);
      }
    } catch (error) {
      this.#log.failure("Could not read the workspace's scripts", error);
    }
    for (const uri of before) if (!this.#told.has(uri)) scripts.push({ uri, text: null });
    if (scripts.length > 0) this.#tell({ scripts });
  }

  async #changed(uri: vscode.Uri): Promise<void> {
    if (!isRedshift(uri)) return;
    const script = await this.#script(uri);
    if (script.text === null && !this.#told.delete(script.uri)) return;
    if (script.text !== null) this.#told.add(script.uri);
    this.#tell({ scripts: [script] });
  }

  /** Null where it is gone, cannot be read or is too large. */
  async #script(uri: vscode.Uri): Promise<WorkspaceScript> {
    const text = await vscode.workspace.fs.readFile(uri).then(
      bytes => (bytes.length > largestScript ? null : new TextDecoder().decode(bytes)),
      () => null,
    );
    return { uri: this.#toUri(uri), text };
  }
}

/** As VS Code would open it: `.sql` only where the folder's are said to be Redshift SQL. */
function isRedshift(uri: vscode.Uri): boolean {
  if (/\.(?:rsql|redshift\.sql)$/i.test(uri.path)) return true;
  const associations = vscode.workspace.getConfiguration('files', uri).get<Record<string, string>>('associations', {});
  return associations['*.sql'] === 'redshift-sql';
}
