// What the server says has its Korean: none is missing, none is left over, and what varies stands in both.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInFunctions } from '../../server/src/dialect/functions.ts';
import { systemViews } from '../../server/src/dialect/systemViews.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import { redshiftLanguage } from '../../server/src/syntax/language.ts';
import { sayTexts } from '../support/sayTexts.ts';
import { filesBelow, readJson } from './projectFiles.ts';

const korean: Record<string, string> = readJson('l10n/server.l10n.ko.json');

/** Texts that are data, for which `translate` is asked. */
const data: Record<string, Iterable<string>> = {
  'titles of rules': allRules.map(({ title }) => title),
  'labels of the grammar': [...redshiftLanguage().grammar.slots.values()].map(({ label }) => label),
  'categories of functions': [...builtInFunctions().values()].flat().map(({ category }) => category),
  'who sees a system view': [...systemViews().values()].map(({ visibleTo }) => visibleTo),
};

const texts = new Map<string, string>();
for (const { path, text } of filesBelow('server/src', /\.ts$/))
  if (path !== 'server/src/text/say.ts') for (const said of sayTexts(text)) texts.set(said, path);
for (const [where, those] of Object.entries(data)) for (const text of those) texts.set(text, where);

const placeholders = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();

describe('texts of the server', () => {
  it('are found', () => {
    assert.ok(texts.size > 900, `only ${texts.size}`);
    assert.ok(texts.has('Policy {0} may not read {1} until it is granted to the policy'));
    assert.ok(texts.has('table name'));
  });

  it('have a Korean text each', () => {
    assert.deepEqual(
      [...texts].filter(([text]) => !korean[text]).map(([text, where]) => `${where}: ${text}`),
      [],
    );
  });

  it('have no Korean text that nothing uses, in order', () => {
    const keys = Object.keys(korean);
    assert.deepEqual(
      keys.filter(text => !texts.has(text)),
      [],
    );
    assert.deepEqual(keys, keys.toSorted());
  });

  it('keep what varies', () => {
    for (const [text, translated] of Object.entries(korean)) assert.deepEqual(placeholders(translated), placeholders(text), text);
  });

  it('name no language by themselves', () => {
    const marked = filesBelow('server/src', /\.ts$/).filter(({ path, text }) => path !== 'server/src/text/say.ts' && /[가-힣]/.test(text));
    assert.deepEqual(
      marked.map(({ path }) => path),
      [],
    );
  });
});
