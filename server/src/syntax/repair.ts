// What to say about a statement that does not parse, and how to go on: one token is replaced, put in or left out so that the parse
// comes further, the best such repair is kept, and the pass is run again. The tree of the repaired statement serves everything that follows.
import { say, translate } from '../text/say.ts';
import { classNames, type Element, type Grammar, Op } from './grammar.ts';
import { knownSlip } from './knownSlips.ts';
import type { SyntaxProblem } from './parsedStatement.ts';
import type { Expectation, PassResult } from './parser.ts';
import {
  beginsLine,
  beginsStatement,
  cutAt,
  type RepairInput as Input,
  leaveOut,
  missingSemicolonBefore,
  putIn,
  type Repair,
  type RepairView,
  type Run,
  replaceToken,
  tokenAt,
} from './repairView.ts';
import * as T from './tokens.ts';

export interface RepairResult {
  readonly view: RepairView;
  readonly problems: SyntaxProblem[];
  /** The statement is understood as a whole after the repairs. */
  readonly complete: boolean;
  /** Another statement begins at this token of the original view: a semicolon is missing before it. */
  readonly nextStatement: number | undefined;
}

const MAX_ROUNDS = 8;
/** A parse that is not whole brings nothing. */
const nothingLess = Number.POSITIVE_INFINITY;
/** More tokens behind a slip do not speak for a repair any louder. */
const mostGain = 12;
/** Errors this many tokens apart are reported separately. */
const APART = 6;

/** Repairs `view` (whose END token is at `count`). Offsets in the problems are those of the view's starts and ends. */
export function repairStatement(input: Input, original: RepairView): RepairResult {
  const { parser, rule } = input;
  let view = original;
  const problems: SyntaxProblem[] = [];
  let budget = Math.max(60_000, original.count * 40);
  let lastPlace = -1000;
  const run: Run = (tokens, atLeast = 0) => {
    const silent = parser.attempt(rule, tokens);
    const full = silent.matched && silent.end === tokens.count;
    // The second pass takes about as many steps, if not always the same number: what is recalled in it depends on what was tried before.
    budget -= Math.max(tokens.count + 10, (silent.steps * (full ? 1 : 2)) >> 4);
    if (full) return { full, furthest: tokens.count };
    const most = reach(silent);
    if (most < Math.min(atLeast, tokens.count) && !silent.givenUp) return { full, furthest: most };
    const furthest = reach(parser.attempt(rule, tokens, true));
    return { full: input.prefix === true && furthest >= tokens.count, furthest };
  };
  let state = run(view);
  for (let round = 0; round < MAX_ROUNDS && !state.full; round++) {
    const at = state.furthest;
    const expected = expectedOf(input, view, at);
    const misspelt = nearestWord(input, view, at, expected, run, () => budget > 0);
    const next = misspelt?.full ? undefined : missingSemicolon(input, view, at);
    if (next !== undefined) {
      const place = tokenAt(original, view.starts[next]!);
      if (next === at && problems.length === 0 && !isComplete(input, view, next)) {
        problems.push(describe(input, view, at, expected));
      } else if (problems.length === 0) {
        problems.push(missingSemicolonBefore(wordAt(input, view, next), view, next - 1));
      }
      return { view: cutAt(view, next), problems, complete: true, nextStatement: place };
    }
    const named = misspelt?.full
      ? undefined
      : knownSlip(input, view, at, place => phrasesOf(input, place === at ? expected : expectedOf(input, view, place)), run);
    const best = (named?.full || !misspelt ? named : misspelt) ?? bestRepair(input, view, at, expected, run, () => budget > 0);
    const place = best?.place ?? at;
    if (problems.length === 0 || (place - lastPlace >= APART && best?.certain)) {
      const problem = strayQuote(input, view, at) ?? best?.problem ?? describe(input, view, at, expected);
      // What an open string has swallowed is missed behind it, and a parenthesis that closes nothing was opened where the first slip is.
      const follows = problems.some(told => told.start === problem.start || told.code === 'unclosed-quote');
      if (!follows && (problems.length === 0 || view.kinds[place] !== T.RIGHT_PAREN)) problems.push(problem);
    }
    lastPlace = place;
    if (!best) break;
    view = best.view;
    state = { full: best.full, furthest: best.furthest };
    if (budget < 0 && !state.full) break;
  }
  return { view, problems, complete: state.full, nextStatement: undefined };
}

