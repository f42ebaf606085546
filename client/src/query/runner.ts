// Runs statements one after another, keeps their session, cancels them at Redshift, and tells what happens.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { StatementInfo } from '../../../server/src/protocol.ts';
import { classifyAwsError, parseStatementError } from '../aws/errors.ts';
import {
  cancelStatement,
  finished,
  type StartedStatement,
  startStatement,
  statementSizeLimit,
  waitForStatement,
} from '../aws/statements.ts';
import type { Target } from '../aws/target.ts';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { Disposable } from '../ui/disposable.ts';
import { describeError } from '../ui/errorMessage.ts';
import type { Log } from '../ui/log.ts';
import { changesSomething, mayRun } from './guard.ts';
import { isOver, type QueryRun } from './run.ts';
import { Sessions } from './sessions.ts';

/** Starts the names of our statements, so that they are found in ListStatements. */
const statementName = 'redshift-workbench query';

export interface RunRequest {
  connection: Connection;
  target?: Target;
  statements: (Pick<StatementInfo, 'text' | 'kind' | 'name' | 'destructive'> & { range?: vscode.Range })[];
  /** The document that the statements come from; they share its session. */
  uri?: vscode.Uri;
}

export class QueryRunner extends Disposable {
  readonly #connections: Connections;
  readonly #log: Log;
  readonly #sessions = new Sessions();
  readonly #active = new Map<string, { run: QueryRun; cancelled: boolean }>();
  readonly #changed = this.register(new vscode.EventEmitter<QueryRun>());
  readonly #diagnostics = this.register(vscode.languages.createDiagnosticCollection('redshift-run'));
  /** A run began, changed its status or ended. */
  readonly onDidChangeRun = this.#changed.event;

