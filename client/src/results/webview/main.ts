// The results page: a list of runs, the message of the current one or its grid, and a status line. It only shows what the extension
// sends and asks for what it lacks; every text is set as text.

import type { Column, GridOption } from 'slickgrid';
import { SlickCellRangeSelector, SlickCellSelectionModel, SlickGrid } from 'slickgrid';
import type { CellRange, FromPage, GridState, Labels, RunSummary, ToPage } from '../messages.ts';
import { element, fill } from './dom.ts';
import { RowCache } from './rowCache.ts';
import './styles.css';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const host = acquireVsCodeApi();
const app = document.getElementById('app')!;
const nonce = app.dataset.nonce ?? '';
/** Cells show this much of a value; the whole value opens in an editor. */
const shownCharacters = 300;

let labels: Labels | undefined;
let runs: RunSummary[] = [];
let currentId: string | undefined;
let state: GridState | undefined;
let grid: SlickGrid | undefined;
let cache: RowCache | undefined;
let columnsFitted = false;
/** Pixels of a character of the editor's font, about, and of the widest column that is not dragged wider. */
const characterWidth = 8.7;
const widestFit = 400;
/** Changes with every sort and filter: answers to older questions are dropped. */
let version = 0;

const runList = element('select', 'runs');
const cancelButton = element('button', 'primary');
const filterBox = element('input', '');
const copyButton = element('button', '');
const exportButton = element('button', '');
const sqlButton = element('button', '');
const progress = element('div', 'progress');
const message = element('div', 'message');
const actionButton = element('button', 'primary action');
const gridBox = element('div', 'grid');
const status = element('div', 'status');
const statusParts = {
  rows: element('span', ''),
  load: element('button', 'link'),
  time: element('span', ''),
  query: element('span', ''),
  place: element('span', 'grow'),
};

function build(): void {
  filterBox.type = 'search';
  gridBox.id = 'grid';
  message.setAttribute('role', 'status');
  progress.setAttribute('role', 'progressbar');
  status.append(...Object.values(statusParts));
  const toolbar = element('div', 'toolbar');
  toolbar.setAttribute('role', 'toolbar');
  toolbar.append(runList, cancelButton, element('span', 'grow'), filterBox, copyButton, exportButton, sqlButton);
  app.append(toolbar, progress, message, actionButton, gridBox, status);

  runList.addEventListener('change', () => host.postMessage({ type: 'select', runId: runList.value }));
  cancelButton.addEventListener('click', () => sendForCurrent('cancel'));
  actionButton.addEventListener('click', () => sendForCurrent('act'));
  exportButton.addEventListener('click', () => sendForCurrent('export'));
  sqlButton.addEventListener('click', () => sendForCurrent('showSql'));
  statusParts.load.addEventListener('click', () => sendForCurrent('loadAll'));
  copyButton.addEventListener('click', () => copySelection('copyAs'));
  let typing: ReturnType<typeof setTimeout> | undefined;
  filterBox.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => changeView({ filter: filterBox.value }), 250);
  });
  gridBox.addEventListener('keydown', onGridKey, true);
  new ResizeObserver(() => grid?.resizeCanvas()).observe(gridBox);
  setInterval(() => {
    const run = current();
    if (run && isRunning(run)) statusParts.time.textContent = duration(Date.now() - run.startedAt);
  }, 100);
}

function sendForCurrent(type: 'cancel' | 'act' | 'export' | 'showSql' | 'loadAll'): void {
  if (currentId) host.postMessage({ type, runId: currentId });
}

function current(): RunSummary | undefined {
  return runs.find(run => run.id === currentId);
}

function isRunning(run: RunSummary): boolean {
  return run.status === 'starting' || run.status === 'running' || run.status === 'cancelling';
}

function showLabels(next: Labels): void {
  labels = next;
  cancelButton.textContent = next.cancel;
  filterBox.placeholder = next.filter;
  filterBox.setAttribute('aria-label', next.filter);
  copyButton.textContent = next.copyAs;
  exportButton.textContent = next.export;
  sqlButton.textContent = next.showSql;
  statusParts.load.textContent = next.loadAll;
  runList.setAttribute('aria-label', next.resultOf);
  gridBox.setAttribute('aria-label', next.grid);
}