const reach = ({ matched, end, furthest }: PassResult) => Math.max(furthest, matched ? end : 0);

/** 'it's', or a string that another one's quote has closed: 'a, 'b' */
function strayQuote({ text, parser }: Input, view: RepairView, at: number): SyntaxProblem | undefined {
  const end = view.starts[at]!;
  const start = at > 0 ? view.starts[at - 1]! : end;
  if (at >= view.count || view.kinds[at - 1] !== T.STRING || view.ends[at - 1] !== end || !/\w/.test(text[end]!)) return undefined;
  // UNLOAD ('… a = 'x''): rule LOD010 speaks of it.
  if (parser.grammar.keywords.textOf(view.kinds[at - 3] ?? 0) === 'UNLOAD') return undefined;
  if (!/[a-z]/i.test(text[end - 2]!)) return { code: 'unclosed-quote', message: say`This string is never closed`, start, end: start + 1 };
  const fix = { title: say`Double the quote`, start: end, end, newText: "'" };
  return { code: 'syntax-error', message: say`A quote inside a string is written twice: ''`, start: end - 1, end, fix };
}

/** A word that is nearly the one that is wanted, at the failure or a few tokens before it, where it passed for a name. */
function nearestWord(
  input: Input,
  view: RepairView,
  at: number,
  expected: readonly Expectation[],
  run: Run,
  mayGoOn: () => boolean,
): Repair | undefined {
  const { keywords } = input.parser.grammar;
  const begins = (kind: number, word: string) => (keywords.textOf(kind)[0] === word[0] ? 1 : 0);
  let similar: (Repair & { score: number }) | undefined;
  for (let place = Math.min(at, view.count - 1); place >= Math.max(0, at - 4) && mayGoOn(); place--) {
    // ALL TABLE IN SCHEMA: a reserved word is a slip where nothing else is wrong.
    const isReserved = input.parser.grammar.reserved[view.kinds[place]!] === 1;
    if (!isWordKind(view.kinds[place]!) || (isReserved && (place < at || input.prefix))) continue;
    const word = input.text.slice(view.starts[place], view.ends[place]).toUpperCase();
    if (word.length < 2) continue;
    const wanted = place === at ? expected : expectedOf(input, view, place);
    if (wanted.some(e => e.kind === view.kinds[place])) continue; // it is a keyword in its right place
    if (word.length <= 4 && view.kinds[place]! >= T.FIRST_KEYWORD && !isReserved) continue; // a short keyword in a wrong place is no slip: INT is not IN
    const near = [...new Set(wanted.filter(e => e.kind >= T.FIRST_KEYWORD).map(e => e.kind))]
      .map(kind => ({ kind, distance: nearness(word, keywords.textOf(kind)) }))
      .filter(c => c.distance >= 0)
      // DSC is DESC sooner than ASC.
      .sort((a, b) => a.distance - b.distance || begins(b.kind, word) - begins(a.kind, word))
      .slice(0, 4);
    for (const { kind, distance } of near) {
      const candidate = replaceToken(view, place, kind);
      const onlyFull = word.length < 3 || isReserved;
      const result = run(candidate, onlyFull ? nothingLess : at + 1);
      if (!result.full && (result.furthest <= at || onlyFull)) continue;
      const score = (result.full ? 1000 : result.furthest - at) - distance * 2 - (at - place) * 0.5;
      if (similar && similar.score >= score) continue;
      similar = {
        view: candidate,
        full: result.full,
        furthest: result.furthest,
        place,
        certain: true,
        score,
        problem: describe(input, view, place, wanted, keywords.textOf(kind)),
      };
    }
    if (similar && similar.place === at && similar.score > 1) break;
  }
  return similar;
}