  constructor(connections: Connections, log: Log) {
    super();
    this.#connections = connections;
    this.#log = log;
    this.register(connections.onDidRemove(id => this.#sessions.forgetConnection(id)));
    this.register(
      vscode.workspace.onDidCloseTextDocument(document => {
        this.#sessions.forgetOwner(document.uri.toString());
        this.#diagnostics.delete(document.uri);
      }),
    );
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#diagnostics.delete(document.uri)));
  }

  get running(): QueryRun[] {
    return [...this.#active.values()].map(({ run }) => run);
  }

  forgetSessions(connectionId: string): void {
    this.#sessions.forgetConnection(connectionId);
  }

  /** Runs the statements in order and stops at the first that fails or is cancelled. @returns the runs, all of them over */
  async run(request: RunRequest): Promise<QueryRun[]> {
    const { connection, statements, uri } = request;
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showErrorMessage(vscode.l10n.t('This workspace is not trusted, so nothing is run. Trust it first.'));
      return [];
    }
    if (uri && this.running.some(run => run.source?.uri.toString() === uri.toString())) {
      const cancel = vscode.l10n.t('Cancel It');
      const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('A statement of this document is still running.'), cancel);
      if (chosen === cancel) await this.cancelAll();
      return [];
    }
    const tooLarge = statements.find(statement => Buffer.byteLength(statement.text, 'utf8') > statementSizeLimit);
    if (tooLarge) {
      const size = Buffer.byteLength(tooLarge.text, 'utf8');
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The statement has {0} KB; the Redshift Data API takes at most 100 KB. Nothing was run. Split it, or load the data with COPY.',
          Math.ceil(size / 1024),
        ),
      );
      return [];
    }
    if (!(await mayRun(connection, statements))) return [];
    if (uri) this.#diagnostics.delete(uri);
    const runs: QueryRun[] = [];
    for (const statement of statements) {
      const run = await this.#runOne(request, statement);
      runs.push(run);
      if (run.status !== 'finished') break;
    }
    return runs;
  }

  /** Asks Redshift to end every running statement, or one. They count as running until Redshift says ABORTED. */
  async cancelAll(runId?: string): Promise<void> {
    const chosen = [...this.#active.values()].filter(({ run }) => runId === undefined || run.id === runId);
    await Promise.all(
      chosen.map(async entry => {
        entry.cancelled = true;
        const { run } = entry;
        // Without an id it has not reached Redshift yet; it is cancelled as soon as it has.
        if (run.statementId) await this.#cancel(run);
      }),
    );
  }

  async #cancel(run: QueryRun): Promise<void> {
    this.#update(run.id, { status: 'cancelling' });
    try {
      const { data } = await this.#connections.clients(run.connectionId);
      await cancelStatement(data, run.statementId!);
    } catch (error) {
      // Most often it had ended by then; the waiting tells how.
      this.#log.failure('Could not cancel the statement', error);
    }
  }

  async #runOne(request: RunRequest, statement: RunRequest['statements'][number]): Promise<QueryRun> {
    const { connection, uri } = request;
    const target = request.target ?? connection.target;
    const id = randomUUID();
    const begun: QueryRun = {
      id,
      connectionId: connection.id,
      connectionName: connection.name,
      target,
      sql: statement.text,
      statement: { kind: statement.kind, name: statement.name, destructive: statement.destructive },
      ...(uri && statement.range ? { source: { uri, range: statement.range } } : {}),
      startedAt: Date.now(),
      status: 'starting',
    };
    this.#active.set(id, { run: begun, cancelled: false });
    this.#changed.fire(begun);
    try {
      const { data } = await this.#connections.clients(connection.id);
      const started = await this.#start(connection, target, statement.text, uri?.toString() ?? 'window');
      this.#update(id, { status: 'running', statementId: started.id });
      const entry = this.#active.get(id);
      if (entry?.cancelled) await this.#cancel(entry.run);
      const state = await waitForStatement(data, started.id);
      finished(state);
      this.#connections.reportState(connection.id, 'open');
      return this.#end(id, { status: 'finished', state });
    } catch (error) {
      return this.#fail(id, error);
    }
  }

  /** Starts the statement in the document's session; once in a new one when the old session has ended. */
  async #start(connection: Connection, target: Target, sql: string, owner: string): Promise<StartedStatement> {
    const { data } = await this.#connections.clients(connection.id);
    const keepAlive = vscode.workspace.getConfiguration('redshift').get<number>('query.sessionKeepAliveSeconds', 600);
    if (keepAlive <= 0) return startStatement(data, { target, sql, statementName });
    const sessionId = this.#sessions.find(owner, connection.id, target);
    const request = { target, sql, statementName, sessionKeepAliveSeconds: keepAlive };
    let started: StartedStatement;
    try {
      started = await startStatement(data, sessionId ? { ...request, sessionId } : request);
    } catch (error) {
      if (!sessionId || classifyAwsError(error).kind !== 'session-gone') throw error;
      this.#log.info('The session has ended; a new one is started. Temporary tables and settings of the old one are gone.');
      void vscode.window.setStatusBarMessage(vscode.l10n.t('New Redshift session: temporary tables and settings are gone'), 8_000);
      started = await startStatement(data, request);
    }
    const session = started.sessionId ?? sessionId;
    if (session) this.#sessions.remember(owner, connection.id, target, session);
    return started;
  }

  #fail(id: string, error: unknown): QueryRun {
    const { run } = this.#active.get(id)!;
    const connection = this.#connections.find(run.connectionId);
    const { text, info, action } = describeError(error, {
      connectionId: run.connectionId,
      profile: connection?.profile,
      ...(run.target.warehouse.kind === 'cluster' ? { clusterIdentifier: run.target.warehouse.clusterIdentifier } : {}),
    });
    if (info.kind === 'statement-aborted') return this.#end(id, { status: 'cancelled', error: text });
    this.#log.failure(`Statement ${run.statement.name || 'of unknown kind'} failed`, error);
    if (info.kind === 'statement-failed') this.#markPlace(run, info.message, text);
    const state = (error as { state?: QueryRun['state'] }).state;
    return this.#end(id, { status: 'failed', error: text, ...(action ? { errorAction: action } : {}), ...(state ? { state } : {}) });
  }

  #end(id: string, change: Partial<QueryRun>): QueryRun {
    const run = this.#update(id, { ...change, endedAt: Date.now() });
    this.#active.delete(id);
    return run;
  }

  #update(id: string, change: Partial<QueryRun>): QueryRun {
    const entry = this.#active.get(id)!;
    entry.run = { ...entry.run, ...change };
    if (isOver(entry.run)) this.#active.delete(id);
    this.#changed.fire(entry.run);
    return entry.run;
  }

  /** Underlines the word that Redshift complains about, where it says which; else the statement's first word. */
  #markPlace(run: QueryRun, error: string, text: string): void {
    const { source } = run;
    const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === source?.uri.toString());
    if (!source || !document) return;
    const offset = placeOfError(run.sql, error) ?? 0;
    // EXPLAIN stands before the text of the document.
    const written = document.getText(source.range);
    const before = run.sql.endsWith(written) ? run.sql.length - written.length : 0;
    const start = document.positionAt(document.offsetAt(source.range.start) + Math.max(0, offset - before));
    const range = document.getWordRangeAtPosition(start) ?? new vscode.Range(start, start.translate(0, 1));
    const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'Redshift';
    this.#diagnostics.set(source.uri, [diagnostic]);
  }
}

/** Whether the catalog may be another one after this run. */
export function mayChangeCatalog(run: QueryRun): boolean {
  return run.status === 'finished' && changesSomething(run.statement) && run.statement.kind !== 'write';
}

/** Zero-based offset in the statement of what Redshift's message is about; undefined where it names nothing that is there. */
export function placeOfError(sql: string, error: string): number | undefined {
  const { offset, nearWord } = parseStatementError(error);
  if (offset !== undefined && offset < sql.length) return offset;
  if (!nearWord) return undefined;
  const last = nearWord.split('.').at(-1)!;
  const found = sql.toLowerCase().indexOf(last.toLowerCase());
  return found < 0 ? undefined : found;
}
