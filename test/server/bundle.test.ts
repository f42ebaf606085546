// The server that is shipped says what its source says. The build takes texts and pages out of the code and packs them, so a rule could be right
// in the source and fail in the bundle: every wrong example of every rule goes through both.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { diagnose } from '../../server/src/features/diagnose.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import type { Severity } from '../../server/src/rules/rule.ts';
import { parseDocument } from '../../server/src/syntax/document.ts';
import { lineStartsOf, positionAt } from '../../server/src/text/lines.ts';
import { speak } from '../../server/src/text/say.ts';
import { builtServer, LanguageClient } from '../support/languageClient.ts';
import { readJson } from '../tidy/projectFiles.ts';

/** Rules that are off by default have examples too. */
const severities: Record<string, Severity> = Object.fromEntries(
  allRules.filter(({ severity }) => severity === 'off').map(({ id }) => [id, 'info']),
);
const examples = allRules.flatMap(({ id, examples: { wrong } }) => wrong.map((text, i) => ({ uri: `file:///${id}-${i}.sql`, text })));

const place = ({ line, character }: { line: number; character: number }) => `${line + 1}:${character + 1}`;
const told = (code: unknown, from: string, to: string, message: string, page = '') => `${code} ${from}-${to} ${message} ${page}`.trimEnd();

function problemsOfSource(text: string): string[] {
  const lineStarts = lineStartsOf(text);
  const at = (offset: number) => place(positionAt(lineStarts, offset));
  return diagnose(parseDocument(text), { severities }).map(({ code, message, start, end, page }) =>
    told(code, at(start), at(end), message, page),
  );
}

/** The rules have a few milliseconds a turn: what they find later is published again. */
const patienceMilliseconds = 30_000;

for (const [language, texts] of Object.entries({ English: undefined, Korean: readJson('l10n/server.l10n.ko.json') })) {
  describe(`the built server, in ${language}`, () => {
    let client: LanguageClient;
    before(async () => {
      assert.ok(existsSync(builtServer), 'npm run build makes it');
      client = await LanguageClient.start(true, texts && { texts }, builtServer);
      await client.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { redshift: { lint: { rules: severities } } },
      });
    });
    after(async () => {
      assert.equal(await client.stop(), 0);
    });

    test('finds what the source finds, at the same places and in the same words', async () => {
      speak(texts);
      const expected = examples.map(({ uri, text }) => `${uri}\n${problemsOfSource(text).join('\n')}`);
      speak(undefined);
      for (const { uri, text } of examples) await client.open(uri, text);
      const found = async () => {
        const all: string[] = [];
        for (const { uri } of examples) {
          const diagnostics = await client.diagnostics(uri);
          const lines = diagnostics.map(({ code, range, message, codeDescription }) =>
            told(code, place(range.start), place(range.end), String(message), codeDescription?.href),
          );
          all.push(`${uri}\n${lines.join('\n')}`);
        }
        return all;
      };
      const deadline = Date.now() + patienceMilliseconds;
      let actual = await found();
      while (Date.now() < deadline && actual.some((problems, i) => problems !== expected[i])) {
        await setTimeout(50);
        actual = await found();
      }
      assert.ok(expected.length > 500, `only ${expected.length} examples`);
      const differ = expected.map((_, i) => i).filter(i => actual[i] !== expected[i]);
      assert.deepEqual(
        differ.map(i => actual[i]),
        differ.map(i => expected[i]),
      );
    });
  });
}
