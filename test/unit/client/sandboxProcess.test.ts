// The sandbox as a child process: started once, ended with the window, shared between windows, started again after its end. The program
// is a stand-in that says the same line and ends when its standard input does.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SandboxProcess } from '../../../client/src/connections/sandboxProcess.ts';

const standIn = `
import { createServer } from 'node:http';
const server = createServer((request, response) => response.end(request.url));
server.listen(0, '127.0.0.1', () => {
  console.error('starting with ' + process.argv.slice(2).join(' '));
  console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port, pid: process.pid }));
});
process.stdin.on('end', () => process.exit(0)).resume();
`;

describe('the sandbox process', () => {
  let folder: string;
  let program: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redshift-sandbox-'));
    program = join(folder, 'sandbox.mjs');
    await writeFile(program, standIn);
  });

  after(() => rm(folder, { recursive: true }));

  function sandbox(dataFolder: string, more: { configured?: string; program?: string } = {}) {
    const output: string[] = [];
    let ended: () => void = () => {};
    const exited = new Promise<void>(resolve => {
      ended = resolve;
    });
    const process = new SandboxProcess({
      program: more.program ?? program,
      dataFolder: join(folder, dataFolder, 'data'),
      configuredUrl: () => more.configured,
      onOutput: line => output.push(line),
      onExit: ended,
    });
    return { process, output, exited };
  }

  it('starts once, with the data folder and the course, however often it is asked', async () => {
    const { process, output } = sandbox('once');
    const [first, second] = await Promise.all([process.url(), process.url()]);
    assert.equal(first, second);
    assert.equal((await fetch(first)).status, 200);
    assert.match(output[0]!, /--port 0 --data .*once.data --seed-course --stdin-watch/);
    process.dispose();
  });

  it('ends when the window does', async () => {
    const { process } = sandbox('ends');
    const url = await process.url();
    process.dispose();
    // Its port refuses connections as soon as it is gone.
    await assert.rejects(async () => {
      while (true) await fetch(url, { signal: AbortSignal.timeout(1_000) });
    });
  });

  it('is shared by a second window, which leaves it running', async () => {
    const first = sandbox('shared');
    const second = sandbox('shared');
    const url = await first.process.url();
    assert.equal(await second.process.url(), url);
    second.process.dispose();
    assert.equal((await fetch(url)).status, 200);
    first.process.dispose();
  });

  it('uses the one that somebody else runs, and starts nothing', async () => {
    const { process, output } = sandbox('configured', { configured: 'http://127.0.0.1:1', program: 'no-such-file' });
    assert.equal(process.isAvailable, true);
    assert.equal(await process.url(), 'http://127.0.0.1:1');
    assert.deepEqual(output, []);
    process.dispose();
  });

  it('says when the program ends before it is ready, and tries again the next time', async () => {
    const broken = join(folder, 'broken.mjs');
    await writeFile(broken, 'process.exit(3)');
    const { process } = sandbox('broken', { program: broken });
    await assert.rejects(process.url(), /exit code 3/);
    await writeFile(broken, standIn);
    assert.match(await process.url(), /^http:\/\/127\.0\.0\.1:/);
    process.dispose();
  });
});
