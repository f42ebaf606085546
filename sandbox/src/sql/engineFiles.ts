// Where the worker's program and PostgreSQL's files lie: in the source tree, or beside the bundle (scripts/build.mjs puts them into dist/sandbox/).
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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

/** Node's global; TypeScript knows it only with the DOM's types. */
const { compile } = (globalThis as unknown as { readonly WebAssembly: { compile(bytes: Uint8Array): Promise<unknown> } }).WebAssembly;

const compiled = new Map<string, Promise<unknown>>();

/** A WebAssembly module, compiled once a process: another engine costs a third of the time and memory of the first. */
export function compileOnce(file: string): Promise<unknown> {
  let module = compiled.get(file);
  if (!module) {
    module = readFile(file).then(compile);
    compiled.set(file, module);
  }
  return module;
}
