// The statements of "Insert Snippet" are those that completion offers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
// @ts-expect-error: the scripts have no types.
import { snippetsFile } from '../../scripts/snippets.mjs';
import { root } from './projectFiles.ts';

test('snippets/redshift-sql.json is current: node scripts/snippets.mjs', () => {
  assert.equal(readFileSync(join(root, 'snippets/redshift-sql.json'), 'utf8'), snippetsFile());
});