function bestRepair(
  input: Input,
  view: RepairView,
  at: number,
  expected: readonly Expectation[],
  run: Run,
  mayGoOn: () => boolean,
): Repair | undefined {
  // 1. The word before, taken for a name where a keyword was wanted: GRANT FOO ON t (not the role FOO).
  const before = at - 1;
  if (before >= 1 && before <= 2 && view.kinds[before] === T.NAME) {
    const wanted = expectedOf(input, view, before);
    const mayBeName = wanted.some(e => !e.inExpression && e.element?.op === Op.Slot && e.element.slot!.name !== 'bare-role-name');
    for (const kind of new Set(
      mayBeName ? [] : wanted.filter(e => e.kind >= T.FIRST_KEYWORD && !e.operator && !e.inExpression).map(e => e.kind),
    )) {
      if (!mayGoOn()) break;
      const candidate = replaceToken(view, before, kind);
      const result = run(candidate, nothingLess);
      if (result.full)
        return {
          view: candidate,
          full: true,
          furthest: result.furthest,
          place: before,
          certain: true,
          problem: describe(input, view, before, wanted),
        };
    }
  }
  // 2. A keyword before, taken for a name because what belongs before it is missing: DROP TABLE EXISTS t, SELECT a AS FROM t.
  const { reserved, keywords } = input.parser.grammar;
  const word = before >= 1 && at < view.count ? view.kinds[before]! : 0;
  if (reserved[word] || keywords.textOf(word) === 'EXISTS') {
    const wanted = expectedOf(input, view, before);
    const isRight = wanted.some(e => e.kind === word);
    for (const kind of isRight ? [] : candidateKinds(input.parser.grammar, wanted, view, before)) {
      if (!mayGoOn()) break;
      const candidate = putIn(view, before, kind);
      const { full, furthest } = run(candidate, nothingLess);
      if (!full) continue;
      const problem = describe(input, view, before, wanted, undefined, kind);
      return { view: candidate, full, furthest, place: before, certain: true, problem };
    }
  }
  // 3. One token put in, replaced or left out.
  let best: (Repair & { score: number; inserted?: number }) | undefined;
  /** How many words or marks, put in, make the statement whole. */
  let wholes = 0;
  const consider = (
    candidate: RepairView,
    grown: number,
    cost: number,
    place: number,
    problem?: SyntaxProblem,
    put: { inserted?: number; quoted?: boolean } = {},
  ) => {
    if (!mayGoOn()) return;
    const least = Math.max(at >= view.count ? 0 : 2, best ? Math.floor(best.score + cost) + 1 : 0);
    const result = run(candidate, least > mostGain ? nothingLess : grown + at + least);
    const gain = result.full ? 14 : Math.min(mostGain, result.furthest - grown - at);
    if (!result.full && gain < (at >= view.count ? 0 : 2)) return;
    const score = gain - cost;
    if (result.full && put.inserted) wholes++;
    if (best && best.score >= score) return;
    best = { view: candidate, full: result.full, furthest: result.furthest, place, certain: result.full, score, problem, ...put };
  };
  const kinds = candidateKinds(input.parser.grammar, expected, view, at);
  const previous = view.kinds[at - 1];
  if (previous === T.COMMA) {
    consider(leaveOut(view, at - 1, at), -1, 0, at - 1, extraComma(input, view, at - 1));
  }
  for (const kind of kinds) {
    const named = kind === T.NAME || kind === T.STRING || kind === T.INTEGER;
    const quoted = kind === T.NAME && input.parser.grammar.reserved[view.kinds[at]!] === 1;
    if (at < view.count && kind !== T.COMMA) consider(replaceToken(view, at, kind), 0, named ? 1.3 : 1.5, at, undefined, { quoted });
    const isComma = kind === T.COMMA && at < view.count;
    const before = at > 0 ? view.ends[at - 1]! : view.starts[at]!;
    consider(
      putIn(view, at, kind),
      1,
      // That a name before it is a function is less likely.
      isComma && previous !== T.STAR ? 0.8 : kind === T.LEFT_PAREN && view.kinds[at - 1] === T.NAME ? 1.4 : 1,
      at,
      isComma
        ? {
            code: 'missing-comma',
            message: say`Missing comma before ${wordAt(input, view, at)}`,
            start: view.starts[at]!,
            end: view.ends[at]!,
            fix: { title: say`Insert a comma`, start: before, end: before, newText: ',' },
          }
        : undefined,
      named ? {} : { inserted: kind },
    );
  }
  if (at < view.count)
    consider(leaveOut(view, at, at + 1), -1, 1.2, at, view.kinds[at] === T.COMMA ? extraComma(input, view, at) : undefined);
  // 4. Several tokens left out, up to one where the statement can go on; at last everything to the end.
  if (!best || best.score < 1) {
    let trials = 0;
    for (let to = at + 2; to <= view.count && trials < 12 && mayGoOn(); to++) {
      const kind = view.kinds[to]!;
      if (kind === T.NAME || kind === T.DOT || kind === T.STRING || kind === T.INTEGER || kind === T.NUMBER) continue;
      trials++;
      consider(leaveOut(view, at, to), at - to, 3 + (to - at) * 0.1, at);
      if (best) break;
    }
  }
  if (!best) {
    let rest = leaveOut(view, at, view.count);
    for (let i = 0; i < 6 && mayGoOn(); i++) {
      const result = run(rest, rest.count);
      if (result.full) {
        best = { view: rest, full: true, furthest: rest.count, place: at, certain: false, score: 0, problem: undefined };
        break;
      }
      if (result.furthest < rest.count) break;
      const more = candidateKinds(input.parser.grammar, expectedOf(input, rest, rest.count), rest, rest.count);
      let longer: RepairView | undefined;
      for (const kind of more) {
        const trial = putIn(rest, rest.count, kind);
        const outcome = run(trial, trial.count);
        if (outcome.full || (outcome.furthest >= trial.count && !longer)) longer = trial;
        if (outcome.full) break;
      }
      if (!longer) break;
      rest = longer;
    }
  }
  if (!best) return undefined;
  if (best.problem) return best;
  // The only word or mark that makes it whole is the one that is missing.
  const missing = (best.full && wholes === 1 && best.inserted) || 0;
  const problem = describe(input, view, at, expected, undefined, missing);
  if (missing > 0 && !problem.fix) return { ...best, problem: insertion(input, view, at, problem, missing) };
  return { ...best, problem: best.quoted && (best.full || best.furthest - at > 4) ? { ...problem, reservedAsName: true } : problem };
}

