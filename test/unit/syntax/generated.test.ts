// Random valid statements, made from the grammar, parse clean; whatever is cut off or left out of a statement, the engine does what it owes.
// A short part of the fuzzer with fixed seeds runs here too (`npm run fuzz` runs as much as one likes).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseDocument, syntaxProblems } from '../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';
import { fixtures } from '../../support/fixtures.ts';
import { fuzzer, mostSteps } from '../../support/fuzzing.ts';
import { randomOf } from '../../support/random.ts';
import { statementGenerator } from '../../support/statementGenerator.ts';
import { checkedDocument, stepsOf } from '../../support/syntaxChecks.ts';

const { grammar } = redshiftLanguage();

test('what the grammar generates parses clean, as one statement', () => {
  const generator = statementGenerator(grammar);
  const wrong: string[] = [];
  for (let seed = 0; seed < 3000; seed++) {
    const text = generator.statement(seed);
    const document = checkedDocument(text);
    const problems = syntaxProblems(document);
    if (problems.length > 0) wrong.push(`${problems[0]!.message}: ${text.slice(0, problems[0]!.start)}⟦⟧${text.slice(problems[0]!.start)}`);
    else if (document.statements.length !== 1) wrong.push(`more than one statement: ${text}`);
  }
  assert.deepEqual(wrong, []);
});

test('the same seed gives the same statement', () => {
  const [one, other] = [statementGenerator(grammar), statementGenerator(grammar)];
  for (let seed = 50; seed > 0; seed--) one.statement(seed);
  for (let seed = 0; seed < 50; seed++) assert.equal(one.statement(seed), other.statement(seed));
});

describe('incomplete statements keep their text and cost little', () => {
  const generator = statementGenerator(grammar);
  const generated = Array.from({ length: 150 }, (_, seed) => generator.statement(seed + 10_000));
  const written = fixtures('grammar')
    .flatMap(({ text }) => parseDocument(text).statements)
    .filter(({ parsed }) => parsed.count > 0)
    .map(({ parsed }) => parsed.text.slice(parsed.starts[0]));

  test('every prefix, token by token, of some statements', () => {
    for (const [i, text] of [...generated, ...written].entries()) {
      if (i % 12 !== 0) continue;
      for (const end of parseDocument(text).statements[0]!.parsed.ends) checkIncomplete(text.slice(0, end));
    }
  });

  test('every statement without one of its tokens', () => {
    const random = randomOf(20261122);
    for (const text of [...generated, ...written]) {
      const { starts, ends, count } = parseDocument(text).statements[0]!.parsed;
      for (let times = 0; times < 2; times++) {
        const token = random.below(count);
        checkIncomplete(text.slice(0, starts[token]) + text.slice(ends[token]));
      }
    }
  });

  test('every statement cut off at any letter', () => {
    const random = randomOf(7);
    for (const text of [...generated, ...written]) checkIncomplete(text.slice(0, random.below(text.length)));
  });
});

function checkIncomplete(text: string): void {
  const steps = stepsOf(() => checkedDocument(text));
  assert.ok(steps <= mostSteps(text), `${steps} steps for ${JSON.stringify(text)}`);
}

describe('damaged statements', () => {
  const { input, check } = fuzzer();
  for (const seed of [1, 1_000_000]) {
    test(`500 inputs from number ${seed} on`, () => {
      for (let number = seed; number < seed + 500; number++) {
        try {
          check(input(number), number);
        } catch (error) {
          throw new Error(`number ${number} (npm run fuzz -- --only ${number})`, { cause: error });
        }
      }
    });
  }
});
