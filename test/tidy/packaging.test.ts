// What is shipped: the .vsix holds what the extension needs and nothing else, and each bundle only what it may contain.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
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
      'dist/sandbox.js',
      'dist/sandbox/engineWorker.js',
      'dist/sandbox/pglite.wasm',
      'dist/sandbox/pglite.data',
    ];
    wanted.push('package.nls.json', 'package.nls.ko.json', 'l10n/bundle.l10n.ko.json', 'README.md', 'CHANGELOG.md', 'LICENSE');
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

describe('the bundles', () => {
  it('the server’s contain no AWS SDK and nothing of the client or the sandbox', () => {
    for (const name of ['server', 'cli'])
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
      'dist/server.js': 1_500,
      'dist/cli.js': 1_500,
      'dist/results.js': 600,
      'dist/sandbox.js': 4_000,
    };
    for (const [path, kilobytes] of Object.entries(budgets)) {
      assert.ok(existsSync(join(root, path)), `${path} is not built`);
      const size = statSync(join(root, path)).size / 1024;
      assert.ok(size < kilobytes, `${path} has ${Math.round(size)} KB, more than ${kilobytes}`);
    }
  });
});

/** The files that went into a bundle. */
function inputs(name: string): string[] {
  return Object.keys(readJson(`build/meta/${name}.json`).inputs);
}
