// The composition root: everything is constructed here and handed to whoever needs it; nothing is global. Activation opens no network
// connection and loads no AWS SDK.
import * as vscode from 'vscode';
import { Catalogs } from './catalog/catalogs.ts';
import { registerConnectionCommands } from './connections/commands.ts';
import { sandboxConnectionId } from './connections/connection.ts';
import { Connections } from './connections/connections.ts';
import { SandboxProcess } from './connections/sandboxProcess.ts';
import { ConnectionStatusBar } from './connections/statusBar.ts';
import { ExplorerCommands } from './explorer/commands.ts';
import type { ExplorerContext, TreeNode } from './explorer/node.ts';
import { connectionNode } from './explorer/nodes/connectionNode.ts';
import { NodeTree } from './explorer/treeProvider.ts';
import { LanguageServer } from './languageClient.ts';
import { LintFiles } from './lintFiles.ts';
import type { OperationContext } from './operations/operation.ts';
import { OperationRegistry } from './operations/registry.ts';
import { beginRestore, type RestoreTableInput } from './operations/restoreTable.ts';
import { type PendingRestore, pendingRestores, resumeRestores } from './operations/restoreTracker.ts';
import { QueryCommands } from './query/commands.ts';
import { QueryHistory } from './query/history.ts';
import { isOver } from './query/run.ts';
import { mayChangeCatalog, QueryRunner } from './query/runner.ts';
import { ResultsView } from './results/resultsView.ts';
import { serverTexts } from './serverTexts.ts';
import { SqlFiles } from './sqlFiles.ts';
import { Log } from './ui/log.ts';
import { WorkspaceScripts } from './workspaceScripts.ts';

/** What tests inside VS Code use. Not an API for other extensions. */
export interface RedshiftWorkbench {
  /** Resolves when the language server answers. */
  ready(): Promise<void>;
  connections: Connections;
  tree: NodeTree;
  runner: QueryRunner;
  results: ResultsView;
  operations: OperationRegistry;
  history: QueryHistory;
  /** A restore that is begun in one window and waited for in the next. */
  restores: {
    begin(input: RestoreTableInput): Promise<{ requestId: string; pending(): PendingRestore[] }>;
    resume(): Promise<void>;
  };
  /** Milliseconds that activate() took. */
  activationMs: number;
}

