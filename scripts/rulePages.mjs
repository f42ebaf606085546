// node scripts/rulePages.mjs: writes docs/rules/*.md and the schema of redshift-lint.json from the rule files. `--check` writes nothing and fails where
// one is not current.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { allRules } = await import('../server/src/rules/registry.ts');
const { ruleIndex, rulePage } = await import('../server/src/rules/rulePage.ts');
const { settingsSchema } = await import('../server/src/rules/settingsSchema.ts');
const { rulePageName } = await import('../server/src/rules/ruleAddress.ts');

const folder = join(root, 'docs/rules');
const pages = new Map([['README.md', ruleIndex()], ...allRules.map(rule => [rulePageName(rule), rulePage(rule)])]);
const schema = join(root, 'schemas/redshift-lint.schema.generated.json');
const check = process.argv.includes('--check');
for (const path of [folder, dirname(schema)]) mkdirSync(path, { recursive: true });
const stale = readdirSync(folder).filter(name => !pages.has(name));
const wrong = [...pages].filter(([name, text]) => read(join(folder, name)) !== text).map(([name]) => name);
const isSchemaCurrent = read(schema) === settingsSchema();
if (check) {
  for (const name of [...wrong, ...stale]) console.error(`docs/rules/${name} is not current: run node scripts/rulePages.mjs`);
  if (!isSchemaCurrent) console.error('schemas/redshift-lint.schema.generated.json is not current: run node scripts/rulePages.mjs');
  process.exitCode = wrong.length + stale.length > 0 || !isSchemaCurrent ? 1 : 0;
} else {
  for (const name of stale) rmSync(join(folder, name));
  for (const name of wrong) writeFileSync(join(folder, name), pages.get(name));
  writeFileSync(schema, settingsSchema());
  console.log(`${pages.size} pages: ${wrong.length} written, ${stale.length} removed`);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
