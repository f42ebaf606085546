// A fetched VS Code is whole or absent, also when a fetch breaks off or two run at once.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { cachedFolder } from '../../support/cacheFolder.ts';

describe('cachedFolder', () => {
  let folder = '';
  const before = process.env.REDSHIFT_WORKBENCH_CACHE;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redshift-workbench-cache-'));
    process.env.REDSHIFT_WORKBENCH_CACHE = folder;
  });

  afterEach(async () => {
    if (before === undefined) delete process.env.REDSHIFT_WORKBENCH_CACHE;
    else process.env.REDSHIFT_WORKBENCH_CACHE = before;
    await rm(folder, { recursive: true });
  });

  it('fills a folder once', async () => {
    let fills = 0;
    const fill = (partial: string) => writeFile(join(partial, 'program'), `fill ${++fills}`);
    assert.equal(await cachedFolder('editor-1', fill), join(folder, 'editor-1'));
    await cachedFolder('editor-1', fill);
    assert.equal(fills, 1);
    assert.deepEqual(await readdir(folder), ['editor-1']);
  });

  it('leaves nothing of a fill that breaks off, and tries anew', async () => {
    const broken = async (partial: string) => {
      await writeFile(join(partial, 'half'), '');
      throw new Error('the network is gone');
    };
    await assert.rejects(cachedFolder('editor-1', broken), /the network is gone/);
    assert.deepEqual(await readdir(folder), []);
    await cachedFolder('editor-1', partial => writeFile(join(partial, 'program'), 'whole'));
    assert.equal(await readFile(join(folder, 'editor-1/program'), 'utf8'), 'whole');
  });

  it('keeps the first of two that fill at once', async () => {
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    const slow = cachedFolder('editor-1', async partial => {
      await writeFile(join(partial, 'program'), 'slow');
      await finished;
    });
    // The name of a fill in progress holds the time in milliseconds: the two must not share it.
    await new Promise(resolve => setTimeout(resolve, 5));
    await cachedFolder('editor-1', partial => writeFile(join(partial, 'program'), 'quick'));
    finish();
    assert.equal(await slow, join(folder, 'editor-1'));
    assert.equal(await readFile(join(folder, 'editor-1/program'), 'utf8'), 'quick');
    assert.deepEqual(await readdir(folder), ['editor-1']);
  });

  it('removes what a process left behind that was ended more than an hour ago, and nothing younger', async () => {
    const now = Date.now();
    const abandoned = `editor-1.partial-77-${now - 61 * 60 * 1000}`;
    const atWork = `editor-1.partial-78-${now - 60 * 1000}`;
    await mkdir(join(folder, abandoned));
    await mkdir(join(folder, atWork));
    await cachedFolder('editor-1', partial => writeFile(join(partial, 'program'), ''));
    assert.deepEqual((await readdir(folder)).sort(), ['editor-1', atWork]);
  });
});
