// One embedded PostgreSQL as its owner sees it: opened in a worker, one lease at a time, ended when it is closed or when a query is cancelled.
import { Worker } from 'node:worker_threads';
import { compileOnce, locateEngineFiles } from './engineFiles.ts';
import type { EngineFailure, EngineOpen, EngineReply, EngineRequest, EngineResult, EngineStep } from './engineMessages.ts';

/** The role that owns the instance, as in Redshift. */
export const engineSuperuser = 'rdsdb';

/** The database of every cluster; the sandbox has no CREATE DATABASE. */
export const databaseName = 'dev';

interface Connection {
  readonly userName: string;
  readonly database: string;
  readonly initialise: boolean;
}

const initialisation = `CREATE ROLE bootstrap SUPERUSER LOGIN;
SET SESSION AUTHORIZATION bootstrap;
ALTER ROLE postgres RENAME TO ${engineSuperuser};
SET SESSION AUTHORIZATION ${engineSuperuser};
DROP ROLE bootstrap;
ALTER DATABASE postgres RENAME TO ${databaseName};`;

/** One statement a line: DROP DATABASE cannot be one of several. */
const stepsOf = (lines: string): readonly EngineStep[] => lines.split('\n').map(sql => ({ sql }));

const dropTemplates = `UPDATE pg_database SET datistemplate = false;
DROP DATABASE template0;
DROP DATABASE template1;
CHECKPOINT;`;

export class EngineError extends Error {
  readonly failure: EngineFailure;
  constructor(failure: EngineFailure) {
    super(failure.message);
    this.name = 'EngineError';
    this.failure = failure;
  }
}

/** The query was cancelled, or the cluster went away under it. */
export class EngineEndedError extends Error {
  constructor() {
    super('The engine was ended.');
    this.name = 'EngineEndedError';
  }
}

/** The exclusive right to the one connection of an engine. */
export interface EngineLease {
  run(steps: readonly EngineStep[]): Promise<readonly EngineResult[]>;
  /** Whether a transaction is open after the last run. */
  readonly inTransaction: boolean;
  release(): void;
}

interface Pending {
  resolve(results: readonly EngineResult[]): void;
  reject(error: Error): void;
}

export class Engine {
  readonly #dataFolder: string;
  readonly #waiting: (() => void)[] = [];
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #opening: Promise<Worker> | undefined;
  #leased = false;
  #inTransaction = false;
  #nextId = 1;
  #generation = 0;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  /** Waits for the connection. Leases are given in the order of asking. */
  async lease(): Promise<EngineLease> {
    if (this.#leased) await new Promise<void>(resolve => this.#waiting.push(resolve));
    this.#leased = true;
    let released = false;
    const engine = this;
    return {
      run: steps => {
        if (released) throw new Error('The lease was released.');
        return engine.#run(steps);
      },
      get inTransaction() {
        return engine.#inTransaction;
      },
      release: () => {
        if (released) return;
        released = true;
        const next = engine.#waiting.shift();
        if (next) next();
        else engine.#leased = false;
      },
    };
  }

  async #run(steps: readonly EngineStep[]): Promise<readonly EngineResult[]> {
    const generation = this.#generation;
    const worker = await this.#open({ userName: engineSuperuser, database: databaseName, initialise: false });
    if (generation !== this.#generation) throw new EngineEndedError();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ id, kind: 'run', steps } satisfies EngineRequest);
    });
  }

  /** Creates the data folder's content: the superuser is Redshift's rdsdb, the database dev, and no templates, since there is one database only. */
  async initialise(): Promise<void> {
    await this.#open({ userName: 'postgres', database: 'template1', initialise: true });
    await this.#run(stepsOf(initialisation));
    await this.close();
    await this.#run(stepsOf(dropTemplates));
  }

  #open(connection: Connection): Promise<Worker> {
    this.#opening ??= this.#start(connection).catch(error => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #start(connection: Connection): Promise<Worker> {
    const { worker: program, wasmFile, initdbFile, bundleFile } = locateEngineFiles();
    const [postgres, initdb] = await Promise.all([compileOnce(wasmFile), connection.initialise ? compileOnce(initdbFile) : undefined]);
    const options: EngineOpen = { dataFolder: this.#dataFolder, ...connection, postgres, initdb, bundleFile };
    const worker = new Worker(program, { workerData: options, stdout: true, stderr: true });
    this.#worker = worker;
    const ready = new Promise<void>((resolve, reject) => {
      worker.on('message', (message: EngineReply) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'failedToOpen') reject(new Error(message.message));
        else this.#receive(message);
      });
      worker.on('error', error => {
        reject(error);
        this.#forget(worker, error);
      });
      worker.on('exit', () => {
        reject(new EngineEndedError());
        this.#forget(worker, new EngineEndedError());
      });
    });
    await ready;
    return worker;
  }

  #receive(message: Exclude<EngineReply, { kind: 'ready' | 'failedToOpen' }>): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind !== 'closed') this.#inTransaction = message.inTransaction;
    if (!pending) return;
    if (message.kind === 'results') pending.resolve(message.results);
    else if (message.kind === 'failure') pending.reject(new EngineError(message.failure));
    else pending.resolve([]);
  }

  #forget(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#opening = undefined;
    this.#inTransaction = false;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }

  /** Ends the worker at once: running queries fail with EngineEndedError, what was not committed is gone. The next query opens it again. */
  async terminate(): Promise<void> {
    this.#generation++;
    const worker = this.#worker;
    if (!worker) return;
    await worker.terminate();
    this.#forget(worker, new EngineEndedError());
  }

  /** Shuts PostgreSQL down in order. The caller sees to it that nothing runs. */
  async close(): Promise<void> {
    const opening = this.#opening;
    if (!opening) return;
    const worker = await opening.catch(() => undefined);
    if (!worker) return;
    const id = this.#nextId++;
    await new Promise<void>((resolve, reject) => {
      this.#pending.set(id, { resolve: () => resolve(), reject });
      worker.postMessage({ id, kind: 'close' } satisfies EngineRequest);
    });
    await this.terminate();
  }
}
