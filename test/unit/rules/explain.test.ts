// Syntax problems that rules tell in their own words: in the place of the parser's, once, at the right place of scripts and bodies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../server/src/features/diagnose.ts';
import type { RuleSettings } from '../../../server/src/rules/settings.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const errors = (sql: string, settings: RuleSettings = {}) =>
  diagnose(parseDocument(sql), settings)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, start, end }) => `${code} ${sql.slice(start, end)}`);

const unload = "UNLOAD ('select a from t where b = 'x' and c = 'y'') TO 's3://b/p' IAM_ROLE DEFAULT;";

const cases: readonly (readonly [string, ...string[]])[] = [
  [unload, "LOD010 'x'"],
  [`SELECT 1;\n${unload}\nSELECT 2;`, "LOD010 'x'"],
  [`CREATE PROCEDURE p() AS $$\nBEGIN\n  DELETE FROM t WHERE a = 'BEGIN; x';\n  ${unload}\nEND;\n$$ LANGUAGE plpgsql;`, "LOD010 'x'"],
  // A text that is put together is no text with quotes in it.
  ["UNLOAD ('select a from ' || t) TO 's3://b/p' IAM_ROLE DEFAULT;", 'syntax-error ||'],
  ['CREATE TABLE t (a int, b datetime2(3), c date);', 'TBL010 datetime2(3)'],
  ['CREATE /* new */ OR REPLACE TABLE t (a int);', 'TBL003 CREATE /* new */ OR REPLACE TABLE'],
  ['SELECT a FROM order; SELECT a FROM t WHERE;', 'TBL006 order', 'syntax-error WHERE'],
  ['UPDATE t SET order = 1 WHERE a = 2', 'TBL006 order'],
  // A keyword where a name is missing is no name.
  ['GRANT SELECT ON TO ann;', 'syntax-error TO'],
];
for (const [sql, ...expected] of cases) test(sql, () => assert.deepEqual(errors(sql), expected));

test('a rule that is off leaves the word to the parser', () => {
  assert.match(errors(unload, { severities: { LOD010: 'off' } }).join(), /^syntax-error /);
  assert.deepEqual(errors(unload, { severities: { LOD010: 'info' } }), ["LOD010 'x'"]);
});

test('a comment silences it as any other finding', () => {
  assert.deepEqual(errors(`-- redshift-lint-disable-next-line LOD010 written by a generator\n${unload}`), []);
});
