// Every rule is documented, its page is current, and what it says of itself holds together.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allRules, families, findRule } from '../../../server/src/rules/registry.ts';
import { pageAddress } from '../../../server/src/rules/rule.ts';
import { repositoryAddress, rulePageName } from '../../../server/src/rules/ruleAddress.ts';
import { ruleIndex, rulePage } from '../../../server/src/rules/rulePage.ts';
import { settingsSchema } from '../../../server/src/rules/settingsSchema.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'docs/rules');

describe('rules', () => {
  test('ids and names are given once', () => {
    assert.equal(new Set(allRules.map(rule => rule.id)).size, allRules.length);
    assert.equal(new Set(allRules.map(rule => rule.name)).size, allRules.length);
  });
  test('names are kebab-case and ids have three digits', () => {
    for (const rule of allRules) {
      assert.match(rule.name, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, rule.id);
      assert.match(rule.id, /^[A-Z]{2,3}\d{3}$/);
    }
  });
  test('stand in their family, in the order of their ids', () => {
    for (const { letters, rules } of families) {
      const ids = rules.map(rule => rule.id);
      assert.deepEqual(ids, ids.toSorted());
      for (const id of ids) assert.ok(id.startsWith(letters));
    }
  });
  test('have a title without a full stop, an explanation, AWS pages and examples', () => {
    for (const rule of allRules) {
      assert.doesNotMatch(rule.title, /\.$/, rule.id);
      assert.ok(rule.explanation.length > 40, rule.id);
      assert.ok(rule.pages.length > 0 && rule.examples.wrong.length > 0 && rule.examples.right.length > 0, rule.id);
      for (const page of rule.pages) assert.match(pageAddress(page), /^https:\/\/(?:docs\.)?aws\.amazon\.com\//, rule.id);
    }
  });
  test('are found by id and by name', () => {
    for (const rule of allRules) {
      assert.equal(findRule(rule.id.toLowerCase()), rule);
      assert.equal(findRule(rule.name), rule);
    }
  });
});

describe('pages', () => {
  test('are those of the rules there are', () => {
    assert.deepEqual(readdirSync(folder).sort(), ['README.md', ...allRules.map(rulePageName)].sort(), 'run node scripts/rulePages.mjs');
  });
  test('are current', () => {
    for (const rule of allRules)
      assert.equal(readFileSync(join(folder, rulePageName(rule)), 'utf8'), rulePage(rule), `${rule.id}: run node scripts/rulePages.mjs`);
    assert.equal(readFileSync(join(folder, 'README.md'), 'utf8'), ruleIndex(), 'run node scripts/rulePages.mjs');
  });
  test('and the schema of redshift-lint.json are made of the same rules', () =>
    assert.equal(
      readFileSync(join(root, 'schemas/redshift-lint.schema.generated.json'), 'utf8'),
      settingsSchema(),
      'run node scripts/rulePages.mjs',
    ));
  test('lie in the repository that package.json names', () => {
    const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { repository: { url: string } };
    assert.equal(repository.url.replace(/^git\+|\.git$/g, ''), repositoryAddress);
  });
});
