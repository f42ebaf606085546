// Programs that tests and the demo start: their ends, their failures, and the line that says they are ready.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'node:test';
import { runCommand, stopProcess, untilLine } from '../../support/command.ts';

const node = (script: string) => spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
const port = (line: string) => /^ready (\d+)$/.exec(line)?.[1];

describe('runCommand', () => {
  it('answers what the program wrote', async () => {
    assert.equal(await runCommand(process.execPath, ['-e', 'console.log("hello"); console.error("noise")']), 'hello\n');
  });

  it('fails with the exit code and the last lines', async () => {
    await assert.rejects(runCommand(process.execPath, ['-e', 'console.error("no disk"); process.exit(3)']), /ended with 3:\nno disk/);
  });

  it('ends a program that takes too long', async () => {
    await assert.rejects(
      runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMilliseconds: 300 }),
      /ended with SIGKILL/,
    );
  });

  it('fails when there is no such program', async () => {
    await assert.rejects(runCommand('no-such-program-anywhere', []));
  });
});

describe('untilLine', () => {
  it('waits for the line, also when it comes in pieces', async () => {
    const child = node(
      'process.stdout.write("starting\\nrea"); setTimeout(() => process.stdout.write("dy 4711\\n"), 50); setInterval(() => {}, 1000)',
    );
    assert.equal(await untilLine(child, port, 10_000), '4711');
    await stopProcess(child);
    assert.ok(child.exitCode !== null || child.signalCode !== null);
  });

  it('fails with what the program said when it ends before', async () => {
    await assert.rejects(
      untilLine(node('console.error("port in use"); process.exit(1)'), port, 10_000),
      /ended with 1 before it was ready:\nport in use/,
    );
  });

  it('fails when the line does not come', async () => {
    const child = node('setInterval(() => {}, 1000)');
    await assert.rejects(untilLine(child, port, 100), /was not ready within 0.1 s/);
    await stopProcess(child);
  });
});

describe('stopProcess', () => {
  it('takes along what the process started, also what is too busy to listen', { skip: process.platform === 'win32' }, async () => {
    const busy = "require('node:child_process').spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })";
    const script = `console.log('ready ' + ${busy}.pid); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const grandchild = Number(await untilLine(child, port, 10_000));
    assert.ok(isAlive(grandchild));
    await stopProcess(child, true);
    for (let tries = 0; isAlive(grandchild) && tries < 50; tries++) await new Promise(resolve => setTimeout(resolve, 100));
    assert.ok(!isAlive(grandchild));
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
