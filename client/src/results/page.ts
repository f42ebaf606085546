// The results page as VS Code shows it: its HTML, without any data, and its words.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Labels } from './messages.ts';

export function pageHtml(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'results.js'));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'results.css'));
  // No inline style attributes and no HTML from data: everything the page shows is set through the DOM.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="app" data-nonce="${nonce}"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

export function labels(): Labels {
  const { t } = vscode.l10n;
  return {
    noResults: t('Results appear here. Write a statement and run it with Ctrl+Enter (Cmd+Enter on a Mac).'),
    running: t('Running…'),
    cancelling: t('Cancelling: waiting for Redshift to end the statement…'),
    cancel: t('Cancel'),
    cancelled: t('Cancelled'),
    done: t('Done'),
    rows: t('{0} rows'),
    rowsOf: t('{0} of {1} rows'),
    rowsAffected: t('{0} rows affected'),
    filter: t('Filter the loaded rows'),
    copy: t('Copy'),
    copyAs: t('Copy as…'),
    export: t('Export…'),
    showSql: t('Show SQL'),
    loadAll: t('Load all rows'),
    loadedOf: t('{0} of {1} rows loaded'),
    resultOf: t('Result of'),
    queryId: t('query {0}'),
    noRows: t('The statement returned no rows.'),
    grid: t('Query result'),
    rowNumber: t('Row'),
    showCell: t('Show the value in an editor'),
  };
}
