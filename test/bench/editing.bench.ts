// Typing in a script of 10,000 lines over a real LSP connection: keystroke → diagnostics of that version, and → completion. Nothing is debounced.
import { spawnSync } from 'node:child_process';
import { fixtures } from '../support/fixtures.ts';
import { MeasuredServer } from './languageServer.ts';
import { keep, percentile, printTable, type Row, root } from './report.ts';

const lines = 10_000;
const places = 40;
const uri = 'file:///long.sql';
const typed = "SELECT o.id, count(*) FROM shop.orders o WHERE o.note = 'x' GROUP BY o.id;";

spawnSync(process.execPath, ['scripts/build.mjs', 'server'], { cwd: root, stdio: 'ignore' });
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
await server.stop();
printTable(`typing ${places} statements into ${lines} lines (${(text.length / 1024).toFixed(0)} KB, ${problems} problems)`, rows);
console.log(`opening it: ${openMilliseconds.toFixed(0)} ms; memory of the server: ${memory ?? '?'} MB`);
keep('editing', { lines, rows, openMilliseconds, memory });

async function type(line: number, character: number, letter: string, complete: boolean): Promise<void> {
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

/** The fixtures, one after another, until there are enough lines. */
function script(): string {
  const whole = fixtures('grammar')
    .map(fixture => fixture.text)
    .join('\n')
    .split('\n');
  return Array.from({ length: lines }, (_, i) => whole[i % whole.length]).join('\n');
}
