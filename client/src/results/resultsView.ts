// The results panel: keeps the last runs with their readers, feeds the page with what is visible, copies and exports.
import * as vscode from 'vscode';
import { type CellValue, loadResultPage, loadResultPages } from '../aws/results.ts';
import { type Target, warehouseName } from '../aws/target.ts';
import type { Connections } from '../connections/connections.ts';
import { openQuery } from '../query/commands.ts';
import type { HistoryEntry } from '../query/history.ts';
import { isOver, type QueryRun, titleOf } from '../query/run.ts';
import type { QueryRunner } from '../query/runner.ts';
import { Disposable } from '../ui/disposable.ts';
import { describeError, type ErrorAction, showError } from '../ui/errorMessage.ts';
import type { Log } from '../ui/log.ts';
import { copyAs, copyCells } from './copyCells.ts';
import { type ExportFormat, exportResult, TooManyRowsForExcelError } from './exportResult.ts';
import { isNumericType, nullText } from './formats.ts';
import type { FromPage, GridState, RunSummary, ToPage } from './messages.ts';
import { labels, pageHtml } from './page.ts';
import { ResultReader } from './resultReader.ts';
import { ValueDocuments } from './valueDocuments.ts';

/** Runs that the list of the panel keeps; older ones are in the history. */
const keptRuns = 20;

export interface ResultsViewContext {
  extensionUri: vscode.Uri;
  connections: Connections;
  runner: QueryRunner;
  log: Log;
}

/** A run, or an old run out of the history, that the panel can show. */
interface Shown {
  summary: RunSummary;
  connectionId: string;
  statementId?: string;
  errorAction?: ErrorAction;
  reader?: ResultReader;
}

export class ResultsView extends Disposable implements vscode.WebviewViewProvider {
  readonly #context: ResultsViewContext;
  readonly #shown = new Map<string, Shown>();
  #current: string | undefined;
  #page: vscode.Webview | undefined;
  readonly #values = this.register(new ValueDocuments());
  readonly #gridShown = this.register(new vscode.EventEmitter<GridState>());
  /** The grid of a result was handed to the page. */
  readonly onDidShowGrid = this.#gridShown.event;

