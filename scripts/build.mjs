// npm run build: bundles the programs into dist/ and the suites for VS Code into build/test-vscode/, with esbuild.
// `--watch` rebuilds on change, `--dev` keeps names and maps; names (`node scripts/build.mjs server`) build only those programs.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { protocolAsModules } from './protocolBundle.mjs';
import { readyGrammar, smallSources } from './serverBundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { watch: { type: 'boolean', default: false }, dev: { type: 'boolean', default: false } },
});
const dev = values.watch || values.dev;

/** A bundle of its own that is read when it is asked for: `import('./sdk.ts')` becomes a lazy `require('./aws.js')`. */
const apart = (source, bundle) => ({
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: source }, args => (args.kind === 'dynamic-import' ? { path: bundle, external: true } : undefined));
  },
});

const common = {
  bundle: true,
  minify: !dev,
  charset: 'utf8',
  sourcemap: dev ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
  metafile: true,
  plugins: [readyGrammar(root)],
};

/** A program for Node: VS Code's own Node is 20 or later, and CommonJS is what every VS Code loads. */
const node = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: { 'import.meta.url': 'moduleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** For what is read later: it works the same in every extension host. */
const plainRequire = { supported: { 'dynamic-import': false } };

const module = { format: 'esm', define: {}, banner: {} };

const page = { platform: 'browser', format: 'iife', target: 'es2022', loader: { '.ttf': 'dataurl', '.svg': 'dataurl' } };

/** What each name builds. `files` are copied beside it. */
const programs = {
  extension: {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [apart(/\/sdk\.ts$/, './aws.js')],
    ...plainRequire,
  },
  aws: { ...node, entryPoints: ['client/src/aws/sdk.ts'], outfile: 'dist/aws.js' },
  server: {
    ...node,
    entryPoints: ['server/src/start.ts'],
    outfile: 'dist/server.js',
    banner: {},
    plugins: [apart(/\/main\.ts$/, './languageServer.js')],
    ...plainRequire,
  },
  languageServer: {
    ...node,
    entryPoints: ['server/src/main.ts'],
    outfile: 'dist/languageServer.js',
    // Of one byte a character, which V8 reads faster.
    charset: 'ascii',
    banner: {},
    plugins: [protocolAsModules, smallSources(root)],
  },
  cli: { ...node, entryPoints: ['server/src/cli.ts'], outfile: 'dist/cli.js', banner: { js: `#!/usr/bin/env node\n${node.banner.js}` } },
  results: { ...page, entryPoints: ['client/src/results/webview/main.ts'], outfile: 'dist/results.js' },
  sandbox: { ...node, entryPoints: ['sandbox/src/main.ts'], outfile: 'dist/sandbox.js' },
  // A module: it waits for its database at the top level.
  sandboxEngine: {
    ...node,
    ...module,
    entryPoints: ['sandbox/src/sql/engineWorker.ts'],
    outfile: 'dist/sandbox/engineWorker.js',
    copies: embeddedPostgres(),
  },
  vscodeTests: {
    ...node,
    entryPoints: ['test/vscode/index.ts', ...suites()],
    outdir: 'build/test-vscode',
    outbase: 'test/vscode',
    external: ['vscode', 'mocha'],
    minify: false,
    sourcemap: 'inline',
  },
};

/** PostgreSQL compiled to WebAssembly and its initial files, which the sandbox's engine opens beside itself. */
function embeddedPostgres() {
  const folder = 'node_modules/@electric-sql/pglite/dist';
  return ['pglite.wasm', 'initdb.wasm', 'pglite.data'].map(name => ({ from: join(folder, name), to: join('dist/sandbox', name) }));
}

function suites() {
  const folder = 'test/vscode/suite';
  return readdirSync(join(root, folder))
    .filter(name => name.endsWith('.test.ts'))
    .map(name => `${folder}/${name}`);
}

const unknown = wanted.filter(name => !(name in programs));
if (unknown.length > 0) throw new Error(`No program is named ${unknown.join(', ')}. There are: ${Object.keys(programs).join(', ')}`);

for (const [folder, type] of [
  ['dist', 'commonjs'],
  ['dist/sandbox', 'module'],
  ['build', 'commonjs'],
]) {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'package.json'), `{ "type": "${type}" }\n`);
}
mkdirSync(join(root, 'build/meta'), { recursive: true });
if (wanted.length === 0 || wanted.includes('vscodeTests')) rmSync(join(root, 'build/test-vscode'), { recursive: true, force: true });

if (values.watch) console.log('building');
for (const [name, { copies = [], ...program }] of Object.entries(programs)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const absent = program.entryPoints.find(path => !path.endsWith(':') && !existsSync(join(root, path)));
  if (absent) {
    console.warn(`${name}: not built, ${absent} does not exist`);
    continue;
  }
  const options = { ...common, ...program };
  try {
    if (values.watch) await (await esbuild.context(options)).watch();
    else tell(name, await esbuild.build(options));
  } catch {
    // esbuild has told what is wrong and where; the other programs may still be wanted.
    process.exitCode = 1;
  }
  for (const { from, to } of copies) cpSync(join(root, from), join(root, to));
}

// The task in .vscode/tasks.json waits for this line.
if (values.watch) console.log('watching');

/** Says how large it became; what went into it is kept for the notices and for the tests of what may be in which bundle. */
function tell(name, { metafile }) {
  if (name !== 'vscodeTests') writeFileSync(join(root, 'build/meta', `${name}.json`), JSON.stringify(metafile));
  const outputs = Object.entries(metafile.outputs).filter(([path]) => !path.endsWith('.map'));
  const bytes = outputs.reduce((sum, [, output]) => sum + output.bytes, 0);
  const where = outputs.length === 1 ? outputs[0][0] : `${outputs.length} files`;
  console.log(`${name.padEnd(14)} ${String(Math.round(bytes / 1024)).padStart(6)} KB  ${where}`);
}