/** The problem with a fix: the one word or mark that is missing before token `at`. */
function insertion(input: Input, view: RepairView, at: number, problem: SyntaxProblem, kind: number): SyntaxProblem {
  if (problem.code !== 'syntax-error' || at === 0) return problem;
  const word = input.parser.grammar.keywords.textOf(kind);
  const place = view.ends[at - 1]!;
  const fix = { title: say`Insert ${word}`, start: place, end: place, newText: kind >= T.FIRST_KEYWORD ? ` ${word}` : word };
  if (kind !== T.SEMICOLON) return { ...problem, fix };
  return { ...problem, code: 'missing-semicolon', message: say`Missing semicolon before ${wordAt(input, view, at)}`, fix };
}

/** The comma at token `at` is one too many. */
function extraComma(input: Input, view: RepairView, at: number): SyntaxProblem {
  const { start, end } = { start: view.starts[at]!, end: view.ends[at]! };
  return {
    code: 'extra-comma',
    message: say`Extra comma before ${wordAt(input, view, at + 1)}`,
    start,
    end,
    fix: { title: say`Remove the comma`, start, end, newText: '' },
  };
}

/** Token kinds worth trying, the likeliest first. */
function candidateKinds({ keywords }: Grammar, expected: readonly Expectation[], view: RepairView, at: number): number[] {
  const kinds = new Set<number>();
  for (const e of expected) {
    if (e.inExpression && e.element?.op !== Op.Class) continue;
    if (e.operator) continue;
    if (e.element?.op === Op.Slot) kinds.add(T.NAME);
    else if (e.element?.op === Op.Class) {
      const name = classNames[e.element.classId];
      kinds.add(
        name === 'string' || name === 'body'
          ? T.STRING
          : name === 'integer' || name === 'number' || name === 'signed-number'
            ? T.INTEGER
            : T.NAME,
      );
    } else if (e.kind > 0) kinds.add(e.kind);
  }
  // The operators that people leave out.
  if (at < view.count)
    for (const { operator, kind } of expected)
      if (operator && (kind === T.punctuationKind('=') || keywords.textOf(kind) === 'AND')) kinds.add(kind);
  const rank = (kind: number) => (kind === T.RIGHT_PAREN ? 0 : kind === T.NAME ? 1 : kind < T.FIRST_KEYWORD ? 2 : 3);
  return [...kinds].sort((a, b) => rank(a) - rank(b)).slice(0, view.count > 4000 ? 4 : 24);
}