  constructor(context: ResultsViewContext) {
    super();
    this.#context = context;
    this.register(vscode.window.registerWebviewViewProvider('redshift.results', this));
    this.register(context.runner.onDidChangeRun(run => void this.#onRun(run)));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const folder = vscode.Uri.joinPath(this.#context.extensionUri, 'dist');
    view.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    view.webview.html = pageHtml(view.webview, folder);
    this.#page = view.webview;
    view.webview.onDidReceiveMessage((message: FromPage) => void this.#onMessage(message));
    view.onDidDispose(() => {
      this.#page = undefined;
    });
  }

  /** Brings the panel to the front without taking the keyboard from the editor. */
  show(): void {
    void vscode.commands.executeCommand('redshift.results.focus', { preserveFocus: true });
  }

  /** Shows the result of an earlier statement, which Redshift still keeps. Nothing is run. */
  async reopen(entry: HistoryEntry): Promise<void> {
    this.#remember(entry.id, {
      summary: {
        id: entry.id,
        title: titleOf(entry.sql, 60),
        sql: entry.sql,
        status: 'finished',
        place: placeOf(entry.connectionName, entry.target),
        startedAt: entry.startedAt,
        durationMs: entry.durationMs,
        rows: entry.rows,
        hasResult: true,
      },
      connectionId: entry.connectionId,
      statementId: entry.statementId,
    });
    this.show();
    await this.#select(entry.id);
  }

  /** What the page shows now, for tests: the columns, the number of rows and some of them. */
  async currentRows(from: number, to: number) {
    const rows = this.#current ? await this.rowsOf(this.#current, from, to) : undefined;
    const reader = this.#current ? this.#shown.get(this.#current)?.reader : undefined;
    return rows && reader ? { columns: reader.columns, totalRows: reader.totalRows, rows } : undefined;
  }

  /** Rows of one of the runs that the panel keeps; undefined where it has no result. */
  async rowsOf(runId: string, from: number, to: number): Promise<CellValue[][] | undefined> {
    const reader = this.#readerOf(runId);
    await reader?.open();
    return reader?.rows(from, to);
  }

  async #onRun(run: QueryRun): Promise<void> {
    const hasResult = run.status === 'finished' && (run.state?.hasResultSet ?? false);
    const known = this.#shown.get(run.id);
    this.#remember(run.id, {
      ...known,
      connectionId: run.connectionId,
      ...(run.statementId ? { statementId: run.statementId } : {}),
      ...(run.errorAction ? { errorAction: run.errorAction } : {}),
      summary: {
        id: run.id,
        title: titleOf(run.sql, 60),
        sql: run.sql,
        status: run.status,
        place: placeOf(run.connectionName, run.target),
        startedAt: run.startedAt,
        hasResult,
        ...(isOver(run) ? { durationMs: run.state?.durationMs || (run.endedAt ?? run.startedAt) - run.startedAt } : {}),
        ...(run.state?.redshiftQueryId ? { queryId: run.state.redshiftQueryId } : {}),
        ...(run.state && run.state.rows >= 0 ? { rows: run.state.rows } : {}),
        ...(run.error ? { error: run.error } : {}),
        ...(run.errorAction ? { action: run.errorAction.title } : {}),
      },
    });
    this.#current = run.id;
    this.#sendRuns();
    if (hasResult) await this.#openGrid(run.id);
  }

  async #select(id: string): Promise<void> {
    if (!this.#shown.has(id)) return;
    this.#current = id;
    this.#sendRuns();
    if (this.#shown.get(id)?.summary.hasResult) await this.#openGrid(id);
  }

  async #onMessage(message: FromPage): Promise<void> {
    if (message.type === 'ready') {
      this.#send({ type: 'labels', labels: labels() });
      this.#sendRuns();
      if (this.#current && this.#shown.get(this.#current)?.summary.hasResult) await this.#openGrid(this.#current);
      return;
    }
    const shown = this.#shown.get(message.runId);
    if (!shown) return;
    const { reader } = shown;
    try {
      switch (message.type) {
        case 'select':
          return await this.#select(message.runId);
        case 'cancel':
          return await this.#context.runner.cancelAll(message.runId);
        case 'act':
          return void (
            shown.errorAction && (await vscode.commands.executeCommand(shown.errorAction.command, ...(shown.errorAction.arguments ?? [])))
          );
        case 'showSql':
          return void (await openQuery(shown.summary.sql));
        case 'export':
          return await this.#export(shown);
      }
      if (!reader) return;
      switch (message.type) {
        case 'rows':
          return await this.#sendRows(message, reader);
        case 'view':
          reader.setView({ ...(message.sort ? { sort: message.sort } : {}), ...(message.filter ? { filter: message.filter } : {}) });
          return this.#sendGrid(message.runId, reader);
        case 'copy':
          return await copyCells(reader, message.range, message.format);
        case 'copyAs':
          return await copyAs(reader, message.range);
        case 'loadAll':
          return await this.#loadAll(message.runId, reader);
        case 'showCell':
          return await this.#showCell(reader, message.row, message.column);
      }
    } catch (error) {
      showError(this.#context.log, vscode.l10n.t('Could not read the result'), error, { connectionId: shown.connectionId });
    }
  }

  async #showCell(reader: ResultReader, row: number, column: number): Promise<void> {
    const value = (await reader.rows(row, row + 1))[0]?.[column] ?? null;
    await this.#values.show(reader.columns[column]?.name ?? '', value === null ? nullText : String(value));
  }

  async #openGrid(id: string): Promise<void> {
    const shown = this.#shown.get(id);
    if (!shown?.statementId) return;
    const { statementId, connectionId } = shown;
    shown.reader ??= new ResultReader(async token =>
      loadResultPage((await this.#context.connections.clients(connectionId)).data, statementId, token),
    );
    try {
      await shown.reader.open();
      this.#sendGrid(id, shown.reader);
    } catch (error) {
      this.#context.log.failure('Could not read the result', error);
      const { text } = describeError(error, { connectionId });
      shown.summary = { ...shown.summary, status: 'failed', error: text, hasResult: false };
      delete shown.reader;
      this.#sendRuns();
    }
  }

  #readerOf(id: string): ResultReader | undefined {
    const shown = this.#shown.get(id);
    if (!shown?.statementId || !shown.summary.hasResult) return undefined;
    const { statementId, connectionId } = shown;
    shown.reader ??= new ResultReader(async token =>
      loadResultPage((await this.#context.connections.clients(connectionId)).data, statementId, token),
    );
    return shown.reader;
  }

  async #sendRows(message: Extract<FromPage, { type: 'rows' }>, reader: ResultReader): Promise<void> {
    const { runId, version, from, to } = message;
    const passedBefore = reader.passedRows;
    try {
      this.#send({ type: 'rows', runId, version, from, rows: await reader.rows(from, to) });
      if (reader.passedRows !== passedBefore) this.#sendGrid(runId, reader);
    } catch (error) {
      this.#context.log.failure('Could not load rows', error);
      this.#send({ type: 'rowsFailed', runId, version, from, error: describeError(error).text });
    }
  }

  async #loadAll(runId: string, reader: ResultReader): Promise<void> {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Loading rows'), cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        while (!reader.isComplete && !abort.signal.aborted) {
          await reader.loadUpTo(reader.passedRows + 1, abort.signal);
          progress.report({ message: vscode.l10n.t('{0} of {1}', reader.passedRows.toLocaleString(), reader.totalRows.toLocaleString()) });
        }
      },
    );
    reader.setView(reader.view);
    this.#sendGrid(runId, reader);
  }

  async #export(shown: Shown): Promise<void> {
    const { statementId, connectionId, summary } = shown;
    if (!statementId) return;
    const folder = vscode.workspace.workspaceFolders?.find(candidate => candidate.uri.scheme === 'file')?.uri;
    const stamp = new Date(summary.startedAt).toISOString().slice(0, 19).replaceAll(':', '-');
    const uri = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export the whole result'),
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `result-${stamp}.csv`) } : {}),
      filters: { CSV: ['csv'], 'JSON Lines': ['jsonl'], Excel: ['xlsx'] },
    });
    if (!uri) return;
    if (uri.scheme !== 'file') {
      void vscode.window.showErrorMessage(vscode.l10n.t('A result can only be exported to a file on this machine.'));
      return;
    }
    await this.exportTo(statementId, connectionId, uri.fsPath, summary.rows);
  }

  /** Writes a result to a file; the format is the file's extension. */
  async exportTo(statementId: string, connectionId: string, file: string, totalRows?: number): Promise<void> {
    const format: ExportFormat = /\.xlsx$/i.test(file) ? 'xlsx' : /\.jsonl?$/i.test(file) ? 'jsonl' : 'csv';
    const { data } = await this.#context.connections.clients(connectionId);
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting the result'), cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        try {
          const rows = await exportResult({
            pages: loadResultPages(data, statementId, abort.signal),
            format,
            file,
            signal: abort.signal,
            onProgress: written =>
              progress.report({
                message:
                  totalRows && totalRows > 0
                    ? vscode.l10n.t('{0} of {1}', written.toLocaleString(), totalRows.toLocaleString())
                    : written.toLocaleString(),
              }),
          });
          if (rows === undefined) return;
          const open = vscode.l10n.t('Open');
          void vscode.window
            .showInformationMessage(vscode.l10n.t('{0} rows were exported to {1}', rows.toLocaleString(), file), open)
            .then(chosen => {
              if (chosen === open) void vscode.env.openExternal(vscode.Uri.file(file));
            });
        } catch (error) {
          if (abort.signal.aborted) return;
          if (error instanceof TooManyRowsForExcelError) {
            void vscode.window.showErrorMessage(vscode.l10n.t('An Excel sheet has at most 1,048,576 rows. Export to CSV instead.'));
            return;
          }
          showError(this.#context.log, vscode.l10n.t('Could not export the result'), error, { connectionId });
        }
      },
    );
  }

  #remember(id: string, shown: Shown): void {
    this.#shown.set(id, shown);
    for (const old of [...this.#shown.keys()].slice(0, Math.max(0, this.#shown.size - keptRuns))) this.#shown.delete(old);
  }

  #sendRuns(): void {
    const runs = [...this.#shown.values()].map(({ summary }) => summary).reverse();
    this.#send({ type: 'runs', runs, ...(this.#current ? { current: this.#current } : {}) });
  }

  #sendGrid(runId: string, reader: ResultReader): void {
    const grid: GridState = {
      runId,
      columns: reader.columns.map(column => ({ ...column, numeric: isNumericType(column.type) })),
      length: reader.viewLength,
      totalRows: reader.totalRows,
      loadedRows: reader.passedRows,
      complete: reader.isComplete,
      ...(reader.view.sort ? { sort: reader.view.sort } : {}),
      ...(reader.view.filter ? { filter: reader.view.filter } : {}),
    };
    this.#send({ type: 'grid', grid });
    this.#gridShown.fire(grid);
  }

  #send(message: ToPage): void {
    void this.#page?.postMessage(message);
  }
}

function placeOf(connectionName: string, target: Target): string {
  return `${connectionName} · ${warehouseName(target.warehouse)} · ${target.database}`;
}
