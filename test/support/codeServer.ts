// VS Code from npm: the package `code-server` ships the built VS Code server and workbench, for machines that reach npm and nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFolder } from './cacheFolder.ts';
import { runCommand, stopProcess, untilLine } from './command.ts';

export const codeServerVersion = '4.139.1';

/** Raised when the way of installing changes, so that an older install is not taken for the present one. */
const layout = 2;

/**
 * Parts of VS Code's server that neither tests nor the demo touch (AI agents, dev containers, SSH, Kerberos proxies, Windows):
 * two thirds of its size. All of them are loaded only when used.
 */
const unused = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
];

/**
 * Installs VS Code's server into the cache unless it is there; answers the path of its `server-main.js`.
 * No install script runs, so no compiler is needed: the native modules that count come prebuilt, and the logger is replaced by a plain one.
 */
export async function ensureCodeServer(say: (line: string) => void): Promise<string> {
  const folder = await cachedFolder(`code-server-${codeServerVersion}-${layout}`, async partial => {
    say(`installing VS Code from npm (code-server ${codeServerVersion}), once, about 150 MB`);
    await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--omit=dev'];
    await runCommand('npm', ['install', `code-server@${codeServerVersion}`, ...quietly], { cwd: partial });
    const vscode = join(partial, 'node_modules/code-server/lib/vscode');
    const manifestPath = join(vscode, 'package.json');
    const manifest = JSON.parse(await readFile(manifestPath, 'utf8'));
    for (const name of unused) delete manifest.dependencies[name];
    await writeFile(manifestPath, JSON.stringify(manifest, undefined, 2));
    await runCommand('npm', ['install', ...quietly], { cwd: vscode });
    await writeFile(join(vscode, 'node_modules/@vscode/spdlog/index.js'), plainLogger);
    // Ends extension hosts whose parent is gone without a word; the server ends its own.
    await writeFile(join(vscode, 'node_modules/@vscode/native-watchdog/index.js'), "'use strict';\nexports.start = () => {};\n");
  });
  return join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
}

/** The interface of `@vscode/spdlog`, whose native module would have to be compiled, over plain files: output channels need it. */
const plainLogger = `'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
class Logger {
  constructor(type, name, path) { this.path = path; this.level = 2; this.plain = false; mkdirSync(dirname(path), { recursive: true }); appendFileSync(path, ''); }
  write(level, label, message) {
    if (level < this.level) return;
    try { appendFileSync(this.path, this.plain ? message : new Date().toISOString().replace('T', ' ').replace('Z', '') + ' [' + label + '] ' + message + '\\n'); } catch {}
  }
  trace(message) { this.write(0, 'trace', message); }
  debug(message) { this.write(1, 'debug', message); }
  info(message) { this.write(2, 'info', message); }
  warn(message) { this.write(3, 'warning', message); }
  error(message) { this.write(4, 'error', message); }
  critical(message) { this.write(5, 'critical', message); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() { this.plain = false; }
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
}
const create = async (name, path) => new Logger('rotating', name, path);
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

export interface CodeServer {
  /** Where the workbench is, without a query: `http://127.0.0.1:PORT`. */
  url: string;
  authority: string;
  /** What an address must carry to be answered. */
  token: string;
  process: ChildProcess;
  /** Ends the server and removes its data when it was temporary. */
  stop(): Promise<void>;
}

export interface CodeServerOptions {
  serverMain: string;
  /** Kept between runs when given; else a temporary folder. */
  dataFolder?: string;
  /** 0 or absent: any free port. */
  port?: number;
  /** Extension hosts inherit it. */
  env?: NodeJS.ProcessEnv;
  /** Settings of this VS Code, added to the quiet ones below. */
  settings?: Record<string, unknown>;
  /** Absolute path of an extension, built, that this VS Code has installed. */
  extension?: string;
  /** The display language, such as `ko`: extensions speak it. VS Code itself stays English, for npm has no language packs. */
  language?: string;
  /** Honour the payload of `suiteUrl`. Such a VS Code shows no notifications and answers dialogs itself. */
  forSuite?: boolean;
}

