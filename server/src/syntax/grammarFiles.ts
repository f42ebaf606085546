// The texts of server/grammar/*.grammar, for tests, scripts and the build. No bundle has this file: a server reads no file.
import { readdirSync, readFileSync } from 'node:fs';
import type { GrammarFile } from './grammar.ts';

export function grammarFiles(): GrammarFile[] {
  const folder = new URL('../../grammar/', import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith('.grammar'))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}
