// A Chromium to show VS Code in: an installed one, else the system's package, else Playwright's download.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { runCommand } from './command.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const applications: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(folder => folder !== undefined)
    .flatMap(folder => [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]),
};

/** The path of a Chromium, Chrome or Edge; installs one when there is none. `REDSHIFT_WORKBENCH_BROWSER` names another. Throws with every way that was tried. */
export async function ensureChromium(say: (line: string) => void): Promise<string> {
  const installed = findChromium();
  if (installed) return installed;
  const failures: string[] = [];
  for (const [name, install] of [
    ['the system package `chromium`', installSystemPackage],
    ['Playwright’s download', installByPlaywright],
  ] as const) {
    try {
      say(`no Chromium found; installing one: ${name}`);
      const path = await install();
      if (path) return path;
      failures.push(`${name}: not for this system`);
    } catch (error) {
      failures.push(`${name}: ${(error as Error).message}`);
    }
  }
  throw new Error(
    `No Chromium, Chrome or Edge is installed, and none could be installed. Install one and run this again.\n${failures.join('\n')}`,
  );
}

/** The path of an installed Chromium, Chrome or Edge. */
function findChromium(): string | undefined {
  const given = process.env.REDSHIFT_WORKBENCH_BROWSER;
  if (given) return given;
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
  return [...onPath, ...(applications[process.platform] ?? []), chromium.executablePath()].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installSystemPackage(): Promise<string | undefined> {
  if (process.platform !== 'linux' || !isExecutable('/usr/bin/apt-get')) return undefined;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300'];
  const run = (...args: string[]) => runCommand(apt[0]!, [...apt.slice(1), ...args]);
  const install = () => run('install', '-y', '--no-install-recommends', 'chromium');
  // The list of packages is often absent or old on a fresh machine, but fetching it takes longer than installing where it is not.
  await install().catch(async () => {
    await run('update');
    await install();
  });
  return findChromium();
}

async function installByPlaywright(): Promise<string | undefined> {
  const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
  await runCommand(process.execPath, [cli, 'install', '--no-shell', 'chromium']);
  return findChromium();
}

/** Starts a headless browser that asks the network for nothing of its own. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The shared memory of a container is often 64 MB, on which tabs crash.
      '--disable-dev-shm-usage',
    ],
  });
}
