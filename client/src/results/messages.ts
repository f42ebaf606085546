// What the results view and its page say to each other. Plain data; the page is not trusted with anything but showing it.
import type { CellValue, ResultColumn } from '../aws/results.ts';
import type { TextFormat } from './formats.ts';

/** One run as the page shows it. Every text is localized. */
export interface RunSummary {
  id: string;
  title: string;
  sql: string;
  status: 'starting' | 'running' | 'cancelling' | 'finished' | 'failed' | 'cancelled';
  /** `sandbox · redshift-cluster-1 · dev` */
  place: string;
  startedAt: number;
  /** Milliseconds, once it is over. */
  durationMs?: number;
  queryId?: string;
  rows?: number;
  error?: string;
  /** Title of the button for the one thing that can be done about the error. */
  action?: string;
  hasResult: boolean;
}

export interface GridState {
  runId: string;
  columns: (ResultColumn & { numeric: boolean })[];
  /** Rows of the view. */
  length: number;
  totalRows: number;
  loadedRows: number;
  complete: boolean;
  sort?: { column: number; descending: boolean };
  filter?: string;
}

/** Words of the page, so that it needs no localization of its own. */
export type Labels = Record<
  | 'noResults'
  | 'running'
  | 'cancelling'
  | 'cancel'
  | 'cancelled'
  | 'done'
  | 'rows'
  | 'rowsOf'
  | 'rowsAffected'
  | 'filter'
  | 'copy'
  | 'copyAs'
  | 'export'
  | 'showSql'
  | 'loadAll'
  | 'loadedOf'
  | 'resultOf'
  | 'queryId'
  | 'noRows'
  | 'grid'
  | 'rowNumber'
  | 'showCell',
  string
>;

export type ToPage =
  | { type: 'labels'; labels: Labels }
  | { type: 'runs'; runs: RunSummary[]; current?: string }
  | { type: 'grid'; grid: GridState }
  | { type: 'rows'; runId: string; version: number; from: number; rows: CellValue[][] }
  | { type: 'rowsFailed'; runId: string; version: number; from: number; error: string };

/** Cells of the view: rows [fromRow, toRow] and columns [fromColumn, toColumn], both ends included. */
export interface CellRange {
  fromRow: number;
  toRow: number;
  fromColumn: number;
  toColumn: number;
}

export type FromPage =
  | { type: 'ready' }
  | { type: 'select'; runId: string }
  | { type: 'rows'; runId: string; version: number; from: number; to: number }
  | { type: 'view'; runId: string; sort?: { column: number; descending: boolean }; filter?: string }
  | { type: 'copy'; runId: string; range: CellRange; format: TextFormat }
  | { type: 'copyAs'; runId: string; range: CellRange }
  | { type: 'export'; runId: string }
  | { type: 'loadAll'; runId: string }
  | { type: 'cancel'; runId: string }
  | { type: 'act'; runId: string }
  | { type: 'showSql'; runId: string }
  | { type: 'showCell'; runId: string; row: number; column: number };
