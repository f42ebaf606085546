// The status bar item: which connection the document in front uses, and how it is.
import * as vscode from 'vscode';
import { Disposable } from '../ui/disposable.ts';
import { describeTarget } from './connection.ts';
import type { Connections } from './connections.ts';

const languageId = 'redshift-sql';

export class ConnectionStatusBar extends Disposable {
  readonly #connections: Connections;
  readonly #item: vscode.StatusBarItem;

  constructor(connections: Connections) {
    super();
    this.#connections = connections;
    this.#item = this.register(vscode.window.createStatusBarItem('redshift.connection', vscode.StatusBarAlignment.Right, 100));
    this.#item.name = vscode.l10n.t('Redshift Connection');
    this.#item.command = 'redshift.selectConnection';
    this.register(connections.onDidChange(() => this.#render()));
    this.register(vscode.window.onDidChangeActiveTextEditor(() => this.#render()));
    this.#render();
  }

  #render(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isOurs = document?.languageId === languageId;
    const connection = this.#connections.forDocument(isOurs ? document.uri : undefined);
    if (!isOurs && !connection) {
      this.#item.hide();
      return;
    }
    if (!connection) {
      this.#item.text = `$(debug-disconnect) ${vscode.l10n.t('Redshift: not connected')}`;
      this.#item.tooltip = vscode.l10n.t('Choose the warehouse that runs these statements');
      this.#item.backgroundColor = undefined;
    } else {
      const state = this.#connections.state(connection.id);
      const icon =
        state === 'connecting' ? '$(sync~spin)' : state === 'failed' ? '$(warning)' : connection.readOnly ? '$(lock)' : '$(database)';
      this.#item.text = `${icon} ${connection.name} · ${connection.target.database}`;
      this.#item.tooltip = tooltip(connection.name, [
        describeTarget(connection.target),
        connection.profile ? vscode.l10n.t('Profile {0}', connection.profile) : '',
        connection.region ?? '',
        connection.readOnly ? vscode.l10n.t('Read-only: statements that change something are refused') : '',
        connection.production ? vscode.l10n.t('Production: changes are confirmed by typing the name') : '',
        state === 'failed' ? vscode.l10n.t('The last attempt to connect failed') : '',
      ]);
      this.#item.backgroundColor =
        state === 'failed' || connection.production
          ? new vscode.ThemeColor(state === 'failed' ? 'statusBarItem.warningBackground' : 'statusBarItem.errorBackground')
          : undefined;
    }
    this.#item.accessibilityInformation = { label: this.#item.text.replace(/\$\([^)]*\)/g, '').trim(), role: 'button' };
    this.#item.show();
  }
}

function tooltip(name: string, lines: string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendText(name);
  for (const line of lines.filter(Boolean)) {
    markdown.appendMarkdown('  \n');
    markdown.appendText(line);
  }
  return markdown;
}
