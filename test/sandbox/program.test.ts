// The sandbox as a program: what it prints, and how it ends.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { copyTemplate } from './support.ts';

const program = fileURLToPath(new URL('../../sandbox/src/main.ts', import.meta.url));
let folder: string;
before(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'redshift-sandbox-test-')), 'data');
  await copyTemplate(folder);
});
after(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly ready: { readonly url: string; readonly pid: number };
}

async function start(...more: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [program, '--data', folder, '--speed', '1000', ...more], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr?.resume();
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (output.includes('\n')) break;
  }
  assert.equal(output.trim().split('\n').length, 1, 'one line');
  return { child, ready: JSON.parse(output) };
}

it('prints one line of JSON, answers at that address, and ends when it is told to', async () => {
  const { child, ready } = await start();
  assert.match(ready.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(ready.pid, child.pid);
  const response = await fetch(ready.url, { method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15' });
  assert.equal(response.status, 403);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, process.platform === 'win32' ? null : 0);
  assert.equal(existsSync(join(folder, 'lock')), process.platform === 'win32');
});

it('ends with its standard input where that is asked for, and refuses a folder that is in use', async () => {
  const { child } = await start('--stdin-watch');
  const second = spawn(process.execPath, [program, '--data', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  second.stderr?.on('data', chunk => {
    complaint += String(chunk);
  });
  assert.deepEqual(await once(second, 'exit'), [1, null]);
  assert.match(complaint, /is in use by process/);
  child.stdin?.end();
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

it('refuses options that mean nothing', async () => {
  for (const options of [['--port', 'many'], ['--speed', '0'], ['--nonsense']]) {
    const child = spawn(process.execPath, [program, '--data', folder, ...options], { stdio: 'ignore' });
    assert.deepEqual(await once(child, 'exit'), [1, null], options.join(' '));
  }
});
