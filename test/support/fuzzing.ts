// One input of the fuzzer and what must hold for it. Inputs are valid statements, generated or from the fixtures, damaged in the ways that
// people, templates and disks damage them; the same number gives the same input.
import assert from 'node:assert/strict';
import { parseDocument, syntaxProblems, updateDocument } from '../../server/src/syntax/document.ts';
import { type Language, redshiftLanguage } from '../../server/src/syntax/language.ts';
import { lexStatement, newTokenBuffer } from '../../server/src/syntax/lexer.ts';
import { fixtures } from './fixtures.ts';
import { type Random, randomOf } from './random.ts';
import { type StatementGenerator, statementGenerator } from './statementGenerator.ts';
import { checkedDocument, checkSameDocument } from './syntaxChecks.ts';

/** Rules that the parser may try for one input: repairs give up long before. */
export const mostSteps = (text: string): number => 6_000_000 + 600 * text.length;

export interface Fuzzer {
  /** The input with this number. */
  input(number: number): string;
  /** Throws when the engine does not do with it what it owes. */
  check(text: string, number: number): void;
}

export function fuzzer(language: Language = redshiftLanguage()): Fuzzer {
  const generator = statementGenerator(language.grammar);
  const written = fixtureStatements(language);
  const words = [...language.grammar.keywords.words];

  function input(number: number): string {
    const random = randomOf(number);
    const pieces = Array.from({ length: random.chance(0.8) ? 1 : 1 + random.below(4) }, () => statement(random, written, generator));
    let text = pieces.join(random.pick([';\n', ';', '\n', ';\r\n', ' ; -- x\n']));
    const times = random.pick([0, 1, 1, 1, 2, 2, 3, 4]);
    for (let i = 0; i < times; i++) text = random.pick(damages)(text, random, { written, words, language });
    return text.length > 4_000 ? text.slice(0, 4_000) : text;
  }

  function check(text: string, number: number): void {
    const { parser } = language;
    let before = parser.stepsTaken();
    const document = checkedDocument(text, language);
    const steps = parser.stepsTaken() - before;
    assert.ok(steps <= mostSteps(text), `${steps} steps for ${text.length} characters`);
    syntaxProblems(document);
    if (number % 12 !== 0) return;
    // Every twelfth time: an edit in the middle of it gives what parsing from scratch gives.
    const random = randomOf(number ^ 0x5eed);
    const start = random.below(text.length + 1);
    const oldEnd = Math.min(text.length, start + (random.chance(0.5) ? 0 : random.below(8)));
    const typed = random.pick([...';\'"()$,.\n a', '--', '/*', '*/', '$$', "'x'", 'SELECT', '\nSELECT 1;', '', '', '', '{{', '\\']);
    const changed = text.slice(0, start) + typed + text.slice(oldEnd);
    before = parser.stepsTaken();
    const updated = updateDocument(document, changed, { start, oldEnd, newEnd: start + typed.length }, language);
    checkSameDocument(updated, parseDocument(changed, language));
    assert.ok(parser.stepsTaken() - before <= 2 * mostSteps(changed), 'steps of the edit');
  }

  return { input, check };
}

const statement = (random: Random, written: readonly string[], generator: StatementGenerator) =>
  random.chance(0.5) ? random.pick(written) : generator.statement(random.below(2 ** 31));

interface Material {
  readonly written: readonly string[];
  readonly words: readonly string[];
  readonly language: Language;
}

type Damage = (text: string, random: Random, material: Material) => string;

const buffer = newTokenBuffer();

/** The places of the tokens of the first statement in the text. */
function tokensOf(text: string, { language }: Material): [start: number, end: number][] {
  lexStatement(text, 0, buffer, language.grammar.keywords);
  return Array.from({ length: buffer.count }, (_, i) => [buffer.starts[i]!, buffer.ends[i]!]);
}

/** Replaces the token at a random place by what `make` answers. */
const atToken =
  (make: (token: string, random: Random, material: Material) => string): Damage =>
  (text, random, material) => {
    const tokens = tokensOf(text, material);
    if (tokens.length === 0) return text;
    const [start, end] = random.pick(tokens);
    return text.slice(0, start) + make(text.slice(start, end), random, material) + text.slice(end);
  };

const insert = (text: string, random: Random, what: string): string => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
};

const noise = ['\u0000', '\u00a0', '\ufeff', '😀', '\ud83d', '\\', '`', '\u2028', '\t', '\r', '\n', '§', '€', '\u200b', '\u0007'];
const openers = ["'", '"', '$$', '$t$', '/*', '--', '{{', '{%', '{#', '${', '(', '[', ')', ']', "E'", ":'", '\\', ';', '%('];
const nests = [
  '(',
  'f(',
  'CASE WHEN ',
  '(SELECT ',
  'ARRAY[',
  'a[',
  'CAST(',
  'NOT ',
  '- ',
  'EXISTS (',
  'SELECT * FROM (',
  'a AND ',
  '1 + ',
  'a.',
  '/*',
  'BEGIN ',
  'IF a THEN ',
  ', ',
];

const damages: readonly Damage[] = [
  atToken(() => ''),
  atToken(token => `${token} ${token}`),
  atToken((_, random, { words }) => random.pick(words)),
  atToken((token, random, { words }) => `${token} ${random.pick(words)} `),
  atToken((token, random) => slip(token, random)),
  atToken((_, random) => random.pick(['1', "'x'", 'x', '"y"', ',', '(', ')', '.', ':x', '{{ t }}', '$1', '::', '=>', '*'])),
  (text, random, material) => {
    const tokens = tokensOf(text, material);
    if (tokens.length < 2) return text;
    const first = random.below(tokens.length - 1);
    const [a, b] = [tokens[first]!, tokens[first + 1 + random.below(tokens.length - 1 - first)]!];
    return text.slice(0, a[0]) + text.slice(...b) + text.slice(a[1], b[0]) + text.slice(...a) + text.slice(b[1]);
  },
  (text, random) => insert(text, random, random.pick(noise)),
  (text, random) => insert(text, random, random.pick(openers)),
  (text, random) => insert(text, random, String.fromCharCode(random.below(65536))),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random, { written }) => text.slice(0, random.below(text.length + 1)) + random.pick(written).slice(random.below(40)),
  (text, random) => insert(text, random, random.pick(nests).repeat(random.chance(0.98) ? random.below(16) : random.below(1000))),
  (text, random) => {
    const at = random.below(text.length + 1);
    const to = Math.min(text.length, at + random.below(30));
    return text.slice(0, to) + text.slice(at, to).repeat(random.below(20)) + text.slice(to);
  },
  text => text.replaceAll(';', ''),
  text => text.replaceAll(' ', '\n'),
  text => text.toLowerCase(),
];

function slip(word: string, random: Random): string {
  const at = random.below(word.length);
  return random.pick([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at) + word.slice(at),
    word.slice(0, at) + word.slice(at + 1, at + 2) + word.charAt(at) + word.slice(at + 2),
  ]);
}

function fixtureStatements(language: Language): string[] {
  return fixtures('grammar')
    .flatMap(({ text }) => parseDocument(text, language).statements)
    .filter(({ parsed }) => parsed.count > 0)
    .map(({ parsed }) => parsed.text.slice(parsed.starts[0], parsed.ends[parsed.count - 1]));
}
