// Snapshots' content: a copy of a PostgreSQL data folder, file by file, each distinct file kept once and compressed. So a second snapshot costs
// only what has changed since the first, as in Redshift.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

interface Manifest {
  /** Path in the data folder → hash of the file. */
  readonly files: Record<string, string>;
  /** Empty folders too: PostgreSQL insists on them. */
  readonly folders: readonly string[];
  readonly bytes: number;
}

export interface CapturedContent {
  readonly id: string;
  /** Size of the whole content in megabytes. */
  readonly megabytes: number;
}

export interface ContentStore {
  /** Copies a data folder that nobody writes to meanwhile. */
  capture(dataFolder: string): CapturedContent;
  /** Writes a content out as a new data folder. */
  materialise(content: string, dataFolder: string): void;
  /** Deletes contents that are not in use, and files that no content needs. */
  deleteUnused(inUse: ReadonlySet<string>): void;
}

/** Left behind by a running server, or made again at its start. */
const transient = new Set(['postmaster.pid', 'postmaster.opts']);

export function openContentStore(folder: string): ContentStore {
  const blobs = join(folder, 'blobs');
  mkdirSync(blobs, { recursive: true });
  const blobFile = (hash: string): string => join(blobs, hash.slice(0, 2), hash);
  const manifestFile = (content: string): string => join(folder, `${content}.json`);
  const readManifest = (content: string): Manifest => JSON.parse(readFileSync(manifestFile(content), 'utf8')) as Manifest;

  const keep = (bytes: Buffer): string => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = blobFile(hash);
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.next`, gzipSync(bytes, { level: 1 }));
      renameSync(`${file}.next`, file);
    }
    return hash;
  };

  return {
    capture: dataFolder => {
      const files: Record<string, string> = {};
      const folders: string[] = [];
      let total = 0;
      for (const entry of readdirSync(dataFolder, { recursive: true, withFileTypes: true })) {
        const path = relative(dataFolder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
        if (entry.isDirectory()) folders.push(path);
        else if (!transient.has(path)) {
          const bytes = readFileSync(join(dataFolder, path));
          total += bytes.length;
          files[path] = keep(bytes);
        }
      }
      const id = randomUUID();
      writeFileSync(manifestFile(id), JSON.stringify({ files, folders, bytes: total } satisfies Manifest));
      return { id, megabytes: Math.max(1, Math.round(total / 1024 / 1024)) };
    },

    materialise: (content, dataFolder) => {
      const { files, folders } = readManifest(content);
      rmSync(dataFolder, { recursive: true, force: true });
      mkdirSync(dataFolder, { recursive: true });
      for (const path of folders) mkdirSync(join(dataFolder, path), { recursive: true });
      for (const [path, hash] of Object.entries(files)) writeFileSync(join(dataFolder, path), gunzipSync(readFileSync(blobFile(hash))));
    },

    deleteUnused: inUse => {
      const needed = new Set<string>();
      for (const name of readdirSync(folder)) {
        if (!name.endsWith('.json')) continue;
        const content = name.slice(0, -'.json'.length);
        if (inUse.has(content)) for (const hash of Object.values(readManifest(content).files)) needed.add(hash);
        else rmSync(manifestFile(content));
      }
      for (const prefix of readdirSync(blobs)) {
        for (const hash of readdirSync(join(blobs, prefix))) if (!needed.has(hash)) rmSync(join(blobs, prefix, hash));
      }
    },
  };
}
