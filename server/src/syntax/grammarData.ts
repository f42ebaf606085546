// The grammar of Redshift SQL as data. This file serves tests and scripts: it reads server/grammar/*.grammar. In the bundles the build puts what it
// answers in its place, so that a server reads neither a file nor the notation.
import { readGrammar } from './grammar.ts';
import { grammarFiles } from './grammarFiles.ts';
import { type StoredGrammar, storeGrammar } from './storedGrammar.ts';

/** Throws when a grammar file has a mistake: that is a defect of the build, not of the input. */
export function grammarData(): StoredGrammar {
  const grammar = readGrammar(grammarFiles());
  if (grammar.problems.length > 0) throw new Error(`grammar:\n${grammar.problems.join('\n')}`);
  return storeGrammar(grammar);
}
