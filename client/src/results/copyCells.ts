// Copies cells of a result to the clipboard, as tab-separated text or in a format that is picked.
import * as vscode from 'vscode';
import { formatRows, type TextFormat } from './formats.ts';
import type { CellRange } from './messages.ts';
import type { ResultReader } from './resultReader.ts';

/** Cells that one copy may hold; more belongs into a file. */
const copyLimit = 1_000_000;

export async function copyCells(reader: ResultReader, range: CellRange, format: TextFormat): Promise<void> {
  const columns = reader.columns.slice(range.fromColumn, range.toColumn + 1);
  const count = (range.toRow - range.fromRow + 1) * columns.length;
  if (count > copyLimit) {
    void vscode.window.showWarningMessage(vscode.l10n.t('This is too much for the clipboard. Export the result to a file instead.'));
    return;
  }
  const rows = (await reader.rows(range.fromRow, range.toRow + 1)).map(row => row.slice(range.fromColumn, range.toColumn + 1));
  await vscode.env.clipboard.writeText(formatRows(format, columns, rows));
  void vscode.window.setStatusBarMessage(
    rows.length === 1 ? vscode.l10n.t('1 row copied') : vscode.l10n.t('{0} rows copied', rows.length),
    3_000,
  );
}

export async function copyAs(reader: ResultReader, range: CellRange): Promise<void> {
  const choices: (vscode.QuickPickItem & { format: TextFormat })[] = [
    { label: 'TSV', description: vscode.l10n.t('for spreadsheets'), format: 'tsv' },
    { label: 'CSV', format: 'csv' },
    { label: 'JSON', format: 'json' },
    { label: 'SQL INSERT', format: 'insert' },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { placeHolder: vscode.l10n.t('Copy the selected cells as') });
  if (chosen) await copyCells(reader, range, chosen.format);
}
