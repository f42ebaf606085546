// npm run demo: VS Code with the extension, connected to a local warehouse with the course's data. Nothing but Node and npm is needed.
//   --no-open   do not open a browser or a window, only say where the editor is
//   --browser   VS Code in the browser, even where `code` is installed
//   --language  the extension in another language, such as ko; VS Code in the browser then
//   --fresh     forget what earlier demos changed
//   --check     open the editor in a headless browser, see that the warehouse is in the sidebar, and end
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { values: options } = parseArgs({
  options: {
    'no-open': { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    language: { type: 'string' },
  },
});

const { startSandbox } = await import('../test/support/sandboxProcess.ts');
const { ensureCodeServer, folderUrl, startCodeServer } = await import('../test/support/codeServer.ts');

const begun = Date.now();
/** For scripts/test.mjs: this machine can have no VS Code. */
const noHostExitCode = 75;
const demoFolder = join(root, 'build', options.check ? `demo-check-${process.pid}` : 'demo');
const workspace = join(demoFolder, 'redshift-demo');
/** What is open at first. */
const guide = 'README.md';
/** What has been started, in order; ended in the opposite one. */
const running = [];
let stopping;

process.once('SIGINT', () => stop(130).finally(() => process.exit()));
process.once('SIGTERM', () => stop(143).finally(() => process.exit()));

try {
  await main();
} catch (error) {
  console.error(`\nThe demo could not start. ${error.message}`);
  await stop(1);
}

async function main() {
  if (options.fresh || options.check) rmSync(demoFolder, { recursive: true, force: true });
  // A copy, so that playing with the files changes nothing in the project; changes of an earlier demo are kept.
  cpSync(join(root, 'demo'), workspace, { recursive: true, force: false });

  await step('building', async () => {
    const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('The build failed, see above.');
  });
  const inBrowser = options.check || options.browser || options.language || options['no-open'] || !hasDisplay() || !isInstalled('code');
  // Fetched while the warehouse fills; whoever needs it first hears of a failure.
  const editor = inBrowser ? ensureCodeServer(say) : undefined;
  editor?.catch(() => {});
  const sandbox = await step('starting the local warehouse, with 100,000 rows of the course', () =>
    startSandbox({ dataFolder: join(demoFolder, 'warehouse'), seedCourse: true }),
  );
  running.push(sandbox);

  const environment = { ...process.env, REDSHIFT_SANDBOX_URL: sandbox.url };
  if (options.check) return check(environment, editor);
  return inBrowser ? openInBrowser(environment, editor, sandbox) : openDesktop(environment, sandbox);
}

async function openDesktop(environment, sandbox) {
  const profile = join(demoFolder, 'profile');
  mkdirSync(join(profile, 'User'), { recursive: true });
  writeFileSync(join(profile, 'User/settings.json'), '{ "workbench.startupEditor": "none", "security.workspace.trust.enabled": false }\n');
  // A profile of its own: a running VS Code would take the window over and not see the environment.
  const args = [
    '--new-window',
    '--wait',
    '--disable-extensions',
    `--user-data-dir=${profile}`,
    `--extensionDevelopmentPath=${root}`,
    workspace,
    join(workspace, guide),
  ];
  const editor = spawn('code', args, { env: environment, stdio: 'ignore', shell: process.platform === 'win32' });
  say('VS Code is opening in a window of its own. Close that window, or press Ctrl-C here, to end the demo.');
  tellWhereToLook(sandbox);
  editor.once('error', error => {
    console.error(`VS Code could not be started: ${error.message}`);
    stop(1);
  });
  editor.once('close', () => stop(0));
}

async function openInBrowser(environment, editor, sandbox) {
  const server = await startEditor(environment, editor);
  const url = folderUrl(server, workspace, guide);
  say(`VS Code is ready:\n\n    ${url}\n`);
  if (!options['no-open'] && hasDisplay()) openUrl(url);
  tellWhereToLook(sandbox);
  console.log('Press Ctrl-C to end the demo.');
  server.process.once('close', () => stop(1));
}

async function startEditor(environment, editor) {
  const dataFolder = join(demoFolder, 'vscode');
  const server = await step('starting VS Code', async () =>
    startCodeServer({
      serverMain: await editor,
      dataFolder,
      env: environment,
      extension: root,
      ...(options.language && { language: options.language }),
    }),
  );
  running.push(server);
  return server;
}

/** Looks at the demo as a person would, for tests: the editor opens and shows a warehouse of the sandbox. */
async function check(environment, editor) {
  const { ensureChromium } = await import('../test/support/chromium.ts');
  const { openPage, openViewContainer } = await import('../test/support/workbenchPage.ts');
  let executable;
  try {
    await editor;
    executable = await ensureChromium(say);
  } catch (error) {
    console.error(error.message);
    return stop(noHostExitCode);
  }
  const server = await startEditor(environment, editor);
  const page = await step('opening it in a browser', () => openPage(executable, server, { folder: workspace, file: guide }));
  running.push({ stop: () => page.context().browser().close() });
  await step('looking for the warehouse in the sidebar', async () => {
    await openViewContainer({ page, server }, 'Redshift');
    await page.locator('.part.sidebar .monaco-list-row').first().waitFor({ timeout: 60_000 });
  });
  await page.locator('.tab.active', { hasText: guide }).waitFor({ timeout: 30_000 });
  const rows = await page.locator('.part.sidebar .monaco-list-row').allInnerTexts();
  say(`the sidebar shows: ${rows.map(row => row.replaceAll(/\s+/g, ' ').trim()).join(' | ')}`);
  await stop(0);
  rmSync(demoFolder, { recursive: true, force: true, maxRetries: 5 });
}

function tellWhereToLook(sandbox) {
  console.log(`
Where to look
  · the Redshift icon at the left: the warehouse, its schemas, tables and columns, its snapshots
  · the files 1-… to 8-…: one a part of the course; Ctrl+Enter (⌘+Enter) runs the statement at the cursor
  · in 2-permissions.rsql, type GRANT SELECT ON ALL TABLES IN SCHEMA and a space: completion
  · in 8-find-the-mistakes.rsql: what the linter sees, and its repairs (Ctrl+. or ⌘+.)
  · the local warehouse answers the AWS SDK at ${sandbox.url}; nothing reaches AWS, nothing costs anything
`);
}

async function step(what, act) {
  const started = Date.now();
  say(`${what} …`);
  const result = await act();
  say(`${what}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

function say(line) {
  console.log(`[${((Date.now() - begun) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function isInstalled(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32', timeout: 20_000 }).status === 0;
}

function openUrl(url) {
  const [program, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .once('error', () => say('no browser could be opened: open the address above yourself'))
    .unref();
}

/** Ends what was started, once, and then this process. */
async function stop(exitCode) {
  stopping ??= (async () => {
    for (const part of running.reverse()) await part.stop().catch(error => console.error(error.message));
    process.exitCode = exitCode;
  })();
  await stopping;
}
