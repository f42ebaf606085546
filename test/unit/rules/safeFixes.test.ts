// What "fix all" and --fix apply unasked gives nobody a right: over all examples of all rules.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnose } from '../../../server/src/features/diagnose.ts';
import { applyEdits, safeFixes } from '../../../server/src/features/quickFixes.ts';
import { allRules } from '../../../server/src/rules/registry.ts';
import type { Severity } from '../../../server/src/rules/rule.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const severities: Record<string, Severity> = Object.fromEntries(
  allRules.filter(({ severity }) => severity === 'off').map(({ id }) => [id, 'info']),
);
const problemsOf = (sql: string) => diagnose(parseDocument(sql), { severities });

/** How often a script says something that gives rights or takes protection away. */
const widening = (sql: string) =>
  (
    sql.match(
      /\b(?:GRANT(?!S|\s+OPTION)|TO\s+PUBLIC|OPTION|DETACH|DROP\s+\w+\s+POLICY|SECURITY\s+OFF|SUPERUSER|CREATEUSER|PUBLICACCESSIBLE)\b/gi,
    ) ?? []
  ).length;

describe('the safe fixes of the examples', () => {
  const scripts = allRules.flatMap(({ id, examples: { wrong, right } }) => [...wrong, ...right].map(sql => ({ id, sql })));
  const mended = scripts
    .map(({ id, sql }) => ({ id, sql, fixed: applyEdits(sql, safeFixes(problemsOf(sql)).edits) }))
    .filter(({ sql, fixed }) => fixed !== sql);

  test('are some', () => assert.ok(mended.length > 50, `only ${mended.length}`));
  test('give nobody a right and take no protection away', () =>
    assert.deepEqual(
      mended.filter(({ sql, fixed }) => widening(fixed) > widening(sql)),
      [],
    ));
  test('come to an end', () => {
    const restless = mended.filter(({ fixed }) => {
      let text = fixed;
      for (let round = 0; round < 3; round++) text = applyEdits(text, safeFixes(problemsOf(text)).edits);
      return safeFixes(problemsOf(text)).edits.length > 0;
    });
    assert.deepEqual(restless, []);
  });
});
