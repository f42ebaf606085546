// The statements of "Insert Snippet" are those that completion offers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
// @ts-expect-error: the scripts have no types.
import { snippets } from '../../scripts/snippets.mjs';
import { readJson } from './projectFiles.ts';

test('snippets/redshift-sql.json is current: node scripts/snippets.mjs && npm run format', () => {
  assert.deepEqual(readJson('snippets/redshift-sql.json'), snippets());
});
