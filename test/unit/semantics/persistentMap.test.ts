// The immutable map against the one of the language, over random changes, colliding keys among them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PersistentMap } from '../../../server/src/semantics/persistentMap.ts';

const change = fc.record({
  key: fc.constantFrom(
    'a',
    'b',
    'Aa',
    'BB',
    'AaAa',
    'BBBB',
    'AaBB',
    'schema.table',
    'schema.table2',
    ...Array.from({ length: 40 }, (_, i) => `k${i}`),
  ),
  value: fc.option(fc.nat()),
});

test('holds what a map holds, and never changes', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), changes => {
      let map = PersistentMap.empty<number>();
      const expected = new Map<string, number>();
      const kept: [PersistentMap<number>, Map<string, number>][] = [];
      for (const { key, value } of changes) {
        if (value === null) {
          map = map.delete(key);
          expected.delete(key);
        } else {
          map = map.set(key, value);
          expected.set(key, value);
        }
        kept.push([map, new Map(expected)]);
      }
      for (const [held, wanted] of kept) {
        assert.equal(held.size, wanted.size);
        assert.deepEqual([...held].sort(), [...wanted].sort());
        for (const [key, value] of wanted) assert.equal(held.get(key), value);
      }
    }),
    { numRuns: 100 },
  );
});

test('setting what is there gives the same map', () => {
  const map = PersistentMap.empty<number>().set('a', 1);
  assert.equal(map.set('a', 1), map);
  assert.equal(map.delete('b'), map);
});
