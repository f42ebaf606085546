// A language server as a process, spoken to over its real streams with as little between as can be: what is measured is the server.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './report.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server answers.
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server answers.
  readonly result?: any;
  readonly error?: { readonly message: string };
}

export class MeasuredServer {
  private readonly child: ChildProcess;
  private received: Buffer = Buffer.alloc(0);
  private lastId = 0;
  private readonly waiting = new Map<string, (message: Message) => void>();

  /** Starts dist/server.js on this Node; `compileCache`: where compiled code is kept instead of the user's cache, undefined for nowhere. */
  constructor(options: { readonly compileCache?: string | undefined } = {}) {
    const { compileCache } = options;
    const kept = compileCache === undefined ? { NODE_DISABLE_COMPILE_CACHE: '1' } : { NODE_COMPILE_CACHE: compileCache };
    this.child = spawn(process.execPath, [join(root, 'dist/server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...('compileCache' in options && kept) },
    });
    this.child.stdout!.on('data', chunk => this.take(chunk));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Memory of the process in MB; undefined where the system cannot tell it with `ps`. */
  get megabytes(): number | undefined {
    try {
      return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.pid)], { encoding: 'utf8' })) / 1024);
    } catch {
      return undefined;
    }
  }

  /** Time on a processor so far, in milliseconds: it tells the cost where the machine is busy with other things; undefined but on Linux. */
  get processorMilliseconds(): number | undefined {
    try {
      const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return undefined;
    }
  }

  notify(method: string, params: object): void {
    this.send({ method, params });
  }

  // biome-ignore lint/suspicious/noExplicitAny: whatever the server answers.
  request(method: string, params: object): Promise<any> {
    const id = ++this.lastId;
    this.send({ id, method, params });
    return new Promise((resolve, reject) =>
      this.waiting.set(`answer ${id}`, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result))),
    );
  }

  /** Resolves when the diagnostics of that version of the document have come. */
  diagnostics(uri: string, version: number): Promise<readonly unknown[]> {
    return new Promise(resolve => this.waiting.set(`diagnostics ${uri} ${version}`, ({ params }) => resolve(params.diagnostics)));
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.child.once('close', resolve));
    await this.request('shutdown', {});
    this.notify('exit', {});
    await closed;
  }

  private send(message: object): void {
    const content = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin!.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length > 0 ? Buffer.concat([this.received, chunk]) : chunk;
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.received.toString('latin1', 0, end))?.[1]);
      if (this.received.length < end + 4 + length) return;
      const message: Message = JSON.parse(this.received.toString('utf8', end + 4, end + 4 + length));
      this.received = this.received.subarray(end + 4 + length);
      this.answer(message);
    }
  }

  private answer(message: Message): void {
    const { id, method, params } = message;
    if (method !== undefined && id !== undefined) this.send({ id, result: null });
    const key =
      method === undefined
        ? `answer ${id}`
        : method === 'textDocument/publishDiagnostics'
          ? `diagnostics ${params.uri} ${params.version}`
          : '';
    const resolve = this.waiting.get(key);
    this.waiting.delete(key);
    resolve?.(message);
  }
}
