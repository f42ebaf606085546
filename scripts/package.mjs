// npm run package: builds and writes build/redshift-workbench-VERSION.vsix, and a smaller one without the local sandbox, and says how large they are.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const whole = `build/redshift-workbench-${version}.vsix`;
const withoutSandbox = `build/redshift-workbench-${version}-without-sandbox.vsix`;

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('scripts/build.mjs');

const { readMetafiles, writeThirdPartyNotices } = await import('./thirdPartyNotices.mjs');
writeThirdPartyNotices(root, readMetafiles(root), 'dist/ThirdPartyNotices.txt');

mkdirSync(join(root, 'build'), { recursive: true });
vsce(whole);
const ignore = 'build/vscodeignore-without-sandbox';
writeFileSync(join(root, ignore), `${readFileSync(join(root, '.vscodeignore'), 'utf8')}\ndist/sandbox.js\ndist/sandbox/**\n`);
vsce(withoutSandbox, '--ignoreFile', ignore);

for (const file of [whole, withoutSandbox]) console.log(`${(statSync(join(root, file)).size / 1024 / 1024).toFixed(2)} MB  ${file}`);

/** Every package is bundled, so vsce need not look for dependencies. */
function vsce(out, ...args) {
  run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', out, ...args);
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
