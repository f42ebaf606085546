// S3 as a folder: s3://bucket/key is <folder>/bucket/key. Nothing outside the folder can be reached.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SqlError } from './sqlResult.ts';

export interface S3Object {
  /** s3://bucket/key */
  readonly url: string;
  readonly file: string;
  readonly bytes: number;
  readonly modified: number;
}

function pathOf(folder: string, url: string): string {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.*)$/i.exec(url);
  if (!match) throw new SqlError(`S3 path "${url}" has an invalid format`, { sqlState: '22023' });
  const path = resolve(folder, match[1] ?? '', match[2] ?? '');
  if (!path.startsWith(resolve(folder) + sep)) throw new SqlError(`S3 path "${url}" has an invalid format`, { sqlState: '22023' });
  return (match[2] ?? '').endsWith('/') ? path + sep : path;
}

/** Every object whose key begins with the prefix; names that begin with a dot or an underscore are left out, as Spectrum does. */
export function listObjects(folder: string, prefix: string): readonly S3Object[] {
  const start = pathOf(folder, prefix);
  const parent = start.endsWith(sep) ? start : dirname(start);
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/^[._]/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => file.startsWith(start))
    .sort()
    .map(file => {
      const { size, mtimeMs } = statSync(file);
      return { url: `s3://${relative(folder, file).split(sep).join('/')}`, file, bytes: size, modified: mtimeMs };
    });
}

export function readObject({ file }: S3Object): Buffer {
  const bytes = readFileSync(file);
  return basename(file).endsWith('.gz') || (bytes[0] === 0x1f && bytes[1] === 0x8b) ? gunzipSync(bytes) : bytes;
}

export function writeObject(folder: string, url: string, bytes: Uint8Array, compress: boolean): void {
  const file = pathOf(folder, url);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, compress ? gzipSync(bytes) : bytes);
}

export const deleteObject = ({ file }: S3Object): void => rmSync(file, { force: true });
