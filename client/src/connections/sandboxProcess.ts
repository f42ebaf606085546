// Runs the local warehouse (dist/sandbox.js) as a child process when the sandbox connection is first used, and ends it with the window.
// One data folder serves one process: a second window uses the process of the first while that is there.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Disposable } from '../ui/disposable.ts';
import { readyUrl } from './sandboxReady.ts';

export interface SandboxProcessOptions {
  /** Path of the bundled program. */
  program: string;
  dataFolder: string;
  /** A sandbox that somebody else runs; nothing is started then. */
  configuredUrl(): string | undefined;
  onOutput(line: string): void;
  /** The process ended by itself. */
  onExit(): void;
}

const startTimeoutMs = 180_000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

export class SandboxProcess extends Disposable {
  readonly #options: SandboxProcessOptions;
  #url: Promise<string> | undefined;
  #child: Child | undefined;

  constructor(options: SandboxProcessOptions) {
    super();
    this.#options = options;
    this.register({ dispose: () => this.#stop() });
  }

  /** Somebody runs a sandbox for us and said where. */
  get isConfigured(): boolean {
    return this.#options.configuredUrl() !== undefined;
  }

  get isAvailable(): boolean {
    return this.isConfigured || existsSync(this.#options.program);
  }

  /** The URL of a running sandbox, started when necessary. The first start seeds the course's data and takes some seconds. */
  url(): Promise<string> {
    const configured = this.#options.configuredUrl();
    if (configured) return Promise.resolve(configured);
    if (!this.#url) {
      const starting = this.#findRunning().then(running => running ?? this.#start());
      this.#url = starting;
      starting.catch(() => {
        if (this.#url === starting) this.#url = undefined;
      });
    }
    return this.#url;
  }

  /** Ends the process of this window; the next use starts a new one. */
  restart(): void {
    this.#stop();
    this.#url = undefined;
  }

  get #note(): string {
    return join(this.#options.dataFolder, '..', 'sandbox-process.json');
  }

  /** The sandbox of another window, if it still answers. */
  async #findRunning(): Promise<string | undefined> {
    try {
      const { url } = JSON.parse(await readFile(this.#note, 'utf8')) as { url: string };
      await fetch(url, { signal: AbortSignal.timeout(2_000) });
      return url;
    } catch {
      return undefined;
    }
  }

  async #start(): Promise<string> {
    const { program, dataFolder, onOutput, onExit } = this.#options;
    await mkdir(dataFolder, { recursive: true });
    const child: Child = spawn(process.execPath, [program, '--port', '0', '--data', dataFolder, '--seed-course', '--stdin-watch'], {
      // VS Code's own executable behaves as Node with this; it is no harm to a real Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim()) onOutput(line);
    });
    const url = await readUrl(child, startTimeoutMs);
    child.on('exit', () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#url = undefined;
      if (!this.disposed) onExit();
    });
    await writeFile(this.#note, JSON.stringify({ url, pid: child.pid })).catch(() => {});
    return url;
  }

  #stop(): void {
    const child = this.#child;
    this.#child = undefined;
    // Closing its standard input asks it to save and end; that also happens when this process dies.
    child?.stdin.end();
  }
}

function readUrl(child: Child, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error('The sandbox did not start in time.'));
    }, timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    child.once('error', fail);
    child.once('exit', code => fail(new Error(`The sandbox ended while starting (exit code ${code ?? 'none'}).`)));
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const line of output.split('\n')) {
        const url = readyUrl(line);
        if (!url) continue;
        clearTimeout(timer);
        resolve(url);
      }
    });
  });
}
