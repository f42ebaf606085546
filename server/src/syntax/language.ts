// Redshift SQL, ready to use: the grammar read, the parser made. One per process, made when first asked for.
import type { Grammar, Rule } from './grammar.ts';
import { grammarData } from './grammarData.ts';
import { createParser, type Parser } from './parser.ts';
import { restoreGrammar } from './storedGrammar.ts';

export interface Language {
  readonly grammar: Grammar;
  readonly parser: Parser;
  readonly statement: Rule;
  /** Kinds that can begin a statement. */
  startsStatement(kind: number): boolean;
}

let language: Language | undefined;

/** The grammar and parser of Redshift SQL. Throws when the grammar has a mistake: that is a defect of the build, not of the input. */
export function redshiftLanguage(): Language {
  if (language) return language;
  language = languageOf(restoreGrammar(grammarData()));
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
