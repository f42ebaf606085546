// The TextMate grammar colours the keywords of the grammar, and no word as a keyword that the grammar does not know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { highlighting } from '../../support/highlighting.ts';

const { grammar } = redshiftLanguage();
const { agrees, before, callable, words } = highlighting();

test('the highlighting has the keywords of the grammar', () => {
  assert.ok(agrees, 'node scripts/highlightKeywords.mjs writes them anew');
});

test('every reserved word is coloured', () => {
  const coloured = new Set([...before, ...callable, ...words]);
  const reserved = grammar.keywords.words.filter(word => grammar.reserved[grammar.keywords.kindOf(word)!]);
  assert.deepEqual(
    reserved.filter(word => !coloured.has(word)),
    [],
  );
});

test('what is written by hand are keywords of the grammar too', () => {
  const known = new Set(grammar.keywords.words);
  assert.deepEqual(
    [...before].filter(word => !known.has(word)),
    [],
  );
});