/** The list of runs, and of the current one everything but its grid. */
function showRuns(): void {
  if (!labels) return;
  runList.replaceChildren(
    ...runs.map(run => {
      const option = element('option', '');
      option.value = run.id;
      option.textContent = `${statusSign(run)} ${run.title}`;
      option.title = run.title;
      return option;
    }),
  );
  const run = current();
  if (currentId) runList.value = currentId;
  const running = run !== undefined && isRunning(run);
  const hasGrid = run?.hasResult === true;
  runList.hidden = run === undefined;
  cancelButton.hidden = !running;
  cancelButton.disabled = run?.status === 'cancelling';
  progress.hidden = !running;
  filterBox.hidden = copyButton.hidden = exportButton.hidden = gridBox.hidden = !hasGrid;
  sqlButton.hidden = run === undefined;
  message.hidden = hasGrid;
  message.className = `message${run?.status === 'failed' ? ' error' : run === undefined || run.status === 'cancelled' ? ' quiet' : ''}`;
  message.textContent = messageOf(run, labels);
  actionButton.hidden = run?.action === undefined;
  actionButton.textContent = run?.action ?? '';
  status.hidden = run === undefined;
  if (!run) return;
  statusParts.time.textContent = run.durationMs === undefined ? '' : duration(run.durationMs);
  statusParts.query.textContent = run.queryId ? fill(labels.queryId, run.queryId) : '';
  statusParts.place.textContent = run.place;
  statusParts.rows.hidden = statusParts.load.hidden = !hasGrid;
  if (state?.runId !== run.id) disposeGrid();
}

function statusSign(run: RunSummary): string {
  return run.status === 'finished' ? '✓' : run.status === 'failed' ? '✗' : run.status === 'cancelled' ? '⊘' : '…';
}

function messageOf(run: RunSummary | undefined, words: Labels): string {
  if (!run) return words.noResults;
  switch (run.status) {
    case 'starting':
    case 'running':
      return words.running;
    case 'cancelling':
      return words.cancelling;
    case 'cancelled':
      return words.cancelled;
    case 'failed':
      return run.error ?? '';
    case 'finished':
      return run.rows !== undefined && run.rows > 0 ? fill(words.rowsAffected, run.rows.toLocaleString()) : words.done;
  }
}

function showGrid(next: GridState): void {
  if (next.runId !== currentId || !labels) return;
  const isNew = state?.runId !== next.runId || !grid;
  const viewChanged =
    isNew || state?.length !== next.length || JSON.stringify(state?.sort) !== JSON.stringify(next.sort) || state?.filter !== next.filter;
  state = next;
  if (isNew) createGrid(next);
  else if (viewChanged) grid!.updateRowCount();
  if (grid) {
    grid.setSortColumns(next.sort ? [{ columnId: String(next.sort.column), sortAsc: !next.sort.descending }] : []);
    grid.invalidate();
  }
  if (document.activeElement !== filterBox) filterBox.value = next.filter ?? '';
  gridBox.setAttribute('aria-rowcount', String(next.length + 1));
  statusParts.rows.textContent = countText(next, labels);
  statusParts.load.hidden = next.complete;
}

/** How many rows there are, how many of them are loaded, and how many pass the filter. */
function countText({ length, totalRows, loadedRows, complete, filter }: GridState, words: Labels): string {
  if (totalRows === 0) return words.noRows;
  const [shown, loaded, total] = [length, loadedRows, totalRows].map(count => count.toLocaleString());
  const loading = complete ? '' : fill(words.loadedOf, loaded!, total!);
  const counted = filter ? fill(words.rowsOf, shown!, loaded!) : complete ? fill(words.rows, total!) : '';
  return [counted, loading].filter(Boolean).join(' · ');
}

function createGrid(next: GridState): void {
  disposeGrid();
  state = next;
  version++;
  cache = new RowCache((from, to) => host.postMessage({ type: 'rows', runId: next.runId, version, from, to }));
  const columns: Column[] = [
    {
      id: '#',
      name: '',
      field: '#',
      width: 16 + 9 * Math.max(2, String(next.totalRows).length),
      resizable: false,
      focusable: false,
      selectable: false,
      cssClass: 'rownumber',
      formatter: row => String(row + 1),
    },
    ...next.columns.map((column, index) => ({
      id: String(index),
      name: column.name,
      field: String(index),
      toolTip: `${column.name} ${column.type}`,
      // The name is bold, the type small; beside them there is room for the sort sign.
      width: Math.min(360, Math.max(80, 9 * column.name.length + 8 * column.type.length + 46)),
      minWidth: 40,
      sortable: true,
      cssClass: column.numeric ? 'numeric' : '',
      formatter: cellFormatter(index),
    })),
  ];
  const options: GridOption = {
    nonce,
    explicitInitialization: true,
    // Values are written with textContent, never as HTML.
    enableHtmlRendering: false,
    enableColumnReorder: false,
    enableCellNavigation: true,
    rowHeight: 23,
    frozenColumn: 0,
    forceSyncScrolling: true,
    invalidColumnFreezePickerCallback: () => {},
    invalidColumnFreezeWidthCallback: () => {},
    tristateMultiColumnSort: true,
    multiColumnSort: false,
    minRowBuffer: 20,
  };
  const rows = {
    getLength: () => state?.length ?? 0,
    getItem: (row: number) => cache?.row(row) ?? loadingRow,
    getItemMetadata: () => null,
  };
  grid = new SlickGrid(gridBox, rows, columns, options);
  grid.setSelectionModel(
    new SlickCellSelectionModel({
      selectActiveCell: true,
      cellRangeSelector: new SlickCellRangeSelector({ selectionCss: {} as CSSStyleDeclaration }),
    }),
  );
  grid.onHeaderCellRendered.subscribe((_event, { node, column }) => {
    const type = next.columns[Number(column.id)]?.type;
    if (!type) return;
    const span = element('span', 'type');
    span.textContent = type;
    node.append(span);
  });
  grid.onSort.subscribe((_event, sorted) => {
    const column = 'sortCol' in sorted ? sorted.sortCol : undefined;
    const ascending = 'sortAsc' in sorted ? sorted.sortAsc : true;
    changeView({ sort: column ? { column: Number(column.id), descending: !ascending } : undefined });
  });
  grid.onDblClick.subscribe((_event, { row, cell }) => showCell(row, cell));
  grid.init();
  gridBox.setAttribute('aria-colcount', String(columns.length));
}

