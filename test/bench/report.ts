// What a measurement leaves: a table on the console, and build/bench/<name>.json to keep.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Row = Record<string, string | number>;

/** Prints rows under a title, numbers to the right. */
export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const cells = [columns, ...rows.map(row => columns.map(column => String(row[column] ?? '')))];
  const widths = columns.map((_, i) => Math.max(...cells.map(line => line[i]!.length)));
  cells.forEach((line, index) => {
    console.log(
      line
        .map((cell, i) =>
          index > 0 && typeof rows[index - 1]![columns[i]!] === 'number' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
        )
        .join('  '),
    );
    if (index === 0) console.log(widths.map(width => '─'.repeat(width)).join('  '));
  });
}

/** Keeps what was measured, with the machine it was measured on, and says how busy that machine was. */
export function keep(name: string, measured: object): void {
  const machine = {
    processor: cpus()[0]?.model,
    processors: cpus().length,
    load: loadavg().map(value => Number(value.toFixed(2))),
    node: process.version,
    at: new Date().toISOString(),
  };
  const folder = join(root, 'build/bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ machine, ...measured }, undefined, 2)}\n`);
  console.log(
    `\n${machine.processors} × ${machine.processor}, load ${machine.load.join(' ')}, Node ${machine.node} → build/bench/${name}.json`,
  );
}

/** The value below which `share` (0–1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
