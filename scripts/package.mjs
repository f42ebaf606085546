// npm run package: builds and writes build/redshift-workbench-VERSION.vsix, and a smaller one without the local sandbox, and says how large they are.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { version, repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const whole = `build/redshift-workbench-${version}.vsix`;
const withoutSandbox = `build/redshift-workbench-${version}-without-sandbox.vsix`;

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('scripts/build.mjs');

const { readMetafiles, writeThirdPartyNotices } = await import('./thirdPartyNotices.mjs');
writeThirdPartyNotices(root, readMetafiles(root), 'dist/ThirdPartyNotices.txt');

mkdirSync(join(root, 'build'), { recursive: true });
vsce(whole);
const ignore = 'build/vscodeignore-without-sandbox';
// What a line with ! names is taken, whatever other lines say: so the sandbox's own line goes.
const lines = readFileSync(join(root, '.vscodeignore'), 'utf8').split('\n');
const kept = lines.filter(line => !line.startsWith('!dist/sandbox')).map(line => (line === '!dist/*.js' ? '!dist/!(sandbox).js' : line));
writeFileSync(join(root, ignore), kept.join('\n'));
vsce(withoutSandbox, '--ignoreFile', ignore);

for (const file of [whole, withoutSandbox]) console.log(`${(statSync(join(root, file)).size / 1024 / 1024).toFixed(2)} MB  ${file}`);

/** Every package is bundled, so vsce need not look for dependencies. Links of the README can be made absolute only with a repository to point to. */
function vsce(out, ...args) {
  const links = repository ? [] : ['--allow-missing-repository', '--no-rewrite-relative-links'];
  run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', ...links, '--out', out, ...args);
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
