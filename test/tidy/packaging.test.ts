// What is shipped: the .vsix holds what the extension needs and nothing else, and each bundle only what it may contain.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ended } from '../support/command.ts';
import { startSandbox } from '../support/sandboxProcess.ts';
import { readJson, root } from './projectFiles.ts';

const manifest = readJson('package.json');

describe('the .vsix', () => {
  const listed = spawnSync(process.execPath, ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.stdout.split('\n').filter(Boolean);

  it('holds everything that the manifest names', () => {
    assert.equal(listed.status, 0, listed.stderr);
    const { main, icon, bin, contributes } = manifest;
    const named = [
      main,
      icon,
      ...Object.values<string>(bin),
      ...[...JSON.stringify(contributes).matchAll(/"((?:\.\/)?[\w-]+\/[\w./-]+\.(?:json|svg|png|md))"/g)].map(match => match[1]!),
    ];
    assert.deepEqual(
      named.map(path => path.replace(/^\.\//, '')).filter(path => !files.includes(path)),
      [],
    );
  });

  it('holds the programs, the texts and the legal files', () => {
    const wanted = [
      'dist/server.js',
      'dist/languageServer.js',
      'dist/sandbox.js',
      'dist/sandbox/engineWorker.js',
      'dist/sandbox/pglite.wasm',
      'dist/sandbox/pglite.data',
    ];
    wanted.push(
      'package.nls.json',
      'package.nls.ko.json',
      'l10n/bundle.l10n.ko.json',
      'l10n/server.l10n.ko.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
    );
    assert.deepEqual(
      wanted.filter(path => !files.includes(path)),
      [],
    );
  });

  it('holds no source, no test, no map, no package', () => {
    const foreign = files.filter(path =>
      /(^|\/)(src|test|node_modules|scripts|demo|build)\/|\.(ts|map|grammar|vsix)$|tsconfig|biome\.json|package-lock/.test(path),
    );
    assert.deepEqual(foreign, []);
    assert.ok(files.length < 100, `${files.length} files`);
  });
});

/** `redshift-lint` from npm, and from the repository as pre-commit installs it. */
describe('the npm package', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const answer = JSON.parse(stdout);
  const [{ files }] = Array.isArray(answer) ? answer : Object.values<{ files: { path: string }[] }>(answer);

  it('holds the command line and what explains it, nothing else', () => {
    const paths = files.map(({ path }: { path: string }) => path).filter((path: string) => path !== 'dist/ThirdPartyNotices.txt');
    assert.deepEqual(paths.sort(), ['LICENSE', 'README.md', 'dist/cli.js', 'dist/package.json', 'docs/linting.md', 'package.json']);
  });

  it('is made when it is installed from the repository', () => assert.equal(manifest.scripts.prepare, 'node scripts/build.mjs cli'));
});

describe('the bundles', () => {
  it('the server’s contain no AWS SDK and nothing of the client or the sandbox', () => {
    for (const name of ['languageServer', 'cli'])
      assert.deepEqual(
        inputs(name).filter(path => /@aws-sdk|@smithy|^client\/|^sandbox\/|pglite/.test(path)),
        [],
      );
  });

  it('the extension’s contain nothing of the server but types, and nothing of the sandbox', () => {
    assert.deepEqual(
      inputs('extension').filter(path => /^server\/|^sandbox\/|pglite/.test(path)),
      [],
    );
  });

  it('stay small', () => {
    const budgets: Record<string, number> = {
      'dist/extension.js': 2_000,
      'dist/cli.js': 1_500,
      'dist/results.js': 600,
      'dist/sandbox.js': 4_000,
    };
    const kilobytesOf = (path: string) => {
      assert.ok(existsSync(join(root, path)), `${path} is not built`);
      return statSync(join(root, path)).size / 1024;
    };
    const server = kilobytesOf('dist/server.js') + kilobytesOf('dist/languageServer.js');
    assert.ok(server * 1024 < 700_000, `the server has ${Math.round(server * 1024)} bytes`);
    for (const [path, kilobytes] of Object.entries(budgets)) {
      const size = kilobytesOf(path);
      assert.ok(size < kilobytes, `${path} has ${Math.round(size)} KB, more than ${kilobytes}`);
    }
  });
});

/** VS Code brings Node 20 or later. The command that runs the tests began in some Node (scripts/bootstrap.mjs): it stands for the user’s. */
const usersNode = process.env.REDSHIFT_WORKBENCH_OLDER_NODE ?? process.execPath;

describe('the programs run on the Node of users', () => {
  it('the language server answers, and ends when asked', async () => {
    const server = spawn(usersNode, ['dist/server.js', '--stdio'], { cwd: root, stdio: 'pipe' });
    const send = (message: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    let answers = '';
    server.stdout.on('data', chunk => {
      answers += chunk;
      if (/"id":1[,}]/.test(String(chunk))) send({ id: 2, method: 'shutdown' });
      if (/"id":2[,}]/.test(String(chunk))) send({ method: 'exit' });
    });
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    assert.equal(await ended(server), 0);
    assert.match(answers, /"completionProvider"/);
  });

  it('the command line finds an error', () => {
    const { stdout, status } = spawnSync(usersNode, ['dist/cli.js', 'lint', 'demo/8-find-the-mistakes.rsql'], {
      cwd: root,
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.match(stdout, /GARNT/);
    assert.equal(status, 1);
  });

  it('the sandbox listens and ends when asked', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'redshift-workbench-packaging-'));
    const sandbox = await startSandbox({ dataFolder, node: usersNode });
    try {
      const answer = await fetch(sandbox.url);
      assert.ok(answer.status >= 200);
    } finally {
      await sandbox.stop();
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

/** The files that went into a bundle. */
function inputs(name: string): string[] {
  return Object.keys(readJson(`build/meta/${name}.json`).inputs);
}
