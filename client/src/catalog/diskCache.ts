// The catalog between two sessions: names and types as JSON files in the extension's storage, never a value or a secret. What is there
// lets completion work at once after a start; it is loaded afresh when it is shown in the tree.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Changes when the shape of what is stored changes; files of another version are ignored. */
const version = 1;

export interface DiskCache {
  /** undefined where nothing (readable) is stored. */
  read<Value>(part: string): Promise<Value | undefined>;
  write(part: string, value: unknown): Promise<void>;
  clear(): Promise<void>;
}

/** A cache in `folder`, below a name made of the key. Failing to read or write is never an error for the caller. */
export function openDiskCache(folder: string, key: string): DiskCache {
  const home = join(folder, hash(key));
  const file = (part: string) => join(home, `${hash(part)}.json`);
  return {
    async read<Value>(part: string) {
      try {
        const stored = JSON.parse(await readFile(file(part), 'utf8')) as { version: number; part: string; value: Value };
        return stored.version === version && stored.part === part ? stored.value : undefined;
      } catch {
        return undefined;
      }
    },
    async write(part, value) {
      try {
        await mkdir(home, { recursive: true });
        // Written beside and renamed: a window that closes in between leaves the old file, not half a file.
        const temporary = `${file(part)}.${process.pid}.tmp`;
        await writeFile(temporary, JSON.stringify({ version, part, value }));
        await rename(temporary, file(part));
      } catch {
        // The disk is full or read-only; the next session loads from the warehouse.
      }
    },
    async clear() {
      await rm(home, { recursive: true, force: true }).catch(() => {});
    },
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
