// Runs the suites of this folder inside VS Code: fetches a VS Code, starts the sandbox for the extension, runs, and tells the counts.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../support/sandboxProcess.ts';
import { ensureVscode, NoVscodeError, runSuite } from '../support/vscodeHost.ts';

const root = join(import.meta.dirname, '../..');

export interface SuiteCounts {
  passed: number;
  failed: number;
  /** Which VS Code it was. */
  host: string;
}

/** Runs every suite. Throws when no VS Code can be had, or when VS Code ended before it could count. */
export async function runVscodeTests(say: (line: string) => void): Promise<SuiteCounts> {
  const host = await ensureVscode(say);
  const temporary = await mkdtemp(join(tmpdir(), 'redshift-workbench-suite-'));
  const folder = join(temporary, 'workspace');
  const results = join(temporary, 'results.json');
  await cp(join(import.meta.dirname, 'workspace'), folder, { recursive: true });
  const sandbox = await startSandbox({ dataFolder: join(temporary, 'sandbox'), seedCourse: true });
  try {
    const failure = await runSuite(host, {
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'build/test-vscode/index.js'),
      folder,
      env: { REDSHIFT_SANDBOX_URL: sandbox.url, REDSHIFT_WORKBENCH_RESULTS: results },
    }).then(
      () => undefined,
      (error: Error) => error,
    );
    const counts = await readFile(results, 'utf8').catch(() => undefined);
    if (counts === undefined) throw failure ?? new Error('VS Code ended without counting its tests.');
    return { ...JSON.parse(counts), host: host.kind };
  } finally {
    await sandbox.stop();
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** For scripts/test.mjs: this machine can have no VS Code. */
const noHostExitCode = 75;

if (import.meta.main) {
  try {
    const counts = await runVscodeTests(line => console.log(line));
    if (process.env.REDSHIFT_WORKBENCH_RESULTS) await writeFile(process.env.REDSHIFT_WORKBENCH_RESULTS, JSON.stringify(counts));
    process.exitCode = counts.failed > 0 ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof NoVscodeError ? noHostExitCode : 1;
  }
}
