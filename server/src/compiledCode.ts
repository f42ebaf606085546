// Has Node keep the compiled code of a program between its starts, as TypeScript's server does: compiling is a third of a start.
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The first problems have been told by then. */
const keepAfterMilliseconds = 500;

/**
 * To be called before the program is loaded. The code is kept where programs of the user keep such things; where that cannot be written, or Node is
 * older than 22.1, nothing happens. `NODE_COMPILE_CACHE` names another place, `NODE_DISABLE_COMPILE_CACHE=1` forbids it.
 * https://nodejs.org/api/module.html#module-compile-cache
 */
export function keepCompiledCode(): void {
  nodeModule.enableCompileCache?.(join(userCache(), 'redshift-workbench', 'compiled'));
  // Node writes it when the process ends by itself; editors often kill a server. It takes a millisecond.
  setTimeout(() => nodeModule.flushCompileCache?.(), keepAfterMilliseconds).unref();
}

function userCache(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches');
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local');
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}
