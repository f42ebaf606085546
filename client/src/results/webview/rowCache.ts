// The rows that the page has, in blocks; a block that is looked at and not there is asked for once.

const blockRows = 200;
/** Blocks kept; the ones that were looked at longest ago go first. */
const keptBlocks = 50;

type Row = unknown[];

export class RowCache {
  readonly #request: (from: number, to: number) => void;
  /** In the order of their last use. Undefined while a block is on its way. */
  readonly #blocks = new Map<number, Row[] | undefined>();

  constructor(request: (from: number, to: number) => void) {
    this.#request = request;
  }

  /** The row, or undefined while it is on its way. */
  row(index: number): Row | undefined {
    const block = Math.floor(index / blockRows);
    if (!this.#blocks.has(block)) {
      this.#blocks.set(block, undefined);
      this.#request(block * blockRows, (block + 1) * blockRows);
      return undefined;
    }
    const rows = this.#blocks.get(block);
    if (rows) {
      this.#blocks.delete(block);
      this.#blocks.set(block, rows);
    }
    return rows?.[index - block * blockRows];
  }

  put(from: number, rows: Row[]): void {
    this.#blocks.set(from / blockRows, rows);
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) return;
      this.#blocks.delete(block);
    }
  }

  /** The block can be asked for again. */
  fail(from: number): void {
    this.#blocks.delete(from / blockRows);
  }

  clear(): void {
    this.#blocks.clear();
  }
}
