// npm run build: bundles the four programs into dist/ with esbuild. `--watch` rebuilds on change, `--dev` keeps names and maps.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** `import grammar from 'grammar:sources'`: the text of every server/grammar/*.grammar file, embedded in the bundle. */
export const embedGrammar = {
  name: 'embed-grammar',
  setup(build) {
    build.onResolve({ filter: /\/grammarFiles\.ts$/ }, args => ({ path: join(args.resolveDir, args.path), namespace: 'grammar' }));
    build.onLoad({ filter: /.*/, namespace: 'grammar' }, () => {
      const folder = join(root, 'server/grammar');
      const files = readdirSync(folder).filter(name => name.endsWith('.grammar')).sort();
      const sources = files.map(name => ({ name, text: stripRemarks(readFileSync(join(folder, name), 'utf8')) }));
      return { contents: `export const grammarFiles = () => ${JSON.stringify(sources)};`, loader: 'js', watchFiles: files.map(name => join(folder, name)) };
    });
  },
};

/** Drops remarks that carry no AWS address and blank space at line starts: they only serve the reader of the file. */
function stripRemarks(text) {
  return text.split('\n').filter(line => !/^\s*--(?!.*https:)/.test(line)).map(line => line.trim()).filter(Boolean).join('\n');
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'info',
  absWorkingDir: root,
  plugins: [embedGrammar],
};

const programs = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { entryPoints: ['server/src/main.ts'], outfile: 'dist/server.js' },
  { entryPoints: ['server/src/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(join(root, 'dist/package.json'), '{ "type": "commonjs" }\n');
for (const program of programs) {
  const options = { ...common, ...program };
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