const loadingRow: never[] = [];

function cellFormatter(index: number) {
  return (_row: number, _cell: number, _value: unknown, _column: Column, row: unknown[]) => {
    if (row === loadingRow) return { text: '…', addClasses: 'loading' };
    const value = row[index];
    if (value === null || value === undefined) return { text: 'NULL', addClasses: 'null' };
    const text = String(value);
    return { text: text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text, removeClasses: 'null loading' };
  };
}

/** Widens columns to the first rows that arrive; later the widths are the user's. */
function fitColumns(rows: unknown[][]): void {
  if (!grid || columnsFitted || rows.length === 0) return;
  columnsFitted = true;
  const columns = grid.getColumns();
  columns.forEach((column, position) => {
    if (position === 0) return;
    const longest = rows.reduce((length, row) => Math.max(length, String(row[position - 1] ?? '').length), 0);
    column.width = Math.min(widestFit, Math.max(column.width ?? 0, characterWidth * longest + 24));
  });
  grid.setColumns(columns);
}

function disposeGrid(): void {
  grid?.destroy();
  grid = undefined;
  cache = undefined;
  state = undefined;
  columnsFitted = false;
  gridBox.replaceChildren();
}

function changeView(change: { sort?: GridState['sort']; filter?: string }): void {
  if (!state) return;
  const sort = 'sort' in change ? change.sort : state.sort;
  const filter = 'filter' in change ? change.filter : state.filter;
  version++;
  cache?.clear();
  host.postMessage({ type: 'view', runId: state.runId, ...(sort ? { sort } : {}), ...(filter ? { filter } : {}) });
}

/** What is selected, or the cell with the focus; the column of row numbers does not count. */
function selectedRange(): CellRange | undefined {
  if (!grid || !state) return undefined;
  const range = grid.getSelectionModel()?.getSelectedRanges()[0];
  const active = grid.getActiveCell();
  if (range) return { fromRow: range.fromRow, toRow: range.toRow, fromColumn: Math.max(0, range.fromCell - 1), toColumn: range.toCell - 1 };
  if (active) return { fromRow: active.row, toRow: active.row, fromColumn: active.cell - 1, toColumn: active.cell - 1 };
  return undefined;
}

function copySelection(type: 'copy' | 'copyAs'): void {
  if (!state) return;
  const range = selectedRange() ?? { fromRow: 0, toRow: Math.max(0, state.length - 1), fromColumn: 0, toColumn: state.columns.length - 1 };
  if (type === 'copyAs') host.postMessage({ type, runId: state.runId, range });
  else host.postMessage({ type, runId: state.runId, range, format: 'tsv' });
}

function showCell(row: number, cell: number): void {
  if (state && cell > 0) host.postMessage({ type: 'showCell', runId: state.runId, row, column: cell - 1 });
}

function onGridKey(event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'c') copySelection('copy');
  else if (command && event.key.toLowerCase() === 'a') selectAll();
  else if (event.key === 'Enter' && grid?.getActiveCell()) showCell(grid.getActiveCell()!.row, grid.getActiveCell()!.cell);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function selectAll(): void {
  const model = grid?.getSelectionModel();
  if (!model || !state || state.length === 0) return;
  const [whole] = [{ fromRow: 0, fromCell: 1, toRow: state.length - 1, toCell: state.columns.length }];
  // Only the four numbers are read of a range by the grid and by us.
  model.setSelectedRanges([whole] as never, 'selectAll', '');
}

function duration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'labels':
      showLabels(data.labels);
      return showRuns();
    case 'runs':
      runs = data.runs;
      currentId = data.current;
      return showRuns();
    case 'grid':
      return showGrid(data.grid);
    case 'rows':
      if (data.version !== version || data.runId !== state?.runId || !cache) return;
      cache.put(data.from, data.rows);
      fitColumns(data.rows);
      grid?.invalidateRows(data.rows.map((_row, index) => data.from + index));
      grid?.render();
      return;
    case 'rowsFailed':
      if (data.version !== version || data.runId !== state?.runId) return;
      cache?.fail(data.from);
      statusParts.rows.textContent = data.error;
      return;
  }
});

build();
showRuns();
host.postMessage({ type: 'ready' });
