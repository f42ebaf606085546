// The commands about connections: choose, add, edit, remove, reconnect, sign in.
import * as vscode from 'vscode';
import { loadSharedConfig } from '../aws/clients.ts';
import { profileUsesSso } from '../aws/profiles.ts';
import { confirm } from '../ui/confirm.ts';
import type { Log } from '../ui/log.ts';
import { type Connection, describeTarget, sandboxConnectionId } from './connection.ts';
import type { Connections } from './connections.ts';
import { askForConnection } from './editConnection.ts';
import type { SandboxProcess } from './sandboxProcess.ts';

export interface ConnectionCommandsContext {
  connections: Connections;
  sandbox: SandboxProcess;
  log: Log;
  /** Called when everything known of a connection should be asked for again. */
  onReconnect(connectionId: string): void;
}

/** A tree node or an id may come with the command. */
type ConnectionArgument = string | { connectionId: string } | undefined;

export function registerConnectionCommands(context: ConnectionCommandsContext): vscode.Disposable {
  const { connections } = context;
  const command = (id: string, run: (argument?: ConnectionArgument) => unknown) => vscode.commands.registerCommand(`redshift.${id}`, run);
  return vscode.Disposable.from(
    command('selectConnection', () => selectConnection(context)),
    command('useConnection', argument => withConnection(context, argument, connection => connections.setActive(connection.id))),
    command('addConnection', () => saveAsked(context, askForConnection())),
    command('editConnection', argument =>
      withConnection(context, argument, connection =>
        connection.kind === 'sandbox' ? undefined : saveAsked(context, askForConnection(connection)),
      ),
    ),
    command('removeConnection', argument => withConnection(context, argument, connection => removeConnection(context, connection))),
    command('reconnect', argument => withConnection(context, argument, connection => reconnect(context, connection))),
    command('signIn', argument => withConnection(context, argument, connection => signIn(context, connection))),
    command('openSandbox', () => connections.setActive(sandboxConnectionId)),
  );
}

/** For the document in front when it is ours, and as the window's own otherwise. */
async function selectConnection(context: ConnectionCommandsContext): Promise<void> {
  const { connections } = context;
  const document = vscode.window.activeTextEditor?.document;
  const uri = document?.languageId === 'redshift-sql' ? document.uri : undefined;
  const current = connections.forDocument(uri);
  type Item = vscode.QuickPickItem & { id?: string; command?: string };
  const items: Item[] = [
    ...connections.list().map(connection => ({
      label: `${connection.kind === 'sandbox' ? '$(beaker)' : connection.readOnly ? '$(lock)' : '$(database)'} ${connection.name}`,
      description: [describeTarget(connection.target), connection.id === current?.id ? vscode.l10n.t('current') : '']
        .filter(Boolean)
        .join(' · '),
      id: connection.id,
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${vscode.l10n.t('Add Connection…')}`, command: 'redshift.addConnection' },
    ...(current ? [{ label: `$(debug-disconnect) ${vscode.l10n.t('Work Offline')}`, command: 'offline' }] : []),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: uri ? vscode.l10n.t('Connection for this document') : vscode.l10n.t('Redshift Connection'),
    placeHolder: vscode.l10n.t('Choose the warehouse that runs these statements'),
    matchOnDescription: true,
  });
  if (!chosen) return;
  if (chosen.command === 'offline') {
    if (uri) await connections.setForDocument(uri, undefined);
    await connections.setActive(undefined);
  } else if (chosen.command) {
    await vscode.commands.executeCommand(chosen.command);
  } else if (chosen.id) {
    // The first choice is for the window; a document keeps its own only when it differs from that.
    if (!connections.active) await connections.setActive(chosen.id);
    else if (uri) await connections.setForDocument(uri, chosen.id === connections.active.id ? undefined : chosen.id);
    else await connections.setActive(chosen.id);
  }
}

async function saveAsked({ connections }: ConnectionCommandsContext, asking: Promise<Connection | undefined>): Promise<void> {
  const connection = await asking;
  if (!connection) return;
  await connections.save(connection);
  await connections.setActive(connection.id);
}

async function removeConnection({ connections }: ConnectionCommandsContext, connection: Connection): Promise<void> {
  if (connection.kind === 'sandbox') return;
  const sure = await confirm(
    vscode.l10n.t('Remove the connection {0}?', connection.name),
    vscode.l10n.t('Only the entry in this list goes. The warehouse stays as it is.'),
    vscode.l10n.t('Remove'),
  );
  if (sure) await connections.remove(connection.id);
}

async function reconnect({ connections, sandbox, onReconnect }: ConnectionCommandsContext, connection: Connection): Promise<void> {
  if (connection.kind === 'sandbox' && connections.state(connection.id) === 'failed') sandbox.restart();
  await connections.close(connection.id);
  onReconnect(connection.id);
}

/** Runs `aws sso login` or `aws login` in a terminal, where the user sees what happens. */
async function signIn(context: ConnectionCommandsContext, connection: Connection): Promise<void> {
  const profile = connection.profile ?? process.env.AWS_PROFILE ?? 'default';
  const sso = profileUsesSso(await loadSharedConfig(), profile);
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('AWS sign-in'),
    shellPath: 'aws',
    shellArgs: [...(sso ? ['sso', 'login'] : ['login']), '--profile', profile],
  });
  terminal.show();
  const closed = vscode.window.onDidCloseTerminal(ended => {
    if (ended !== terminal) return;
    closed.dispose();
    if (ended.exitStatus?.code === 0) void reconnect(context, connection);
  });
}

async function withConnection(
  context: ConnectionCommandsContext,
  argument: ConnectionArgument,
  act: (connection: Connection) => unknown,
): Promise<void> {
  const { connections } = context;
  const id = typeof argument === 'string' ? argument : argument?.connectionId;
  const named = connections.find(id);
  if (named) {
    await act(named);
    return;
  }
  const chosen = await vscode.window.showQuickPick(
    connections.list().map(connection => ({ label: connection.name, description: describeTarget(connection.target), connection })),
    { placeHolder: vscode.l10n.t('Connection') },
  );
  if (chosen) await act(chosen.connection);
}
