// What an editor asks for behind every keystroke besides completion, in a script of 10,000 lines over a real LSP connection:
// colours, folding, lenses, the outline; and what a user asks for: references, highlights, a rename.
import { spawnSync } from 'node:child_process';
import { fixtures } from '../support/fixtures.ts';
import { MeasuredServer } from './languageServer.ts';
import { keep, percentile, printTable, root } from './report.ts';

const lines = 10_000;
const rounds = 30;
/** Rounds until the code is compiled and every statement was read once. */
const warmUp = 8;
const uri = 'file:///long.sql';

spawnSync(process.execPath, ['scripts/build.mjs', 'server', 'languageServer'], { cwd: root, stdio: 'ignore' });
const whole = fixtures('grammar')
  .map(fixture => fixture.text)
  .join('\n')
  .split('\n');
const made = ['CREATE TABLE bench.orders (id int, customer int, total numeric(18, 2));'];
const used = 'SELECT o.total FROM bench.orders o WHERE o.customer = 1 ORDER BY o.total;';
const text = [...made, ...Array.from({ length: lines }, (_, i) => (i % 100 === 99 ? `;\n${used}` : whole[i % whole.length]))].join('\n');

const server = new MeasuredServer();
await server.request('initialize', { processId: null, rootUri: null, capabilities: {} });
server.notify('initialized', {});
const opened = server.diagnostics(uri, 1);
server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'redshift-sql', version: 1, text } });
await opened;

const textDocument = { uri };
const table = { line: 0, character: 20 };
const column = { line: 0, character: made[0]!.indexOf('total') + 1 };
const screen = { start: { line: 5_000, character: 0 }, end: { line: 5_060, character: 0 } };
const requests: readonly (readonly [string, string, object])[] = [
  ['semantic tokens, all', 'textDocument/semanticTokens/full', { textDocument }],
  ['semantic tokens, a screen', 'textDocument/semanticTokens/range', { textDocument, range: screen }],
  ['folding', 'textDocument/foldingRange', { textDocument }],
  ['selection', 'textDocument/selectionRange', { textDocument, positions: [screen.start] }],
  ['inlay hints, a screen', 'textDocument/inlayHint', { textDocument, range: screen }],
  ['code lenses', 'textDocument/codeLens', { textDocument }],
  ['outline', 'textDocument/documentSymbol', { textDocument }],
  ['workspace symbols', 'workspace/symbol', { query: 'ord' }],
  ['definition of a table', 'textDocument/definition', { textDocument, position: table }],
  ['references of a table', 'textDocument/references', { textDocument, position: table, context: { includeDeclaration: true } }],
  ['references of a column', 'textDocument/references', { textDocument, position: column, context: { includeDeclaration: true } }],
  ['highlights of a column', 'textDocument/documentHighlight', { textDocument, position: column }],
];

const measured = new Map<string, number[]>();
for (let round = 0; round < rounds; round++) {
  const version = round + 2;
  const position = { line: 300 + round * 300, character: 0 };
  const diagnosed = server.diagnostics(uri, version);
  server.notify('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: position, end: position }, text: ' ' }],
  });
  await diagnosed;
  for (const [what, method, params] of requests) {
    const begun = performance.now();
    await server.request(method, params);
    if (round >= warmUp) measured.set(what, [...(measured.get(what) ?? []), performance.now() - begun]);
  }
}
await server.stop();
const rows = [...measured].map(([what, times]) => ({
  what,
  times: times.length,
  'p50 ms': Number(percentile(times, 0.5).toFixed(2)),
  'p95 ms': Number(percentile(times, 0.95).toFixed(2)),
}));
printTable(`behind a keystroke in a script of ${lines} lines (${(text.length / 1024).toFixed(0)} KB)`, rows);
keep('navigation', { lines, rows });