/** No greetings, no AI, no network: what people see in tests and in the demo is the extension. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Starts VS Code's server on 127.0.0.1 and waits until it listens. It answers only those who know its token. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const temporary = options.dataFolder ? undefined : await mkdtemp(join(tmpdir(), 'redshift-workbench-vscode-'));
  const dataFolder = options.dataFolder ?? temporary!;
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(dataFolder, 'data', scope), { recursive: true });
    await writeFile(join(dataFolder, 'data', scope, 'settings.json'), settings);
  }
  if (options.language) await addLanguage(options.language, join(dataFolder, 'data'));
  const args = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--server-data-dir', dataFolder];
  args.push('--accept-server-license-terms', '--disable-workspace-trust', '--telemetry-level', 'off');
  // An editor is a way to run programs: other users of the machine and pages of other sites must not reach it.
  const token = randomUUID();
  args.push('--connection-token', token);
  if (options.language) args.push('--locale', options.language);
  // Without this flag a built workbench ignores the payload that names the extension under development and its tests.
  if (options.forSuite) args.push('--enable-smoke-test-driver');
  if (options.extension) await installByLink(options.extension, join(dataFolder, 'extensions'));
  const child = spawn(process.execPath, [options.serverMain, ...args], {
    env: cleanEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that its extension hosts and their language servers can be ended with it.
    detached: true,
  });
  try {
    const port = await untilLine(child, line => /Extension host agent listening on (\d+)/.exec(line)?.[1], 60_000);
    const authority = `127.0.0.1:${port}`;
    return {
      url: `http://${authority}`,
      authority,
      token,
      process: child,
      stop: async () => {
        await stopProcess(child, true);
        if (temporary) await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await stopProcess(child, true);
    throw error;
  }
}

/** Makes a language known as an installed language pack does, with no text of VS Code translated. */
async function addLanguage(language: string, userData: string): Promise<void> {
  const texts = join(userData, `vscode.${language}.json`);
  await writeFile(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `test.language-pack-${language}` }, version: '1.0.0' }];
  const pack = { hash: language, label: language, extensions, translations: { vscode: texts } };
  await writeFile(join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** VS Code started from a terminal inside VS Code must not take itself for the outer one. */
function cleanEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

/** Puts a link to a built extension where VS Code looks for installed ones, so that a rebuild is there after a reload of the window. */
async function installByLink(extension: string, extensions: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  await mkdir(extensions, { recursive: true });
  // The list of an earlier run; VS Code makes it anew from what lies in the folder.
  await rm(join(extensions, 'extensions.json'), { force: true });
  const link = join(extensions, `${publisher}.${name}-${version}`);
  await rm(link, { force: true });
  await symlink(extension, link, 'junction');
}

/** The address that opens a folder, and a file in it. */
export function folderUrl(server: Pick<CodeServer, 'url' | 'token' | 'authority'>, folder: string, file?: string): string {
  const query = new URLSearchParams({ tkn: server.token, folder });
  if (file) query.set('payload', JSON.stringify([['openFile', `vscode-remote://${server.authority}${folder}/${file}`]]));
  return `${server.url}/?${query}`;
}

export interface SuitePlace {
  /** Absolute path of the folder that is opened. */
  folder: string;
  extensionDevelopmentPath: string;
  extensionTestsPath: string;
}

/** The address that opens a folder with an extension under development and runs its tests; for a server started with `forSuite`. */
export function suiteUrl(server: Pick<CodeServer, 'url' | 'token' | 'authority'>, place: SuitePlace): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(place.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(place.extensionTestsPath)],
    ['skipWelcome', 'true'],
  ];
  return `${server.url}/?${new URLSearchParams({ tkn: server.token, folder: place.folder, payload: JSON.stringify(payload) })}`;
}