const expectedOf = (input: Input, view: RepairView, at: number) => input.parser.wantedAt(input.rule, view, at);

const isWordKind = (kind: number) => kind === T.NAME || kind >= T.FIRST_KEYWORD;

/** Does the statement end before token `at` or shortly before it, because another one begins on its own line? */
function missingSemicolon(input: Input, view: RepairView, at: number): number | undefined {
  for (let i = Math.min(at, view.count - 1); i >= Math.max(1, at - 3); i--) {
    if (!beginsStatement(view, i, input.startsStatement)) continue;
    const lineStart = beginsLine(input.text, view.starts[i]!);
    if (i === at && lineStart && input.parser.grammar.reserved[view.kinds[i]!] && isStrong(input, view.kinds[i]!)) return i;
    if ((lineStart || i === at) && isComplete(input, view, i) && looksLikeStatement(input, view, i, leastOf(i, at, lineStart))) return i;
  }
  return undefined;
}

/** GRANT and CREATE are reserved and never stand inside another statement's clause but in a few places the grammar knows. */
const isStrong = (input: Input, kind: number) => ['GRANT', 'CREATE'].includes(input.parser.grammar.keywords.textOf(kind));

function isComplete(input: Input, view: RepairView, end: number): boolean {
  const result = input.parser.attempt(input.rule, cutAt(view, end));
  return result.matched && result.end === end;
}

/** How far a statement must parse to be one: three tokens, and further than it parses as a clause of the statement before it. */
const leastOf = (from: number, failed: number, lineStart: boolean) =>
  Math.max(from + (lineStart ? 2 : 3), failed > from + 1 ? failed + 1 : 0);

/** Does what begins at `from` parse as a statement of its own, whole or up to token `least`? */
function looksLikeStatement(input: Input, view: RepairView, from: number, least: number): boolean {
  const result = input.parser.match(input.rule, view, from);
  return result.matched || result.furthest >= least;
}

// ---- words ----------------------------------------------------------------------------------------------------------------------

