// Every alternative of the grammar is exercised by a statement in test/fixtures/grammar: each branch of a choice, each optional part.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtures } from '../../support/fixtures.ts';
import { grammarCoverage } from '../../support/grammarCoverage.ts';

/** `Rule: alternative` for what no statement can show, with the reason. */
const exceptions: Record<string, string> = {};

test('the fixtures exercise every alternative of the grammar', t => {
  const coverage = grammarCoverage();
  for (const { text } of fixtures('grammar')) coverage.take(text);
  const files = new Map<string, { all: number; exercised: number }>();
  const missing: string[] = [];
  for (const { file, rule, text, exercised } of coverage.alternatives()) {
    const entry = files.get(file) ?? { all: 0, exercised: 0 };
    files.set(file, entry);
    entry.all++;
    if (exercised) entry.exercised++;
    else if (!(`${rule}: ${text}` in exceptions)) missing.push(`${file}  ${rule}: ${text}`);
  }
  assert.ok(files.size > 30, 'the grammar was read');
  for (const [file, { all, exercised }] of [...files].sort()) t.diagnostic(`${file.padEnd(28)} ${exercised} of ${all}`);
  const [all, exercised] = [...files.values()].reduce((sum, f) => [sum[0] + f.all, sum[1] + f.exercised], [0, 0]);
  t.diagnostic(`${'all'.padEnd(28)} ${exercised} of ${all}`);
  assert.deepEqual(missing, [], 'write a statement for each of these in test/fixtures/grammar');
});
