// Starts the language server, tells it what exists and which document uses which connection, and asks it where statements are.
import type * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State, TransportKind } from 'vscode-languageclient/node';
import type {
  CatalogChanged,
  CatalogForgotten,
  DocumentConnection,
  InitializationOptions,
  LintFileChanged,
  LoadSchemaParams,
  LoadSchemaResult,
  ScriptsChanged,
  StatementAtParams,
  StatementInfo,
  StatementsParams,
} from '../../server/src/protocol.ts';
import { type RunnableStatement, type StatementSource, toRunnable } from './query/statementSource.ts';
import { Disposable } from './ui/disposable.ts';
import type { Log } from './ui/log.ts';

export const languageId = 'redshift-sql';

export interface LanguageServerOptions {
  /** Path of dist/server.js. */
  program: string;
  /** Folder in which Node keeps the server’s compiled code from one start to the next. */
  compileCache: string;
  log: Log;
  /** What the server says, in the user's language; undefined for English. */
  texts(): Promise<Record<string, string> | undefined>;
  /** The server lacks the content of a schema. */
  loadSchema(params: LoadSchemaParams): LoadSchemaResult;
  /** The server has (re)started and knows nothing of connections. */
  onStarted(): void;
}

export class LanguageServer extends Disposable implements StatementSource {
  readonly #options: LanguageServerOptions;
  readonly #client: LanguageClient;
  /** What was told, by its place, so that a restarted server can be told again. */
  readonly #told = new Map<string, CatalogChanged>();
  #ready: Promise<void> | undefined;
  #texts: Record<string, string> | undefined;

  constructor(options: LanguageServerOptions) {
    super();
    this.#options = options;
    const env = { NODE_COMPILE_CACHE: options.compileCache };
    const run = { module: options.program, transport: TransportKind.ipc, options: { env } };
    const serverOptions: ServerOptions = { run, debug: { ...run, options: { env, execArgv: ['--nolazy', '--inspect=6017'] } } };
    const clientOptions: LanguageClientOptions = {
      // Any scheme: the server reads documents over the protocol, never from a disk.
      documentSelector: [{ language: languageId }],
      outputChannel: options.log.channel,
      diagnosticCollectionName: 'redshift',
      synchronize: { configurationSection: 'redshift' },
      initializationOptions: (): InitializationOptions => (this.#texts ? { texts: this.#texts } : {}),
    };
    this.#client = new LanguageClient('redshift', 'Redshift Language Server', serverOptions, clientOptions);
    this.register({ dispose: () => void this.#client.dispose() });
    this.register(
      this.#client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) return;
        options.onStarted();
        for (const part of this.#told.values()) void this.#client.sendNotification('redshift/catalogChanged', part);
      }),
    );
    this.register(this.#client.onRequest('redshift/loadSchema', (params: LoadSchemaParams) => options.loadSchema(params)));
  }

  /** Starts the server once. Resolves when it answers; rejects when it cannot start. */
  start(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  async #start(): Promise<void> {
    this.#texts = await this.#options.texts();
    await this.#client.start();
  }

  tellCatalog(part: CatalogChanged): void {
    for (const [name, single] of splitPart(part)) this.#told.set(`${part.connection} ${part.database} ${name}`, single);
    this.#notify('redshift/catalogChanged', part);
  }

  forgetCatalog(params: CatalogForgotten): void {
    for (const place of [...this.#told.keys()]) if (place.startsWith(`${params.connection} `)) this.#told.delete(place);
    this.#notify('redshift/catalogForgotten', params);
  }

  tellDocumentConnection(params: DocumentConnection): void {
    this.#notify('redshift/documentConnection', params);
  }

  tellScripts(params: ScriptsChanged): void {
    this.#notify('redshift/scripts', params);
  }

  /** The address of a file as the server is told it with its document. */
  uriOf(uri: vscode.Uri): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }

  tellLintFile(params: LintFileChanged): void {
    this.#notify('redshift/lintFile', params);
  }

  async statementAt(document: vscode.TextDocument, position: vscode.Position): Promise<RunnableStatement | undefined> {
    await this.start();
    const params: StatementAtParams = { uri: document.uri.toString(), position: { line: position.line, character: position.character } };
    const found = await this.#client.sendRequest<StatementInfo | null>('redshift/statementAt', params);
    return found ? toRunnable(found) : undefined;
  }

  async statements(document: vscode.TextDocument, range?: vscode.Range): Promise<RunnableStatement[]> {
    await this.start();
    const params: StatementsParams = {
      uri: document.uri.toString(),
      ...(range ? { range: this.#client.code2ProtocolConverter.asRange(range) } : {}),
    };
    return (await this.#client.sendRequest<StatementInfo[]>('redshift/statements', params)).map(toRunnable);
  }

  #notify(method: string, params: object): void {
    if (!this.#client.isRunning()) return;
    this.#client
      .sendNotification(method, params)
      .catch(error => this.#options.log.failure(`Could not tell the language server ${method}`, error));
  }
}

/** Each member of a part by itself, schema by schema, so that a newer one replaces exactly the older one. */
function splitPart({ connection, database, contents, ...others }: CatalogChanged): [string, CatalogChanged][] {
  const place = { connection, database };
  return [
    ...Object.entries(others).map(([name, value]): [string, CatalogChanged] => [name, { ...place, [name]: value }]),
    ...(contents ?? []).map((content): [string, CatalogChanged] => [`contents ${content.schema}`, { ...place, contents: [content] }]),
  ];
}
