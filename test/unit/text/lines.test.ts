// Lines kept up to date edit by edit are those of the new text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineStartsAfter, lineStartsOf, offsetAt, positionAt } from '../../../server/src/text/lines.ts';

const text = fc.array(fc.constantFrom('\n', '\r\n', 'a', 'bc', '😀', ''), { maxLength: 30 }).map(parts => parts.join(''));

test('after an edit the line starts are those of the new text', () => {
  fc.assert(
    fc.property(text, text, fc.nat(40), fc.nat(40), (before, inserted, a, b) => {
      const start = Math.min(a, b, before.length);
      const oldEnd = Math.min(Math.max(a, b), before.length);
      const after = before.slice(0, start) + inserted + before.slice(oldEnd);
      assert.deepEqual(lineStartsAfter(lineStartsOf(before), start, oldEnd, inserted), lineStartsOf(after));
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test('a place is a position and back again', () => {
  const script = 'SELECT 1;\r\n\n\tSELECT 😀;\n';
  const starts = lineStartsOf(script);
  for (let offset = 0; offset <= script.length; offset++) {
    if (script[offset] === '\n' && script[offset - 1] === '\r') continue;
    assert.equal(offsetAt(starts, script, positionAt(starts, offset)), offset);
  }
  assert.equal(offsetAt(starts, script, { line: 0, character: 99 }), 9, 'beyond a line is its end, before the line break');
  assert.equal(offsetAt(starts, script, { line: 99, character: 0 }), script.length);
});
