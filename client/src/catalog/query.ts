// One question to the catalog: SQL that holds no name of the user's (those are parameters), and what a row means.
import type { CellValue } from '../aws/results.ts';

export interface CatalogQuery<Row> {
  sql: string;
  /** Values of `:name` in the SQL. */
  parameters?: Record<string, string>;
  /** A row of the result, columns in the order of the SELECT list; undefined drops it. */
  read(row: CellValue[]): Row | undefined;
  /** The same question for a warehouse that refuses this one (an old patch, a missing right). */
  otherwise?: CatalogQuery<Row>;
}

/** Runs SQL where the catalog lives and returns every row. */
export type RunSql = (sql: string, parameters: Record<string, string>) => Promise<CellValue[][]>;

/** @throws the last attempt's error */
export async function runCatalogQuery<Row>(run: RunSql, query: CatalogQuery<Row>, isRefusal: (error: unknown) => boolean): Promise<Row[]> {
  try {
    const rows = await run(query.sql, query.parameters ?? {});
    return rows.flatMap(row => query.read(row) ?? []);
  } catch (error) {
    if (query.otherwise && isRefusal(error)) return runCatalogQuery(run, query.otherwise, isRefusal);
    throw error;
  }
}

/** Names come padded out of `char(n)` columns. */
export function text(value: CellValue | undefined): string {
  return value === null || value === undefined ? '' : String(value).trimEnd();
}

export function optionalText(value: CellValue | undefined): string | undefined {
  return text(value) || undefined;
}

/** `t`, `true`, `YES`, `1`, `on` and a boolean true. */
export function truth(value: CellValue | undefined): boolean {
  return value === true || /^(t|true|yes|y|1|on)$/i.test(text(value));
}

export function number(value: CellValue | undefined): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const result = Number(value);
  return Number.isFinite(result) ? result : undefined;
}
