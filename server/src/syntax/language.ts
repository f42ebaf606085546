// Redshift SQL, ready to use: the grammar read, the parser made. One per process, made when first asked for.
import { type Grammar, type Rule, readGrammar } from './grammar.ts';
import { grammarFiles } from './grammarFiles.ts';
import { createParser, type Parser } from './parser.ts';

export interface Language {
  readonly grammar: Grammar;
  readonly parser: Parser;
  readonly statement: Rule;
  /** Kinds that can begin a statement. */
  startsStatement(kind: number): boolean;
}

let language: Language | undefined;

/** The grammar and parser of Redshift SQL. Throws when a grammar file has a mistake: that is a defect of the build, not of the input. */
export function redshiftLanguage(): Language {
  if (language) return language;
  const grammar = readGrammar(grammarFiles());
  if (grammar.problems.length > 0) throw new Error(`grammar:\n${grammar.problems.join('\n')}`);
  language = languageOf(grammar);
  return language;
}

/** The language of any grammar that has a rule `Statement`. */
export function languageOf(grammar: Grammar): Language {
  const statement = grammar.rules.get('Statement');
  if (!statement) throw new Error('grammar: no rule Statement');
  const parser = createParser(grammar);
  const first = parser.firstKinds(statement);
  return { grammar, parser, statement, startsStatement: kind => first[kind] === 1 };
}
