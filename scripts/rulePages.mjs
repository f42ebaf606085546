// node scripts/rulePages.mjs: writes docs/rules/*.md from the rule files. `--check` writes nothing and fails where a page is not current.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { allRules } = await import('../server/src/rules/registry.ts');
const { ruleIndex, rulePage } = await import('../server/src/rules/rulePage.ts');
const { rulePageName } = await import('../server/src/rules/ruleAddress.ts');

const folder = join(root, 'docs/rules');
const pages = new Map([['README.md', ruleIndex()], ...allRules.map(rule => [rulePageName(rule), rulePage(rule)])]);
const check = process.argv.includes('--check');
mkdirSync(folder, { recursive: true });
const stale = readdirSync(folder).filter(name => !pages.has(name));
const wrong = [...pages].filter(([name, text]) => read(name) !== text).map(([name]) => name);
if (check) {
  for (const name of [...wrong, ...stale]) console.error(`docs/rules/${name} is not current: run node scripts/rulePages.mjs`);
  process.exitCode = wrong.length + stale.length > 0 ? 1 : 0;
} else {
  for (const name of stale) rmSync(join(folder, name));
  for (const name of wrong) writeFileSync(join(folder, name), pages.get(name));
  console.log(`${pages.size} pages: ${wrong.length} written, ${stale.length} removed`);
}

function read(name) {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
