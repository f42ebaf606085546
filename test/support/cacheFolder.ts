// Where tests and the demo keep what they fetch once (VS Code itself, its browser): outside the project, shared by every clone.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const abandonedAfterMilliseconds = 60 * 60 * 1000;

/** The folder of the cache. `REDSHIFT_WORKBENCH_CACHE` moves it. */
export function cacheFolder(): string {
  const given = process.env.REDSHIFT_WORKBENCH_CACHE;
  if (given) return given;
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/redshift-workbench');
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'redshift-workbench');
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'redshift-workbench');
}

/**
 * The folder `name` in the cache, filled by `fill` the first time.
 * It is filled under another name and renamed when complete, so a half-finished fill is never taken for a whole one,
 * and of two processes that fill at once the later gives way to the earlier.
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const parent = cacheFolder();
  const whole = join(parent, name);
  if (await exists(whole)) return whole;
  await removeAbandoned(parent);
  const partial = `${whole}.partial-${process.pid}-${Date.now()}`;
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    await rename(partial, whole);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(whole))) throw error;
  }
  return whole;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Removes what an earlier process that was ended in the middle of a fill left behind. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const startedAt = Number(/\.partial-\d+-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (Date.now() - startedAt > abandonedAfterMilliseconds) await rm(join(parent, name), { recursive: true, force: true });
  }
}
