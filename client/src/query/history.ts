// What was run in this workspace, newest first: the text is the user's own and stays in the workspace's storage. Results of the last 24
// hours can be opened again without running anything, because Redshift keeps them.
import * as vscode from 'vscode';
import { type Target, warehouseName } from '../aws/target.ts';
import { Disposable } from '../ui/disposable.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { isOver, type QueryRun, titleOf } from './run.ts';

export interface HistoryEntry {
  id: string;
  connectionId: string;
  connectionName: string;
  target: Target;
  sql: string;
  startedAt: number;
  status: 'finished' | 'failed' | 'cancelled';
  durationMs: number;
  rows: number;
  hasResultSet: boolean;
  statementId?: string;
  error?: string;
}

const stored = 'redshift.history';
const resultsKeptMs = 24 * 60 * 60_000;
const longestText = 20_000;

export class QueryHistory extends Disposable implements vscode.TreeDataProvider<HistoryEntry> {
  readonly #memento: vscode.Memento;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(memento: vscode.Memento) {
    super();
    this.#memento = memento;
  }

  get entries(): HistoryEntry[] {
    return this.#memento.get<HistoryEntry[]>(stored, []);
  }

  async add(run: QueryRun): Promise<void> {
    if (!isOver(run)) return;
    const limit = vscode.workspace.getConfiguration('redshift').get<number>('history.size', 200);
    const entry: HistoryEntry = {
      id: run.id,
      connectionId: run.connectionId,
      connectionName: run.connectionName,
      target: run.target,
      sql: run.sql.slice(0, longestText),
      startedAt: run.startedAt,
      status: run.status as HistoryEntry['status'],
      durationMs: run.state?.durationMs || (run.endedAt ?? run.startedAt) - run.startedAt,
      rows: run.state?.rows ?? -1,
      hasResultSet: run.state?.hasResultSet ?? false,
      ...(run.statementId ? { statementId: run.statementId } : {}),
      ...(run.error ? { error: run.error } : {}),
    };
    await this.#memento.update(stored, [entry, ...this.entries.filter(other => other.id !== run.id)].slice(0, limit));
    this.#changed.fire();
  }

  async remove(id: string): Promise<void> {
    await this.#memento.update(
      stored,
      this.entries.filter(entry => entry.id !== id),
    );
    this.#changed.fire();
  }

  async clear(): Promise<void> {
    await this.#memento.update(stored, []);
    this.#changed.fire();
  }

  /** Whether Redshift still has the result. */
  canReopen(entry: HistoryEntry): boolean {
    return (
      entry.status === 'finished' && entry.hasResultSet && entry.statementId !== undefined && Date.now() - entry.startedAt < resultsKeptMs
    );
  }

  getChildren(entry?: HistoryEntry): HistoryEntry[] {
    return entry ? [] : this.entries;
  }

  getTreeItem(entry: HistoryEntry): vscode.TreeItem {
    const item = new vscode.TreeItem(titleOf(entry.sql));
    item.id = entry.id;
    item.description = [
      formatTime(new Date(entry.startedAt)),
      entry.rows >= 0 ? vscode.l10n.t('{0} rows', entry.rows) : '',
      formatDuration(entry.durationMs),
    ]
      .filter(Boolean)
      .join(' · ');
    item.iconPath =
      entry.status === 'finished'
        ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
        : entry.status === 'failed'
          ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
          : new vscode.ThemeIcon('circle-slash');
    item.contextValue = this.canReopen(entry) ? 'history.reopen' : 'history';
    const tooltip = new vscode.MarkdownString();
    tooltip.appendCodeblock(entry.sql.slice(0, 2_000), 'sql');
    tooltip.appendText(`${entry.connectionName} · ${warehouseName(entry.target.warehouse)} · ${entry.target.database}`);
    if (entry.error) {
      tooltip.appendMarkdown('\n\n');
      tooltip.appendText(entry.error);
    }
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `${entry.status}, ${titleOf(entry.sql, 200)}` };
    item.command = { title: vscode.l10n.t('Open'), command: 'redshift.history.open', arguments: [entry] };
    return item;
  }
}
