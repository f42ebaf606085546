// npm test: everything that is checked, from a fresh clone on. `npm test -- unit server` runs only those steps.
// Ends with one line, `N passed, N failed`, and an exit code.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const stepTimeoutMilliseconds = 10 * 60 * 1000;
const resultsFile = join(root, 'build', `results-${process.pid}.json`);
/** How test/vscode/run.ts and the demo say that this machine can have no VS Code. */
const noHostExitCode = 75;

const steps = [
  { name: 'build', run: () => check('scripts/build.mjs') },
  { name: 'types', run: () => check('node_modules/typescript/bin/tsc', '-b') },
  { name: 'style', run: () => check('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings') },
  { name: 'tidy', run: () => nodeTests('test/tidy/**/*.test.ts') },
  { name: 'unit', run: () => nodeTests('test/unit/**/*.test.ts') },
  { name: 'server', run: () => nodeTests('test/server/**/*.test.ts') },
  { name: 'sandbox', run: () => nodeTests('test/sandbox/**/*.test.ts') },
  { name: 'vscode', run: () => tests('test/vscode/run.ts') },
  { name: 'demo', run: () => check('scripts/demo.mjs', '--check') },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !steps.some(step => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is named ${unknown.join(', ')}. There are: ${steps.map(step => step.name).join(', ')}`);
  process.exit(1);
}

mkdirSync(join(root, 'build'), { recursive: true });
const begun = Date.now();
const total = { passed: 0, failed: 0 };
/** What must not be overlooked at the end. */
const loud = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  const started = Date.now();
  console.log(`── ${step.name}`);
  const { passed, failed, remark } = await step.run();
  total.passed += passed;
  total.failed += failed;
  console.log(`── ${step.name}: ${passed} passed, ${failed} failed, ${seconds(started)}${remark ? ` · ${remark}` : ''}`);
}
console.log(`── all: ${seconds(begun)}`);
for (const line of loud) console.log(`!! ${line}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A check that has no tests in it counts as one. */
async function check(...args) {
  const code = await run(args);
  if (code === noHostExitCode) return withoutHost();
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, remark: `ended with ${code}` };
}

function nodeTests(pattern) {
  return tests(
    '--test',
    '--test-timeout=120000',
    '--test-reporter=./scripts/briefReporter.mjs',
    '--test-reporter-destination=stdout',
    pattern,
  );
}

/** A program that leaves its counts in a file. One that ends badly without a failed test counts as one failure. */
async function tests(...args) {
  rmSync(resultsFile, { force: true });
  const code = await run(args, { REDSHIFT_WORKBENCH_RESULTS: resultsFile });
  const { passed = 0, failed = 0, skipped = 0, host } = readResults();
  rmSync(resultsFile, { force: true });
  if (code === noHostExitCode) return withoutHost();
  const remark = [host, skipped > 0 && `${skipped} SKIPPED`].filter(Boolean).join(' · ');
  if (passed + failed === 0) return { passed, failed: 1, remark: `no test ran (ended with ${code})` };
  if (code !== 0 && failed === 0) return { passed, failed: 1, remark: `ended with ${code} though no test failed` };
  return { passed, failed, remark };
}

function readResults() {
  try {
    return JSON.parse(readFileSync(resultsFile, 'utf8'));
  } catch {
    return {};
  }
}

function withoutHost() {
  const remark = 'NOT RUN IN VS CODE: none could be had on this machine, see above';
  loud.push(remark);
  return { passed: 0, failed: process.env.CI ? 1 : 0, remark };
}

/** Runs a program of Node in the root of the project, showing what it writes. Answers its exit code, or the signal that ended it. */
function run(args, env = {}) {
  return new Promise((resolve, reject) => {
    // A group of its own: a test that never ends must not survive as a child of a runner that was ended.
    const detached = process.platform !== 'win32';
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      detached,
    });
    const kill = signal => {
      try {
        process.kill(detached ? -child.pid : child.pid, signal);
      } catch {
        // It has ended meanwhile.
      }
    };
    const timer = setTimeout(() => {
      console.error(`not ended after ${stepTimeoutMilliseconds / 60_000} minutes: stopped`);
      // First in a way that lets it end what it has started in groups of their own.
      kill('SIGTERM');
      setTimeout(() => kill('SIGKILL'), 10_000).unref();
    }, stepTimeoutMilliseconds);
    const interrupt = signal => {
      kill(signal);
      process.exit(130);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve(code ?? signal);
    });
  });
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
