// Runs a suite of tests inside a real VS Code: the desktop one where it can be downloaded and shown, else the one from npm in a headless browser.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheFolder } from './cacheFolder.ts';
import { ensureChromium } from './chromium.ts';
import { ensureCodeServer } from './codeServer.ts';

const downloadSite = 'https://update.code.visualstudio.com/api/releases/stable';

export type HostKind = 'desktop' | 'browser';

export interface VscodeHost {
  kind: HostKind;
  /** What `runTests` of @vscode/test-electron starts. */
  executable: string;
}

export interface SuiteOptions {
  /** Absolute path of the extension, built. */
  extensionDevelopmentPath: string;
  /** Absolute path of a CommonJS module that exports `run()`. */
  extensionTestsPath: string;
  /** Absolute path of the folder to open. */
  folder: string;
  env?: Record<string, string | undefined>;
}

/** This machine has no VS Code and can fetch none: a reason that is not the fault of what is tested. */
export class NoVscodeError extends Error {}

/**
 * Finds or fetches a VS Code for tests. `REDSHIFT_WORKBENCH_HOST` (`desktop` or `browser`) decides where it is set.
 * Throws `NoVscodeError` when none can be had: the caller says so loudly.
 */
export async function ensureVscode(say: (line: string) => void): Promise<VscodeHost> {
  try {
    return await findOrFetch(say);
  } catch (error) {
    throw new NoVscodeError(`No VS Code could be had for the tests: ${(error as Error).message}`, { cause: error });
  }
}

async function findOrFetch(say: (line: string) => void): Promise<VscodeHost> {
  const kind = (process.env.REDSHIFT_WORKBENCH_HOST as HostKind | undefined) ?? (await bestKind(say));
  if (kind === 'desktop') {
    const executable = await downloadAndUnzipVSCode({ cachePath: join(cacheFolder(), 'vscode-desktop') });
    return { kind, executable };
  }
  await ensureCodeServer(say);
  await ensureChromium(say);
  const executable = join(import.meta.dirname, 'browserHost.mjs');
  await chmod(executable, 0o755);
  return { kind, executable };
}

async function bestKind(say: (line: string) => void): Promise<HostKind> {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (!hasDisplay) {
    say('no display: VS Code runs in a headless browser');
    return 'browser';
  }
  try {
    const answer = await fetch(downloadSite, { signal: AbortSignal.timeout(8_000) });
    if (answer.ok) return 'desktop';
    say(`VS Code cannot be downloaded (${answer.status}): it comes from npm and runs in a headless browser`);
  } catch (error) {
    say(`VS Code cannot be downloaded (${(error as Error).message}): it comes from npm and runs in a headless browser`);
  }
  return 'browser';
}

/** Runs the suite; throws when a test failed or VS Code could not run it. */
export async function runSuite(host: VscodeHost, options: SuiteOptions): Promise<void> {
  // Short: the path of a socket in it may have only 103 characters.
  const profile = await mkdtemp(join(tmpdir(), 'rw-'));
  try {
    await runTests({
      vscodeExecutablePath: host.executable,
      extensionDevelopmentPath: options.extensionDevelopmentPath,
      extensionTestsPath: options.extensionTestsPath,
      extensionTestsEnv: options.env,
      launchArgs: [options.folder, '--disable-extensions', `--user-data-dir=${profile}`],
    });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
