// Linting a script of 10,000 statements: the whole of it, how much of that the rules cost, and what one keystroke in it costs.
// sqlfluff is measured on the beginning of the same script where it is installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnoseWithLint } from '../../server/src/features/diagnose.ts';
import { Linter } from '../../server/src/rules/lint.ts';
import { parseDocument, updateDocument } from '../../server/src/syntax/document.ts';
import { keep, median, percentile, printTable, type Row } from './report.ts';

const statements = 10_000;
const passes = 5;

/** A migration and what comes after it: tables, views, rights, policies, loads, and mostly queries on what was made. */
function script(): string {
  const lines: string[] = ['CREATE SCHEMA shop;', 'CREATE ROLE reader;', 'GRANT USAGE ON SCHEMA shop TO ROLE reader;'];
  for (let i = 0; lines.length < statements; i++) {
    const table = `shop.orders_${i}`;
    lines.push(
      `CREATE TABLE ${table} (id bigint NOT NULL, customer_id int, note varchar(200), total decimal(12,2), created timestamp) DISTKEY (customer_id) SORTKEY (created);`,
      `GRANT SELECT, INSERT ON ${table} TO ROLE reader;`,
      `COPY ${table} FROM 's3://bucket/orders/${i}/' IAM_ROLE 'arn:aws:iam::123456789012:role/load' FORMAT AS PARQUET;`,
      `SELECT o.customer_id, sum(o.total) AS total, max(created) FROM ${table} o WHERE o.note LIKE 'a%' AND o.created > dateadd(day, -7, current_date) GROUP BY 1 ORDER BY total DESC LIMIT 10;`,
      `INSERT INTO ${table} (id, customer_id, note, total, created) SELECT id, customer_id, note, total, created FROM shop.orders_${i >> 1} WHERE id > ${i};`,
      `UPDATE ${table} SET note = 'seen' WHERE customer_id IN (SELECT customer_id FROM shop.orders_${i >> 2} WHERE total > 100);`,
      `WITH recent AS (SELECT id, total FROM ${table} WHERE created > '2026-01-01') SELECT r.id, r.total, p.note FROM recent r JOIN shop.orders_${i >> 1} p ON p.id = r.id;`,
      `DELETE FROM ${table} WHERE total IS NULL;`,
      `ANALYZE ${table};`,
      `CREATE VIEW shop.big_${i} AS SELECT id, total FROM ${table} WHERE total > 1000;`,
    );
  }
  return `${lines.slice(0, statements).join('\n')}\n`;
}

const text = script();
const megabytes = text.length / 1e6;

/** A pass with nothing kept from the one before. */
function whole(): { parse: number; rules: number; problems: number } {
  const begun = performance.now();
  const document = parseDocument(text);
  const parsed = performance.now();
  const { problems } = diagnoseWithLint(document, { linter: new Linter() });
  return { parse: parsed - begun, rules: performance.now() - parsed, problems: problems.length };
}

whole();
const runs = Array.from({ length: passes }, whole);
const parse = median(runs.map(run => run.parse));
const rules = median(runs.map(run => run.rules));
const rows: Row[] = [
  { what: 'parsing', ms: Math.round(parse), 'MB/s': Number((megabytes / (parse / 1000)).toFixed(2)) },
  { what: 'meaning and rules', ms: Math.round(rules), 'MB/s': Number((megabytes / (rules / 1000)).toFixed(2)) },
  { what: 'together', ms: Math.round(parse + rules), 'MB/s': Number((megabytes / ((parse + rules) / 1000)).toFixed(2)) },
];
printTable(
  `linting ${statements} statements (${megabytes.toFixed(2)} MB, ${runs[0]!.problems} problems), median of ${passes}; the rules' share is ${Math.round((100 * rules) / (parse + rules))} %`,
  rows,
);

const keystrokes = [
  typing('in a query', 'o.note LIKE', 20, 'abcdefgh'),
  typing("in a table's columns", 'customer_id int, note', 20, 'abcdefgh'),
  typing('in a GRANT', 'ON shop.orders_', 20, '12345678'),
];
printTable('one keystroke: parsing, meaning, rules and all problems, as the server does it (2 ms for statements further off)', keystrokes);
keep('lint', { statements, rows, keystrokes, peer: sqlfluff() });

/** Types the letters behind places spread over the script where `mark` stands. */
function typing(what: string, mark: string, places: number, letters: string): Row {
  const linter = new Linter();
  let current = text;
  let document = parseDocument(current);
  let { lint } = diagnoseWithLint(document, { linter });
  const times: number[] = [];
  const processor: number[] = [];
  for (let place = 0; place < places; place++) {
    const at = current.indexOf(mark, Math.floor((current.length * ((place * 7) % places)) / places));
    if (at < 0) continue;
    let offset = at + mark.length;
    for (const letter of letters) {
      const begun = performance.now();
      const used = process.cpuUsage();
      const edited = current.slice(0, offset) + letter + current.slice(offset);
      document = updateDocument(document, edited, { start: offset, oldEnd: offset, newEnd: offset + 1 });
      ({ lint } = diagnoseWithLint(document, { linter, before: lint, budgetMilliseconds: 2 }));
      times.push(performance.now() - begun);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1000);
      current = edited;
      offset++;
    }
  }
  const at = (milliseconds: readonly number[], share: number) => Number(percentile(milliseconds, share).toFixed(2));
  // On a machine that others use too, the processor's time says more than the clock.
  return {
    what,
    times: times.length,
    'p50 ms': at(times, 0.5),
    'p95 ms': at(times, 0.95),
    'max ms': at(times, 1),
    'cpu p50 ms': at(processor, 0.5),
    'cpu p95 ms': at(processor, 0.95),
  };
}

/** sqlfluff on the first statements of the script, in MB/s; undefined where it is not installed. */
function sqlfluff(): { version: string; megabytesPerSecond: number } | undefined {
  const asked = spawnSync('sqlfluff', ['--version'], { encoding: 'utf8' });
  if (asked.status !== 0) {
    console.log('sqlfluff is not installed here: not compared');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'lint-bench-'));
  const file = join(folder, 'script.sql');
  const sample = text.split('\n').slice(0, 200).join('\n');
  writeFileSync(file, `${sample}\n`);
  const begun = performance.now();
  spawnSync('sqlfluff', ['lint', '--dialect', 'redshift', file], { stdio: 'ignore', timeout: 300_000 });
  const seconds = (performance.now() - begun) / 1000;
  rmSync(folder, { recursive: true });
  const result = { version: asked.stdout.trim(), megabytesPerSecond: Number((sample.length / 1e6 / seconds).toFixed(4)) };
  printTable('sqlfluff, its start included, on the first 200 statements', [{ what: result.version, 'MB/s': result.megabytesPerSecond }]);
  return result;
}
