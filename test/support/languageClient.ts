// A real LSP client on the real server's streams. Requests of the server are recorded and answered by the test.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type CompletionItem,
  type CompletionList,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { CatalogChanged, InitializationOptions, LoadSchemaParams } from '../../server/src/protocol.ts';

const source = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

/** The server as it is shipped: made of the source by scripts/build.mjs. */
export const builtServer = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly capabilities: InitializeResult['capabilities'];
  /** What the server has asked to load, in order. */
  readonly loads: LoadSchemaParams[] = [];
  private readonly child: ChildProcess;
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly waiting = new Set<() => void>();

  private constructor(child: ChildProcess, connection: ProtocolConnection, capabilities: InitializeResult['capabilities']) {
    this.child = child;
    this.connection = connection;
    this.capabilities = capabilities;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      for (const wake of this.waiting) wake();
    });
    connection.onRequest('redshift/loadSchema', (params: LoadSchemaParams) => {
      this.loads.push(params);
      return { loading: true };
    });
  }

  /** Starts the server on stdio and initializes it; `initializationOptions` are those of the protocol, `program` is the source or the built server. */
  static async start(snippets = true, initializationOptions?: InitializationOptions, program = source): Promise<LanguageClient> {
    const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    connection.listen();
    const { capabilities } = (await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      ...(initializationOptions && { initializationOptions }),
      capabilities: {
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          hover: { contentFormat: ['markdown'] },
          completion: { completionItem: { snippetSupport: snippets, labelDetailsSupport: true } },
        },
      },
    })) as InitializeResult;
    await connection.sendNotification('initialized', {});
    return new LanguageClient(child, connection, capabilities);
  }

  /** Opens a document whose text marks the cursor with `$0`; answers the cursor's place. */
  async open(uri: string, marked: string): Promise<{ line: number; character: number }> {
    const offset = marked.indexOf('$0');
    const text = marked.replace('$0', '');
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'redshift-sql', version: 1, text } });
    const before = text.slice(0, Math.max(offset, 0)).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  }

  async complete(uri: string, marked: string): Promise<CompletionList> {
    const position = await this.open(uri, marked);
    return (await this.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position })) as CompletionList;
  }

  resolve(item: CompletionItem): Promise<CompletionItem> {
    return this.connection.sendRequest('completionItem/resolve', item) as Promise<CompletionItem>;
  }

  async catalogChanged(change: CatalogChanged): Promise<void> {
    await this.connection.sendNotification('redshift/catalogChanged', change);
  }

  /** The problems of version `version` of a document, as soon as they are published. */
  async diagnostics(uri: string, version = 1): Promise<Diagnostic[]> {
    for (;;) {
      const known = this.published.get(uri);
      if (known && (known.version ?? 0) >= version) return known.diagnostics;
      await new Promise<void>(resolve => {
        const wake = () => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  /** The problems of a document that are published next. */
  async nextDiagnostics(uri: string): Promise<Diagnostic[]> {
    const known = this.published.get(uri)?.version ?? 1;
    this.published.delete(uri);
    return this.diagnostics(uri, known);
  }

  /** Ends the server as an editor does; answers its exit code. */
  async stop(): Promise<number> {
    await this.connection.sendRequest('shutdown');
    const exited = once(this.child, 'exit');
    await this.connection.sendNotification('exit');
    const [code] = await exited;
    this.connection.dispose();
    return code as number;
  }
}
