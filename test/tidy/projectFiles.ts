// The files of the project and what they import, for tests about the project itself.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '../..');

const outside = new Set(['.git', 'node_modules', 'dist', 'build']);

export interface ProjectFile {
  /** From the root, with slashes: `server/src/main.ts`. */
  path: string;
  text: string;
}

/** Every text file below a folder of the project, build results apart. */
export function filesBelow(folder: string, extension: RegExp): ProjectFile[] {
  return pathsBelow(join(root, folder))
    .filter(path => extension.test(path.slice(path.lastIndexOf('/') + 1)))
    .sort()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Paths from the root; folders that are not the project's own are not even entered. */
function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (outside.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsBelow(path);
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
  });
}

export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function readJson(path: string) {
  return JSON.parse(readProjectFile(path));
}

export interface Import {
  from: string;
  /** A path from the root for a file of the project, else the name of a package such as `node:fs` or `@aws-sdk/client-redshift`. */
  to: string;
  typeOnly: boolean;
}

const importStatement = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** What a TypeScript file imports, statically and dynamically. */
export function importsOf(file: ProjectFile): Import[] {
  return [...file.text.matchAll(importStatement)].map(match => {
    const target = match[2] ?? match[3]!;
    const to = target.startsWith('.') ? posix.normalize(posix.join(dirname(file.path), target)) : target;
    return { from: file.path, to, typeOnly: match[1] !== undefined };
  });
}
