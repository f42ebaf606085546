// Where the worker's program and PostgreSQL's files lie: in the source tree, or beside the bundle (scripts/build.mjs puts them into dist/sandbox/).
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface EngineFiles {
  readonly worker: string;
  readonly wasmFile: string;
  readonly initdbFile: string;
  readonly bundleFile: string;
}

export function locateEngineFiles(): EngineFiles {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'sandbox');
  if (existsSync(join(beside, 'pglite.wasm'))) return engineFiles(join(beside, 'engineWorker.js'), beside);
  const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  return engineFiles(join(here, 'engineWorker.ts'), pglite);
}

const engineFiles = (worker: string, folder: string): EngineFiles => ({
  worker,
  wasmFile: join(folder, 'pglite.wasm'),
  initdbFile: join(folder, 'initdb.wasm'),
  bundleFile: join(folder, 'pglite.data'),
});
