// The worker thread that holds one embedded PostgreSQL. A query blocks this thread; to cancel one, its owner ends the worker.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { EngineField, EngineOpen, EngineReply, EngineRequest, EngineResult, EngineStep } from './engineMessages.ts';
import { extendedQuery, simpleQuery, sync } from './wireMessages.ts';

/** The members that we read of the protocol messages PGlite hands back. */
interface BackendMessage {
  readonly name: string;
  readonly fields?: readonly unknown[];
  readonly text?: string;
  readonly status?: string;
  readonly message?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly where?: string;
  readonly position?: string;
}

interface RowField {
  readonly name: string;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
  readonly tableID: number;
  readonly columnID: number;
}

const port = parentPort;
if (!port) throw new Error('The engine runs in a worker thread only.');
const reply = (message: EngineReply, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

async function open(options: EngineOpen): Promise<PGlite> {
  const bundle = await readFile(options.bundleFile);
  const database = new PGlite({
    dataDir: options.dataFolder,
    username: options.userName,
    database: options.database,
    pgliteWasmModule: options.postgres as never,
    ...(options.initdb ? { initdbWasmModule: options.initdb as never } : {}),
    fsBundle: new Blob([bundle]),
    // Small log segments keep the data folder and its snapshots small.
    initDbStartParams: ['--wal-segsize=1'],
  });
  await database.waitReady;
  return database;
}

let inTransaction = false;

async function runStep(database: PGlite, step: EngineStep): Promise<EngineResult> {
  if (step.copyInput) await database._handleBlob(new Blob([step.copyInput as Uint8Array<ArrayBuffer>]));
  const messages: BackendMessage[] = [];
  const send = async (bytes: Uint8Array): Promise<void> => {
    const answer = await database.execProtocol(bytes, { throwOnError: false, syncToFs: false });
    messages.push(...(answer.messages as unknown as BackendMessage[]));
  };
  if (step.script) await send(simpleQuery(step.sql));
  else {
    for (const bytes of extendedQuery(step.sql, step.parameters ?? [])) {
      await send(bytes);
      if (messages.some(message => message.name === 'error')) break;
    }
    await send(sync());
  }
  await database._cleanupBlob();
  const ready = messages.findLast(message => message.name === 'readyForQuery');
  if (ready) inTransaction = ready.status !== 'I';
  const failure = messages.find(message => message.name === 'error');
  const written = await database._getWrittenBlob();
  if (failure) throw failure;
  const copyOutput = written ? new Uint8Array(await written.arrayBuffer()) : undefined;
  return readResult(messages, copyOutput);
}

function readResult(messages: readonly BackendMessage[], copyOutput: Uint8Array | undefined): EngineResult {
  let fields: readonly EngineField[] | undefined;
  let rows: (readonly (string | null)[])[] = [];
  let tag = '';
  const notices: string[] = [];
  for (const message of messages) {
    if (message.name === 'rowDescription') {
      fields = (message.fields as readonly RowField[]).map(field => ({
        name: field.name,
        typeId: field.dataTypeID,
        typeModifier: field.dataTypeModifier,
        tableId: field.tableID,
        columnNumber: field.columnID,
      }));
      rows = [];
    } else if (message.name === 'dataRow') rows.push(message.fields as readonly (string | null)[]);
    else if (message.name === 'commandComplete') tag = message.text ?? '';
    else if (message.name === 'notice') notices.push(message.message ?? '');
  }
  const count = /(\d+)$/.exec(tag);
  return { fields, rows, tag, rowCount: count ? Number(count[1]) : undefined, copyOutput, notices };
}

async function run(database: PGlite, request: EngineRequest & { kind: 'run' }): Promise<void> {
  const results: EngineResult[] = [];
  try {
    for (const step of request.steps) results.push(await runStep(database, step));
    reply({ id: request.id, kind: 'results', results, inTransaction });
  } catch (thrown) {
    const error = thrown as BackendMessage;
    const failure = {
      message: error.message ?? String(thrown),
      sqlState: error.code ?? 'XX000',
      detail: error.detail,
      hint: error.hint,
      context: error.where,
      position: error.position ? Number(error.position) : undefined,
      step: results.length,
    };
    reply({ id: request.id, kind: 'failure', failure, inTransaction });
  }
}

try {
  const database = await open(workerData as EngineOpen);
  port.on('message', (request: EngineRequest) => {
    if (request.kind === 'run') void run(database, request);
    else void database.close().then(() => reply({ id: request.id, kind: 'closed' }));
  });
  reply({ kind: 'ready' });
} catch (error) {
  reply({ kind: 'failedToOpen', message: error instanceof Error ? error.message : String(error) });
}
