// The client finds the server's texts beside the bundle that VS Code has chosen for its display language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';

/** What the file takes of VS Code. */
const vscode = {
  l10n: { uri: undefined as { path: string; with(change: { path: string }): { path: string } } | undefined },
  workspace: { fs: { readFile: ({ path }: { path: string }) => readFile(path) } },
};
Object.assign(globalThis, { vscodeForTest: vscode });
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: 'data:text/javascript,export const { l10n, workspace } = globalThis.vscodeForTest;', shortCircuit: true }
      : next(specifier, context),
});
const { serverTexts } = await import('../../../client/src/serverTexts.ts');

const folder = join(import.meta.dirname, '../../../l10n');
const bundleOf = (language: string) => ({
  path: join(folder, `bundle.l10n.${language}.json`),
  with: ({ path }: { path: string }) => ({ path }),
});
const failures: string[] = [];
const log = { failure: (message: string) => failures.push(message) } as never;

describe('the texts that the server is sent', () => {
  it('are those of the display language', async () => {
    vscode.l10n.uri = bundleOf('ko');
    assert.deepEqual(await serverTexts(log), JSON.parse(readFileSync(join(folder, 'server.l10n.ko.json'), 'utf8')));
  });

  it('are none in English', async () => {
    vscode.l10n.uri = undefined;
    assert.equal(await serverTexts(log), undefined);
    assert.deepEqual(failures, []);
  });

  it('are none where the file cannot be read, which the log tells', async () => {
    vscode.l10n.uri = bundleOf('xx');
    assert.equal(await serverTexts(log), undefined);
    assert.deepEqual(failures, ['Could not read the translations of the language server']);
  });
});
