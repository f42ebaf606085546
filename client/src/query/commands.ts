// The commands that run SQL: statement at the cursor, selection, file; cancel; history.
import * as vscode from 'vscode';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { Disposable } from '../ui/disposable.ts';
import { showError } from '../ui/errorMessage.ts';
import type { Log } from '../ui/log.ts';
import type { HistoryEntry, QueryHistory } from './history.ts';
import type { QueryRunner } from './runner.ts';
import type { RunnableStatement, StatementSource } from './statementSource.ts';

export interface QueryCommandsContext {
  connections: Connections;
  runner: QueryRunner;
  history: QueryHistory;
  statements: StatementSource;
  log: Log;
  reopenResult(entry: HistoryEntry): Promise<void>;
  showResults(): void;
}

export class QueryCommands extends Disposable {
  readonly #context: QueryCommandsContext;

  constructor(context: QueryCommandsContext) {
    super();
    this.#context = context;
    const command = <Argument>(id: string, run: (argument: Argument) => unknown) =>
      this.register(
        vscode.commands.registerCommand(`redshift.${id}`, async (argument: Argument) => {
          try {
            return await run(argument);
          } catch (error) {
            showError(context.log, vscode.l10n.t('Could not run the statement'), error);
            return undefined;
          }
        }),
      );
    command('runStatement', (range?: unknown) => this.#runStatement(range));
    command('explainStatement', (range?: unknown) => this.#explainStatement(range));
    command('runSelection', () => this.#runSelection());
    command('runFile', () => this.#runFile());
    command('cancelQuery', (runId?: unknown) => context.runner.cancelAll(typeof runId === 'string' ? runId : undefined));
    command('newQuery', () => openQuery(''));
    command('history.open', (entry: HistoryEntry) => this.#openHistory(entry));
    command('history.openText', (entry: HistoryEntry) => openQuery(entry.sql));
    command('history.copy', (entry: HistoryEntry) => vscode.env.clipboard.writeText(entry.sql));
    command('history.remove', (entry: HistoryEntry) => context.history.remove(entry.id));
    command('history.clear', () => context.history.clear());
  }

  /** The selection when there is one, else the statement at the cursor. A code lens hands over its range. */
  async #runStatement(range: unknown): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const given = toRange(range);
    if (given) return this.#runRange(editor.document, given);
    if (!editor.selection.isEmpty) return this.#runSelection();
    const statement = await this.#context.statements.statementAt(editor.document, editor.selection.active);
    if (!statement) {
      void vscode.window.setStatusBarMessage(vscode.l10n.t('There is no statement at the cursor'), 4_000);
      return;
    }
    await this.#run(editor.document, [statement]);
  }

  /** The plan of the statement at the cursor, of the selection, or of the range that a code lens hands over. Nothing is run but EXPLAIN. */
  async #explainStatement(range: unknown): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { statements } = this.#context;
    const given = toRange(range) ?? (editor.selection.isEmpty ? undefined : editor.selection);
    const found = given
      ? await statements.statements(editor.document, given)
      : [await statements.statementAt(editor.document, editor.selection.active)].filter(statement => statement !== undefined);
    await this.#run(editor.document, found.map(explained));
  }

  async #runSelection(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    if (editor.selection.isEmpty) return this.#runStatement(undefined);
    await this.#runRange(editor.document, editor.selection);
  }

  async #runRange(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
    await this.#run(document, await this.#context.statements.statements(document, range));
  }

  async #runFile(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document) await this.#run(document, await this.#context.statements.statements(document));
  }

  async #run(document: vscode.TextDocument, statements: RunnableStatement[]): Promise<void> {
    if (statements.length === 0) {
      void vscode.window.setStatusBarMessage(vscode.l10n.t('There is no statement to run'), 4_000);
      return;
    }
    const connection = await this.#connectionFor(document.uri);
    if (!connection) return;
    this.#context.showResults();
    await this.#context.runner.run({ connection, statements, uri: document.uri });
  }

  /** The document's connection; the first time the user is asked. */
  async #connectionFor(uri: vscode.Uri): Promise<Connection | undefined> {
    const { connections } = this.#context;
    const known = connections.forDocument(uri);
    if (known) return known;
    await vscode.commands.executeCommand('redshift.selectConnection');
    return connections.forDocument(uri);
  }

  async #openHistory(entry: HistoryEntry): Promise<void> {
    const { history, reopenResult } = this.#context;
    if (history.canReopen(entry)) await reopenResult(entry);
    else await openQuery(entry.sql);
  }
}

/** EXPLAIN before a statement: it reads the plan and changes nothing, whatever the statement would do. */
const explained = (statement: RunnableStatement): RunnableStatement =>
  statement.name === 'EXPLAIN'
    ? statement
    : { ...statement, text: `EXPLAIN ${statement.text}`, kind: 'read', name: 'EXPLAIN', destructive: false };

/** A range of the editor, or one as the language server writes it (in a code lens). */
function toRange(value: unknown): vscode.Range | undefined {
  if (value instanceof vscode.Range) return value;
  if (typeof value !== 'object' || value === null || !('start' in value) || !('end' in value)) return undefined;
  const { start, end } = value as { start: vscode.Position; end: vscode.Position };
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Opens a text as a new Redshift SQL document. */
export async function openQuery(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'redshift-sql', content });
  return vscode.window.showTextDocument(document);
}
