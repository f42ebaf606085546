// What VS Code runs: collects the suites of this folder, runs them with Mocha, and leaves the counts where the caller asked for them.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, stripVTControlCharacters } from 'node:util';
import Mocha from 'mocha';

/** VS Code calls this in the extension host; it rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, forbidOnly: true, grep: process.env.REDSHIFT_WORKBENCH_GREP });
  // Marked, so that the host can tell these lines from what VS Code says of itself.
  Mocha.reporters.Base.consoleLog = (...line: unknown[]) => {
    for (const part of stripVTControlCharacters(format(...line)).split('\n')) console.log(`[suite] ${part}`);
  };
  const folder = join(__dirname, 'suite');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(join(folder, name));
  }
  const counts = { passed: 0, failed: 0 };
  await new Promise<void>(resolve => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', () => counts.passed++);
    runner.on('fail', () => counts.failed++);
  });
  if (process.env.REDSHIFT_WORKBENCH_RESULTS) writeFileSync(process.env.REDSHIFT_WORKBENCH_RESULTS, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} of ${counts.passed + counts.failed} tests in VS Code failed.`);
  if (counts.passed === 0) throw new Error('No test ran in VS Code.');
}
