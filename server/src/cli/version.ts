// The version of the package this program belongs to: that of the nearest package.json above it that has one.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const version: string = versionAbove(fileURLToPath(import.meta.url));

function versionAbove(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    const found = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string }).version : undefined;
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return '0.0.0';
  }
}
