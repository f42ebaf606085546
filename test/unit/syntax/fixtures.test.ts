// Every statement in test/fixtures/grammar parses without a problem; every slip in test/fixtures/broken is told once, at its place, by name.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { syntaxProblems } from '../../../server/src/syntax/document.ts';
import { fixtures, wantedProblems } from '../../support/fixtures.ts';
import { checkedDocument } from '../../support/syntaxChecks.ts';

describe('valid statements', () => {
  for (const { name, text } of fixtures('grammar')) {
    test(`grammar/${name}`, () => {
      const document = checkedDocument(text);
      const told = syntaxProblems(document).map(({ start, message }) => `${placeOf(text, start)} ${message}`);
      assert.deepEqual(told, []);
    });
  }
});

describe('slips', () => {
  for (const { name, text } of fixtures('broken')) {
    test(`broken/${name}`, () => {
      const wanted = wantedProblems(text);
      assert.ok(wanted.length > 0, 'a file of slips names at least one');
      const found = syntaxProblems(checkedDocument(text));
      const told = found.map(({ start, end, message }) => {
        const match = wanted.find(w => w.start === start && w.end === end && message.includes(w.fragment));
        return `${placeOf(text, start)} ${match?.fragment ?? `${end - start} wide: ${message}`}`;
      });
      assert.deepEqual(
        told,
        wanted.map(({ start, fragment }) => `${placeOf(text, start)} ${fragment}`),
      );
    });
  }
});

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`;
}
