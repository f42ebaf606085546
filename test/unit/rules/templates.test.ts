// Scripts are made from templates: whatever word of a statement a placeholder stands for, the linter has something to say or nothing, and never breaks.
import { describe, test } from 'node:test';
import { diagnose } from '../../../server/src/features/diagnose.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { fixtures } from '../../support/fixtures.ts';

/** Statements that the model reads names from. */
const told = new Set(
  'database datashare defaultPrivileges grant masking model revoke rowLevelSecurity schema session users view'
    .split(' ')
    .map(name => `${name}.sql`),
);

describe('a placeholder in place of any word', () => {
  for (const { name, text } of fixtures('grammar').filter(fixture => told.has(fixture.name))) {
    test(name, () => {
      for (const statement of text.split(/;\n/)) {
        for (const { 0: word, index } of statement.matchAll(/\b[a-z_]\w*/g))
          diagnose(parseDocument(`${statement.slice(0, index)}{{ x }}${statement.slice(index + word.length)};`), {});
      }
    });
  }
});
