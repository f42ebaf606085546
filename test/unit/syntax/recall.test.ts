// A parse that recalls what rules came to before is the parse that walks every rule, whatever was parsed in between.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { lexStatement, newTokenBuffer } from '../../../server/src/syntax/lexer.ts';
import { createParser, type Expectation, type TokenView } from '../../../server/src/syntax/parser.ts';
import { END } from '../../../server/src/syntax/tokens.ts';
import { fixtures } from '../../support/fixtures.ts';

const { grammar, statement } = redshiftLanguage();
const recalling = createParser(grammar);
const walking = createParser(grammar);

const buffer = newTokenBuffer();

/** The tokens of each statement that the fixtures hold. */
const statements: readonly TokenView[] = [...fixtures('grammar'), ...fixtures('broken')].flatMap(({ text }) => {
  const views: TokenView[] = [];
  for (let at = 0; at < text.length; ) {
    at = lexStatement(text, at, buffer, grammar.keywords);
    if (buffer.count > 2 && buffer.count < 300) views.push({ kinds: buffer.kinds.slice(0, buffer.count + 1), count: buffer.count });
  }
  return views;
});

/** A token of any kind that stands somewhere in the fixtures. */
const kind = fc.constantFrom(...new Set(statements.flatMap(({ kinds, count }) => [...kinds.subarray(0, count)])));

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.nat(2),
  put: fc.array(kind, { maxLength: 2 }),
});

function changed({ kinds, count }: TokenView, { at, length, put }: { at: number; length: number; put: readonly number[] }): TokenView {
  const from = Math.floor(at * count);
  const all = [...kinds.subarray(0, from), ...put, ...kinds.subarray(Math.min(count, from + length), count), END];
  return { kinds: Uint16Array.from(all), count: all.length - 1 };
}

const told = ({ element, kind, inExpression, operator, afterDot, begins, rules }: Expectation) =>
  [element?.id, kind, inExpression, operator, afterDot, begins?.name, ...rules.map(({ name }) => name)].join(' ');

describe('recall', () => {
  test('one change after another in the same statement', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statements), fc.array(change, { minLength: 1, maxLength: 12 }), (first, changes) => {
        let tokens = first;
        for (const next of [undefined, ...changes]) {
          const tried = next ? changed(tokens, next) : tokens;
          if (tried.count === 0) continue;
          for (const honourCommits of [false, true]) {
            const wanted = walking.match(statement, tried, 0, honourCommits);
            const found = recalling.attempt(statement, tried, honourCommits);
            // How many steps the second pass takes depends on what it need not do again.
            assert.deepEqual(honourCommits ? { ...found, steps: wanted.steps } : found, wanted);
            assert.ok(found.steps <= wanted.steps);
            const at = Math.min(wanted.furthest, tried.count);
            for (const target of [at, Math.max(0, at - 3)]) {
              const expected = walking.expectedAt(statement, tried, target, honourCommits).map(told);
              assert.deepEqual(recalling.expectedAt(statement, tried, target, honourCommits).map(told), expected);
              if (honourCommits) assert.deepEqual(recalling.wantedAt(statement, tried, target).map(told), expected);
            }
          }
          // A repair is kept now and then, and most are only tried.
          if (next && next.length === 1) tokens = tried;
        }
      }),
      { seed: 20261128, numRuns: 1500 },
    );
  });
});
