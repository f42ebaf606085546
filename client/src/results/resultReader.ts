// Any row of a result by its number, though the Data API only gives pages in a row: pages are loaded as far as somebody looks, the
// oldest are dropped when there are too many rows in memory, and loaded again by their token when they are looked at again.
import type { CellValue, ResultColumn, ResultPage } from '../aws/results.ts';
import { isNumericType } from './formats.ts';

export type LoadPage = (token: string | undefined) => Promise<ResultPage>;

export interface SortOrder {
  column: number;
  descending: boolean;
}

/** Which of the loaded rows are shown, and in which order. */
export interface ResultView {
  sort?: SortOrder;
  /** Text that some cell of the row holds; case does not matter. */
  filter?: string;
}

interface PageEntry {
  token: string | undefined;
  /** Number of the page's first row. */
  start: number;
  /** Rows, while they are held. */
  rows?: CellValue[][];
  length: number;
}

export class ResultReader {
  readonly #load: LoadPage;
  readonly #maxHeldRows: number;
  readonly #pages: PageEntry[] = [];
  /** Token of the page after the last known one; `done` when there is none. */
  #next: { token: string | undefined } | 'done' = { token: undefined };
  #columns: ResultColumn[] = [];
  #totalRows: number | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #view: ResultView = {};
  #order: number[] | undefined;

  constructor(load: LoadPage, maxHeldRows = 200_000) {
    this.#load = load;
    this.#maxHeldRows = maxHeldRows;
  }

  get columns(): ResultColumn[] {
    return this.#columns;
  }

  /** Rows of the whole result: what the API said, or what was loaded so far. */
  get totalRows(): number {
    return this.#totalRows ?? this.passedRows;
  }

  /** Rows up to the furthest page that was loaded. */
  get passedRows(): number {
    const last = this.#pages.at(-1);
    return last ? last.start + last.length : 0;
  }

  get heldRows(): number {
    return this.#pages.reduce((sum, page) => sum + (page.rows ? page.length : 0), 0);
  }

  get isComplete(): boolean {
    return this.#next === 'done';
  }

  /** Rows of the current view: all of the result, or the loaded ones that pass the filter. */
  get viewLength(): number {
    return this.#order ? this.#order.length : this.totalRows;
  }

  get view(): ResultView {
    return this.#view;
  }

  /** Loads the first page, so that columns and total are known. */
  open(): Promise<void> {
    return this.#exclusive(async () => {
      if (this.#pages.length === 0) await this.#loadNext();
    });
  }

  /** Sorts and filters the rows that are held now; without both, all rows in their own order again. */
  setView(view: ResultView): void {
    this.#view = view;
    const filter = view.filter?.trim().toLowerCase();
    if (!view.sort && !filter) {
      this.#order = undefined;
      return;
    }
    const order: number[] = [];
    const rowAt = new Map<number, CellValue[]>();
    for (const page of this.#pages) {
      page.rows?.forEach((row, index) => {
        if (filter && !row.some(value => value !== null && String(value).toLowerCase().includes(filter))) return;
        order.push(page.start + index);
        rowAt.set(page.start + index, row);
      });
    }
    const { sort } = view;
    if (sort) {
      const compare = comparison(this.#columns[sort.column]);
      order.sort((a, b) => {
        const left = rowAt.get(a)![sort.column] ?? null;
        const right = rowAt.get(b)![sort.column] ?? null;
        // NULLs come last in both directions; equal rows keep their order.
        if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
        const result = compare(left, right);
        return result === 0 ? a - b : sort.descending ? -result : result;
      });
    }
    this.#order = order;
  }

  /** Rows [from, to) of the current view; fewer at the end. Loads pages as needed. */
  rows(from: number, to: number): Promise<CellValue[][]> {
    return this.#exclusive(async () => {
      const numbers = this.#order ? this.#order.slice(from, to) : undefined;
      const last = numbers ? numbers.reduce((max, row) => Math.max(max, row), -1) : to - 1;
      while (this.#next !== 'done' && this.passedRows <= last) await this.#loadNext();
      const wanted = numbers ?? Array.from({ length: Math.max(0, Math.min(to, this.passedRows) - from) }, (_, index) => from + index);
      const rows: CellValue[][] = [];
      for (const row of wanted) {
        const page = this.#pageOf(row);
        if (!page) break;
        if (!page.rows) {
          page.rows = (await this.#load(page.token)).rows;
          this.#dropOldPages(page);
        }
        rows.push(page.rows[row - page.start] ?? []);
      }
      return rows;
    });
  }

  /** Loads on until `rows` rows were passed, the result ends, or the signal is aborted. */
  async loadUpTo(rows: number, signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted && !this.isComplete && this.passedRows < rows) await this.#exclusive(() => this.#loadNext());
  }

  async #loadNext(): Promise<void> {
    if (this.#next === 'done') return;
    const { token } = this.#next;
    const page = await this.#load(token);
    if (this.#columns.length === 0) this.#columns = page.columns;
    this.#totalRows ??= page.totalRows;
    const entry: PageEntry = { token, start: this.passedRows, rows: page.rows, length: page.rows.length };
    this.#pages.push(entry);
    this.#next = page.nextToken ? { token: page.nextToken } : 'done';
    // The API's total counts; where it was missing or wrong, the end of the result is the truth.
    if (this.#next === 'done') this.#totalRows = this.passedRows;
    this.#dropOldPages(entry);
  }

  #dropOldPages(keep: PageEntry): void {
    // A sorted or filtered view jumps between pages: dropping would make it load them over and over.
    if (this.#order) return;
    let held = this.heldRows;
    for (const page of this.#pages) {
      if (held <= this.#maxHeldRows) return;
      if (page === keep || !page.rows) continue;
      held -= page.length;
      delete page.rows;
    }
  }

  #pageOf(row: number): PageEntry | undefined {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const page = this.#pages[middle]!;
      if (row < page.start) high = middle - 1;
      else if (row >= page.start + page.length) low = middle + 1;
      else return page;
    }
    return undefined;
  }

  /** One reading at a time: pages follow each other. */
  #exclusive<Value>(task: () => Promise<Value>): Promise<Value> {
    const run = this.#queue.then(task, task);
    this.#queue = run.catch(() => {});
    return run;
  }
}

function comparison(column: ResultColumn | undefined): (a: NonNullable<CellValue>, b: NonNullable<CellValue>) => number {
  if (column && isNumericType(column.type)) return compareNumbers;
  const collator = new Intl.Collator(undefined, { numeric: false });
  return (a, b) => collator.compare(String(a), String(b));
}

/** Exact also beyond 2^53, where integers are strings. */
function compareNumbers(a: NonNullable<CellValue>, b: NonNullable<CellValue>): number {
  if (typeof a === 'string' && typeof b === 'string' && /^-?\d+$/.test(a) && /^-?\d+$/.test(b)) {
    const left = BigInt(a);
    const right = BigInt(b);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(a) - Number(b);
}
