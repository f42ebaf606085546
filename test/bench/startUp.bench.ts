// From the start of the server's process to the problems of its first statement, and how large the bundles are.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MeasuredServer } from './languageServer.ts';
import { keep, median, percentile, printTable, root } from './report.ts';

const starts = 15;
const uri = 'file:///first.sql';
const text = 'SELECT a, b FROM shop.orders WHERE price > 3 GRUOP BY a;\n';

spawnSync(process.execPath, ['scripts/build.mjs', 'server', 'languageServer', 'cli', 'extension'], { cwd: root, stdio: 'ignore' });
const first: number[] = [];
const cached: number[] = [];
const bare: number[] = [];
const compileCache = mkdtempSync(join(tmpdir(), 'start-up-bench-'));
await firstStatement(compileCache);
for (let i = 0; i < starts; i++) {
  first.push(await firstStatement(undefined));
  cached.push(await firstStatement(compileCache));
  const begun = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  bare.push(performance.now() - begun);
}
const rows = [
  {
    what: 'process start → problems of the first statement, nothing compiled',
    'median ms': round(median(first)),
    'p95 ms': round(percentile(first, 0.95)),
  },
  {
    what: 'the same, every later start: the compiled code was kept',
    'median ms': round(median(cached)),
    'p95 ms': round(percentile(cached, 0.95)),
  },
  { what: 'of which a Node that does nothing', 'median ms': round(median(bare)), 'p95 ms': round(percentile(bare, 0.95)) },
];
rmSync(compileCache, { recursive: true });
printTable(`start-up, ${starts} times`, rows);
const sizes = ['dist/server.js', 'dist/languageServer.js', 'dist/cli.js', 'dist/extension.js', 'dist/results.js', 'dist/sandbox.js']
  .filter(name => existsSync(join(root, name)))
  .map(name => ({
    bundle: name,
    KB: Math.round(statSync(join(root, name)).size / 1024),
    'gzip KB': Math.round(gzipSync(readFileSync(join(root, name))).length / 1024),
  }));
printTable('bundles', sizes);
keep('startUp', { starts, rows, sizes });

/** Everything is sent at once, as an editor does that does not wait. `compileCache`: where compiled code is kept, undefined for nowhere. Milliseconds. */
async function firstStatement(compileCache: string | undefined): Promise<number> {
  const begun = performance.now();
  const server = new MeasuredServer({ compileCache });
  const initialized = server.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  server.notify('initialized', {});
  const found = server.diagnostics(uri, 1);
  server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'redshift-sql', version: 1, text } });
  const problems = await found;
  const milliseconds = performance.now() - begun;
  if (problems.length === 0) throw new Error('the slip in the first statement was not told');
  await initialized;
  await server.stop();
  return milliseconds;
}

function round(milliseconds: number): number {
  return Number(milliseconds.toFixed(1));
}
