// Starts the built sandbox as people and the demo start it: a process that says where it listens.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stopProcess, untilLine } from './command.ts';

export interface SandboxOptions {
  /** Where its state is kept. */
  dataFolder: string;
  /** With the course's schemas, tables, groups and 100,000 rows. */
  seedCourse?: boolean;
  port?: number;
  /** The Node that runs it; this process's own unless given. */
  node?: string;
}

export interface SandboxProcess {
  url: string;
  stop(): Promise<void>;
}

/** Starts `dist/sandbox.js` and waits for the line of JSON that names its address. */
export async function startSandbox(options: SandboxOptions): Promise<SandboxProcess> {
  const program = join(import.meta.dirname, '../../dist/sandbox.js');
  const args = [program, '--port', String(options.port ?? 0), '--data', options.dataFolder, '--stdin-watch'];
  if (options.seedCourse) args.push('--seed-course');
  // It watches its input, so that it ends with us even when we are ended by force.
  const child = spawn(options.node ?? process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const url = await untilLine(child, urlIn, 120_000).catch(async error => {
    await stopProcess(child);
    throw error;
  });
  return { url, stop: () => stopProcess(child) };
}

function urlIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  return JSON.parse(line).url;
}
