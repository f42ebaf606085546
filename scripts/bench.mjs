// npm run bench: the measurements of test/bench/, one after another; `npm run bench -- parse` only those whose name contains a word.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const wanted = process.argv.slice(2);
const folder = join(root, 'test/bench');
const files = readdirSync(folder).filter(
  name => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some(word => name.includes(word))),
);
if (files.length === 0) {
  console.error(`No measurement in test/bench is named ${wanted.join(', ')}.`);
  process.exit(1);
}
for (const file of files.sort()) {
  console.log(`── ${file}`);
  const { status } = spawnSync(process.execPath, [join(folder, file)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
