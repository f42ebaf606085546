// What must not be left in the sources: focused tests, open ends, traces of a machine.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesBelow, type ProjectFile } from './projectFiles.ts';

const everything = filesBelow('.', /\.(ts|mjs|json|md|grammar|sql|rsql|yml|svg|css)$|^run$/).filter(
  file => file.path !== 'package-lock.json',
);
const sources = everything.filter(file => /\.(ts|mjs)$/.test(file.path) && !file.path.startsWith('test/tidy/'));

describe('hygiene', () => {
  it('no test is focused', () => {
    none(sources, /\b(?:it|test|describe|suite)\.only\(/);
  });

  it('no test is skipped', () => {
    none(sources, /\b(?:it|test|describe|suite)\.(?:skip|todo)\(/);
  });

  it('nothing is left to do', () => {
    none(
      everything.filter(file => !file.path.startsWith('test/tidy/')),
      /\b(?:TODO|FIXME|XXX)\b/,
    );
  });

  it('no path of a machine', () => {
    // Examples in documentation name no real home; temporary folders and /dev are everyone's.
    none(
      everything.filter(file => !file.path.startsWith('test/tidy/')),
      /(?<![\w.-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]/,
    );
  });

  it('no address of a registry in the lock file', () => {
    const lock = filesBelow('.', /^package-lock\.json$/).find(file => file.path === 'package-lock.json')!;
    none([lock], /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/);
  });

  it('no credential', () => {
    // AWS's own example keys end in EXAMPLE.
    none(everything, /\bAKIA(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\b/);
  });

  it('every source file says in its first lines why it exists', () => {
    const silent = sources.filter(file => !/^(#!.*\n)?\/[/*]/.test(file.text)).map(file => file.path);
    assert.deepEqual(silent, []);
  });

  it('no catch-all names', () => {
    const vague = sources.filter(file => /(^|\/)(utils?|helpers?|managers?|common|misc)(\/|\.ts$)/i.test(file.path)).map(file => file.path);
    assert.deepEqual(vague, []);
  });
});

/** Fails with the place of every match. */
function none(files: ProjectFile[], pattern: RegExp): void {
  const found = files.flatMap(file =>
    file.text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
  assert.deepEqual(found, []);
}
