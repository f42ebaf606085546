// Other SQL parsers that come from npm, fetched once into the cache folder: they are measured, they are no part of the product.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cachedFolder } from '../support/cacheFolder.ts';

export interface MeasuredParser {
  readonly name: string;
  /** Parses one statement into a tree; false when it does not accept it. */
  readonly parses: (sql: string) => boolean;
  /** It is warm only after minutes: it is measured on so many statements, after having seen them. */
  readonly sample?: number;
}

const packages: Record<string, string> = {
  'libpg-query': '18.1.5',
  '@guanmingchiu/sqlparser-ts': '0.62.0',
  'node-sql-parser': '5.4.0',
  'dt-sql-parser': '4.5.1',
  'sql-parser-cst': '0.42.1',
};

/** dt-sql-parser imports folders, which only a bundler resolves. */
const bundled = 'dt-sql-parser.cjs';

const loaders: Record<string, (folder: string) => Promise<(sql: string) => unknown>> = {
  'libpg-query': async folder => {
    const { loadModule, parseSync } = await imported(folder, 'libpg-query');
    await loadModule();
    return sql => parseSync(sql);
  },
  '@guanmingchiu/sqlparser-ts': async folder => {
    const { init, parse } = await imported(folder, '@guanmingchiu/sqlparser-ts');
    await init();
    return sql => parse(sql, 'redshift');
  },
  'node-sql-parser': async folder => {
    const { Parser } = required(folder, 'node-sql-parser');
    const parser = new Parser();
    return sql => parser.astify(sql, { database: 'redshift' });
  },
  'dt-sql-parser': async folder => {
    const { PostgreSQL } = createRequire(import.meta.url)(join(folder, bundled));
    const parser = new PostgreSQL();
    return sql => {
      let wrong = 0;
      parser.parse(sql, () => wrong++);
      if (wrong > 0) throw new Error('not accepted');
    };
  },
  'sql-parser-cst': async folder => {
    const { parse } = required(folder, 'sql-parser-cst');
    return sql => parse(sql, { dialect: 'postgresql' });
  },
};

/** The peers that could be fetched and loaded; the others are told on the console. */
export async function loadPeers(): Promise<MeasuredParser[]> {
  const folder = await cachedFolder(`parsers-2-${Object.values(packages).join('-')}`, install);
  const peers: MeasuredParser[] = [];
  for (const [name, load] of Object.entries(loaders)) {
    try {
      const parse = await load(folder);
      const sample = name === 'dt-sql-parser' ? { sample: 100 } : {};
      peers.push({ name: `${name} ${packages[name]}`, parses: sql => succeeds(parse, sql), ...sample });
    } catch (error) {
      console.error(`${name} could not be loaded: ${error instanceof Error ? error.message : error}`);
    }
  }
  return peers;
}

function succeeds(parse: (sql: string) => unknown, sql: string): boolean {
  try {
    parse(sql);
    return true;
  } catch {
    return false;
  }
}

async function install(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  console.log('fetching the parsers to compare with …');
  const { status, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) throw new Error(`the parsers to compare with could not be fetched${error ? `: ${error.message}` : ''}`);
  const options = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'error', absWorkingDir: folder } as const;
  await build({ ...options, stdin: { contents: "export { PostgreSQL } from 'dt-sql-parser';", resolveDir: folder }, outfile: bundled });
}

// The peers have types of their own, which the project does not install.
// biome-ignore lint/suspicious/noExplicitAny: see above.
const required = (folder: string, name: string): any => createRequire(join(folder, 'package.json'))(name);

// biome-ignore lint/suspicious/noExplicitAny: see above.
async function imported(folder: string, name: string): Promise<any> {
  const path = createRequire(join(folder, 'package.json'))
    .resolve(name)
    .replace(/\.cjs$/, name === 'libpg-query' ? '.js' : '.mjs');
  return import(pathToFileURL(path).href);
}