export function activate(context: vscode.ExtensionContext): RedshiftWorkbench {
  const begun = performance.now();
  const keep = <Part extends vscode.Disposable>(part: Part): Part => {
    context.subscriptions.push(part);
    return part;
  };
  const distFile = (name: string) => context.asAbsolutePath(`dist/${name}`);
  const log = keep(new Log());

  const sandbox = keep(
    new SandboxProcess({
      program: distFile('sandbox.js'),
      dataFolder: vscode.Uri.joinPath(context.globalStorageUri, 'sandbox').fsPath,
      configuredUrl: () =>
        process.env.REDSHIFT_SANDBOX_URL || vscode.workspace.getConfiguration('redshift').get<string>('sandbox.url') || undefined,
      onOutput: line => log.info(`sandbox: ${line}`),
      onExit: () => {
        log.warn('The sandbox has ended.');
        // Its address is gone; the next use starts it again.
        void connections.close(sandboxConnectionId);
      },
    }),
  );
  const connections = keep(new Connections(context, sandbox));
  const clients = (connectionId: string) => connections.clients(connectionId);

  const catalogs = new Catalogs({
    cacheFolder: vscode.Uri.joinPath(context.globalStorageUri, 'catalog').fsPath,
    openClients: clients,
    onPart: ({ connectionId, target }, part) => server.tellCatalog({ connection: connectionId, database: target.database, ...part }),
    onSilentFailure: (what, error) => log.failure(`Could not load ${what}`, error),
  });

  const server = keep(
    new LanguageServer({
      compileCache: vscode.Uri.joinPath(context.globalStorageUri, 'compileCache').fsPath,
      program: distFile('server.js'),
      log,
      texts: () => serverTexts(log),
      loadSchema: ({ connection: id, database, schema }) => {
        const connection = connections.find(id);
        // The server's wish opens no connection: only one that the user works with is asked.
        if (!connection || connections.state(id) !== 'open') return { loading: false };
        const catalog = catalogs.get({ connectionId: id, target: { ...connection.target, database } });
        catalog.content(schema).catch(error => log.failure(`Could not load schema ${schema}`, error));
        return { loading: true };
      },
      onStarted: () => {
        tellDocumentConnections();
        void lintFiles.read();
        void scripts.read();
      },
    }),
  );
  const lintFiles = keep(
    new LintFiles({
      log,
      toUri: uri => server.uriOf(uri),
      tell: params => server.tellLintFile(params),
    }),
  );
  const scripts = keep(
    new WorkspaceScripts(
      log,
      uri => server.uriOf(uri),
      params => server.tellScripts(params),
    ),
  );

  const explorer: ExplorerContext = {
    clients,
    catalogs,
    showSystemSchemas: () => vscode.workspace.getConfiguration('redshift').get<boolean>('explorer.showSystemSchemas', false),
  };
  const tree = keep(
    new NodeTree({
      log,
      roots: async () => {
        const active = connections.active;
        const nodes = connections.list().map(connection => connectionNode(explorer, connection, connection.id === active?.id));
        return { nodes: active || nodes.length > 1 ? nodes : [] };
      },
      errorContext: node => errorContextOf(node),
      retryCommand: 'redshift.internal.retry',
      loadMoreCommand: 'redshift.internal.loadMore',
    }),
  );
  const treeView = keep(vscode.window.createTreeView('redshift.warehouses', { treeDataProvider: tree, showCollapseAll: true }));
  const explorerCommands = keep(new ExplorerCommands({ ...explorer, connections, tree, log }));

  const runner = keep(new QueryRunner(connections, log));
  const history = keep(new QueryHistory(context.workspaceState));
  keep(vscode.window.createTreeView('redshift.history', { treeDataProvider: history }));
  const results = keep(new ResultsView({ extensionUri: context.extensionUri, connections, runner, log }));
  keep(
    new QueryCommands({
      connections,
      runner,
      history,
      statements: server,
      log,
      reopenResult: entry => results.reopen(entry),
      showResults: () => results.show(),
    }),
  );

  const refresh: OperationContext['refresh'] = (connectionId, options) => {
    if (options?.catalog) {
      catalogs.invalidate(connectionId);
      void loadOutline(connectionId);
    }
    tree.refresh(tree.find(`connection:${connectionId}`));
  };
  const operationContext: OperationContext = { connections, catalogs, log, storage: context.globalState, clients, refresh };
  const operations = keep(new OperationRegistry(operationContext));

  keep(
    registerConnectionCommands({
      connections,
      sandbox,
      log,
      onReconnect: connectionId => {
        runner.forgetSessions(connectionId);
        refresh(connectionId, { catalog: true });
      },
    }),
  );
  keep(vscode.commands.registerCommand('redshift.showLog', () => log.show()));
  keep(new ConnectionStatusBar(connections));
  keep(new SqlFiles(context.workspaceState, connections));

  keep(
    runner.onDidChangeRun(run => {
      void vscode.commands.executeCommand('setContext', 'redshift.running', runner.running.length > 0);
      if (!isOver(run)) return;
      void history.add(run);
      if (mayChangeCatalog(run)) refresh(run.connectionId, { catalog: true });
    }),
  );

  let shownActive = connections.active?.id;
  /** Connections whose outline was asked for since they were opened. */
  const outlined = new Set<string>();
  keep(
    connections.onDidChange(() => {
      tellDocumentConnections();
      const active = connections.active?.id;
      treeView.message = waitingMessage();
      if (active !== shownActive) {
        shownActive = active;
        tree.refresh();
        rememberCatalog();
      }
      // Whoever opened it wanted it open: now completion may have what it needs.
      if (active && connections.state(active) === 'open' && !outlined.has(active)) void loadOutline(active);
      void vscode.commands.executeCommand('setContext', 'redshift.hasConnection', active !== undefined);
    }),
  );
  keep(
    connections.onDidRemove(connectionId => {
      void catalogs.forget(connectionId);
      server.forgetCatalog({ connection: connectionId });
      tree.refresh();
    }),
  );
  keep(vscode.workspace.onDidOpenTextDocument(document => startServerFor(document)));
  keep(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('redshift.explorer')) tree.refresh();
    }),
  );
  keep(vscode.workspace.onDidGrantWorkspaceTrust(() => explorerCommands.refresh()));

  function tellDocumentConnections(): void {
    const active = connections.active;
    server.tellDocumentConnection(active ? { connection: active.id, database: active.target.database } : {});
    for (const document of vscode.workspace.textDocuments) {
      const own = connections.hasOwnConnection(document.uri) ? connections.forDocument(document.uri) : undefined;
      if (own) server.tellDocumentConnection({ uri: document.uri.toString(), connection: own.id, database: own.target.database });
    }
  }

  /** Schemas, principals and policies of a connection's own database, for completion; its schemas' contents follow when needed. */
  async function loadOutline(connectionId: string): Promise<void> {
    const connection = connections.find(connectionId);
    if (!connection || !vscode.workspace.isTrusted) return;
    outlined.add(connectionId);
    await catalogs.get({ connectionId, target: connection.target }).loadOutline();
  }

  /** Said above the tree while it would otherwise be empty for a while. */
  function waitingMessage(): string | undefined {
    const { active } = connections;
    if (!active || connections.state(active.id) !== 'connecting') return undefined;
    return active.kind === 'sandbox'
      ? vscode.l10n.t('Starting the sandbox. The first time it prepares its data, which takes about half a minute.')
      : vscode.l10n.t('Connecting to {0}…', active.name);
  }

  /** What the last session knew of the active connection, for completion before anything is connected. */
  function rememberCatalog(): void {
    const { active } = connections;
    if (active) catalogs.get({ connectionId: active.id, target: active.target });
  }

  /**
   * The server runs from the first document of ours on; the tree alone does not need it. Only the sandbox is connected by opening a
   * document: AWS waits until the user opens the tree or runs something, because it may ask for a code or a sign-in.
   */
  function startServerFor(document: vscode.TextDocument): void {
    if (document.languageId !== 'redshift-sql') return;
    server.start().catch(error => log.failure('The language server could not start', error));
    const connection = connections.forDocument(document.uri);
    if (connection?.kind === 'sandbox' && !outlined.has(connection.id)) void loadOutline(connection.id);
  }

  function errorContextOf(node: TreeNode | undefined) {
    const subject = node?.subject;
    const connection = connections.find(subject?.connectionId);
    return {
      ...(subject ? { connectionId: subject.connectionId } : {}),
      ...(connection?.profile ? { profile: connection.profile } : {}),
      ...(subject?.kind === 'cluster' ? { clusterIdentifier: subject.cluster.clusterIdentifier } : {}),
    };
  }

  for (const document of vscode.workspace.textDocuments) startServerFor(document);
  void vscode.commands.executeCommand('setContext', 'redshift.hasConnection', connections.active !== undefined);
  rememberCatalog();
  if (vscode.workspace.isTrusted) void resumeRestores(operationContext);

  const activationMs = performance.now() - begun;
  log.info(`activated in ${Math.round(activationMs)} ms`);
  const restores: RedshiftWorkbench['restores'] = {
    begin: async input => ({
      requestId: (await beginRestore(operationContext, input)).requestId,
      pending: () => pendingRestores(context.globalState),
    }),
    resume: () => resumeRestores(operationContext),
  };
  return { ready: () => server.start(), connections, tree, runner, results, operations, history, restores, activationMs };
}
