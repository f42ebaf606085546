// No text of the server is made before the language is known: loading its modules looks nothing up.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { speak } from '../../server/src/text/say.ts';
import { filesBelow, root } from './projectFiles.ts';

it('texts are made when they are needed', async () => {
  const asked: string[] = [];
  speak(new Proxy({}, { get: (_, text) => void asked.push(String(text)) }));
  // The programs would run.
  for (const { path } of filesBelow('server/src', /\.ts$/)) if (!/src\/(?:main|cli|start)\.ts$/.test(path)) await import(join(root, path));
  assert.deepEqual(asked, []);
});
