// English and Korean are complete: every text of the source and of the manifest has its translation, and no translation is left over.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const json = (path: string): Record<string, string> => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Every text that the client hands to vscode.l10n.t, as the localization tools of VS Code find them: string literals. */
function sourceTexts(): Map<string, string> {
  const texts = new Map<string, string>();
  const folder = join(root, 'client/src');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const source = readFileSync(join(folder, name), 'utf8');
    for (const [, single, double] of source.matchAll(/(?:l10n\.t|[^\w.]t)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)) {
      texts.set((single ?? double)!.replace(/\\(.)/g, '$1'), name);
    }
  }
  return texts;
}

const placeholders = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();

describe('localization', () => {
  const bundle = json('l10n/bundle.l10n.ko.json');

  it('has a Korean text for every text of the client', () => {
    const texts = sourceTexts();
    assert.ok(texts.size > 300, `only ${texts.size} texts were found`);
    assert.deepEqual(
      [...texts].filter(([text]) => !bundle[text]).map(([text, file]) => `${file}: ${text}`),
      [],
    );
  });

  it('has no Korean text that nothing uses', () => {
    const texts = sourceTexts();
    assert.deepEqual(
      Object.keys(bundle).filter(text => !texts.has(text)),
      [],
    );
  });

  it('keeps the placeholders, and says it in Korean', () => {
    for (const [english, korean] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(korean), placeholders(english), english);
      // What is nothing but placeholders and signs has no language.
      if (/[a-z]/i.test(english.replace(/\{\d\}/g, '')) && english !== '{0} of {1}') assert.match(korean, /[가-힣]/, english);
    }
  });

  it('hands only literals to the translation', () => {
    const folder = join(root, 'client/src');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /l10n\.t\(\s*[^'"\s)]/, name);
    }
  });

  it('has every text of the manifest in both languages', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(match => match[1]!));
    const english = json('package.nls.json');
    const korean = json('package.nls.ko.json');
    assert.ok(used.size > 60);
    assert.deepEqual(
      [...used].filter(key => !english[key] || !korean[key]),
      [],
    );
    assert.deepEqual(Object.keys(korean).sort(), Object.keys(english).sort());
    for (const key of Object.keys(english))
      assert.equal((korean[key]!.match(/command:[\w.]+/g) ?? []).join(), (english[key]!.match(/command:[\w.]+/g) ?? []).join(), key);
  });
});
