// A server that was killed has left its compiled code for the next one, and one that may not write starts all the same.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { builtServer } from '../support/languageClient.ts';

const folder = mkdtempSync(join(tmpdir(), 'compiled-code-'));
after(() => rmSync(folder, { recursive: true }));

const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
});
const patienceMilliseconds = 20_000;

/** Starts a server of a user whose home and cache are `home`, calls `look` when it has answered, and kills it. */
async function withServer(home: string, look: () => Promise<void>, settings: NodeJS.ProcessEnv = {}): Promise<void> {
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env;
  const env = { ...inherited, HOME: home, USERPROFILE: home, LOCALAPPDATA: home, XDG_CACHE_HOME: home, ...settings };
  const server = spawn(process.execPath, [builtServer, '--stdio'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  try {
    server.stdin.write(`Content-Length: ${initialize.length}\r\n\r\n${initialize}`);
    const [answer] = await once(server.stdout, 'data');
    assert.match(String(answer), /^Content-Length/);
    await look();
    assert.equal(server.exitCode, null);
  } finally {
    server.kill('SIGKILL');
    await ended;
  }
}

const compiled = (home: string) =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map(name => join(home, name))
    .filter(path => path.includes(join('redshift-workbench', 'compiled')) && statSync(path).isFile());

describe('compiled code', () => {
  test('is kept in the user’s cache, also when the server is killed', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    await withServer(home, async () => {
      const deadline = Date.now() + patienceMilliseconds;
      while (compiled(home).length < 1 && Date.now() < deadline) await setTimeout(20);
    });
    const files = compiled(home);
    assert.equal(files.length, 1);
    const written = files.map(path => statSync(path).mtimeMs);
    await withServer(home, async () => {
      await setTimeout(1000);
    });
    assert.deepEqual(compiled(home), files);
    assert.deepEqual(
      files.map(path => statSync(path).mtimeMs),
      written,
      'the second server has used it',
    );
  });

  test('is kept nowhere when Node is told so', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    await withServer(
      home,
      async () => {
        await setTimeout(1000);
      },
      { NODE_DISABLE_COMPILE_CACHE: '1' },
    );
    assert.deepEqual(compiled(home), []);
  });

  test('is not needed: where it cannot be written the server answers', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    await withServer(file, async () => {
      await setTimeout(1000);
    });
  });
});
