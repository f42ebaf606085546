// The texts of server/grammar/*.grammar. This file serves tests and scripts; in the bundles the build puts the texts themselves in its place,
// so that the server reads no file.
import { readdirSync, readFileSync } from 'node:fs';
import type { GrammarFile } from './grammar.ts';

export function grammarFiles(): GrammarFile[] {
  const folder = new URL('../../grammar/', import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith('.grammar'))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}