function wordAt(input: Input, view: RepairView, at: number): string {
  if (at >= view.count) return say`the end of the statement`;
  const text = input.text.slice(view.starts[at], view.ends[at]);
  // Marks that would be read as the sentence's own.
  if (/^[,.;:]$/.test(text)) return `“${text}”`;
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

/** The problem at token `at`, in words: what was expected, behind what, and what was found. */
export function describe(
  input: Input,
  view: RepairView,
  at: number,
  expected: readonly Expectation[],
  suggestion?: string,
  likeliest = 0,
): SyntaxProblem {
  const found = wordAt(input, view, at);
  const atEnd = at >= view.count;
  const start = atEnd ? (at > 0 ? view.starts[at - 1]! : view.starts[at]!) : view.starts[at]!;
  const end = atEnd ? (at > 0 ? view.ends[at - 1]! : view.ends[at]!) : view.ends[at]!;
  const fix = suggestion === undefined || atEnd ? undefined : { title: say`Change to ${suggestion}`, start, end, newText: suggestion };
  const mean = suggestion === undefined ? '' : say` Did you mean ${suggestion}?`;
  if (!atEnd && view.kinds[at] === T.BAD) {
    const open = input.text[view.starts[at]!];
    if (open === "'" || open === '"' || open === '$') {
      return {
        code: 'unclosed-quote',
        message: open === '"' ? say`This quoted name is never closed` : say`This string is never closed`,
        start,
        end: Math.min(end, start + 1),
      };
    }
  }
  if (at === 0) {
    return { code: 'unknown-statement', message: say`${found} does not begin a Redshift statement.` + mean, start, end, fix };
  }
  if (atEnd || input.startsStatement(view.kinds[at]!) || input.parser.grammar.reserved[view.kinds[at]!]) {
    const opened = unclosedParenthesis(view, at);
    if (opened !== undefined && (expected.length === 0 || expected.some(e => e.kind === T.RIGHT_PAREN))) {
      return {
        code: 'unclosed-parenthesis',
        message: say`This parenthesis is never closed`,
        start: view.starts[opened]!,
        end: view.ends[opened]!,
      };
    }
  }
  const { keywords } = input.parser.grammar;
  if (setOperations.has(found.toUpperCase()) && expected.some(e => ['LIMIT', 'OFFSET', 'FOR'].includes(keywords.textOf(e.kind))))
    return { code: 'syntax-error', message: say`A query with ORDER BY or LIMIT stands in parentheses before ${found}`, start, end };
  const wanted = wordExpectations(input, expected, likeliest);
  const behind = wordAt(input, view, at - 1);
  const what =
    wanted.length === 0 ? say`Unexpected ${found} after ${behind}.` : say`Expected ${joinWords(wanted)} after ${behind}, found ${found}.`;
  return { code: 'syntax-error', message: what + mean, start, end, fix };
}

const setOperations = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS']);

/** The innermost parenthesis open at token `to` that nothing closes later either. */
function unclosedParenthesis(view: RepairView, to: number): number | undefined {
  let balance = 0;
  for (let i = 0; i < view.count; i++)
    if (view.ends[i]! > view.starts[i]!) balance += view.kinds[i] === T.LEFT_PAREN ? 1 : view.kinds[i] === T.RIGHT_PAREN ? -1 : 0;
  if (balance <= 0) return undefined;
  const opened: number[] = [];
  for (let i = 0; i < to; i++) {
    // One that a repair has put in has no width.
    if (view.kinds[i] === T.LEFT_PAREN && view.ends[i]! > view.starts[i]!) opened.push(i);
    else if (view.kinds[i] === T.RIGHT_PAREN) opened.pop();
  }
  return opened.at(-1);
}

const article = (label: string) => (/^(?!user)[aeiou]/i.test(label) ? say`an ${translate(label)}` : say`a ${translate(label)}`);

const classWords: Record<string, () => string> = {
  string: () => say`a string`,
  integer: () => say`a whole number`,
  number: () => say`a number`,
  'signed-number': () => say`a number`,
  boolean: () => say`TRUE or FALSE`,
  identifier: () => say`a name`,
  'any-word': () => say`a word`,
  expression: () => say`an expression`,
  operand: () => say`an expression`,
  body: () => say`the body in $$ … $$`,
  parens: () => '(',
  'quoted-name': () => say`a name in double quotes`,
};

const ruleWords: Record<string, () => string> = {
  DataType: () => say`a data type`,
  Query: () => say`a query`,
  SelectStatement: () => say`a query`,
  ParenthesizedQuery: () => say`a query in parentheses`,
};

/** What was expected, in words: names and keywords first, marks last; at most six. */
function wordExpectations(input: Input, expected: readonly Expectation[], likeliest: number): string[] {
  const names = new Set<string>();
  const words = new Set<string>();
  const marks = new Set<string>();
  for (const e of expected) {
    if (e.operator || e.inExpression) continue;
    const whole = e.begins && ruleWords[e.begins.name];
    if (whole) names.add(whole());
    else if (e.element?.op === Op.Slot) names.add(article(e.element.slot!.label));
    else if (e.element?.op === Op.Class) names.add(classWords[classNames[e.element.classId]!]?.() ?? say`a value`);
    else if (names.has(say`TRUE or FALSE`) && /^(?:TRUE|FALSE)$/.test(input.parser.grammar.keywords.textOf(e.kind))) continue;
    else if (e.kind >= T.FIRST_KEYWORD) words.add(e.element ? phrase(input, e.element) : input.parser.grammar.keywords.textOf(e.kind));
    else if (e.kind > 0) marks.add(mark(input, e.kind));
  }
  const first = expected.find(e => e.kind === likeliest && likeliest > 0 && !e.operator && !e.inExpression);
  const likely = first ? [first.element && likeliest >= T.FIRST_KEYWORD ? phrase(input, first.element) : mark(input, likeliest)] : [];
  // A function stands in few of the places where a table may.
  if (names.delete(say`a ${translate('function name')}`)) names.add(say`a ${translate('function name')}`);
  const list = [...new Set([...likely, ...names, ...words, ...marks])];
  return list.length > 6 ? [...list.slice(0, 5), say`another clause`] : list;
}

function mark(input: Input, kind: number): string {
  const text = input.parser.grammar.keywords.textOf(kind);
  if (kind >= T.FIRST_KEYWORD) return text;
  return kind === T.COMMA ? say`a comma` : `“${text}”`;
}

function* phrasesOf(input: Input, expected: readonly Expectation[]): Generator<string> {
  for (const { kind, element } of expected) {
    if (kind < T.FIRST_KEYWORD) continue;
    const word = input.parser.grammar.keywords.textOf(kind);
    const whole = element ? phrase(input, element) : word;
    if (whole !== word) yield whole;
    yield word;
  }
}

/** A keyword with those that must follow it: IF NOT EXISTS is one thing to expect. */
function phrase(input: Input, element: Element): string {
  const { keywords } = input.parser.grammar;
  let text = keywords.textOf(element.kind);
  if (element.parent?.op !== Op.Sequence) return text;
  for (let i = element.index + 1; i < element.parent.items.length; i++) {
    const item = element.parent.items[i]!;
    if (item.op === Op.Commit) continue;
    if (item.op !== Op.Token || item.kind < T.FIRST_KEYWORD) break;
    text += ` ${keywords.textOf(item.kind)}`;
  }
  return text;
}

function joinWords(words: readonly string[]): string {
  if (words.length === 1) return words[0]!;
  return say`${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** How far two words are apart when that is a slip of the keyboard (0 equal, 1 or 2 letters), else -1. */
export function nearness(word: string, keyword: string): number {
  const limit = keyword.length <= 3 ? 1 : keyword.length <= 5 ? 1 : 2;
  if (keyword.length < 2 || Math.abs(word.length - keyword.length) > limit || word === keyword) return -1;
  const rows = word.length + 1;
  const columns = keyword.length + 1;
  const d: number[] = new Array(rows * columns).fill(0);
  for (let i = 0; i < rows; i++) d[i * columns] = i;
  for (let j = 0; j < columns; j++) d[j] = j;
  for (let i = 1; i < rows; i++) {
    for (let j = 1; j < columns; j++) {
      const same = word[i - 1] === keyword[j - 1] ? 0 : 1;
      let least = Math.min(d[(i - 1) * columns + j]! + 1, d[i * columns + j - 1]! + 1, d[(i - 1) * columns + j - 1]! + same);
      if (i > 1 && j > 1 && word[i - 1] === keyword[j - 2] && word[i - 2] === keyword[j - 1])
        least = Math.min(least, d[(i - 2) * columns + j - 2]! + 1);
      d[i * columns + j] = least;
    }
  }
  const distance = d[rows * columns - 1]!;
  return distance <= limit ? distance : -1;
}
