// Writes a whole result into a file, page by page: it is never all in memory, and never shown first.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { CellValue, ResultColumn, ResultPage } from '../aws/results.ts';
import { csvLine, isNumericType, jsonLine } from './formats.ts';

export type ExportFormat = 'csv' | 'jsonl' | 'xlsx';

/** Rows below the header that a sheet can have. Source: Excel's specification (1,048,576 rows). */
export const excelRowLimit = 1_048_575;

export class TooManyRowsForExcelError extends Error {
  constructor() {
    super(`An Excel sheet has at most ${excelRowLimit} rows.`);
    this.name = 'TooManyRowsForExcelError';
  }
}

export interface ExportOptions {
  pages: AsyncIterable<ResultPage>;
  format: ExportFormat;
  file: string;
  signal: AbortSignal;
  /** Rows that are written so far. */
  onProgress(rows: number): void;
}

/**
 * @returns the number of rows written; undefined when the signal was aborted, and then there is no file.
 * @throws TooManyRowsForExcelError, errors of the file system and of the pages
 */
export async function exportResult(options: ExportOptions): Promise<number | undefined> {
  // A half-written file would look like a whole result: it gets its name at the end.
  const partial = `${options.file}.part`;
  try {
    const rows = options.format === 'xlsx' ? await writeExcel(options, partial) : await writeLines(options, partial);
    if (rows === undefined) await rm(partial, { force: true });
    else await rename(partial, options.file);
    return rows;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeLines({ pages, format, signal, onProgress }: ExportOptions, file: string): Promise<number | undefined> {
  const stream = createWriteStream(file, { encoding: 'utf8' });
  const opened = once(stream, 'open');
  await opened;
  let failure: Error | undefined;
  stream.on('error', error => {
    failure = error;
  });
  let written = 0;
  let isFirst = true;
  for await (const { columns, rows } of pages) {
    if (signal.aborted) break;
    const lines = rows.map(row => (format === 'csv' ? csvLine(row) : jsonLine(columns, row)));
    if (isFirst && format === 'csv') lines.unshift(csvLine(columns.map(column => column.name)));
    isFirst = false;
    if (lines.length > 0 && !stream.write(`${lines.join('\n')}\n`)) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
    if (failure) throw failure;
    written += rows.length;
    onProgress(written);
  }
  stream.end();
  await once(stream, 'close');
  if (failure) throw failure;
  return signal.aborted ? undefined : written;
}

/** The library builds the sheet in memory: it is meant for results that people open in Excel. */
async function writeExcel({ pages, signal, onProgress }: ExportOptions, file: string): Promise<number | undefined> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data: ExcelCell[][] = [];
  let written = 0;
  for await (const { columns, rows } of pages) {
    if (signal.aborted) return undefined;
    if (data.length === 0) data.push(columns.map(column => ({ value: column.name, type: String, fontWeight: 'bold' })));
    written += rows.length;
    if (written > excelRowLimit) throw new TooManyRowsForExcelError();
    for (const row of rows) data.push(row.map((value, index) => excelCell(columns[index]!, value)));
    onProgress(written);
  }
  await writeXlsxFile(data, { stickyRowsCount: 1 }).toFile(file);
  return written;
}

type ExcelCell =
  | { value: string; type: StringConstructor; fontWeight?: 'bold' }
  | { value: number; type: NumberConstructor }
  | { value: boolean; type: BooleanConstructor }
  | null;

/** Numbers that Excel would round (more than 15 digits) stay text. */
function excelCell(column: ResultColumn, value: CellValue): ExcelCell {
  if (value === null) return null;
  if (typeof value === 'boolean') return { value, type: Boolean };
  const text = String(value);
  if (
    (typeof value === 'number' || isNumericType(column.type)) &&
    /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) &&
    text.replace(/\D/g, '').length <= 15
  ) {
    return { value: Number(text), type: Number };
  }
  // A cell holds 32,767 characters.
  return { value: text.slice(0, 32_767), type: String };
}
