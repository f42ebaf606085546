// The connections of this user, which one is active in this window, which document uses which, and their open AWS clients.
import * as vscode from 'vscode';
import { type Clients, openClients } from '../aws/clients.ts';
import { Disposable } from '../ui/disposable.ts';
import { type Connection, parseConnection, sandboxConnection, sandboxConnectionId } from './connection.ts';
import type { SandboxProcess } from './sandboxProcess.ts';

export type ConnectionState = 'closed' | 'connecting' | 'open' | 'failed';

const storedConnections = 'redshift.connections';
const activeConnection = 'redshift.activeConnection';
/** In place of an id: the user wants no connection here. */
const offline = '';
const documentConnections = 'redshift.documentConnections';

export class Connections extends Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #sandbox: SandboxProcess;
  readonly #clients = new Map<string, Promise<Clients>>();
  readonly #states = new Map<string, ConnectionState>();
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly #removed = this.register(new vscode.EventEmitter<string>());

  /** The list, the active connection, a document's connection or a state changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidRemove = this.#removed.event;

  constructor(context: vscode.ExtensionContext, sandbox: SandboxProcess) {
    super();
    this.#context = context;
    this.#sandbox = sandbox;
    this.register({ dispose: () => void this.#closeAll() });
  }

  /** The sandbox first, then the user's own in the order of their making. */
  list(): Connection[] {
    const stored = this.#context.globalState.get<unknown[]>(storedConnections, []);
    const own = stored.flatMap(entry => parseConnection(entry) ?? []);
    return this.#sandbox.isAvailable ? [sandboxConnection, ...own] : own;
  }

  find(id: string | undefined): Connection | undefined {
    return id === undefined ? undefined : this.list().find(connection => connection.id === id);
  }

  /** @throws when it was removed meanwhile */
  get(id: string): Connection {
    const connection = this.find(id);
    if (!connection) throw new Error(vscode.l10n.t('This connection does not exist any more.'));
    return connection;
  }

  /** This workspace's choice, else the user's last one; a sandbox that somebody started for us is chosen by itself. */
  get active(): Connection | undefined {
    const chosen = this.#context.workspaceState.get<string>(activeConnection) ?? this.#context.globalState.get<string>(activeConnection);
    return this.find(chosen ?? (this.#sandbox.isConfigured ? sandboxConnectionId : undefined));
  }

  /** Without an id: offline. */
  async setActive(id: string | undefined): Promise<void> {
    await this.#context.workspaceState.update(activeConnection, id ?? offline);
    if (id) await this.#context.globalState.update(activeConnection, id);
    this.#changed.fire();
  }

  /** The connection that was chosen for the document, else the active one. */
  forDocument(uri: vscode.Uri | undefined): Connection | undefined {
    return this.find(uri && this.#documentMap()[uri.toString()]) ?? this.active;
  }

  hasOwnConnection(uri: vscode.Uri): boolean {
    return this.find(this.#documentMap()[uri.toString()]) !== undefined;
  }

  async setForDocument(uri: vscode.Uri, id: string | undefined): Promise<void> {
    const { [uri.toString()]: _previous, ...others } = this.#documentMap();
    await this.#context.workspaceState.update(documentConnections, id ? { ...others, [uri.toString()]: id } : others);
    this.#changed.fire();
  }

  /** Adds a connection or replaces the one with its id. */
  async save(connection: Connection): Promise<void> {
    const own = this.list().filter(other => other.kind !== 'sandbox');
    const index = own.findIndex(other => other.id === connection.id);
    const next = index < 0 ? [...own, connection] : own.with(index, connection);
    await this.#context.globalState.update(storedConnections, next);
    await this.close(connection.id);
    this.#changed.fire();
  }

  async remove(id: string): Promise<void> {
    const own = this.list().filter(other => other.kind !== 'sandbox' && other.id !== id);
    await this.#context.globalState.update(storedConnections, own);
    await this.close(id);
    this.#removed.fire(id);
    this.#changed.fire();
  }

  state(id: string): ConnectionState {
    return this.#states.get(id) ?? 'closed';
  }

  /** Called by whoever talked to AWS, so that the status bar tells how it went. */
  reportState(id: string, state: ConnectionState): void {
    if (this.#states.get(id) === state) return;
    this.#states.set(id, state);
    this.#changed.fire();
  }

  /** The clients of a connection, opened once. Refused in a workspace that is not trusted: opening may run a credential process. */
  clients(id: string): Promise<Clients> {
    const known = this.#clients.get(id);
    if (known) return known;
    const opening = this.#open(this.get(id));
    this.#clients.set(id, opening);
    opening.then(
      () => this.reportState(id, 'open'),
      () => {
        if (this.#clients.get(id) === opening) this.#clients.delete(id);
        this.reportState(id, 'failed');
      },
    );
    return opening;
  }

  /** Forgets clients and credentials; the next use opens them again. */
  async close(id: string): Promise<void> {
    const clients = this.#clients.get(id);
    this.#clients.delete(id);
    (await clients?.catch(() => undefined))?.destroy();
    this.reportState(id, 'closed');
  }

  async #open(connection: Connection): Promise<Clients> {
    if (!vscode.workspace.isTrusted)
      throw new Error(vscode.l10n.t('This workspace is not trusted, so nothing is connected. Trust it first.'));
    this.reportState(connection.id, 'connecting');
    const sandboxUrl = connection.id === sandboxConnectionId ? await this.#sandbox.url() : undefined;
    return openClients({
      ...(connection.profile ? { profile: connection.profile } : {}),
      ...(connection.region ? { region: connection.region } : {}),
      ...(sandboxUrl ? { sandboxUrl } : {}),
      askMfaCode,
    });
  }

  #documentMap(): Record<string, string> {
    return this.#context.workspaceState.get<Record<string, string>>(documentConnections, {});
  }

  async #closeAll(): Promise<void> {
    for (const clients of this.#clients.values()) (await clients.catch(() => undefined))?.destroy();
  }
}

async function askMfaCode(serial: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Multi-factor sign-in'),
    prompt: vscode.l10n.t('Code of the device {0}', serial),
    password: true,
    ignoreFocusOut: true,
    validateInput: value => (/^\d{6}$/.test(value) ? undefined : vscode.l10n.t('Six digits')),
  });
  if (!code) throw new vscode.CancellationError();
  return code;
}
