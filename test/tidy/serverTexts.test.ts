// What the server says has its Korean: none is missing, none is left over, and what varies stands in both.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dataTypes } from '../../server/src/dialect/dataTypes.ts';
import { builtInFunctions } from '../../server/src/dialect/functions.ts';
import { fileSerdes, modelObjectives, offeredProperties } from '../../server/src/dialect/options.ts';
import { fixedParameters, sessionParameters, systemParameters } from '../../server/src/dialect/parameters.ts';
import { systemRoles } from '../../server/src/dialect/privileges.ts';
import { systemViews } from '../../server/src/dialect/systemViews.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import { redshiftLanguage } from '../../server/src/syntax/language.ts';
import { sayTexts } from '../support/sayTexts.ts';
import { filesBelow, readJson } from './projectFiles.ts';

const korean: Record<string, string> = readJson('l10n/server.l10n.ko.json');

const functions = [...builtInFunctions().values()].flat();

/** Texts that are data, for which `translate` is asked. */
const data: Record<string, Iterable<string>> = {
  'titles of rules': allRules.map(({ title }) => title),
  'labels of the grammar': [...redshiftLanguage().grammar.slots.values()].map(({ label }) => label),
  'built-in functions': functions.flatMap(({ category, description, returns }) => [category, description, returns]),
  'system views': [...systemViews().values()].flatMap(({ purpose, visibleTo }) => [purpose, visibleTo]),
  parameters: [...sessionParameters, ...fixedParameters, ...systemParameters].map(({ description }) => description),
  'data types': dataTypes.map(({ holds }) => holds),
  'system roles': systemRoles.map(({ permissions }) => permissions),
  options: [...modelObjectives, ...fileSerdes].map(([, detail]) => detail),
  'table properties': offeredProperties.map(({ detail }) => detail ?? ''),
};

/** Names of types, formats and products are the same in every language. */
const names = new Set(['Amazon Ion', 'AUTO OFF, XGBoost', 'Iceberg', 'Parquet']);
const hasWords = (text: string) => /[a-z]/.test(text) && !names.has(text);

const texts = new Map<string, string>();
for (const { path, text } of filesBelow('server/src', /\.ts$/))
  if (path !== 'server/src/text/say.ts') for (const said of sayTexts(text)) texts.set(said, path);
for (const [where, those] of Object.entries(data)) for (const text of those) if (hasWords(text)) texts.set(text, where);

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
