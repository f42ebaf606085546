// Runs a program to its end, or until it is ready, and says what it wrote when it fails.
import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMilliseconds?: number;
}

/** Runs a program to its end. Answers what it wrote to standard output; throws with its last lines when it fails or takes too long. */
export async function runCommand(program: string, args: string[], options: CommandOptions = {}): Promise<string> {
  // npm is a .cmd file on Windows, which only a shell starts.
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMilliseconds ?? 600_000);
  let output = '';
  let everything = '';
  child.stdout.on('data', chunk => {
    output += chunk;
    everything += chunk;
  });
  child.stderr.on('data', chunk => {
    everything += chunk;
  });
  try {
    const code = await ended(child);
    if (code === 0) return output;
    throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${lastLines(everything, 20)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for the end of a process: its exit code, or the signal that ended it. Throws when it could not be started. */
export function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'an unknown end'));
  });
}

/**
 * Ends a process and waits until it is gone; after five seconds it is ended by force.
 * One that was started `detached` takes along everything that it started: nothing of it stays behind.
 */
export async function stopProcess(child: ChildProcess, detached = false): Promise<void> {
  const group = detached && process.platform !== 'win32' && child.pid !== undefined;
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (group) process.kill(-child.pid!, signal);
      else child.kill(signal);
    } catch {
      // It is gone already.
    }
  };
  if (child.exitCode === null && child.signalCode === null) {
    const gone = ended(child);
    kill('SIGTERM');
    const timer = setTimeout(() => kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(timer);
  }
  // What it started may outlive it, busy with something that never ends.
  if (group) kill('SIGKILL');
}

/**
 * Waits until a process writes a line to standard output that `find` recognises, and answers what `find` made of it.
 * Throws with the last lines of the process when it ends before that or takes too long.
 */
export function untilLine<T>(child: ChildProcess, find: (line: string) => T | undefined, timeoutMilliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let everything = '';
    let unfinished = '';
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${child.spawnargs.join(' ')} ${why}:\n${lastLines(everything, 20)}`));
    };
    const timer = setTimeout(() => fail(`was not ready within ${timeoutMilliseconds / 1000} s`), timeoutMilliseconds);
    child.once('error', error => fail(`could not be started (${error.message})`));
    child.once('close', code => fail(`ended with ${code} before it was ready`));
    const keep = (chunk: unknown) => {
      everything = `${everything}${chunk}`.slice(-10_000);
    };
    child.stderr?.on('data', keep);
    child.stdout?.on('data', chunk => {
      keep(chunk);
      const lines = `${unfinished}${chunk}`.split('\n');
      unfinished = lines.pop()!;
      for (const line of lines) {
        const found = find(line);
        if (found === undefined) continue;
        clearTimeout(timer);
        resolve(found);
      }
    });
  });
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
