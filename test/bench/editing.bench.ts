// Typing in a script of 10,000 lines over a real LSP connection: keystroke → diagnostics of that version, and → completion. Nothing is debounced.
// A fast typist: a key every 40 ms, so that what the server does in its pauses is done in them.
import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { MeasuredServer } from './languageServer.ts';
import { keep, percentile, printTable, type Row, root } from './report.ts';

const lines = 10_000;
const places = 8;
const pauseMilliseconds = 40;
/** A person looks at a script that has just been opened before the first key. */
const lookMilliseconds = 2000;
const uri = 'file:///long.sql';
const typed = "SELECT o.id, count(*) FROM shop.orders o WHERE o.note = 'x' GROUP BY o.id;";

spawnSync(process.execPath, ['scripts/build.mjs', 'server', 'languageServer'], { cwd: root, stdio: 'ignore' });
const text = script();
let version = 1;
const server = new MeasuredServer();
await server.request('initialize', { processId: null, rootUri: null, capabilities: {} });
server.notify('initialized', {});
const opened = performance.now();
const open = server.diagnostics(uri, version);
server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'redshift-sql', version, text } });
const problems = (await open).length;
const openMilliseconds = performance.now() - opened;
// Nobody types in the same instant.
await pause(lookMilliseconds);

const before = server.processorMilliseconds;
const keystrokes: number[] = [];
const completions: number[] = [];
for (let place = 0; place < places; place++) {
  // The same statements are typed at places spread over the script, each time on a line of its own.
  const line = Math.floor(((place * 7919) % places) * (lines / places));
  await type(line, 0, '\n', false);
  for (let column = 0; column < typed.length; column++) await type(line, column, typed[column]!, column % 4 === 0);
}
const rows = [summary('keystroke → diagnostics', keystrokes), summary('keystroke → completion', completions)];
const memory = server.megabytes;
const spent = server.processorMilliseconds;
const perKeystroke = spent === undefined || before === undefined ? undefined : Number(((spent - before) / keystrokes.length).toFixed(1));
await server.stop();
printTable(`typing ${places} statements into ${lines} lines (${(text.length / 1024).toFixed(0)} KB, ${problems} problems)`, rows);
console.log(
  `opening it: ${openMilliseconds.toFixed(0)} ms; memory of the server: ${memory ?? '?'} MB; its processor time a keystroke, completions included: ${perKeystroke ?? '?'} ms`,
);
keep('editing', { lines, rows, openMilliseconds, memory, perKeystroke });

async function type(line: number, character: number, letter: string, complete: boolean): Promise<void> {
  await pause(pauseMilliseconds);
  version++;
  const begun = performance.now();
  const diagnostics = server.diagnostics(uri, version);
  const position = { line, character };
  server.notify('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: position, end: position }, text: letter }],
  });
  await diagnostics;
  keystrokes.push(performance.now() - begun);
  if (!complete) return;
  const asked = performance.now();
  await server.request('textDocument/completion', { textDocument: { uri }, position: { line, character: character + letter.length } });
  completions.push(performance.now() - asked);
}

function summary(what: string, milliseconds: readonly number[]): Row {
  const at = (share: number) => Number(percentile(milliseconds, share).toFixed(2));
  return { what, times: milliseconds.length, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'p99 ms': at(0.99), 'max ms': at(1) };
}

/** A nightly load, section by section, until there are enough lines. */
function script(): string {
  const written: string[] = [];
  for (let i = 1; written.length < lines; i++) {
    const section = `-- Orders of shop ${i}
CREATE TABLE IF NOT EXISTS shop.orders_${i} (
  id bigint NOT NULL,
  customer_id bigint,
  note varchar(200),
  price numeric(12, 2),
  ordered_at timestamptz
)
DISTKEY (customer_id)
SORTKEY (ordered_at);

COPY shop.orders_${i} FROM 's3://bucket/orders/${i}/'
IAM_ROLE DEFAULT
FORMAT AS PARQUET;

INSERT INTO shop.totals (shop_id, day, price)
SELECT ${i}, date_trunc('day', o.ordered_at), sum(o.price)
FROM shop.orders_${i} o
JOIN shop.customers c ON c.id = o.customer_id
WHERE o.ordered_at >= '2026-01-01' AND c.country = 'KR'
GROUP BY 1, 2;

WITH latest AS (
  SELECT customer_id, max(ordered_at) AS at
  FROM shop.orders_${i}
  GROUP BY customer_id
)
UPDATE shop.customers SET last_order = latest.at
FROM latest
WHERE shop.customers.id = latest.customer_id;

DELETE FROM shop.orders_${i} WHERE ordered_at < dateadd(year, -3, getdate());
GRANT SELECT ON TABLE shop.orders_${i} TO ROLE reader;
ANALYZE shop.orders_${i};
`;
    written.push(...section.split('\n'));
  }
  return written.slice(0, lines).join('\n');
}
