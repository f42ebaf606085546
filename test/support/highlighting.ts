// The list of other keywords in syntaxes/redshift-sql.tmLanguage.json, as the grammar wants it: scripts/highlightKeywords.mjs writes it, a test compares.
// The patterns before that list stay as they are written by hand: data and definition statements, operators, control, types, constants.
import { readFileSync, writeFileSync } from 'node:fs';
import { Op, readGrammar } from '../../server/src/syntax/grammar.ts';
import { grammarFiles } from '../../server/src/syntax/grammarFiles.ts';

const file = new URL('../../syntaxes/redshift-sql.tmLanguage.json', import.meta.url);

/** Keywords that are common names of columns and tables, and keywords only in a place or two: coloured as what they nearly always are. */
const names = new Set(
  `ACTION ALIAS ALPHA BUCKET C CID CLUSTER CONFLICT D DAY DAYS DEC ETA GAMMA GET H HOUR HOURS INDEX INFO K LOG LOGIN LONG M MAP MATCH MINUTE MODE MODELS
  MONTH MONTHS MOVE NUMBER OPERATOR OTHERS PATH POINT QUARTER QUERY QUOTE RECORD RELEASE ROLES RULE S SECOND SECONDS SEQUENCE SERVER SIMPLE STRING TID
  TRIGGER TYPES UNKNOWN US USERS VIEWS W WEEK WEEKS WRAPPER XID Y YEAR YEARS`.split(/\s+/),
);

/** The other keywords as the pattern of the highlighting wants them, and the file's content with them. */
export function highlighting(): {
  agrees: boolean;
  write: () => void;
  before: ReadonlySet<string>;
  callable: ReadonlySet<string>;
  words: readonly string[];
} {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  const { keywords, types, constants, functions } = content.repository;
  const last: { match: string } = keywords.patterns.at(-1);
  const named = keywords.patterns.slice(0, -1).filter((pattern: { name?: string }) => pattern.name);
  const before = wordsOf([named, types, constants]);
  const callable = wordsOf(functions);
  const words = grammarKeywords().filter(word => !before.has(word) && !callable.has(word));
  words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = last.match.replace(/\(\?:[A-Z0-9_|]+\)/, () => `(?:${words.join('|')})`);
  return { agrees: pattern === last.match, write: () => write(content, last, pattern), before, callable, words };
}

/** The words of patterns; phrases of several words (WITH TIME ZONE) do not count. */
function wordsOf(patterns: unknown): ReadonlySet<string> {
  const single = JSON.stringify(patterns).replace(/[^|]*\\s[^|]*/g, '');
  return new Set(single.match(/\b[A-Z][A-Z0-9_]+\b/g));
}

function write(content: object, last: { match: string }, pattern: string): void {
  last.match = pattern;
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

/** Keywords that some rule offers: not those of forms that are only tolerated, nor the many abbreviations of date parts. */
function grammarKeywords(): string[] {
  const grammar = readGrammar(grammarFiles());
  const used = new Set<string>();
  for (const { op, kind, owner } of grammar.elements) {
    if (op === Op.Token && !/^(?:Tolerated|Unsupported|DatePart$)/.test(owner.name)) used.add(grammar.keywords.textOf(kind));
  }
  const reserved = (word: string) => grammar.reserved[grammar.keywords.kindOf(word)!] === 1;
  return grammar.keywords.words.filter(word => reserved(word) || (used.has(word) && !names.has(word)));
}
