// In Korean every rule says everything in Korean: its examples are told with no English sentence left in a message or in the title of a fix.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { diagnose } from '../../../server/src/features/diagnose.ts';
import { allRules } from '../../../server/src/rules/registry.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { speak } from '../../../server/src/text/say.ts';

const bundle = new URL('../../../l10n/server.l10n.ko.json', import.meta.url);
const hangul = /[가-힣]/;
/** Two English words in a row that no SQL has: an article, a verb or a preposition beside another word in small letters. */
const english =
  /\b(?:a|an|the|is|are|has|have|of|to|for|with|without|only|not|its|each|this|that|by|on|in|and|or)\s+[a-z]{2,}|[a-z]{3,}\s+(?:is|are|was|the|of|to|cannot|needs?|takes?)\b/;

describe('rules in Korean', () => {
  before(() => speak(JSON.parse(readFileSync(bundle, 'utf8'))));
  after(() => speak(undefined));

  for (const rule of allRules) {
    it(rule.id, () => {
      for (const sql of rule.examples.wrong) {
        const problems = diagnose(parseDocument(sql), { severities: { [rule.id]: 'error' } }).filter(({ code }) => code === rule.id);
        assert.ok(problems.length > 0, sql);
        for (const { message, fixes } of problems) {
          assert.match(message, hangul);
          for (const text of [message, ...fixes.map(({ title }) => title)]) assertKorean(text, sql);
        }
      }
    });
  }

  for (const sql of [
    'SELEC 1',
    'SELECT (1',
    'GRANT SELECT ON t TOO x',
    'CREATE TABLE',
    "SELECT 'a",
    'SELECT 1 SELECT 2',
    'DROP TABLE',
    'SELECT a,, b FROM t',
  ]) {
    it(sql, () => {
      const problems = diagnose(parseDocument(sql));
      assert.ok(problems.length > 0);
      for (const { message, fixes } of problems) for (const text of [message, ...fixes.map(({ title }) => title)]) assertKorean(text, sql);
    });
  }
});

/** What is written in the script may stand in it as it is. */
function assertKorean(text: string, sql: string): void {
  assert.match(text, hangul);
  const found = english.exec(text)?.[0];
  assert.ok(!found || sql.toLowerCase().includes(found.toLowerCase()), `«${found}» in: ${text}`);
}
