// A lock on the data folder: two sandboxes on one PostgreSQL folder would destroy it. The lock file holds the process id; a dead process holds nothing.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export class FolderLockedError extends Error {}

/** Takes the lock or throws FolderLockedError; returns how to give it back. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  for (let attempt = 0; ; attempt++) {
    try {
      const descriptor = openSync(file, 'wx');
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      heldByUs.add(file);
      return () => {
        heldByUs.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readOwner(file);
      if (attempt > 0 || isAlive(owner, file)) throw new FolderLockedError(`The data folder ${folder} is in use by process ${owner}.`);
      rmSync(file, { force: true });
    }
  }
}

/** Locks of this very process: its id alone would say "alive" of a lock left by an earlier process of the same id. */
const heldByUs = new Set<string>();

function readOwner(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number, file: string): boolean {
  if (!pid) return false;
  if (pid === process.pid) return heldByUs.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
